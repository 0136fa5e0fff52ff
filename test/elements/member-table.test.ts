import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { MemberTable } from '../../src/elements/member-table/member-table.ts';
import type { OrgProvider } from '../../src/elements/org-provider/org-provider.ts';
import { createHttpClient, type BackendClient, type RoleChangedEvent } from '../../src/index.ts';
import type { Role } from '../../src/client/policy.ts';
import { hasFocus, isCutAtItsEnd, part, parts, settled, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { giveLeastRoom } from '../support/readable.ts';
import { scene, sql, type Scene } from '../support/scene.ts';

/** The table as a person uses it. */
class TableDriver {
  readonly tag: MemberTable;

  constructor(tag: MemberTable) {
    this.tag = tag;
  }

  row(name: string): HTMLElement {
    const row = parts(this.tag, 'row').find(r => text(r).includes(name));
    if (!row) throw new Error(`No row for ${name}`);
    return row;
  }

  in<Element extends HTMLElement>(name: string, partName: string): Element | null {
    return this.row(name).querySelector<Element>(`[part~='${partName}']`);
  }

  async edit(name: string): Promise<HTMLSelectElement> {
    this.in(name, 'edit-button')?.click();
    await this.tag.updateComplete;
    const select = this.row(name).querySelector('select');
    if (!select) throw new Error(`The row of ${name} cannot be edited`);
    return select;
  }

  async choose(name: string, role: Role): Promise<void> {
    const select = await this.edit(name);
    select.value = role;
    select.dispatchEvent(new Event('change'));
    await this.tag.updateComplete;
  }

  save(name: string): void {
    this.in(name, 'save-button')?.click();
  }

  /** Stores a role that can be taken back. */
  async change(name: string, role: Role): Promise<HTMLElement> {
    await this.choose(name, role);
    this.save(name);
    return part(this.tag, 'undo-button');
  }

  role(name: string): string {
    return text(this.in(name, 'role'));
  }

  async reason(name: string): Promise<string> {
    const button = this.in(name, 'reason-button');
    button?.click();
    await this.tag.updateComplete;
    const reason = this.in(name, 'reason');
    return reason?.matches(':popover-open') ? text(reason) : '';
  }
}

async function table(place: Scene, role: Role): Promise<TableDriver> {
  const tag = await show<MemberTable>(place, place.as(role), html`<member-table></member-table>`);
  await part(tag, 'row');
  return new TableDriver(tag);
}

/** Somebody else gives the first member of a role another one. */
async function meanwhile(place: Scene, who: Role, to: Role): Promise<void> {
  await sql('update orgtags.membership set role = $2, version = version + 1 where id = $1', [
    place.as(who).member,
    to,
  ]);
}

/** The members as the owner sees and changes them in another page. */
function elsewhere(place: Scene): BackendClient['members'] {
  const { token } = place.as('owner');
  return createHttpClient({ baseUrl: place.lane, getToken: () => token }).members;
}

/** What is said to a screen reader. */
function said({ tag }: TableDriver): string {
  return text(tag.shadowRoot?.querySelector('[role=status]'));
}

/** As typing, pasting by mouse and the field's own cross do. */
async function search(members: TableDriver, q: string): Promise<void> {
  const field = await part<HTMLInputElement>(members.tag, 'search');
  field.value = q;
  field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
}

async function filter(members: TableDriver, role: Role | ''): Promise<void> {
  const select = await part<HTMLSelectElement>(members.tag, 'role-filter');
  select.value = role;
  select.dispatchEvent(new Event('change'));
}

/** One more than a page of the list has room for. */
function crowd(): Promise<Scene> {
  const members = Array.from({ length: 26 }, (_, n) => ({
    name: `Person ${String(n).padStart(2, '0')}`,
    role: n === 0 ? ('owner' as const) : ('viewer' as const),
  }));
  return scene({ members });
}

describe('member-table: the list (R14)', () => {
  it('shows name, address, role, when they joined and were last active', async () => {
    const place = await scene({
      members: [
        { role: 'owner', name: 'Olivia Brandt', joinedAt: '2025-01-12T12:00:00Z' },
        { role: 'viewer', name: 'Victor' },
      ],
    });
    const members = await table(place, 'owner');
    const olivia = text(members.row('Olivia'));
    expect(olivia).to.contain('Owner').and.contain('Jan 12, 2025').and.contain('Now');
    expect(olivia).to.contain(place.as('owner').email).and.contain('You');
    expect(text(members.row('Victor'))).to.contain('Never');
    expect(text(members.tag.shadowRoot)).to.contain('2 people in Acme Robotics');
  });

  it('shows a viewer no addresses', async () => {
    const place = await scene();
    expect(parts((await table(place, 'member')).tag, 'email')).to.have.length(4);
    expect(parts((await table(place, 'viewer')).tag, 'email')).to.have.length(0);
  });

  it('marks whose address is not known to be theirs, but for who sees no addresses', async () => {
    const place = await scene();
    const { member } = place.as('member');
    await sql('update orgtags.membership set email_verified = false where id = $1', [member]);
    const marked = async (role: Role): Promise<string[]> => {
      const { tag } = await table(place, role);
      return parts(tag, 'row')
        .filter(row => row.querySelector('[part=unverified]'))
        .map(row => row.dataset.row ?? '');
    };
    expect(await marked('owner')).to.deep.equal([member]);
    expect(await marked('viewer')).to.deep.equal([]);
  });

  it('goes through pages without losing anyone', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `Person ${String(i).padStart(2, '0')}`);
    const place = await scene({
      members: names.map((name, i) => ({ name, role: i === 0 ? 'owner' : 'viewer' })),
    });
    const members = await table(place, 'owner');
    const shown = (): string[] => parts(members.tag, 'name').map(text);
    expect(shown()).to.deep.equal(names.slice(0, 25));
    expect(text(members.tag.shadowRoot)).to.contain('1–25 of 30');

    const next = await part(members.tag, 'next-button');
    next.click();
    next.click();
    await waitUntil(() => shown().length === 5);
    expect(shown()).to.deep.equal(names.slice(25));
    expect((await part(members.tag, 'next-button')).ariaDisabled).to.equal('true');

    (await part<HTMLButtonElement>(members.tag, 'previous-button')).click();
    await waitUntil(() => shown().length === 25);
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`cuts a name at its end in either direction, on a page from ${dir}`, async () => {
      const place = await scene({
        members: [
          { role: 'owner', name: 'Wolfeschlegelsteinhausenbergerdorff Huber' },
          { role: 'member', name: 'محمد عبد الرحمن بن عبد الله بن محمد آل سعود الأول العظيم' },
        ],
      });
      const members = await table(place, 'owner');
      members.tag.dir = dir;
      members.tag.style.inlineSize = '280px';
      expect(parts(members.tag, 'name').map(isCutAtItsEnd)).to.deep.equal([true, true]);
    });
  }

  it('shows a name as text, whatever it holds', async () => {
    const name = '<img src=x onerror="globalThis.ran = true"> \u202Ename';
    const place = await scene({ members: [{ role: 'owner', name }] });
    const members = await table(place, 'owner');
    expect(text(await part(members.tag, 'name'))).to.equal(name);
    expect(members.tag.shadowRoot?.querySelectorAll('img')).to.have.length(0);
  });
});

