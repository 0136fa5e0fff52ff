import { html } from 'lit';
import type { GuestConversations } from '../../../src/elements/guest-conversations/guest-conversations.ts';
import { hasFocus, part, parts, text, waitUntil } from '../../support/dom.ts';
import { focusPart, partHasFocus } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { guest, scene } from '../../support/scene.ts';
import { describeKeyboard } from '../../support/suites/keyboard.ts';
import { choose, press, pressTo, type } from '../../support/suites/views/hands.ts';

async function ready(): Promise<GuestConversations> {
  const place = await scene();
  await guest(place, { name: 'Nora', email: 'nora@harbor.example' });
  const tag = html`<guest-conversations></guest-conversations><button>After</button>`;
  const shown = await show<GuestConversations>(place, place.as('owner'), tag);
  await part(shown, 'row');
  return shown;
}

/** The list, with the focus at a part. */
async function at(name: string): Promise<GuestConversations> {
  const tag = await ready();
  await focusPart(tag, name);
  return tag;
}

/** The open conversation, with the focus at a part of it. */
async function within(name: string): Promise<GuestConversations> {
  const tag = await ready();
  await pressTo(tag, 'row', 'message');
  await waitUntil(() => (parts<HTMLSelectElement>(tag, 'assignee')[0]?.length ?? 0) > 3);
  await waitUntil(() => parts(tag, 'unread').length === 0);
  await focusPart(tag, name);
  return tag;
}

/** The question before the guest is ended, with the focus at a button of it. */
async function asked(name = 'keep-button'): Promise<GuestConversations> {
  const tag = await within('end-button');
  await press(tag, 'end-button');
  await partHasFocus(tag, 'keep-button');
  await focusPart(tag, name);
  return tag;
}

const state = (tag: GuestConversations): string => text(parts(tag, 'state').at(-1));
const isAsked = (tag: GuestConversations): boolean => parts(tag, 'dialog').length > 0;
const chosen = (tag: GuestConversations): string =>
  text(parts<HTMLSelectElement>(tag, 'assignee')[0]?.selectedOptions[0]);

describeKeyboard('guest-conversations', {
  async forward() {
    const tag = await at('search');
    return { tag, shows: () => parts(tag, 'row').length === 1 };
  },
  async search() {
    const tag = await at('search');
    return { tag, typed: 'nobody', shows: () => parts(tag, 'all-button').length === 1 };
  },
  async clear() {
    const tag = await at('search');
    await type(tag, '[part=search]', 'nobody');
    await part(tag, 'all-button');
    return { tag, shows: () => parts(tag, 'row').length === 1 };
  },
  async all() {
    const tag = await at('search');
    await type(tag, '[part=search]', 'nobody');
    await focusPart(tag, 'all-button');
    return { tag, shows: () => parts(tag, 'row').length === 1 };
  },
  async open() {
    const tag = await at('row');
    return { tag, shows: () => parts(tag, 'message').length === 1 };
  },
  async thread() {
    const tag = await within('resolve-button');
    const heading = tag.shadowRoot?.querySelector<HTMLElement>('#thread-heading');
    heading?.focus();
    await waitUntil(() => hasFocus(heading));
    return { tag, shows: () => parts(tag, 'message').length === 1 };
  },
  async back() {
    const tag = await ready();
    tag.style.inlineSize = '320px';
    await pressTo(tag, 'row', 'message');
    await focusPart(tag, 'back-button');
    return { tag, shows: () => parts(tag, 'message').length === 0 };
  },
  async resolve() {
    const tag = await within('resolve-button');
    return { tag, shows: () => state(tag) === 'Resolved' };
  },
  async takeOver() {
    const tag = await within('take-over-button');
    return { tag, shows: () => parts(tag, 'hand-back-button').length === 1 };
  },
  async choose() {
    const tag = await within('assignee');
    return { tag, typed: 'Me', shows: () => chosen(tag).startsWith('Me') };
  },
  async giveUp() {
    const tag = await within('assignee');
    await choose(
      tag,
      '[part=assignee]',
      parts<HTMLSelectElement>(tag, 'assignee')[0]?.options[2]?.value ?? '',
    );
    await part(tag, 'assign-button');
    return { tag, shows: () => chosen(tag) === 'Nobody' };
  },
  async assign() {
    const tag = await within('assignee');
    await choose(
      tag,
      '[part=assignee]',
      parts<HTMLSelectElement>(tag, 'assignee')[0]?.options[2]?.value ?? '',
    );
    await focusPart(tag, 'assign-button');
    return { tag, shows: () => text(parts(tag, 'owner')[0]) === 'Adam Okafor' };
  },
  async end() {
    const tag = await within('end-button');
    return { tag, shows: () => isAsked(tag) };
  },
  async stay() {
    const tag = await asked();
    return { tag, shows: () => isAsked(tag) };
  },
  async leave() {
    const tag = await asked();
    return { tag, shows: () => !isAsked(tag) };
  },
  async confirm() {
    const tag = await asked('confirm-button');
    return { tag, shows: () => parts(tag, 'ended').length === 1 };
  },
});
