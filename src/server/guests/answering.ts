import { randomUUID } from 'node:crypto';
import type { MessageSource } from '../../contract/guests.ts';
import type { Database } from '../db/database.ts';
import type { Answerer } from './answerer.ts';
import { addToAnswer, beginAnswer, handOver, type Place } from './writing.ts';

/** How long an answerer may be silent before people are asked. */
const SILENCE_MS = 20_000;

/** A guest's question that nobody has answered. */
export interface Unanswered {
  readonly organization: string;
  /** The id of the session in which it was asked. */
  readonly session: string;
  readonly conversation: string;
  readonly text: string;
}

/**
 * Has a question answered, bit by bit as the answer comes; where none comes, or what came breaks off, the
 * conversation is left to people. What is written is stored at once, so that every process can show it.
 */
export async function answerQuestion(
  database: Database,
  answerer: Answerer,
  { organization, session, conversation, text }: Unanswered,
): Promise<void> {
  const id = randomUUID();
  const inConversation = <Result>(work: (place: Place) => Promise<Result>): Promise<Result> =>
    database.transaction(async tx => {
      await tx.query('select from orgtags.enter_guest($1, $2)', [organization, session]);
      return work({ tx, organization, conversation });
    });
  let isBegun = false;
  let sources: readonly MessageSource[] = [];
  let isWhole = false;
  try {
    const signal = AbortSignal.timeout(SILENCE_MS);
    for await (const part of answerer.answer({ organization, text, signal })) {
      if (!isBegun && !(await inConversation(place => beginAnswer(place, id)))) return;
      isBegun = true;
      sources = [...sources, ...(part.sources ?? [])];
      const more = { text: part.text, sources, done: false };
      await inConversation(place => addToAnswer(place, id, more));
    }
    isWhole = isBegun;
  } finally {
    if (isBegun) {
      await inConversation(place => addToAnswer(place, id, { text: '', sources, done: true }));
    }
    if (!isWhole) await inConversation(handOver);
  }
}