describe('member-table: changing a role (R15)', () => {
  it('offers an admin the roles at or below admin, and says why an owner row is closed', async () => {
    const members = await table(await scene(), 'admin');
    const select = await members.edit('Mia');
    expect([...select.options].map(text)).to.deep.equal(['Admin', 'Member', 'Viewer']);
    expect(await members.reason('Olivia')).to.equal('Only owners can manage owners.');
    expect(await members.reason('Adam')).to.contain('You cannot change your own role.');
  });

  it('tells an owner who is the last one why they stay (R13)', async () => {
    const members = await table(await scene(), 'owner');
    expect(await members.reason('Olivia')).to.match(/^An organization needs an owner\.[^.]*\.$/);
  });

  for (const role of ['member', 'viewer'] as const) {
    it(`offers a ${role} nothing, and says so once (R10, R11)`, async () => {
      const members = await table(await scene(), role);
      expect(parts(members.tag, 'edit-button')).to.have.length(0);
      expect(parts(members.tag, 'reason-button')).to.have.length(0);
      expect(text(await part(members.tag, 'note'))).to.contain('does not manage members');
    });
  }

  it('keeps the old role when the person gives it up', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await members.choose('Mia', 'viewer');
    members.in('Mia', 'cancel-button')?.click();
    await members.tag.updateComplete;
    expect(members.role('Mia')).to.equal('Member');
    expect(await place.requests(`/members/${place.as('member').member}`)).to.equal(0);
  });

  it('keeps the choice when the member was changed meanwhile, and can then save', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await members.choose('Mia', 'admin');
    await meanwhile(place, 'member', 'viewer');
    members.save('Mia');
    expect(text(await part(members.tag, 'problem'))).to.contain(
      'This was changed in the meantime.',
    );
    await waitUntil(() => !members.tag.matches(':state(reloading)'));
    expect(members.row('Mia').querySelector('select')?.value).to.equal('admin');
    members.save('Mia');
    await waitUntil(() => members.role('Mia') === 'Admin');
  });

  it('says what the role is now when somebody else changed it meanwhile (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.choose('Mia', 'viewer');
    await meanwhile(place, 'member', 'admin');
    members.save('Mia');
    expect(text(await part(members.tag, 'problem'))).to.contain('Only owners can manage admins.');
    await waitUntil(() => members.role('Mia') === 'Admin');
    expect(members.in('Mia', 'reason-button')).to.not.equal(null);
  });

  it('learns from a refusal that one may no longer manage (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.choose('Mia', 'viewer');
    await meanwhile(place, 'admin', 'viewer');
    members.save('Mia');
    await part(members.tag, 'note');
    expect(parts(members.tag, 'edit-button')).to.have.length(0);
  });

  it('tells of a role whose answer was lost as soon as it is heard of', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
    const changed = oneEvent<RoleChangedEvent>(members.tag, 'org-role-changed');
    await members.choose('Mia', 'admin');
    await place.trouble({ kind: 'lose', path: '/members/' });
    members.save('Mia');
    const { member, previous } = await changed;
    expect([previous, member.role]).to.deep.equal(['member', 'admin']);
    await waitUntil(() => said(members) === 'Mia Lindqvist is now Admin.');
    expect(parts(members.tag, 'problem')).to.have.length(0);
  });

  it('tells of no role that was chosen after another one had failed', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    let told = 0;
    members.tag.addEventListener('org-role-changed', () => (told += 1));
    await members.choose('Mia', 'admin');
    await place.trouble({ kind: 'status', path: '/members/' });
    members.save('Mia');
    await part(members.tag, 'problem');
    const select = members.row('Mia').querySelector('select') as HTMLSelectElement;
    select.value = 'member';
    select.dispatchEvent(new Event('change'));
    await members.tag.updateComplete;
    members.save('Mia');
    await waitUntil(() => hasFocus(members.in('Mia', 'edit-button')));
    expect(told).to.equal(0);
  });

  it('keeps what is being changed in another row while one is saved, and saves once', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await members.choose('Mia', 'viewer');
    await place.trouble({ kind: 'hold', path: '/members/' });
    members.save('Mia');
    members.save('Mia');
    members.in('Mia', 'cancel-button')?.click();
    await members.choose('Victor', 'admin');
    await place.trouble({ kind: 'none' });
    await waitUntil(() => members.in('Mia', 'edit-button'));
    expect(members.role('Mia')).to.equal('Viewer');
    const select = members.row('Victor').querySelector('select');
    expect(select?.value).to.equal('admin');
    expect(hasFocus(select)).to.equal(true);
    expect(await place.requests(`/members/${place.as('member').member}`)).to.equal(1);
  });

  it('keeps nothing of one person for the next one on the page', async () => {
    const place = await scene();
    let who = place.as('owner');
    const client = createHttpClient({ baseUrl: place.lane, getToken: () => who.token });
    const provider = await fixture<OrgProvider>(
      html`<org-provider .client=${client}><member-table></member-table></org-provider>`,
    );
    const tag = provider.firstElementChild as MemberTable;
    await part(tag, 'row');
    const members = new TableDriver(tag);
    await members.choose('Mia', 'owner');
    who = place.as('admin');
    provider.client = createHttpClient({ baseUrl: place.lane, getToken: () => who.token });
    await waitUntil(() => parts(tag, 'reason-button').length === 2);
    expect(members.row('Mia').querySelectorAll('select')).to.have.length(0);
  });

  it('closes the table of an owner who steps down, without a reload (R28)', async () => {
    const place = await scene({
      members: [
        { role: 'owner', name: 'Olivia' },
        { role: 'owner', name: 'Otto' },
      ],
    });
    const members = await table(place, 'owner');
    await members.choose('Olivia', 'viewer');
    members.save('Olivia');
    expect(text(await part(members.tag, 'dialog'))).to.contain('Become Viewer?');
    parts(members.tag, 'confirm-button')[0]?.click();
    await part(members.tag, 'note');
    expect(parts(members.tag, 'edit-button')).to.have.length(0);
    await waitUntil(
      () => parts(members.tag, 'email').length === 0,
      'a viewer still sees addresses',
    );
    expect(members.tag.shadowRoot?.activeElement?.id).to.equal('heading');
  });

  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    it(`is accessible to ${role}s, also while a row is edited (R45)`, async () => {
      const members = await table(await scene(), role);
      await expect(members.tag).to.be.accessible();
      members.in('Mia', 'edit-button')?.click();
      await members.tag.updateComplete;
      await expect(members.tag).to.be.accessible();
    });
  }

  it('keeps Escape to itself in a modal dialog of the page, while there is something to give up (R45)', async () => {
    const place = await scene();
    const dialog = await show<HTMLDialogElement>(
      place,
      place.as('owner'),
      html`<dialog><member-table></member-table></dialog>`,
    );
    dialog.showModal();
    const members = new TableDriver(dialog.firstElementChild as MemberTable);
    await part(members.tag, 'row');
    await members.edit('Mia');
    members.in('Mia', 'save-button')?.focus();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => hasFocus(members.in('Mia', 'edit-button')));
    const [search] = parts<HTMLInputElement>(members.tag, 'search');
    search?.focus();
    await sendKeys({ type: 'mia' });
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => search?.value === '');
    expect(dialog.open).to.equal(true);
  });

  it('shows no control with readonly', async () => {
    const place = await scene();
    const tag = await show<MemberTable>(
      place,
      place.as('owner'),
      html`<member-table readonly></member-table>`,
    );
    await part(tag, 'row');
    for (const name of ['edit-button', 'remove-button', 'reason-button']) {
      expect(parts(tag, name)).to.have.length(0);
    }
  });
});

