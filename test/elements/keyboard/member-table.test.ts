import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { MemberTable } from '../../../src/elements/member-table/member-table.ts';
import type { Role } from '../../../src/client/policy.ts';
import { hasFocus, part, parts, text, waitUntil } from '../../support/dom.ts';
import { show } from '../../support/page.ts';
import { scene, type Scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { focus, focusPart, partHasFocus } from '../../support/focus.ts';

const TWO = [
  { role: 'owner', name: 'Olivia' },
  { role: 'viewer', name: 'Victor' },
] as const;

/** One more than fits on a page. */
const MANY = Array.from({ length: 26 }, (_, i) => ({
  role: i === 0 ? ('owner' as const) : ('viewer' as const),
  name: `Person ${String(i).padStart(2, '0')}`,
}));

async function table(place: Scene, role: Role = 'owner'): Promise<MemberTable> {
  const tag = await shown(place, role);
  await part(tag, 'row');
  return tag;
}

function shown(place: Scene, role: Role = 'owner'): Promise<MemberTable> {
  const tag = html`<member-table></member-table><button>After</button>`;
  return show<MemberTable>(place, place.as(role), tag);
}

/** The table where there is no room for columns. */
async function narrow(): Promise<MemberTable> {
  const tag = await table(await scene({ members: TWO }), 'owner');
  tag.style.inlineSize = '500px';
  await waitUntil(() => parts(tag, 'sort')[0]?.checkVisibility());
  return tag;
}

function names(tag: MemberTable): string {
  return parts(tag, 'name').map(text).join(', ');
}

/** A part of the row of a member. */
function inRow<Element extends HTMLElement>(
  tag: MemberTable,
  name: string,
  partName: string,
): Element | null | undefined {
  const row = parts(tag, 'row').find(one => text(one).includes(name));
  return row?.querySelector<Element>(`[part=${partName}]`);
}

function isIn(tag: MemberTable, name: string, partName: string): boolean {
  return hasFocus(inRow(tag, name, partName));
}

/** The row of Mia, who is a member, being edited. */
async function editing(role: Role = 'owner'): Promise<MemberTable> {
  const tag = await table(await scene(), role);
  inRow(tag, 'Mia', 'edit-button')?.click();
  await partHasFocus(tag, 'role');
  return tag;
}

/** Mia’s role as it is shown, where it is not being edited. */
function roleOfMia(tag: MemberTable): string | undefined {
  return isEditing(tag) ? undefined : text(inRow(tag, 'Mia', 'role'));
}

function isEditing(tag: MemberTable): boolean {
  return tag.shadowRoot?.querySelector('tr select') !== null;
}

/** The role that is chosen for Mia. */
function choice(tag: MemberTable): string | undefined {
  return inRow<HTMLSelectElement>(tag, 'Mia', 'role')?.value;
}

async function choose(tag: MemberTable, role: Role): Promise<void> {
  const select = inRow<HTMLSelectElement>(tag, 'Mia', 'role') as HTMLSelectElement;
  select.value = role;
  select.dispatchEvent(new Event('change'));
  await tag.updateComplete;
}

/** The question whether to remove somebody. */
async function removing(name = 'Mia'): Promise<MemberTable> {
  const tag = await table(await scene());
  const button = inRow(tag, name, 'remove-button');
  await focus(button);
  button?.click();
  await partHasFocus(tag, 'keep-button');
  return tag;
}

const dialogs = (tag: MemberTable): number => parts(tag, 'dialog').length;

/** The list of those who are called like this. */
async function searched(typed: string, shown: string): Promise<MemberTable> {
  const tag = await table(await scene());
  await focusPart(tag, 'search');
  await sendKeys({ type: typed });
  await waitUntil(() => names(tag) === shown);
  return tag;
}

/** Of an owner who is the only one. */
async function reason(): Promise<MemberTable> {
  const tag = await table(await scene());
  await focus(inRow(tag, 'Olivia', 'reason-button'));
  return tag;
}

const isTold = (tag: MemberTable): boolean =>
  parts(tag, 'reason')[0]?.matches(':popover-open') ?? false;

async function paged(): Promise<MemberTable> {
  const tag = await table(await scene({ members: MANY }));
  await waitUntil(() => parts(tag, 'row').length === 25);
  return tag;
}

async function cancelled(tag: MemberTable): Promise<Trial> {
  await choose(tag, 'admin');
  return { tag, shows: () => roleOfMia(tag) === 'Member' && isIn(tag, 'Mia', 'edit-button') };
}

describeKeyboard('member-table', {
  async forward() {
    const tag = await table(await scene({ members: TWO }));
    await focusPart(tag, 'search');
    return { tag, shows: () => true };
  },
  async back() {
    const tag = await table(await scene({ members: TWO }));
    await focusPart(tag, 'next-button');
    return { tag, shows: () => true };
  },
  async forwardNarrow() {
    const tag = await narrow();
    await focusPart(tag, 'search');
    return { tag, shows: () => true };
  },
  async search() {
    const tag = await table(await scene());
    await focusPart(tag, 'search');
    return { tag, typed: 'okafor', shows: () => names(tag) === 'Adam Okafor' };
  },
  async clear() {
    const tag = await searched('okafor', 'Adam Okafor');
    const [search] = parts<HTMLInputElement>(tag, 'search');
    return { tag, shows: () => search?.value === '' && parts(tag, 'row').length === 4 };
  },
  async everyone() {
    const tag = await searched('nobody', '');
    await focusPart(tag, 'everyone-button');
    return { tag, shows: () => parts(tag, 'row').length === 4 };
  },
  async filter(key) {
    const tag = await table(await scene());
    await focusPart(tag, 'role-filter');
    const shown = key === 'Letters' ? 'Mia Lindqvist' : 'Olivia Brandt';
    return { tag, typed: 'M', shows: () => names(tag) === shown };
  },
  async sort() {
    const tag = await table(await scene());
    const head = await focusPart(tag, 'sort-button', 'Name');
    return {
      tag,
      shows: () => head.closest('th')?.ariaSort === 'descending' && names(tag).startsWith('Victor'),
    };
  },
  async sortNarrow(key) {
    const tag = await narrow();
    await focusPart(tag, 'sort');
    // By address, which nobody chose, or by name from the end.
    const sort = key === 'Letters' ? 'role' : '-name';
    return {
      tag,
      typed: 'R',
      shows: () => parts<HTMLSelectElement>(tag, 'sort')[0]?.value === sort,
    };
  },
  async edit() {
    const tag = await table(await scene());
    await focus(inRow(tag, 'Mia', 'edit-button'));
    return { tag, shows: () => isIn(tag, 'Mia', 'role') };
  },
  async choose() {
    const tag = await editing();
    return { tag, typed: 'V', shows: () => choice(tag) === 'viewer' };
  },
  async decide() {
    const tag = await editing();
    return { tag, shows: () => isEditing(tag) };
  },
  async giveUp() {
    return cancelled(await editing());
  },
  async giveUpLate() {
    const tag = await editing();
    await focusPart(tag, 'save-button');
    return cancelled(tag);
  },
  async cancel() {
    const tag = await editing();
    await focusPart(tag, 'cancel-button');
    return cancelled(tag);
  },
  async save() {
    const tag = await editing();
    await choose(tag, 'viewer');
    await focusPart(tag, 'save-button');
    return { tag, shows: () => roleOfMia(tag) === 'Viewer' && isIn(tag, 'Mia', 'edit-button') };
  },
  async askFirst() {
    const tag = await editing('admin');
    await choose(tag, 'admin');
    await focusPart(tag, 'save-button');
    return { tag, shows: () => dialogs(tag) === 1 };
  },
  async notForGood() {
    const tag = await editing('admin');
    await choose(tag, 'admin');
    (await focusPart(tag, 'save-button')).click();
    await partHasFocus(tag, 'keep-button');
    return { tag, shows: () => dialogs(tag) === 0 && choice(tag) === 'admin' };
  },
  async undo() {
    const tag = await editing();
    await choose(tag, 'viewer');
    (await focusPart(tag, 'save-button')).click();
    await partHasFocus(tag, 'edit-button');
    await focusPart(tag, 'undo-button');
    return { tag, shows: () => roleOfMia(tag) === 'Member' && isIn(tag, 'Mia', 'edit-button') };
  },
  async undoAway() {
    const tag = await table(await scene());
    const filter = await part<HTMLSelectElement>(tag, 'role-filter');
    filter.value = 'member';
    filter.dispatchEvent(new Event('change'));
    await waitUntil(() => names(tag) === 'Mia Lindqvist');
    inRow(tag, 'Mia', 'edit-button')?.click();
    await partHasFocus(tag, 'role');
    await choose(tag, 'viewer');
    parts(tag, 'save-button')[0]?.click();
    const notice = await part(tag, 'notice');
    await focus(notice.querySelector('button'));
    return { tag, shows: () => roleOfMia(tag) === 'Member' };
  },
  async remove() {
    const tag = await table(await scene());
    await focus(inRow(tag, 'Mia', 'remove-button'));
    return { tag, shows: () => text(parts(tag, 'dialog')[0]).includes('Remove Mia Lindqvist?') };
  },
  async stay() {
    const tag = await removing();
    return { tag, shows: () => dialogs(tag) === 1 };
  },
  async leave() {
    const tag = await removing();
    return { tag, shows: () => dialogs(tag) === 0 && isIn(tag, 'Mia', 'remove-button') };
  },
  async confirm() {
    const tag = await removing('Adam');
    await focusPart(tag, 'confirm-button');
    return {
      tag,
      shows: () => !names(tag).includes('Adam') && isIn(tag, 'Mia', 'remove-button'),
    };
  },
  async explain() {
    const tag = await reason();
    return { tag, shows: () => isTold(tag) };
  },
  async explained() {
    const tag = await reason();
    parts(tag, 'reason-button')[0]?.click();
    await waitUntil(() => isTold(tag));
    return { tag, shows: () => !isTold(tag) };
  },
  async next() {
    const tag = await paged();
    await focusPart(tag, 'next-button');
    return { tag, shows: () => names(tag) === 'Person 25' };
  },
  async previous() {
    const tag = await paged();
    parts(tag, 'next-button')[0]?.click();
    await waitUntil(() => names(tag) === 'Person 25');
    await focusPart(tag, 'previous-button');
    return { tag, shows: () => parts(tag, 'row').length === 25 };
  },
  async retry() {
    const place = await scene();
    await place.trouble({ kind: 'status', path: '/members' });
    const tag = await shown(place);
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => parts(tag, 'row').length === 4 };
  },
  async retryAbove() {
    const place = await scene();
    const tag = await table(place);
    await place.trouble({ kind: 'status', path: '/members' });
    await focusPart(tag, 'search');
    await sendKeys({ type: 'okafor' });
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => names(tag) === 'Adam Okafor' };
  },
});
