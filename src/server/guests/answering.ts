import { randomUUID } from 'node:crypto';
import type { MessageSource } from '../../contract/guests.ts';
import type { Database } from '../db/database.ts';
import type { Answerer, AnswerPart, Question } from './answerer.ts';
import { lockGuest } from './guest-acts.ts';
import { onceMoreIfMoved } from './visiting.ts';
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
 * conversation is left to people. What is written is stored at once, so that every process can show it;
 * where people take over meanwhile, it ends there.
 */
export async function answerQuestion(
  database: Database,
  answerer: Answerer,
  { organization, session, conversation, text }: Unanswered,
): Promise<void> {
  const id = randomUUID();
  const inConversation = <Result>(work: (place: Place) => Promise<Result>): Promise<Result> =>
    onceMoreIfMoved(() =>
      database.transaction(async tx => {
        const [entered] = await tx.query<{ guest: string }>(
          'select guest_id as guest from orgtags.enter_guest($1, $2)',
          [organization, session],
        );
        await lockGuest({ tx, organization, guest: entered?.guest ?? '' });
        return work({ tx, organization, conversation });
      }),
    );
  let isBegun = false;
  let sources: readonly MessageSource[] = [];
  let isWhole = false;
  try {
    for await (const part of withoutSilence(answerer, { organization, text })) {
      if (!isBegun && !(await inConversation(place => beginAnswer(place, id)))) return;
      isBegun = true;
      const known = [...sources, ...(part.sources ?? [])];
      const more = { text: part.text, sources: known, done: false };
      if (!(await inConversation(place => addToAnswer(place, id, more)))) break;
      sources = known;
    }
    isWhole = isBegun;
  } finally {
    if (isBegun) {
      await inConversation(place => addToAnswer(place, id, { text: '', sources, done: true }));
    }
    if (!isWhole) await inConversation(handOver);
  }
}

/**
 * The parts of an answer as they come, and no more once nobody wants them.
 * @throws TimeoutError where none comes for too long, whatever the answerer does about that
 */
async function* withoutSilence(
  answerer: Answerer,
  question: Omit<Question, 'signal'>,
): AsyncGenerator<AnswerPart> {
  const over = new AbortController();
  const parts = answerer.answer({ ...question, signal: over.signal })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await inTime(parts.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    over.abort();
    // One that is stuck never ends.
    parts.return?.().catch(() => undefined);
  }
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new DOMException('The answerer is silent.', 'TimeoutError'));
  }, SILENCE_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