describe('member-table: finding members (R14)', () => {
  const shown = ({ tag }: TableDriver): string[] => parts(tag, 'name').map(text);

  it('finds by name and address what is typed, and says how many there are', async () => {
    const place = await scene();
    const members = await table(place, 'member');
    (await part(members.tag, 'search')).focus();
    await sendKeys({ type: 'okafor' });
    await waitUntil(() => shown(members).length === 1);
    expect(shown(members)).to.deep.equal(['Adam Okafor']);
    await waitUntil(() => said(members) === '1 person found');
    expect(hasFocus(parts(members.tag, 'search')[0])).to.equal(true);
    expect(await place.requests('/members?')).to.be.below(4, 'every key asked the server');

    await search(members, place.as('viewer').email);
    await waitUntil(() => shown(members)[0] === 'Victor Hasegawa');
    await search(members, '');
    await waitUntil(() => shown(members).length === 4);
    expect(text(members.tag.shadowRoot)).to.contain('4 people in Acme Robotics');
  });

  it('finds nobody by an address for who sees none', async () => {
    const place = await scene();
    const members = await table(place, 'viewer');
    expect((await part<HTMLInputElement>(members.tag, 'search')).placeholder).to.equal('Name');
    await search(members, place.as('owner').email);
    await part(members.tag, 'everyone-button');
    expect(text(members.tag.shadowRoot)).to.contain('Nobody found.');
    await settled(members.tag);
    await expect(members.tag).to.be.accessible();

    parts(members.tag, 'everyone-button')[0]?.click();
    await waitUntil(() => shown(members).length === 4);
    const field = await part<HTMLInputElement>(members.tag, 'search');
    expect([field.value, hasFocus(field)]).to.deep.equal(['', true]);
  });

  it('shows those of one role, also together with a search', async () => {
    const members = await table(await scene(), 'owner');
    await filter(members, 'admin');
    await waitUntil(() => shown(members).join() === 'Adam Okafor');
    await search(members, 'mia');
    await part(members.tag, 'everyone-button');
    await filter(members, '');
    await waitUntil(() => shown(members).join() === 'Mia Lindqvist');
  });

  it('sorts by every column, in both directions', async () => {
    const place = await scene({
      members: [
        { role: 'owner', name: 'B', joinedAt: '2025-01-01T00:00:00Z' },
        { role: 'viewer', name: 'A', joinedAt: '2025-03-01T00:00:00Z' },
        { role: 'admin', name: 'C', joinedAt: '2025-02-01T00:00:00Z' },
      ],
    });
    const emails = new Map(place.members.map(({ name, email }) => [name, email]));
    const byAddress = ['A', 'B', 'C'].sort((a, b) =>
      String(emails.get(a)) < String(emails.get(b)) ? -1 : 1,
    );
    const members = await table(place, 'owner');
    const orders: readonly (readonly [string, string, string])[] = [
      ['Name', 'C B A', 'descending'],
      ['Name', 'A B C', 'ascending'],
      ['E-mail', byAddress.join(' '), 'ascending'],
      ['E-mail', byAddress.toReversed().join(' '), 'descending'],
      ['Role', 'B C A', 'ascending'],
      ['Role', 'A C B', 'descending'],
      ['Joined', 'A C B', 'descending'],
      ['Joined', 'B C A', 'ascending'],
      ['Last active', 'B', 'descending'],
    ];
    for (const [column, order, direction] of orders) {
      const head = parts(members.tag, 'sort-button').find(button => text(button) === column);
      head?.focus();
      head?.click();
      await waitUntil(
        () => shown(members).join(' ').startsWith(order),
        `${column} ${direction}: ${shown(members).join(' ')}`,
      );
      expect(head?.closest('th')?.ariaSort).to.equal(direction);
      expect(members.tag.shadowRoot?.querySelectorAll('[aria-sort]')).to.have.length(1);
      expect(hasFocus(head)).to.equal(true);
    }
  });

  it('offers the same sorts where there is no room for columns', async () => {
    const members = await table(await scene(), 'viewer');
    members.tag.style.inlineSize = '300px';
    const select = await part<HTMLSelectElement>(members.tag, 'sort');
    expect(select.checkVisibility()).to.equal(true);
    expect(parts(members.tag, 'sort-button')[0]?.checkVisibility()).to.equal(false);
    expect([...select.options].map(text))
      .to.contain('Name ↑')
      .and.not.contain('E-mail ↑');
    select.value = '-name';
    select.dispatchEvent(new Event('change'));
    await waitUntil(() => shown(members)[0] === 'Victor Hasegawa');
    await settled(members.tag);
    await expect(members.tag).to.be.accessible();
  });

  it('goes on searching while the list changes behind it, and after a failure (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await search(members, 'mia');
    await waitUntil(() => shown(members).length === 1);
    await elsewhere(place).changeRole(place.id, place.as('member').member, {
      role: 'admin',
      version: 1,
    });
    await waitUntil(() => members.role('Mia') === 'Admin', 'not heard of');
    expect((await part<HTMLInputElement>(members.tag, 'search')).value).to.equal('mia');

    await place.trouble({ kind: 'status', status: 500 });
    await search(members, 'adam');
    await part(members.tag, 'failure');
    await place.trouble({ kind: 'none' });
    parts(members.tag, 'action-button')[0]?.click();
    await waitUntil(() => shown(members).join() === 'Adam Okafor');
    expect((await part<HTMLInputElement>(members.tag, 'search')).value).to.equal('adam');
  });

  it('shows no address to who is made a viewer while the list goes by address (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'member');
    parts(members.tag, 'sort-button')[1]?.click();
    await waitUntil(() => text(members.tag.shadowRoot?.querySelector('[aria-sort]')) !== '');
    await elsewhere(place).changeRole(place.id, place.as('member').member, {
      role: 'viewer',
      version: 1,
    });
    await waitUntil(
      () => parts(members.tag, 'email').length === 0 && shown(members).length === 4,
      'not heard of',
    );
  });

  it('goes to the page before when others have emptied the last one', async () => {
    const place = await scene({
      members: Array.from({ length: 26 }, (_, i) => ({
        name: `Person ${String(i).padStart(2, '0')}`,
        role: i === 0 ? ('owner' as const) : ('viewer' as const),
      })),
    });
    const members = await table(place, 'owner');
    (await part(members.tag, 'next-button')).click();
    await waitUntil(() => shown(members).join() === 'Person 25');
    await elsewhere(place).remove(place.id, String(place.members.at(-1)?.member));
    await waitUntil(() => shown(members).length === 25, 'not heard of');
    expect(text(members.tag.shadowRoot)).to.contain('1–25 of 25');
  });

  it('says of the rows that are there how many they are, until others are', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    const head = (): string => text(members.tag.shadowRoot?.querySelector('.head .muted'));
    await place.trouble({ kind: 'hold', path: '/members?' });
    await search(members, 'Mia');
    await waitUntil(() => members.tag.matches(':state(reloading)'));
    expect(head()).to.equal('4 people in Acme Robotics');
    await place.trouble({ kind: 'html', path: '/members?' });
    await part(members.tag, 'failure');
    expect(head()).to.equal('4 people in Acme Robotics');
    await place.trouble({ kind: 'none' });
    (await part(members.tag, 'action-button')).click();
    await waitUntil(() => head() === '1 person found');
  });

  it('leaves the field and the rows to who is searching when a search fails', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    const field = await part<HTMLInputElement>(members.tag, 'search');
    field.focus();
    await place.trouble({ kind: 'status', status: 500 });
    await sendKeys({ type: 'ad' });
    await part(members.tag, 'failure');
    await sendKeys({ type: 'am' });
    expect([field.value, field.isConnected, hasFocus(field)]).to.deep.equal(['adam', true, true]);
    expect(shown(members)).to.have.length(4);
    await place.trouble({ kind: 'none' });
    parts(members.tag, 'action-button')[0]?.click();
    await waitUntil(() => shown(members).join() === 'Adam Okafor');
    expect(parts(members.tag, 'failure')).to.have.length(0);
  });

  it('looks for what was typed a moment before a role is chosen, and for no control character', async () => {
    const members = await table(await scene(), 'owner');
    await search(members, '\0a');
    await filter(members, 'admin');
    await waitUntil(() => shown(members).join() === 'Adam Okafor');
    await search(members, '\0mia');
    await part(members.tag, 'everyone-button');
  });

  it('shows who somebody is at every width', async () => {
    const members = await table(await scene(), 'owner');
    for (let width = 280; width <= 780; width += 20) {
      members.tag.style.inlineSize = `${String(width)}px`;
      const names = parts(members.tag, 'name').map(name => name.clientWidth / name.scrollWidth);
      expect(Math.min(...names), `${String(width)} px`).to.be.greaterThan(0.8);
    }
  });
});

