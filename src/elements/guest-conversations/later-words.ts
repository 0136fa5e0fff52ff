import { fieldWords } from '../../ui/i18n/field-words.ts';
import { addWords } from '../../ui/i18n/localize.ts';

type State = 'open' | 'waiting' | 'resolved';

const en = {
  onPage: 'On',
  guestSince: (time: string) => `First here: ${time}`,
  chatEnded: 'Gone',
  yourAnswer: 'Your answer',
  answersByThemselves: 'Answered automatically',
  takeOver: 'Take over',
  handBack: 'Answer automatically',
  assignee: 'Assigned to',
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
  answerByLetter: 'They have begun another conversation. By e-mail your answer still reaches them.',
  erasedByGuest: 'The guest has erased this conversation.',
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
  isTyping: 'is writing …',
  vouchedFor: 'Signed in there',
};

export type LaterWords = typeof en;

/** The words of a conversation that is open, and what is wrong with what is written there. */
export function loadLaterWords(): void {
  addWords(fieldWords);
  addWords(en);
}
