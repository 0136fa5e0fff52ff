import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Conversation } from '../../src/chat/conversation.ts';
import { Keeper } from '../../src/chat/kept.ts';
import type { GuestStore } from '../../src/client/guest-client.ts';
import { createGuestHttpClient } from '../../src/client/http/guest-http-client.ts';
import { createHttpClient } from '../../src/client/index.ts';
import { Problem } from '../../src/client/problem.ts';
import type { Message } from '../../src/contract/guests.ts';
import type { TestBackend } from '../../src/testing/backend.ts';
import { startBadNetwork, type BadNetwork, type Fates } from './bad-network.ts';
import { SITE } from './guests.ts';
import { lookUntil } from './look-until.ts';
import { givePage } from './page-in-node.ts';
import { randomFrom, type Random } from './random.ts';

/** How many answers a member writes into a round. */
const ANSWERS = 5;
/** In milliseconds, before each of them. */
const LONGEST_THOUGHT = 600;
/** In milliseconds. */
const WAKES_MS = 100;
/** In milliseconds: attempts are further and further apart. */
const LONGEST_ROUND = 120_000;

/** Several guests at once, each of an organization of their own, with a network of their own. */
export interface Rounds {
  /** Of the first; the others count on from there. */
  readonly seed: number;
  readonly rounds: number;
  /** How many each guest writes. */
  readonly messages: number;
}

/** What came of them. */
export interface Outcome {
  /** What is not as it should be, a sentence each. */
  readonly findings: readonly string[];
  readonly fates: Readonly<Partial<Fates>>;
}

/** What is compared of a message. */
type Shown = Pick<Message, 'seq' | 'author' | 'text' | 'done'>;

/**
 * Has guests and members write to each other through a bad network, with the clients that pages have, and
 * then compares what is stored with what was written, and with what each of them sees.
 */
export async function playRounds(
  backend: TestBackend,
  { seed, rounds, messages }: Rounds,
): Promise<Outcome> {
  const page = givePage(WAKES_MS);
  const fates: Partial<Fates> = {};
  const findings: string[] = [];
  try {
    const arranged: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      arranged.push(await arrange(backend, randomFrom(seed + round)));
    }
    const played = await Promise.all(arranged.map(round => play(round, messages)));
    for (const [n, round] of played.entries()) {
      const found = await judge(backend, round);
      findings.push(...found.map(finding => `seed ${seed + n}: ${finding}`));
      for (const [fate, times] of Object.entries(round.network.fates)) {
        fates[fate as keyof Fates] = (fates[fate as keyof Fates] ?? 0) + times;
      }
    }
    await Promise.all(arranged.map(({ network }) => network.stop()));
    return { findings, fates };
  } finally {
    page.takeBack();
  }
}

interface Round {
  readonly organization: string;
  /** The member's. */
  readonly token: string;
  readonly network: BadNetwork;
  readonly random: Random;
}

interface PlayedRound extends Round {
  readonly visitor: VisitorHands;
  /** What the guest wrote, and what the member answered. */
  readonly said: readonly string[];
  readonly answers: readonly string[];
}

async function arrange(backend: TestBackend, random: Random): Promise<Round> {
  const { id, members } = await backend.organization({ members: [{ role: 'owner' }] });
  await backend.admitGuests(id, SITE);
  await backend.sql(
    `insert into orgtags.text_source (organization_id, title, text, public)
     values ($1, 'Numbers', 'Number one. Number two. Number three. Guest one. Guest two.', true)`,
    [id],
  );
  const network = await startBadNetwork(backend.url, random, SITE);
  return { organization: id, token: members[0]?.token ?? '', network, random };
}

async function play(round: Round, messages: number): Promise<PlayedRound> {
  const said = Array.from({ length: messages }, (_, n) => `Guest number ${String(n)}`);
  const answers = Array.from({ length: ANSWERS }, (_, n) => `Member number ${String(n)}`);
  const visitor = await visit(round);
  await Promise.all([visitor.writeAll(said), writeAsMember(round, visitor.conversation, answers)]);
  return { ...round, visitor, said, answers };
}

async function judge(backend: TestBackend, round: PlayedRound): Promise<string[]> {
  const { organization, token, visitor, said, answers } = round;
  const { conversation } = visitor;
  const findings: string[] = [];
  const stored = await lookUntil(async () => {
    const rows = await backend.sql<Shown>(
      `select seq, author, text, done from orgtags.message
        where organization_id = $1 and conversation_id = $2 order by seq`,
      [organization, conversation],
    );
    return rows.every(({ done }) => done) ? rows : undefined;
  });
  const by = (author: string): string[] =>
    stored.filter(one => one.author === author).map(({ text }) => text);
  const numbers = stored.map(({ seq }) => String(seq));
  const sequence = stored.map((_, n) => String(n + 1));
  compare(findings, 'the guest’s in the database', by('guest'), said);
  compare(findings, 'the member’s in the database', by('member'), answers);
  compare(findings, 'the numbers in the database', numbers, sequence);

  const lines = stored.map(lineOf);
  const client = createHttpClient({ baseUrl: backend.url, getToken: () => token });
  const team = await client.conversations.open(organization, conversation);
  compare(findings, 'what the team sees', team.messages.map(lineOf), lines);
  compare(findings, 'what the visitor sees', await visitor.seen(lines), lines);
  visitor.leave();
  return findings;
}

