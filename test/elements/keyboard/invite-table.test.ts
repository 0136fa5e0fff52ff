import { html } from 'lit';
import type { InviteTable } from '../../../src/elements/invite-table/invite-table.ts';
import { newAddress } from '../../support/accounts-in-page.ts';
import { clipboard } from '../../support/clipboard.ts';
import { part, parts, text } from '../../support/dom.ts';
import { focusPart, partHasFocus } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { invitation, scene, type Scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { type } from '../../support/suites/views/hands.ts';
import { invited } from '../../support/suites/views/invite-table.ts';

/** The table of an owner, with the focus at the first of a part. */
async function at(name: string, place?: Scene): Promise<InviteTable> {
  const there = place ?? (await invited());
  const tag = await show<InviteTable>(
    there,
    there.as('owner'),
    html`<invite-table></invite-table><button>After</button>`,
  );
  await part(tag, 'row');
  await focusPart(tag, name);
  return tag;
}

const rows = (tag: InviteTable): number => parts(tag, 'row').length;
const selected = (tag: InviteTable): string =>
  text(parts(tag, 'revoke-selected-button')[0]?.parentElement);
const question = (tag: InviteTable): string => text(parts(tag, 'dialog')[0]);
const status = (tag: InviteTable): string => text(tag.shadowRoot?.querySelector('[role=status]'));

/** The question before the first of them is revoked. */
async function asked(): Promise<InviteTable> {
  const tag = await at('revoke-button');
  parts(tag, 'revoke-button')[0]?.click();
  await partHasFocus(tag, 'keep-button');
  return tag;
}

async function asks(button: string, title: string): Promise<Trial> {
  const tag = await at(button);
  return { tag, shows: () => question(tag).includes(title) };
}

describeKeyboard('invite-table', {
  async forward() {
    const tag = await at('search');
    return { tag, shows: () => rows(tag) === 3 };
  },
  async beyond() {
    const tag = await at('revoke-button');
    parts(tag, 'revoke-button').at(-1)?.focus();
    return { tag, shows: () => rows(tag) === 3 };
  },
  async clearSearch() {
    const tag = await at('search');
    await type(tag, '[part=search]', 'x');
    return { tag, shows: () => parts<HTMLInputElement>(tag, 'search')[0]?.value === '' };
  },
  async sort() {
    const tag = await at('sort-button');
    return {
      tag,
      shows: () => tag.shadowRoot?.querySelector('th')?.ariaSort === 'ascending',
    };
  },
  async select() {
    const tag = await at('select');
    return { tag, shows: () => selected(tag).includes('1 selected') };
  },
  async selectAll() {
    const tag = await at('select-all');
    return { tag, shows: () => selected(tag).includes('3 selected') };
  },
  async revokeSelected() {
    const tag = await at('select-all');
    parts(tag, 'select-all')[0]?.click();
    await focusPart(tag, 'revoke-selected-button');
    return { tag, shows: () => question(tag).includes('Revoke 3 invitations?') };
  },
  revokeStale: () => asks('stale-button', 'Revoke the invitation?'),
  async copy() {
    clipboard(true);
    const tag = await at('copy-button');
    return { tag, shows: () => status(tag) === 'Link copied.' };
  },
  resend: () => asks('resend-button', 'Send the invitation again?'),
  prolong: () => asks('prolong-button', 'Change how long the link works?'),
  revoke: () => asks('revoke-button', 'Revoke the invitation?'),
  async stay() {
    const tag = await asked();
    return { tag, shows: () => question(tag) !== '' };
  },
  async keep() {
    const tag = await asked();
    return { tag, shows: () => question(tag) === '' && rows(tag) === 3 };
  },
  async keepSelected() {
    const tag = await at('select');
    parts(tag, 'select')[0]?.click();
    (await part(tag, 'revoke-selected-button')).click();
    await partHasFocus(tag, 'keep-button');
    return { tag, shows: () => question(tag) === '' && selected(tag).includes('1 selected') };
  },
  async keepStale() {
    const tag = await at('select-all');
    parts(tag, 'select-all')[0]?.click();
    parts(tag, 'stale-button')[0]?.click();
    await partHasFocus(tag, 'keep-button');
    return { tag, shows: () => question(tag) === '' && rows(tag) === 3 };
  },
  async confirm() {
    const tag = await asked();
    await focusPart(tag, 'confirm-button');
    return { tag, shows: () => question(tag) === '' && rows(tag) === 2 };
  },
  async confirmLast() {
    const place = await scene();
    await invitation(place, { address: newAddress(), inviter: place.as('owner') });
    const tag = await at('revoke-button', place);
    parts(tag, 'revoke-button')[0]?.click();
    await focusPart(tag, 'confirm-button');
    return { tag, shows: () => rows(tag) === 0 };
  },
  async showPending() {
    const tag = await at('search');
    await type(tag, '[part=search]', 'nobody at all');
    await focusPart(tag, 'pending-button');
    return { tag, shows: () => rows(tag) === 3 };
  },
  async retry() {
    const place = await invited();
    await place.trouble({ kind: 'status', path: '/invitations' });
    const tag = await show<InviteTable>(
      place,
      place.as('owner'),
      html`<invite-table></invite-table>`,
    );
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => rows(tag) === 3 };
  },
});