describe('member-table: the initials of a member (R14)', () => {
  it('stand in one line, also where the first of them is wide', async () => {
    const place = await scene({ members: [{ role: 'owner', name: '👩‍👩‍👧‍👦 Family' }] });
    const { tag } = await table(place, 'owner');
    const initials = new Range();
    initials.selectNodeContents(await part(tag, 'avatar'));
    const lines = [...initials.getClientRects()].filter(({ width }) => width > 0);
    expect(text(initials.startContainer)).to.equal('👩‍👩‍👧‍👦F');
    expect(lines).to.have.length(1);
  });
});

describe('member-table: a row that is being edited (R15)', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  it('keeps its buttons within the card, where there are columns, in longer words, too', async () => {
    document.documentElement.lang = 'de';
    const members = await table(await scene(), 'owner');
    await members.edit('Mia');
    const card = members.tag.shadowRoot?.querySelector('.card');
    for (let width = 616; width <= 1200; width += 8) {
      members.tag.style.inlineSize = `${String(width)}px`;
      const end = card?.getBoundingClientRect().right ?? 0;
      const button = members.in('Mia', 'save-button')?.getBoundingClientRect();
      expect(button?.right, `${String(width)} px`).to.be.at.most(end - 12);
    }
  });
});

describe('member-table: why a row is closed (R15)', () => {
  it('keeps off the edges of a window with the least room', async () => {
    await giveLeastRoom();
    const members = await table(await scene(), 'admin');
    expect(await members.reason('Adam')).to.contain('your own role');
    const reason = members.in('Adam', 'reason')?.getBoundingClientRect();
    expect(reason?.left).to.be.at.least(8);
    expect(reason?.right).to.be.at.most(innerWidth - 8);
  });
});

