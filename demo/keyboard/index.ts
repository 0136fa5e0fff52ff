import type { KeyboardTable } from './keyboard-table.ts';
import { GUEST_CHAT_JOIN } from './guest-chat-join.ts';
import { GUEST_CONVERSATIONS } from './guest-conversations.ts';
import { GUEST_SETTINGS } from './guest-settings.ts';
import { INVITE_ACCEPT } from './invite-accept.ts';
import { INVITE_FORM } from './invite-form.ts';
import { INVITE_INBOX } from './invite-inbox.ts';
import { INVITE_TABLE } from './invite-table.ts';
import { MEMBER_TABLE } from './member-table.ts';
import { ORG_SWITCHER } from './org-switcher.ts';
import { SESSION_LIST } from './session-list.ts';
import { SIGN_IN_FORM } from './sign-in-form.ts';

/** The names of all tags of the kit. */
type TagName = keyof HTMLElementTagNameMap & `${string}-${string}`;

/** What each tag does by keyboard. Without a table, an empty one, a tag does not compile. */
export const KEYBOARD = {
  'guest-chat-join': GUEST_CHAT_JOIN,
  'guest-conversations': GUEST_CONVERSATIONS,
  'guest-settings': GUEST_SETTINGS,
  'invite-accept': INVITE_ACCEPT,
  'invite-form': INVITE_FORM,
  'invite-inbox': INVITE_INBOX,
  'invite-table': INVITE_TABLE,
  'member-table': MEMBER_TABLE,
  // It shows nothing of its own.
  'org-provider': {},
  'org-switcher': ORG_SWITCHER,
  'session-list': SESSION_LIST,
  'sign-in-form': SIGN_IN_FORM,
} as const satisfies Readonly<Record<TagName, KeyboardTable>>;
