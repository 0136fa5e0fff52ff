import { expect, fixture } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { person, scene, sql, type Scene } from '../support/scene.ts';
import { chosen, current, open, spoken } from '../support/switcher.ts';

const NAMES = [
  'Acme Robotics',
  'Böhm & Söhne',
  'Cyan',
  'Delta',
  'Echo',
  'Foxtrot',
  'Golf',
  'Großhandel Süd',
];

interface Place {
  readonly tag: OrgSwitcher;
  readonly way: Scene;
  readonly who: TestPerson;
}

/** The switcher of somebody who is a viewer in these organizations, and in the first one now. */
async function memberOf(names: readonly string[], purpose?: string): Promise<Place> {
  const who = await person({ name: 'Nora' });
  let way: Scene | undefined;
  for (const name of names) {
    const members = [
      { role: 'viewer', person: who },
      { role: 'owner', name: 'Olga' },
    ] as const;
    way = await scene({ name, members, ...(purpose !== undefined && { purpose }) });
  }
  if (!way) throw new Error('No organization.');
  const tag = await show<OrgSwitcher>(
    way,
    who,
    html`<org-switcher></org-switcher><button>After</button>`,
  );
  await part(tag, 'trigger');
  return { tag, way, who };
}

function names(tag: OrgSwitcher): string[] {
  return parts(tag, 'option').map(option => text(option.querySelector('[part=name]')));
}

async function type(tag: OrgSwitcher, letters: string): Promise<void> {
  await sendKeys({ type: letters });
  await tag.updateComplete;
}

async function press(tag: OrgSwitcher, ...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
  await tag.updateComplete;
}

