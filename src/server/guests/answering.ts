import { randomUUID } from 'node:crypto';
import type { MessageSource } from '../../contract/guests.ts';
import { isBlank } from '../../domain/index.ts';
import type { Database } from '../db/database.ts';
import type { Answerer, AnswerPart, Question } from './answerer.ts';
import { cutText } from './cut-text.ts';
import { lockGuest } from './guest-acts.ts';
import { onceMoreIfMoved, recognizeGuest } from './visiting.ts';
import { addToAnswer, beginAnswer, endAnswer, handOver, type Place } from './writing.ts';

/** How long an answerer may be silent before people are asked. */
const SILENCE_MS = 20_000;

/** Code points of an answer, as the table has it. */
const ANSWER_LENGTH = 20_000;

/** How many sources an answer can have: each bit of it stores them again. */
const MOST_SOURCES = 20;

/** A guest's question that nobody has answered. */
export interface Unanswered {
  readonly organization: string;
  /** The id of the session in which it was asked. */
  readonly session: string;
  readonly conversation: string;
  /** The id of the message. */
  readonly question: string;
  readonly text: string;
}

/**
 * Has a question answered, bit by bit as the answer comes; where none comes, or what came breaks off or is
 * too long, the conversation is left to people. What is written is stored at once, so that every process can
 * show it; where people take over meanwhile, it ends there.
 * @throws ProblemError `guest-revoked` where the guest has ended meanwhile: what is written is ended later
 */
export async function answerQuestion(
  database: Database,
  answerer: Answerer,
  { organization, session, conversation, question, text }: Unanswered,
): Promise<void> {
  const id = randomUUID();
  const inConversation = <Result>(work: (place: Place) => Promise<Result>): Promise<Result> =>
    onceMoreIfMoved(() =>
      database.transaction(async tx => {
        await lockGuest(await recognizeGuest(tx, { organization, session }));
        return work({ tx, organization, conversation });
      }),
    );
  let answer = '';
  let sources: readonly MessageSource[] = [];
  let isWhole = false;
  try {
    for await (const part of withoutSilence(answerer, { organization, text })) {
      sources = [...sources, ...(part.sources ?? [])].slice(0, MOST_SOURCES);
      // Nothing is begun before there is something to be seen.
      if (answer === '' && isBlank(part.text)) continue;
      const longer = answer === '' ? part.text.trimStart() : answer + part.text;
      const fitting = cutText(longer, ANSWER_LENGTH);
      if (fitting === '') continue;
      const more = { text: fitting.slice(answer.length), sources };
      const isFirst = answer === '';
      const isAdded = await inConversation(
        async place =>
          (!isFirst || (await beginAnswer(place, id, question))) &&
          (await addToAnswer(place, id, more)),
      );
      if (!isAdded) break;
      answer = fitting;
      if (fitting !== longer) return;
    }
    isWhole = answer !== '';
  } finally {
    if (answer !== '') await inConversation(place => endAnswer(place, id));
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
