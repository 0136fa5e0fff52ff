import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { canJoinFrom } from '../../src/domain/index.ts';
import type { GuestSettings } from '../../src/elements/guest-settings/guest-settings.ts';
import { part, parts, text, waitUntil } from '../support/dom.ts';
import { clientOf, show } from '../support/page.ts';
import { scene, sql, type Scene } from '../support/scene.ts';
import { admitting, tryOut, unfold } from '../support/suites/views/guest-settings.ts';
import { found, openQuestion, press, pressTo, type } from '../support/suites/views/hands.ts';

async function shown(place: Scene): Promise<GuestSettings> {
  const template = html`<guest-settings></guest-settings>`;
  const tag = await show<GuestSettings>(place, place.as('owner'), template);
  await part(tag, 'switch-button');
  return tag;
}

async function access(place: Scene): Promise<Readonly<Record<string, unknown>>> {
  const rows = await sql(
    `select enabled, origins, texts, hours, epoch from orgtags.guest_access
      where organization_id = $1`,
    [place.id],
  );
  return rows[0] as Readonly<Record<string, unknown>>;
}

/** Somebody else changes it, as far as it goes without them. */
async function changeElsewhere(place: Scene, set: string): Promise<void> {
  await sql(
    `with changed as (
       update orgtags.guest_access set version = version + 1, ${set} where organization_id = $1
     )
     insert into orgtags.change (organization_id, type, subject_id) values ($1, 'guests', $1)`,
    [place.id],
  );
  await sql("select pg_notify('orgtags', '')");
}

describe('guest-settings: access (R30)', () => {
  it('switches off, and ends the running chats only where that is asked, too', async () => {
    const place = await admitting();
    const tag = await shown(place);
    await openQuestion(tag, 'switch-button');
    await press(tag, 'confirm-button');
    await waitUntil(() => text(parts(tag, 'switch-button')[0]) === 'Switch on');
    expect(await access(place)).to.include({ enabled: false, epoch: 0 });
    await press(tag, 'switch-button');
    await waitUntil(() => text(parts(tag, 'switch-button')[0]) === 'Switch off');
    await openQuestion(tag, 'switch-button');
    await press(tag, 'end-running');
    await press(tag, 'confirm-button');
    await waitUntil(() => text(parts(tag, 'switch-button')[0]) === 'Switch on');
    expect(await access(place)).to.include({ enabled: false, epoch: 1 });
    await waitUntil(() => parts(tag, 'end-button').length === 0, 'the guest is still there');
  });

  it('shows nothing from before what was changed, though it is read later', async () => {
    const place = await admitting();
    // One that tells of nothing, so that only the change itself asks again.
    const client = { ...clientOf(place, place.as('owner')), subscribe: () => undefined };
    const provider = await fixture(
      html`<org-provider .client=${client}><guest-settings></guest-settings></org-provider>`,
    );
    const tag = provider.firstElementChild as GuestSettings;
    await part(tag, 'remove-button');
    const reads = '/guest-access$ GET';
    await place.trouble({ kind: 'delay', path: reads });
    dispatchEvent(new Event('focus'));
    await waitUntil(async () => (await place.requests(reads)) === 2, 'it is not read');
    await press(tag, 'remove-button');
    await part(tag, 'undo-button');
    await waitUntil(async () => (await place.requests(reads)) === 3, 'it is not read again');
    const seen: number[] = [];
    new MutationObserver(() => seen.push(parts(tag, 'origin').length)).observe(
      tag.shadowRoot as ShadowRoot,
      { childList: true, subtree: true },
    );
    await changeElsewhere(place, `origins = '{https://a.example,https://b.example}'`);
    await place.trouble({ kind: 'none' });
    dispatchEvent(new Event('focus'));
    await waitUntil(() => parts(tag, 'origin').length === 2, 'what is there by now does not come');
    expect(seen).to.not.include(1);
  });

  it('adds a site as browsers write it, and says beside the field what is none', async () => {
    const place = await admitting();
    const tag = await shown(place);
    for (const [typed, code] of [
      ['shop', 'Enter a site'],
      ['https://*.com', 'Enter a site'],
      ['http://shop.example', 'Enter a site'],
      ['https://a.*.com', 'Enter a site'],
    ] as const) {
      await type(tag, '#origin', typed);
      await press(tag, 'add-button');
      await waitUntil(() => text(parts(tag, 'problem')[0]).includes(code));
      expect((await found<HTMLInputElement>(tag, '#origin')).value).to.equal(typed);
    }
    await type(tag, '#origin', 'HTTPS://*.Shop.example:443/');
    await press(tag, 'add-button');
    await waitUntil(() => parts(tag, 'origin').length === 2);
    expect(parts(tag, 'problem')).to.have.length(0);
    expect((await found<HTMLInputElement>(tag, '#origin')).value).to.equal('');
    const { origins } = await access(place);
    expect(origins).to.deep.equal(['https://shop.example', 'https://*.shop.example']);
  });

  it('explains beside the field whom a wildcard lets in, and whom not, as it then is', async () => {
    const tag = await shown(await admitting());
    const field = await found<HTMLInputElement>(tag, '#origin');
    const hint = tag.shadowRoot?.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(text(hint)).to.contain(
      'https://*.shop.example is every site one name below it, such as https://www.shop.example, but not shop.example itself.',
    );
    const lets = (origin: string): boolean =>
      canJoinFrom(origin, ['https://*.shop.example'], { development: false }).allowed;
    const sites = ['www.shop.example', 'shop.example', 'a.www.shop.example'];
    expect(sites.map(site => lets(`https://${site}`))).to.deep.equal([true, false, false]);
  });

  it('takes a site away, and puts it back', async () => {
    const place = await admitting();
    const tag = await shown(place);
    await pressTo(tag, 'remove-button', 'undo-button');
    expect((await access(place)).origins).to.deep.equal([]);
    expect(text(tag.shadowRoot)).to.contain('Nobody can join yet');
    await press(tag, 'undo-button');
    await waitUntil(() => parts(tag, 'origin').length === 1);
    expect((await access(place)).origins).to.deep.equal(['https://shop.example']);
  });
});