describe('the menu of org-switcher (R2)', () => {
  it('can be searched from 8 organizations on', async () => {
    const seven = await memberOf(NAMES.slice(1));
    await open(seven.tag);
    expect(parts(seven.tag, 'search')).to.have.length(0);
    const { tag } = await memberOf(NAMES);
    await open(tag);
    expect(hasFocus(parts(tag, 'search')[0])).to.equal(true);
    await expect(tag).to.be.accessible();
  });

  it('finds by name, slug and purpose, whatever the case and the accents, as one types', async () => {
    const { tag, way } = await memberOf(NAMES, 'Kundschaft in Zürich');
    await open(tag);
    const search = parts<HTMLInputElement>(tag, 'search')[0];
    for (const [typed, found] of [
      ['acme', ['Acme Robotics']],
      ['BOHM', ['Böhm & Söhne']],
      ['grosshandel zurich', ['Großhandel Süd']],
      ['zürich kund', NAMES],
      [way.slug.toUpperCase(), [NAMES.at(-1)]],
      [' ', NAMES],
    ] as const) {
      await type(tag, typed);
      expect(names(tag), typed).to.deep.equal(found);
      search?.select();
      await press(tag, 'Backspace');
    }
    expect(names(tag)).to.deep.equal(NAMES);
  });

  it('keeps the focus in the search, says when nothing is found, and gives it up by Escape', async () => {
    const { tag } = await memberOf(NAMES);
    await open(tag);
    const search = parts<HTMLInputElement>(tag, 'search')[0];
    await type(tag, 'o');
    expect(chosen(tag, search)).to.equal('Acme Robotics');
    await press(tag, 'ArrowDown');
    expect(chosen(tag, search)).to.equal('Böhm & Söhne');
    expect(hasFocus(search)).to.equal(true);

    await type(tag, 'zz');
    expect(text(parts(tag, 'no-match')[0])).to.equal('No organization matches “ozz”.');
    expect(spoken(tag)).to.equal('No organization matches “ozz”.');
    expect(search?.getAttribute('aria-expanded')).to.equal('false');
    await press(tag, 'Enter');
    expect(tag.matches(':state(open)')).to.equal(true);
    await expect(tag).to.be.accessible();

    await press(tag, 'Escape');
    expect(search?.value).to.equal('');
    expect(names(tag)).to.deep.equal(NAMES);
    expect(tag.matches(':state(open)')).to.equal(true);
    await press(tag, 'Escape');
    await waitUntil(() => !tag.matches(':state(open)'));
    expect(hasFocus(await part(tag, 'trigger'))).to.equal(true);

    await press(tag, 'Enter');
    await waitUntil(() => hasFocus(parts(tag, 'search')[0]));
    await type(tag, 'delta');
    await press(tag, 'Enter');
    await waitUntil(() => current(tag) === 'Delta');
  });

  it('switches once, however often one is chosen, and says a failure in the closed menu, too', async () => {
    const { tag, way } = await memberOf(['Acme', 'Globex', 'Zeta']);
    await way.trouble({ kind: 'hold', path: '/switch' });
    await open(tag);
    parts(tag, 'option')[1]?.click();
    await waitUntil(() => tag.matches(':state(busy)'));
    parts(tag, 'option')[2]?.click();
    await waitUntil(async () => (await way.requests('/switch')) > 0);
    parts(tag, 'create-button')[0]?.click();
    parts(tag, 'leave-button')[0]?.click();
    await tag.updateComplete;
    expect(parts(tag, 'dialog')).to.have.length(0);
    await press(tag, 'Escape');
    await way.trouble({ kind: 'status', status: 500 });
    await waitUntil(() => spoken(tag).startsWith('Globex could not be opened.'));
    expect(await way.requests('/switch')).to.equal(1);
    await open(tag);
    expect(text(parts(tag, 'problem')[0])).to.contain('Globex could not be opened.');
    await expect(tag).to.be.accessible();
    await press(tag, 'Escape');
    await waitUntil(() => !tag.matches(':state(open)'));
    expect(parts(tag, 'problem')).to.have.length(0);
  });

  it('says where this session was ended, and why it cannot go there (R37)', async () => {
    const { way, who } = await memberOf(['Acme', 'Globex']);
    await sql(
      `update orgtags.membership set signed_out_at = now()
        where organization_id = $1 and person_id = $2`,
      [way.id, who.id],
    );
    const tag = await show<OrgSwitcher>(way, who, html`<org-switcher></org-switcher>`);
    await open(tag);
    expect(parts(tag, 'option').map(text)).to.deep.equal([
      'A Acme Viewer',
      'G Globex Sign in again to open it Viewer',
    ]);
    parts(tag, 'option')[1]?.click();
    expect(text(await part(tag, 'problem'))).to.equal(
      'Globex could not be opened. Your session in this organization was ended. Sign in again to go on.',
    );
    expect(current(tag)).to.equal('Acme');
  });

  it('works inside a modal dialog of the page, whose Escape it keeps to itself', async () => {
    const { tag } = await memberOf(['Acme', 'Globex']);
    const dialog = await fixture<HTMLDialogElement>(html`<dialog></dialog>`);
    dialog.append(tag.parentElement ?? tag);
    dialog.showModal();
    await open(tag);
    await press(tag, 'Escape');
    await waitUntil(() => !tag.matches(':state(open)'));
    expect(dialog.open).to.equal(true);
    await open(tag);
    parts(tag, 'create-button')[0]?.click();
    const own = await part<HTMLDialogElement>(tag, 'dialog');
    await press(tag, 'Escape');
    await waitUntil(() => !own.isConnected);
    expect(dialog.open).to.equal(true);
    expect(hasFocus(parts(tag, 'trigger')[0])).to.equal(true);
    await open(tag);
    parts(tag, 'option')[1]?.click();
    await waitUntil(() => current(tag) === 'Globex');
  });

  it('stays within the window, with all that it offers, wherever the trigger is', async () => {
    const { tag } = await memberOf([...NAMES, 'Vandelay', 'Wonka', 'Yoyodyne', 'Zorg']);
    tag.style.position = 'fixed';
    for (const top of [20, 290, 540]) {
      tag.style.top = `${String(top)}px`;
      await open(tag);
      for (const name of ['menu', 'create-button', 'leave-button']) {
        const box = (await part(tag, name)).getBoundingClientRect();
        expect(box.top, `${name} at ${String(top)}`).to.be.at.least(0);
        expect(box.bottom, `${name} at ${String(top)}`).to.be.at.most(innerHeight);
      }
      parts(tag, 'trigger')[0]?.click();
      await waitUntil(() => !tag.matches(':state(open)'));
    }
  });

  it('makes the option under the pointer the active one', async () => {
    const { tag } = await memberOf(['Acme', 'Globex']);
    await open(tag);
    parts(tag, 'option')[1]?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    await waitUntil(() => chosen(tag) === 'Globex');
  });

  it('fits 280 px with long names and names from right to left', async () => {
    const long = 'Vereinigte Robotik- und Automatisierungswerke '.repeat(5).slice(0, 200).trim();
    const { tag } = await memberOf([long.slice(0, 50), long, 'محمد عبد الله للروبوتات']);
    await setViewport({ width: 280, height: 600 });
    try {
      await open(tag);
      const menu = await part(tag, 'menu');
      const inside = (element: HTMLElement): boolean => {
        const { left, right } = element.getBoundingClientRect();
        return left >= 0 && right <= 280;
      };
      expect([menu, ...parts(tag, 'option'), ...parts(tag, 'role')].every(inside)).to.equal(true);
      expect(menu.scrollWidth).to.equal(menu.clientWidth);
      await expect(tag).to.be.accessible();
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });
});
