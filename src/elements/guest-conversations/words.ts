import { transcriptWords } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  conversationsTitle: 'Guest conversations',
  conversationsFailed: 'The conversations could not be loaded',
  conversationsEmpty: 'No conversations yet',
  conversationsEmptyHint: 'When a guest writes on one of your sites, you see it here.',
  waitingCount: (count: number, shown: string) =>
    count === 0 ? 'Nobody waits' : count === 1 ? '1 guest waits' : `${shown} guests wait`,
  guest: (name: string) => name || 'Guest',
  conversationState: (state: 'open' | 'waiting' | 'resolved') =>
    ({ open: 'Open', waiting: 'Waiting', resolved: 'Resolved' })[state],
  unread: (count: string) => `${count} unread`,
  chooseConversation: 'Choose a conversation to read it.',
  backToList: 'All conversations',
  yourAnswer: 'Your answer',
  answersByThemselves: 'Guests are answered automatically here, until you write.',
  resolve: 'Resolve',
  reopen: 'Open again',
  handBack: 'Hand back to automatic answers',
  takenBy: (name: string) => `${name} takes care of it.`,
  answerSent: 'Sent.',
  seenByGuest: 'Seen',
  guestGone: 'This guest cannot read it any more.',
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'guest-conversations'> {}
}

/** The words that only this tag says. */
export function loadWords(): void {
  addWords(transcriptWords);
  addWords(en);
}
