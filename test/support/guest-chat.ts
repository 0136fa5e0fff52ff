import type { GuestChatJoin } from '../../src/chat/guest-chat-join.ts';
import { parts, text } from './dom.ts';
import type { Scene } from './scene.ts';

afterEach(() => {
  document.querySelectorAll('guest-chat-join').forEach(tag => {
    tag.remove();
  });
});

/**
 * Puts the chat on the page, as a public site has it, until the test ends.
 * @param visitor vouches for who is signed in to the page
 */
export function shownChat({ id, lane }: Scene, visitor?: string): GuestChatJoin {
  const tag = document.createElement('guest-chat-join');
  tag.setAttribute('organization', id);
  tag.setAttribute('base-url', lane);
  if (visitor !== undefined) tag.setAttribute('visitor', visitor);
  document.body.append(tag);
  return tag;
}

/** What is written in it. */
export const textsOf = (tag: HTMLElement): string[] => parts(tag, 'text').map(text);