/** Says which are missing, which are there twice, and whether their order is another. */
function compare(
  findings: string[],
  what: string,
  found: readonly string[],
  wanted: readonly string[],
): void {
  const lost = wanted.filter(one => !found.includes(one));
  const more = found.filter((one, n) => found.indexOf(one) !== n || !wanted.includes(one));
  if (lost.length > 0) findings.push(`${what}: lost ${lost.join(', ')}`);
  if (more.length > 0) findings.push(`${what}: twice ${more.join(', ')}`);
  const isSame = found.join('\n') === wanted.join('\n');
  if (!isSame && lost.length + more.length === 0) {
    findings.push(`${what}: in another order: ${found.join(', ')}`);
  }
}

const lineOf = ({ seq, author, text, done }: Shown): string =>
  `${String(seq)} ${author} ${text} ${String(done)}`;

interface VisitorHands {
  /** The id of the conversation. */
  readonly conversation: string;
  writeAll(texts: readonly string[]): Promise<void>;
  /** What the page shows, as soon as it is that, or after a long while. */
  seen(wanted: readonly string[]): Promise<string[]>;
  leave(): void;
}

/** A visitor, who presses again what could not be done, and goes to another page now and then. */
async function visit({ network, organization, random }: Round): Promise<VisitorHands> {
  let page = openPage();

  function openPage(): Conversation {
    const keeper = new Keeper(organization);
    const store: GuestStore = {
      read: () => keeper.read().tokens,
      write: tokens => {
        keeper.write({ tokens });
      },
    };
    const client = createGuestHttpClient({
      baseUrl: network.url,
      organization,
      store,
      language: () => 'en',
    });
    return new Conversation({
      client,
      keeper,
      about: () => ({}),
      onRefused: () => undefined,
      onTakenAlong: () => undefined,
      onChange: () => undefined,
    });
  }

  /** Presses the one button that there is, until the chat is open. */
  async function open(): Promise<void> {
    await lookUntil(
      async () => {
        if (page.state.kind === 'door') await page.join({});
        else if (page.state.kind !== 'open') await page.open();
        return page.state.kind === 'open' || undefined;
      },
      'The chat does not open.',
      LONGEST_ROUND,
    );
  }

  const isUnderWay = (): boolean => page.pending.some(({ problem }) => !problem);

  await open();
  return {
    conversation: page.state.kind === 'open' ? page.state.conversation.id : '',
    async writeAll(texts) {
      for (const text of texts) {
        page.send(text);
        if (random.below(3) === 0) await wait(random.below(200));
        if (random.below(3) > 0) continue;
        await lookUntil(() => !isUnderWay() || undefined, 'It sends for ever.', LONGEST_ROUND);
        if (random.below(3) > 0) continue;
        // A page that is left takes with it what is under way in it: here nothing is.
        page.close();
        page = openPage();
        await open();
      }
      await lookUntil(
        async () => {
          if (!isUnderWay()) page.sendAgain();
          return page.pending.length === 0 || undefined;
        },
        'It is not sent.',
        LONGEST_ROUND,
      );
    },
    async seen(wanted) {
      const look = (): string[] =>
        page.state.kind === 'open' ? page.state.conversation.messages.map(lineOf) : [];
      const isThere = (): true | undefined => look().join() === wanted.join() || undefined;
      await lookUntil(isThere, '', LONGEST_ROUND / 2).catch(() => undefined);
      return look();
    },
    leave() {
      page.close();
    },
  };
}

/** A member, who presses again what could not be sent. */
async function writeAsMember(
  { network, organization, token, random }: Round,
  conversation: string,
  texts: readonly string[],
): Promise<void> {
  const client = createHttpClient({ baseUrl: network.url, getToken: () => token });
  for (const text of texts) {
    const message = { id: randomUUID(), text };
    await wait(random.below(LONGEST_THOUGHT));
    await lookUntil(
      () =>
        client.conversations.answer(organization, conversation, message).then(
          () => true,
          (error: unknown) => {
            if (!Problem.of(error).isPassing) throw error;
            return undefined;
          },
        ),
      'It is not answered.',
      LONGEST_ROUND,
    );
  }
}
