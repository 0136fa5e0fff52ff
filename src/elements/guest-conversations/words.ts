import { listWords, transcriptWords } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';
import type { LaterWords } from './later-words.ts';

type State = 'open' | 'waiting' | 'resolved';

const en = {
  conversationsTitle: 'Guest conversations',
  conversationsFailed: 'The conversations could not be loaded',
  conversationsEmpty: 'No conversations yet',
  conversationsEmptyHint: 'When a guest writes on one of your sites, you see it here.',
  waitingCount: (count: number, shown: string) =>
    count === 0 ? 'Nobody waits' : count === 1 ? '1 guest waits' : `${shown} guests wait`,
  conversationCount: (count: number, shown: string) =>
    count === 0 ? 'Nothing found.' : count === 1 ? '1 conversation' : `${shown} conversations`,
  searchConversations: 'Name, address or text',
  conversationStateFilter: 'State',
  everyState: 'Any state',
  assigneeFilter: 'Whose',
  everyonesConversations: 'Anyone’s',
  myConversations: 'Mine',
  nobody: 'Nobody',
  noConversationFound: 'Nothing found.',
  showAllConversations: 'Show all',
  guest: (name: string) => name || 'Guest',
  conversationState: (state: State) =>
    ({ open: 'Open', waiting: 'Waiting', resolved: 'Resolved' })[state],
  unread: (count: string) => `${count} unread`,
  draft: 'Draft',
  chooseConversation: 'Choose a conversation to read it.',
  backToList: 'All conversations',
};

export type Words = typeof en & LaterWords;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'guest-conversations'> {}
}

/** The words that only this tag says, and those of lists and of conversations. */
export function loadWords(): void {
  addWords(listWords);
  addWords(transcriptWords);
  addWords(en);
}
