import { randomUUID } from 'node:crypto';
import type { MessageSource } from '../../contract/guests.ts';
import type { Database } from '../db/database.ts';
import type { Answerer, AnswerPart } from './answerer.ts';
import { lockGuest } from './guest-acts.ts';
import { onceMoreIfMoved } from './visiting.ts';
import { addToAnswer, beginAnswer, handOver, type Place } from './writing.ts';

/** How long an answerer may be silent before people are asked. */
const SILENCE_MS = 20_000;

/** The parts of an answer as they come; it breaks off where none comes for too long. */
async function* withoutSilence(
  answerer: Answerer,
  question: { readonly organization: string; readonly text: string },
): AsyncGenerator<AnswerPart> {
  const silence = new AbortController();
  const { promise: silent, reject } = Promise.withResolvers<never>();
  silence.signal.addEventListener('abort', () => reject(silence.signal.reason as Error));
  silent.catch(() => undefined);
  const parts = answerer.answer({ ...question, signal: silence.signal })[Symbol.asyncIterator]();
  for (;;) {
    const timer = setTimeout(() => {
      silence.abort(new DOMException('The answerer is silent.', 'TimeoutError'));
    }, SILENCE_MS);
    const next = await Promise.race([parts.next(), silent]).finally(() => {
      clearTimeout(timer);
    });
    if (next.done) return;
    yield next.value;
  }
}

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
    onceMoreIfMoved(() =>
      database.transaction(async tx => {
        const [entered] = await tx.query<{ guest: string }>(
          'select guest_id as guest from orgtags.enter_guest($1, $2)',
          [organization, session],
        );
        await lockGuest({ tx, organization, guest: entered?.guest ?? '' }, 'for share');
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
