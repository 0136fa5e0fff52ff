import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { en, type Terms } from '../../src/ui/i18n/en.ts';
import { addLanguage, Localize } from '../../src/ui/i18n/localize.ts';

class SpeakingTag extends LitElement {
  readonly localize = new Localize(this);

  override render(): unknown {
    return this.localize.term('retry');
  }

  get says(): string {
    return this.renderRoot.textContent;
  }
}
customElements.define('speaking-tag', SpeakingTag);

function speak($code: string, words: Partial<Terms>): void {
  addLanguage({ ...(words as Terms), $code });
}

describe('the words of the page (R46)', () => {
  const { documentElement: root } = document;
  let tag: SpeakingTag;

  before(() => {
    speak('tlh', { retry: 'tlh', loading: 'tlh' });
    speak('tlh-Piqd', { retry: 'tlh-Piqd' });
    speak('tlh-Piqd-AQ', { retry: 'tlh-Piqd-AQ' });
  });
  beforeEach(async () => {
    tag = await fixture<SpeakingTag>(html`<speaking-tag></speaking-tag>`);
  });
  afterEach(() => {
    root.lang = 'en';
  });

  async function saysIn(lang: string): Promise<string> {
    root.lang = lang;
    // A page hears of another language a moment later.
    await Promise.resolve();
    await tag.updateComplete;
    return tag.says;
  }

  for (const [lang, said] of [
    ['tlh', 'tlh'],
    ['TLH', 'tlh'],
    ['tlh-US', 'tlh'],
    ['tlh_Piqd_DE', 'tlh-Piqd'],
    ['tlh-piqd-aq', 'tlh-Piqd-AQ'],
    ['fr', 'Retry'],
    ['tl', 'Retry'],
    ['no language!', 'Retry'],
  ] as const) {
    it(`are of ${lang}, else of what it is a kind of, else English`, async () => {
      expect(await saysIn(lang)).to.equal(said);
    });
  }

  it('are word by word of the next language that has them', () => {
    root.lang = 'tlh-Piqd';
    expect(tag.localize.term('loading')).to.equal('tlh');
    expect(tag.localize.term('cancel')).to.equal(en.cancel);
  });

  it('are of the tag’s own language, where it has one', async () => {
    tag.lang = 'tlh';
    tag.requestUpdate();
    expect(await saysIn('fr')).to.equal('tlh');
  });

  it('come later, and are then said by what is there', async () => {
    expect(await saysIn('vro')).to.equal('Retry');
    speak('vro', { retry: 'vro' });
    await tag.updateComplete;
    expect(tag.says).to.equal('vro');
  });

  it('are said anew by no tag that has left the page', async () => {
    tag.remove();
    expect(await saysIn('tlh')).to.equal('Retry');
    await fixture(html`${tag}`);
    expect(await saysIn('tlh-US')).to.equal('tlh');
  });

  it('hold a name from right to left together', () => {
    expect(tag.localize.term('accessEnded', 'removed', 'שלום')).to.contain('\u2068שלום\u2069');
    expect(tag.localize.term('accessEnded', 'removed', 'Acme')).to.contain(' Acme.');
  });
});