describe('guest-settings: words and hours', () => {
  it('keeps what was typed in each language until it is saved, whatever others change', async () => {
    const place = await admitting();
    const tag = await shown(place);
    await unfold(tag, 'words');
    await type(tag, '#away', 'Bis morgen');
    await changeElsewhere(place, 'days = 7');
    await waitUntil(() => text(tag.shadowRoot).includes('Somebody has changed this meanwhile'));
    expect((await found<HTMLTextAreaElement>(tag, '#away')).value).to.equal('Bis morgen');
    await press(tag, 'save-button');
    await waitUntil(() => text(parts(tag, 'problem')[0]).includes('changed in the meantime'));
    await waitUntil(() => !tag.matches(':state(busy)'));
    await press(tag, 'save-button');
    await waitUntil(() => parts(tag, 'save-button').length === 0, 'it is not saved');
    expect((await access(place)).texts).to.deep.equal([
      { language: 'de', welcome: 'Guten Tag', consent: null, away: 'Bis morgen' },
    ]);
  });

  it('saves the hours of a day', async () => {
    const place = await admitting();
    const tag = await shown(place);
    await unfold(tag, 'hours');
    parts<HTMLInputElement>(tag, 'day')[1]?.click();
    await press(tag, 'save-button');
    await waitUntil(() => parts(tag, 'save-button').length === 0, 'they are not saved');
    expect((await access(place)).hours).to.deep.equal({
      timeZone: 'Europe/Berlin',
      days: [
        { day: 1, from: '09:00', to: '17:00' },
        { day: 2, from: '09:00', to: '17:00' },
      ],
    });
  });
});

describe('guest-settings: texts to answer from', () => {
  it('adds one that is not public, which nobody finds until it is', async () => {
    const place = await scene();
    const tag = await shown(place);
    await unfold(tag, 'sources');
    await openQuestion(tag, 'add-source-button');
    await type(tag, '#source-title', 'Robots');
    await type(tag, '#source-text', 'Our robots carry eighty kilograms.');
    await press(tag, 'confirm-button');
    await waitUntil(() => text(parts(tag, 'name')[0]) === 'Robots');
    await tryOut(tag, 'How much do robots carry?');
    expect(text(parts(tag, 'outcome')[0])).to.contain('No public text fits.');
    (await part(tag, 'public')).click();
    const open = 'select from orgtags.text_source where organization_id = $1 and public';
    await waitUntil(async () => (await sql(open, [place.id])).length === 1, 'it is not public');
    await tryOut(tag, 'How much do our robots carry?');
    await waitUntil(() => text(parts(tag, 'outcome')[0]).includes('eighty kilograms'));
    expect(text(parts(tag, 'outcome')[0])).to.contain('From: Robots');
  });

  it('has what was typed again when the dialog is opened again', async () => {
    const tag = await shown(await admitting());
    await unfold(tag, 'sources');
    await openQuestion(tag, 'add-source-button');
    await type(tag, '#source-title', 'Half of it');
    await press(tag, 'keep-button');
    await waitUntil(() => parts(tag, 'dialog').length === 0);
    await openQuestion(tag, 'add-source-button');
    expect((await found<HTMLInputElement>(tag, '#source-title')).value).to.equal('Half of it');
  });
});

describe('guest-settings: guests now, and embedding (R30)', () => {
  it('ends all', async () => {
    const place = await admitting();
    const tag = await shown(place);
    await openQuestion(tag, 'end-all-button');
    await press(tag, 'confirm-button');
    await waitUntil(() => parts(tag, 'end-button').length === 0, 'the guest is still there');
    expect((await access(place)).epoch).to.equal(1);
  });

  it('shows what goes into a page, and the secret only when it is asked for', async () => {
    const place = await admitting();
    const tag = await shown(place);
    await unfold(tag, 'embedding');
    const snippet = await found<HTMLTextAreaElement>(tag, '#snippet');
    expect(snippet.value).to.contain(`organization="${place.id}"`);
    expect(await place.requests('signing-secret')).to.equal(0);
    await press(tag, 'show-button');
    const secret = (await found<HTMLTextAreaElement>(tag, '#secret')).value;
    expect(secret).to.match(/^[\w-]{43}$/);
    await press(tag, 'hide-button');
    await part(tag, 'show-button');
    expect(tag.shadowRoot?.innerHTML).not.to.contain(secret);
  });
});
