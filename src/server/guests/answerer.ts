import type { MessageSource } from '../../contract/guests.ts';

/** What a guest has asked. */
export interface Question {
  /** The id of the organization. */
  readonly organization: string;
  readonly text: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A bit of an answer: text to add, and which texts it is from. */
export interface AnswerPart {
  /** Markdown. */
  readonly text: string;
  readonly sources?: readonly MessageSource[];
}

/**
 * Answers guests. People are asked where it yields no text, or none within a minute, fails, is silent for 20
 * seconds, or goes on beyond 20,000 characters: of these, the guest keeps what came before.
 */
export interface Answerer {
  answer(question: Question): AsyncIterable<AnswerPart>;
}
