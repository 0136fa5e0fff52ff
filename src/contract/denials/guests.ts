import type { GuestDenial } from '../../domain/index.ts';
import type { DenialSentences } from './sentence.ts';

/** Why a guest may not do something, or nothing be done with one, in English. */
export const GUEST_DENIALS: DenialSentences<GuestDenial> = {
  'guest-role-fixed': () => 'Guests are viewers. Invite them to give them another role.',
  'no-guest-consent': () => 'Only the guest can agree to keep the conversation.',
  'kept-by-another': () => 'This conversation belongs to another account.',
  'conversation-full': () => 'This conversation is full. Please begin a new one.',
  'assignee-cannot-answer': () =>
    'Only somebody who may answer guests can take care of this. Choose somebody else.',
  'conversation-not-found': () => 'There is no such conversation.',
  'guests-disabled': () => 'There is no chat for guests here at the moment.',
  'guest-revoked': () => 'This chat was ended.',
  'visitor-not-vouched': () => 'This page does not know any more who you are. Load it again.',
  'origin-denied': () => 'This chat is not for this page.',
};