describe('member-table: taking a change back (R15)', () => {
  it('offers it above the list when a filter has taken the member from it, and once', async () => {
    const members = await table(await scene(), 'owner');
    await filter(members, 'member');
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    await members.choose('Mia', 'viewer');
    members.save('Mia');
    const notice = await part(members.tag, 'notice');
    expect(text(notice)).to.contain('Mia Lindqvist is now Viewer.');
    parts(members.tag, 'undo-button')[0]?.click();
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    expect(members.role('Mia')).to.equal('Member');
    await waitUntil(() => !members.tag.matches(':state(busy)'));
    expect(parts(members.tag, 'undo-button')).to.have.length(0);
  });

  it('says there why it was not taken back, and can be asked again', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await filter(members, 'member');
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    await members.choose('Mia', 'viewer');
    members.save('Mia');
    await part(members.tag, 'notice');
    await place.trouble({ kind: 'status', status: 500, path: '/members/' });
    parts(members.tag, 'undo-button')[0]?.click();
    await waitUntil(() => text(parts(members.tag, 'notice')[0]).includes('did not answer'));
    await place.trouble({ kind: 'none' });
    parts(members.tag, 'undo-button')[0]?.click();
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    expect(members.role('Mia')).to.equal('Member');
  });

  it('says above the list why a change was not stored whose member is on another page by now', async () => {
    const place = await crowd();
    const members = await table(place, 'owner');
    await place.trouble({ kind: 'hold', path: '/members/' });
    await members.choose('Person 03', 'member');
    members.save('Person 03');
    parts(members.tag, 'next-button')[0]?.click();
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    await place.trouble({ kind: 'status', status: 500, path: '/members/' });
    const notice = await part(members.tag, 'notice');
    expect(text(notice)).to.equal(
      'Person 03: The server did not answer as it should. Try again in a moment.',
    );
  });

  it('offers it no longer once somebody else has changed the member', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await members.change('Mia', 'admin');
    await elsewhere(place).changeRole(place.id, place.as('member').member, {
      role: 'viewer',
      version: 2,
    });
    await waitUntil(() => members.role('Mia') === 'Viewer', 'not heard of');
    expect(parts(members.tag, 'undo-button')).to.have.length(0);
  });

  it('offers it no longer once the member is removed', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await members.change('Mia', 'viewer');
    members.in('Mia', 'remove-button')?.click();
    (await part(members.tag, 'confirm-button')).click();
    await waitUntil(() => !text(members.tag.shadowRoot?.querySelector('tbody')).includes('Mia'));
    expect(parts(members.tag, 'undo-button')).to.have.length(0);
    expect(parts(members.tag, 'notice')).to.have.length(0);
  });

  it('offers it no longer once another role has taken the right from who did it (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.change('Mia', 'viewer');
    const { id, as } = place;
    const { member } = as('admin');
    await elsewhere(place).changeRole(id, member, { role: 'viewer', version: 1 });
    await part(members.tag, 'note');
    expect(parts(members.tag, 'undo-button')).to.have.length(0);
    await elsewhere(place).changeRole(id, member, { role: 'owner', version: 2 });
    await waitUntil(() => parts(members.tag, 'edit-button').length > 0);
    expect(parts(members.tag, 'undo-button')).to.have.length(0);
  });

  it('closes the question about a member with the role that could ask it (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    members.in('Mia', 'remove-button')?.click();
    await part(members.tag, 'dialog');
    const role = { role: 'viewer', version: 1 } as const;
    await elsewhere(place).changeRole(place.id, place.as('admin').member, role);
    await part(members.tag, 'note');
    expect(parts(members.tag, 'dialog')).to.have.length(0);
  });

  it('says no longer why an older role could not do it (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.choose('Mia', 'viewer');
    await meanwhile(place, 'admin', 'viewer');
    members.save('Mia');
    await part(members.tag, 'note');
    const again = { role: 'owner', version: 2 } as const;
    await elsewhere(place).changeRole(place.id, place.as('admin').member, again);
    await waitUntil(() => parts(members.tag, 'edit-button').length > 0);
    expect(parts(members.tag, 'save-button')).to.have.length(0);
    expect(parts(members.tag, 'problem')).to.have.length(0);
  });

  it('asks an admin first who makes an admin, and says why that stays', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    for (const answer of ['keep-button', 'confirm-button']) {
      if (answer === 'keep-button') await members.choose('Mia', 'admin');
      members.save('Mia');
      const dialog = await part(members.tag, 'dialog');
      expect(text(dialog)).to.contain('Make Mia Lindqvist Admin?');
      expect(text(dialog)).to.contain('Only owners can manage admins.');
      await expect(members.tag).to.be.accessible();
      parts(members.tag, answer)[0]?.click();
      await waitUntil(() => parts(members.tag, 'dialog').length === 0);
      if (answer === 'keep-button') {
        await waitUntil(() => hasFocus(members.row('Mia').querySelector('select')));
        expect(await place.requests(`/members/${place.as('member').member}`)).to.equal(0);
      }
    }
    await waitUntil(() => members.role('Mia') === 'Admin');
    expect(parts(members.tag, 'undo-button')).to.have.length(0);
  });
});

