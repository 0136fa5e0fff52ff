import { Conversation } from '../../src/chat/conversation.ts';
import { Keeper } from '../../src/chat/kept.ts';
import type { GuestStore } from '../../src/client/guest-client.ts';
import { createGuestHttpClient } from '../../src/client/http/guest-http-client.ts';
import type { GuestTokens, Message } from '../../src/contract/guests.ts';
import type { TestBackend } from '../../src/testing/backend.ts';
import { recordStream, startCutStreams, type CutStreams } from './cut-streams.ts';
import { guestHands, SITE } from './guests.ts';
import { lookUntil } from './look-until.ts';
import { givePage } from './page-in-node.ts';

const AT_ONCE = 40;
/** In milliseconds. */
const WAKES_MS = 10;
/** Letters of one to four bytes, so that some are cut in the middle. */
const SOURCE = 'Der kleine Roboter trägt 80 kg. 小さい 🤖!';
const QUESTION = 'Was trägt der kleine Roboter?';

/** What came of it. */
export interface CutOutcome {
  /** How long the stream of the reply is. */
  readonly bytes: number;
  /** At how many places it was cut. */
  readonly cuts: number;
  /** What is not as it should be, a sentence each. */
  readonly findings: readonly string[];
}

/**
 * Cuts the stream of one reply, which a server has sent, and looks whether the page goes on from there, by
 * itself, to the same text.
 * @param isCut at which bytes
 */
export async function cutReply(
  backend: TestBackend,
  isCut: (byte: number, stream: Buffer) => boolean,
): Promise<CutOutcome> {
  const { read, site, write } = guestHands(backend);
  const { id, guest } = await site();
  await backend.sql(
    `insert into orgtags.text_source (organization_id, title, text, public)
     values ($1, 'Roboter', $2, true)`,
    [id, SOURCE],
  );
  const { body: before } = await read(id, guest.access);
  const recording = recordStream(
    `${backend.url}/api/v1/organizations/${id}/guest-chat/stream`,
    {
      authorization: `Bearer ${guest.access}`,
      origin: SITE,
      'last-event-id': String(before.revision),
    },
    text => /"done":true(?:(?!"seq").)*"author":"answerer"/s.test(text),
  );
  await write(id, guest.access, QUESTION);
  const stream = await recording;
  const { body: whole } = await read(id, guest.access);
  const tokens = { organization: id, guest: guest.id, ...guest, expiresIn: 600 };
  const places = Array.from({ length: stream.length + 1 }, (_, byte) => byte).filter(byte =>
    isCut(byte, stream),
  );

  const cuts = await startCutStreams(backend.url, SITE, { before: JSON.stringify(before), stream });
  const page = givePage(WAKES_MS);
  const findings: string[] = [];
  try {
    // Those that fail wait long; a few of them say it all.
    for (let from = 0; from < places.length && findings.length === 0; from += AT_ONCE) {
      const batch = places.slice(from, from + AT_ONCE);
      const found = batch.map(byte => follow({ cuts, byte, tokens, wanted: whole.messages }));
      findings.push(...(await Promise.all(found)).flat());
    }
  } finally {
    page.takeBack();
    await cuts.stop();
  }
  return { bytes: stream.length, cuts: places.length, findings };
}

interface Cut {
  readonly cuts: CutStreams;
  readonly byte: number;
  readonly tokens: GuestTokens;
  readonly wanted: readonly Message[];
}

/** What is wrong with what a visitor sees whose stream is cut there. */
async function follow({ cuts, byte, tokens, wanted }: Cut): Promise<string[]> {
  const findings: string[] = [];
  const find = (what: string): void => void findings.push(`after ${String(byte)} bytes: ${what}`);
  let kept: GuestTokens | undefined = tokens;
  const store: GuestStore = {
    read: () => kept,
    write: next => {
      kept = next;
    },
  };
  const { organization } = tokens;
  const client = createGuestHttpClient({
    baseUrl: cuts.at(byte),
    organization,
    store,
    language: () => 'en',
  });
  const keeper = new Keeper(`${organization} ${String(byte)}`);
  const answer = wanted.at(-1);
  let seen = '';
  const look = (): void => {
    const { state } = conversation;
    if (state.kind === 'closed') find('the chat is over');
    const last = shown().at(-1);
    if (last?.author !== 'answerer') return;
    // What there is of it says that it goes on, and takes back nothing.
    if (last.done && last.text !== answer?.text) find(`it is said to be whole: ${last.text}`);
    if (!last.text.startsWith(seen)) find(`“${seen}” has become “${last.text}”`);
    seen = last.text;
  };
  const conversation = new Conversation({
    client,
    keeper,
    about: () => ({}),
    onRefused: () => undefined,
    onTakenAlong: () => undefined,
    onChange: look,
  });
  const shown = (): readonly Message[] =>
    conversation.state.kind === 'open' ? conversation.state.conversation.messages : [];

  await conversation.open();
  const isWhole = (): boolean =>
    cuts.resumedFrom(byte).length > 0 && JSON.stringify(shown()) === JSON.stringify(wanted);
  await lookUntil(() => isWhole() || undefined).catch(() => {
    find(`it is ${JSON.stringify(shown())}`);
  });
  conversation.close();
  return findings;
}
