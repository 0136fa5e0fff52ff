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

/** Answers guests: yields nothing where it has no answer, so that people are asked. */
export interface Answerer {
  answer(question: Question): AsyncIterable<AnswerPart>;
}