describe('member-table: what others do to a row that is being changed (R28)', () => {
  const change = (place: Scene, who: Role, role: Role) =>
    elsewhere(place).changeRole(place.id, place.as(who).member, { role, version: 1 });

  it('ends the change of who is no longer theirs to change, and says so', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.edit('Mia');
    await change(place, 'member', 'owner');
    await waitUntil(() => members.row('Mia').querySelector('select') === null);
    expect(text(members.tag.shadowRoot?.querySelector('[role=status]'))).to.equal(
      'Mia Lindqvist is now Owner.',
    );
    expect(parts(members.tag, 'problem')).to.have.length(0);
  });

  it('says why one may no longer change a row, and nothing of the row that is not so', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.choose('Mia', 'viewer');
    await elsewhere(place).changeRole(place.id, place.as('admin').member, {
      role: 'member',
      version: 1,
    });
    await part(members.tag, 'note');
    await waitUntil(
      () => said(members) === 'Your role does not manage members. Ask an owner or an admin.',
    );
    expect(members.role('Mia')).to.equal('Member');
  });

  it('ends the change of who is gone, and says so', async () => {
    const place = await scene();
    const members = await table(place, 'admin');
    await members.edit('Mia');
    await elsewhere(place).remove(place.id, place.as('member').member);
    await waitUntil(() => parts(members.tag, 'row').length === 3);
    expect(text(members.tag.shadowRoot?.querySelector('[role=status]'))).to.equal(
      'Mia Lindqvist is no longer in this list.',
    );
  });

  it('stores what is shown when a role can no longer be chosen', async () => {
    const place = await scene({
      members: [
        { role: 'owner', name: 'Olivia' },
        { role: 'owner', name: 'Otto' },
        { role: 'member', name: 'Mia' },
      ],
    });
    const otto = place.members[1] as (typeof place.members)[number];
    const tag = await show<MemberTable>(place, otto, html`<member-table></member-table>`);
    await part(tag, 'row');
    const members = new TableDriver(tag);
    await members.choose('Mia', 'owner');
    await elsewhere(place).changeRole(place.id, otto.member, { role: 'admin', version: 1 });
    await waitUntil(() => members.row('Mia').querySelectorAll('option').length === 3);
    await waitUntil(() => members.row('Mia').querySelector('select')?.value === 'member');
    members.save('Mia');
    await waitUntil(() => members.row('Mia').querySelector('select') === null);
    expect(members.role('Mia')).to.equal('Member');
  });

  it('takes who was removed by somebody else for removed', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    members.in('Mia', 'remove-button')?.click();
    await part(members.tag, 'dialog');
    await elsewhere(place).remove(place.id, place.as('member').member);
    await waitUntil(() => parts(members.tag, 'row').length === 3);
    parts(members.tag, 'confirm-button')[0]?.click();
    await waitUntil(() => parts(members.tag, 'dialog').length === 0);
    expect(text(members.tag.shadowRoot?.querySelector('[role=status]'))).to.equal(
      'Mia Lindqvist can no longer open Acme Robotics.',
    );
  });

  it('says why a change was not stored in the language that the page then has (R46)', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await members.choose('Mia', 'viewer');
    await place.trouble({ kind: 'status', status: 500 });
    members.save('Mia');
    expect(text(await part(members.tag, 'problem'))).to.contain('did not answer as it should');
    document.documentElement.lang = 'de';
    await waitUntil(() => text(parts(members.tag, 'problem')[0]).includes('Der Server'));
    document.documentElement.lang = 'en';
  });
});

