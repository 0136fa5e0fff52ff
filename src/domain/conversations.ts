import { accept, deny, type Checked } from './verdict.ts';
import { isLonger, isUnprintable, tidyLines } from './long-texts.ts';
import { isBlank } from './names.ts';

/** Code points of a message. */
export const MESSAGE_LENGTH = 4000;

/** Whose move it is: of whoever answers, of people who are waited for, or of nobody. */
export const CONVERSATION_STATES = ['open', 'waiting', 'resolved'] as const;

/** The state of a conversation. */
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/** Who answers what a guest writes: the answerer, until people take over. */
export type Answering = 'answerer' | 'people';

/** Who has written a message. */
export type MessageAuthor = 'guest' | 'member' | 'answerer';

/** What a message changes in its conversation. */
export interface Turn {
  readonly state: ConversationState;
  readonly answeredBy: Answering;
}

/**
 * What somebody writes in a conversation.
 * @returns the text in NFC, with line feeds alone, without blanks at its ends; or which rule it breaks
 */
export function checkMessage(text: string): Checked<string> {
  const message = tidyLines(text);
  if (isBlank(message)) return deny({ code: 'message-blank' });
  if (isUnprintable(message)) return deny({ code: 'unprintable-text' });
  if (isLonger(message, MESSAGE_LENGTH)) return deny({ code: 'message-too-long' });
  return accept(message);
}

/** An answer as a line without the signs of its Markdown, to be shown in a list or said. */
export function withoutMarkdown(answer: string): string {
  return answer.replace(/^[>#\s]+|\\(\W)|[*_`]/gmu, '$1');
}

/**
 * What becomes of a conversation when somebody has written: a guest waits where people answer, and
 * opens again what was done; a member who writes has taken over.
 */
export function turnAfter(author: MessageAuthor, { state, answeredBy }: Turn): Turn {
  switch (author) {
    case 'guest':
      return { state: answeredBy === 'people' ? 'waiting' : 'open', answeredBy };
    case 'member':
      return { state: 'open', answeredBy: 'people' };
    case 'answerer':
      return { state, answeredBy };
  }
}

/** What becomes of it when the guest asks for a person, or the answerer has nothing to say. */
export const HANDED_OVER: Turn = { state: 'waiting', answeredBy: 'people' };
