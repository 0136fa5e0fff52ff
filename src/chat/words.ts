import { transcriptWords, waitWords } from '../ui/i18n/en.ts';
import { fieldWords } from '../ui/i18n/field-words.ts';
import { addWords } from '../ui/i18n/localize.ts';

const en = {
  chatTitle: 'Chat',
  chatWith: (organization: string) => `Chat with ${organization}`,
  chatFailed: 'The chat could not be opened',
  closeChat: 'Close the chat',
  chatOver: 'This chat has ended',
  beginAnew: 'Start a new chat',
  consent: (organization: string) => `${organization} keeps what you write here, to answer you.`,
  nobodyIsHere: 'Nobody is here just now. Leave an address, and the answer comes by e-mail.',
  connectionLost: 'No connection. It is tried again, and what you write is sent then.',
  accountQuestion: 'Does this chat belong to your account?',
  accountChoice: (organization: string) =>
    `It was begun before you signed in. With your account you find it wherever you sign in; otherwise it stays with ${organization}.`,
  accountKeeps: 'Keep it with my account',
  accountBeginsAnew: 'Begin anew',
  somebodyWrites: 'Somebody is writing …',
  nameIfYouLike: 'Name (optional)',
  emailForLater: 'E-mail, for an answer later (optional)',
  yourMessage: 'Your message',
  byYou: 'You',
  messageSent: 'Sent',
  messageSeen: 'Seen',
  notSent: 'Not sent',
  sendOnceMore: 'Send again',
  askForPerson: 'Ask for a person',
  somebodyAnswers: 'Somebody will answer you here.',
  whereToAnswer: 'If you go: where can we send the answer?',
  answerGoesTo: (email: string) => `If you go, the answer is sent to ${email}.`,
  keepAddress: 'Save',
  newConversation: 'New conversation',
  leaveAndErase: 'Leave and erase',
  eraseQuestion: 'Erase this chat?',
  eraseLoses: 'Everything written here is erased, for both sides. It cannot be undone.',
  erase: 'Erase',
  erasing: 'Erasing',
};

export type Words = typeof en;

declare module '../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'guest-chat-join'> {}
}

/** The words that only the chat says. */
export function loadWords(): void {
  addWords(fieldWords);
  addWords(transcriptWords);
  addWords(waitWords);
  addWords(en);
}