describe('member-table: removing a member (R16)', () => {
  const dialogOf = ({ tag }: TableDriver): HTMLDialogElement | undefined =>
    parts<HTMLDialogElement>(tag, 'dialog')[0];

  async function ask(members: TableDriver, name: string): Promise<HTMLDialogElement> {
    const button = members.in(name, 'remove-button');
    button?.focus();
    button?.click();
    return part<HTMLDialogElement>(members.tag, 'dialog');
  }

  const confirm = ({ tag }: TableDriver): void => parts(tag, 'confirm-button')[0]?.click();

  it('asks first, naming whom and what is lost, and keeps who is not meant', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    for (const leave of ['click', 'Escape']) {
      const dialog = await ask(members, 'Mia');
      expect(dialog.matches(':modal')).to.equal(true);
      expect(text(dialog)).to.contain('Remove Mia Lindqvist?').and.contain('Acme Robotics');
      await expect(members.tag).to.be.accessible();
      expect(hasFocus(parts(members.tag, 'keep-button')[0])).to.equal(true);
      if (leave === 'click') parts(members.tag, 'keep-button')[0]?.click();
      else await sendKeys({ press: leave });
      await waitUntil(() => hasFocus(members.in('Mia', 'remove-button')));
      expect(dialogOf(members)).to.equal(undefined);
    }
    expect(await place.requests(`/members/${place.as('member').member}`)).to.equal(0);
  });

  it('takes the row away, and goes on to the next one', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    await ask(members, 'Adam');
    confirm(members);
    await waitUntil(() => hasFocus(members.in('Mia', 'remove-button')));
    expect(parts(members.tag, 'name').map(text)).to.not.contain('Adam Okafor');
    expect(text(members.tag.shadowRoot)).to.contain('3 people').and.contain('1–3 of 3');

    await ask(members, 'Victor');
    confirm(members);
    await waitUntil(() => hasFocus(members.in('Olivia', 'reason-button')));
  });

  it('leads on to everyone after the only one who was found', async () => {
    const members = await table(await scene(), 'owner');
    await search(members, 'Mia');
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    await ask(members, 'Mia');
    confirm(members);
    await waitUntil(() => hasFocus(parts(members.tag, 'everyone-button')[0]));
  });

  it('does not let a name from right to left turn the question round (R46)', async () => {
    const members = await table(
      await scene({
        members: [
          { role: 'owner', name: 'Olivia' },
          { role: 'member', name: 'סבא (3)' },
        ],
      }),
      'owner',
    );
    const dialog = await ask(members, 'סבא');
    expect(text(dialog.querySelector('h2'))).to.equal('Remove \u2068סבא (3)\u2069?');
  });

  it('fills the page again, and goes back from one that is empty', async () => {
    const place = await crowd();
    const members = await table(place, 'owner');
    (await part(members.tag, 'next-button')).click();
    await waitUntil(() => parts(members.tag, 'row').length === 1);
    await ask(members, 'Person 25');
    confirm(members);
    await waitUntil(() => parts(members.tag, 'row').length === 25);
    expect(text(members.tag.shadowRoot)).to.contain('1–25 of 25');
    expect(hasFocus(members.tag)).to.equal(true);
  });

  it('goes on asking while the list changes behind the question (R28)', async () => {
    const place = await scene();
    const members = await table(place, 'owner');
    const dialog = await ask(members, 'Mia');
    const { token } = place.as('owner');
    const other = createHttpClient({ baseUrl: place.lane, getToken: () => token });
    const change = { role: 'member', version: 1 } as const;
    await other.members.changeRole(place.id, place.as('viewer').member, change);
    await waitUntil(() => members.role('Victor') === 'Member');
    expect(dialogOf(members) === dialog && dialog.open).to.equal(true);
    expect(hasFocus(parts(members.tag, 'keep-button')[0])).to.equal(true);
  });

  it('offers an admin nobody above, and tells why, also for oneself (R12, R13)', async () => {
    const members = await table(await scene(), 'admin');
    expect(members.in('Mia', 'remove-button')).to.not.equal(null);
    expect(members.in('Olivia', 'remove-button') === null).to.equal(true);
    expect(members.in('Adam', 'remove-button') === null).to.equal(true);
    expect(await members.reason('Olivia')).to.equal('Only owners can manage owners.');
    expect(await members.reason('Adam')).to.contain('You cannot remove yourself.');
  });

  it('is not there where the backend cannot do it', async () => {
    const place = await scene();
    const { token } = place.as('owner');
    const client = {
      ...createHttpClient({ baseUrl: place.lane, getToken: () => token }),
      capabilities: new Set(['members.changeRole']),
    };
    const provider = await fixture<OrgProvider>(
      html`<org-provider .client=${client}><member-table></member-table></org-provider>`,
    );
    const tag = provider.firstElementChild as MemberTable;
    await part(tag, 'edit-button');
    expect(parts(tag, 'remove-button')).to.have.length(0);
  });
});
