import { listWords, transcriptWords } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';

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
  everyState: 'All',
  assigneeFilter: 'Whose',
  everyonesConversations: 'Anyone',
  myConversations: 'Mine',
  noConversationFound: 'Nothing found.',
  showAllConversations: 'Show all',
  guest: (name: string) => name || 'Guest',
  conversationState: (state: State) =>
    ({ open: 'Open', waiting: 'Waiting', resolved: 'Resolved' })[state],
  unread: (count: string) => `${count} unread`,
  draft: 'Draft',
  chooseConversation: 'Choose a conversation to read it.',
  backToList: 'All conversations',
  onPage: 'On',
  guestSince: (time: string) => `First here: ${time}`,
  chatEnded: 'Gone',
  yourAnswer: 'Your answer',
  answersByThemselves: 'Answered automatically',
  takeOver: 'Take over',
  handBack: 'Answer automatically',
  assignee: 'Assigned to',
  nobody: 'Nobody',
  me: (name: string) => `Me (${name})`,
  somebody: (name: string) => name || 'Somebody',
  cannotAnswer: (name: string) => `${name || 'Somebody'} cannot answer any more.`,
  assign: 'Assign',
  assignToMe: 'Assign to me',
  resolve: 'Resolve',
  reopen: 'Open again',
  nowInState: (state: State) =>
    ({ open: 'It is open again.', waiting: 'Somebody waits.', resolved: 'It is resolved.' })[state],
  takenBy: (name: string | undefined) =>
    name === undefined ? 'Nobody takes care of it.' : `${name || 'Somebody'} takes care of it.`,
  takenByMe: 'You take care of it.',
  handedBack: 'Guests are answered automatically again.',
  answerReopens: 'It is resolved. Your answer opens it again.',
  answerSent: 'Sent.',
  sentAndReopened: 'Sent. It had been resolved meanwhile, and is open again.',
  sentThoughTaken: (name: string) => `Sent. ${name} had taken it meanwhile.`,
  seenByGuest: 'Seen',
  guestGone: 'This guest cannot read it any more.',
  endChat: 'End the chat',
  endChatQuestion: (name: string) => `End the chat with ${name || 'this guest'}?`,
  endingChatLoses: (name: string) =>
    `${name || 'The guest'} can neither read nor write here any more. What was written stays.`,
  endingChat: 'Ending',
  chatEndedNow: (name: string) => `The chat with ${name || 'the guest'} is over.`,
};

export type Words = typeof en;

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
