import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/chat/define.ts';
import type { GuestChatJoin } from '../../../src/chat/guest-chat-join.ts';
import { part, parts, text } from '../../support/dom.ts';
import { focusPart, partHasFocus } from '../../support/focus.ts';
import type { Scene } from '../../support/scene.ts';
import { describeKeyboard } from '../../support/suites/keyboard.ts';
import { admitting, joined, vouchFor } from '../../support/suites/views/guest-chat-join.ts';
import { isAsking, type } from '../../support/suites/views/hands.ts';

async function shown({ id, lane }: Scene): Promise<GuestChatJoin> {
  return fixture(html`<guest-chat-join organization=${id} base-url=${lane}></guest-chat-join>`);
}

/** The open chat of a guest, who is about to write. */
async function writing(): Promise<GuestChatJoin> {
  const tag = await shown(await joined());
  (await part(tag, 'launcher')).click();
  await part(tag, 'person-button');
  await focusPart(tag, 'input');
  return tag;
}

async function asked(name: string): Promise<GuestChatJoin> {
  const tag = await writing();
  parts(tag, 'leave-button')[0]?.click();
  await partHasFocus(tag, 'keep-button');
  await focusPart(tag, name);
  return tag;
}

/** A guest's chat in the page of who has got an account meanwhile. */
async function signedIn(name: string): Promise<GuestChatJoin> {
  const place = await joined();
  const tag = await shown(place);
  tag.setAttribute('visitor', await vouchFor(place, 'customer-7'));
  (await part(tag, 'launcher')).click();
  await partHasFocus(tag, 'account-yes-button');
  await focusPart(tag, name);
  return tag;
}

const isOpen = (tag: GuestChatJoin): boolean =>
  parts(tag, 'panel').some(one => one.checkVisibility());

describeKeyboard('guest-chat-join', {
  async open() {
    const tag = await shown(await admitting());
    await focusPart(tag, 'launcher');
    return { tag, shows: () => parts(tag, 'consent').length === 1 };
  },
  async send() {
    const tag = await writing();
    await type(tag, 'textarea', 'Good day.');
    return { tag, shows: () => parts(tag, 'text').some(one => text(one) === 'Good day.') };
  },
  async onward() {
    const tag = await writing();
    return { tag, shows: () => isOpen(tag) };
  },
  async back() {
    const tag = await writing();
    return { tag, shows: () => isOpen(tag) };
  },
  async close() {
    const tag = await writing();
    return { tag, shows: () => !isOpen(tag) };
  },
  async leave() {
    const tag = await writing();
    await focusPart(tag, 'leave-button');
    return { tag, shows: () => isAsking(tag) };
  },
  async stay() {
    const tag = await asked('keep-button');
    return { tag, shows: () => isAsking(tag) };
  },
  async keep() {
    const tag = await asked('keep-button');
    return { tag, shows: () => !isAsking(tag) && parts(tag, 'message').length === 1 };
  },
  async erase() {
    const tag = await asked('confirm-button');
    return { tag, shows: () => parts(tag, 'consent').length === 1 };
  },
  async account() {
    const tag = await signedIn('account-yes-button');
    return { tag, shows: () => parts(tag, 'message').length === 1 };
  },
  async anew() {
    const tag = await signedIn('account-no-button');
    return { tag, shows: () => parts(tag, 'message').length === 0 };
  },
  async retry() {
    const place = await joined();
    await place.trouble({ kind: 'status' });
    const tag = await shown(place);
    (await part(tag, 'launcher')).click();
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => parts(tag, 'message').length === 1 };
  },
});
