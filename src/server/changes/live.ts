import { createHash } from 'node:crypto';
import type { Feature } from '../../domain/index.ts';
import { openDatabase, type Database } from '../db/database.ts';
import type { Entered } from '../db/enter.ts';
import { GuestStream, type Listening } from '../guests/guest-stream.ts';
import { GuestStreams } from '../guests/guest-streams.ts';
import { readGuestNews, type Watched } from '../guests/visits.ts';
import { ProblemError } from '../http/problem.ts';
import { forgetChanges, readNews } from './live-queries.ts';
import { LiveStream } from './live-stream.ts';
import { listenForChanges, type Notifications } from './notifications.ts';
import { isBefore, type Place } from './position.ts';
import { EVERYONE, streamsOf } from './waking.ts';

/** How late a change is heard of when nothing wakes the process. */
const POLL_MS = 1000;
const BEAT_MS = 15_000;
/** How long the database may be silent before nobody can say who may still hear what. */
const SILENCE_MS = 5000;
/** Of one person or guest, at one process; the oldest makes room. */
const STREAMS_OF_ONE = 20;
const FORGET_MS = 60 * 60 * 1000;

/** What the streams of a process need. */
export interface LiveSettings {
  /** The application's login. */
  readonly databaseUrl: string;
  /** The same, by a way on which can be listened. */
  readonly directDatabaseUrl: string;
  readonly features: readonly Feature[];
  /** Told when a connection breaks. */
  readonly onLost: (error: Error) => void;
  /** Told when the database could not be asked. */
  readonly onError: (error: unknown) => void;
}

/** The streams of one process. */
export interface Live {
  /**
   * Opens a stream to somebody who has entered.
   * @param lastEventId of the last event heard before, to go on from there
   * @throws ProblemError `unavailable` when the process is about to end
   */
  open(
    entered: Pick<Entered, 'person' | 'caller' | 'session'>,
    lastEventId: string | undefined,
  ): ReadableStream<Uint8Array>;
  /**
   * Opens a stream to a guest who has entered, of what is another in the conversation.
   * @throws ProblemError `unavailable` when the process is about to end
   */
  openGuest(listening: Listening): ReadableStream<Uint8Array>;
  /** Ends every stream, and opens no other. */
  drain(): void;
  /** Drains, and closes the connections. */
  end(): Promise<void>;
}

/** One reader for all the streams of a process; nothing runs before there is one. */
export function createLive(settings: LiveSettings): Live {
  // Apart from the pool of the requests, whose waiting for each other's locks nobody shall wait for.
  const database = openDatabase(settings.databaseUrl, settings.onLost, 1);
  const streams = new Set<LiveStream>();
  const visits = new GuestStreams();
  const timers: NodeJS.Timeout[] = [];
  let notifications: Notifications | undefined;
  let draining = false;
  let reading = false;
  let told = new Set<string>();
  let answeredAt = 0;

  function start(): void {
    notifications = listenForChanges(settings.directDatabaseUrl, wake, settings.onLost);
    timers.push(setInterval(poll, POLL_MS), setInterval(beat, BEAT_MS));
    for (const timer of timers) timer.unref();
  }

  const isIdle = (): boolean => streams.size + visits.size === 0;

  function poll(): void {
    if (isIdle()) return;
    if (performance.now() - answeredAt > SILENCE_MS) closeAll();
    wake(EVERYONE);
  }

  function beat(): void {
    for (const stream of [...streams, ...visits]) stream.beat();
  }

  function closeAll(): void {
    for (const stream of [...streams, ...visits]) stream.close();
  }

  /** Reads, once, however often it is told to meanwhile. @param whose streams it is about */
  function wake(whose: string): void {
    if (isIdle()) return;
    told.add(whose);
    if (!reading) readNext();
  }

  function readNext(): void {
    const about = told;
    told = new Set();
    reading = true;
    read(about)
      .catch(settings.onError)
      .finally(() => {
        reading = false;
        if (told.size > 0) readNext();
      });
  }

  /** @param about whose streams there is news for; of guests, nobody else's cost anything */
  async function read(about: ReadonlySet<string>): Promise<void> {
    const open = [...streams];
    const visiting = [...visits.of(about)];
    if (open.length + visiting.length === 0) return;
    const [news, visited] = await database.transaction(tx =>
      Promise.all([
        open.length === 0 ? undefined : readNews(tx, open.map(listenerOf), earliest(open)),
        visiting.length === 0 ? [] : readGuestNews(tx, visiting.map(watchedBy)),
      ]),
    );
    answeredAt = performance.now();
    for (const [n, stream] of open.entries()) {
      if (news) stream.hear(news, news.seats[n], news.inboxes[n] ?? '');
    }
    for (const [n, stream] of visiting.entries()) stream.hear(visited[n] ?? 'ended');
  }

  function drain(): void {
    draining = true;
    closeAll();
  }

  function makeRoom(theirs: readonly (LiveStream | GuestStream)[]): void {
    if (theirs.length >= STREAMS_OF_ONE) theirs[0]?.close();
  }

  function beginToListen(): void {
    if (draining) throw new ProblemError('unavailable', { retryAfter: 1 });
    if (!notifications) start();
    if (isIdle()) answeredAt = performance.now();
  }

  return {
    open({ person, caller, session }, lastEventId) {
      beginToListen();
      makeRoom([...streams].filter(({ listener }) => listener.person === person.id));
      const ofIssuer = caller.by === 'issuer' ? caller : undefined;
      const stream = new LiveStream({
        person: person.id,
        session,
        signedInAt: ofIssuer?.signedInAt ?? null,
        expiresAt: ofIssuer && Date.parse(ofIssuer.expiresAt),
        channel: channelOf(person.id, session),
        lastEventId,
        features: settings.features,
        onEnd: ended => streams.delete(ended),
      });
      streams.add(stream);
      wake(person.id);
      return stream.body;
    },

    openGuest(listening) {
      beginToListen();
      const whose = streamsOf(listening);
      makeRoom([...visits.of([whose])]);
      const stream = new GuestStream({
        ...listening,
        onEnd: ended => {
          visits.delete(ended);
        },
      });
      visits.add(stream);
      wake(whose);
      return stream.body;
    },

    drain,

    async end() {
      drain();
      for (const timer of timers) clearInterval(timer);
      await Promise.all([notifications?.end(), database.end()]);
    },
  };
}

/** Names a session to the pages it is open in, and says nothing of it. */
export function channelOf(person: string, session: string | null): string {
  return createHash('sha256')
    .update(`${person} ${session ?? ''}`)
    .digest('base64url')
    .slice(0, 22);
}

/** Forgets old changes, now and then; the first time after a while, so that a start is not held up. */
export function forgetNowAndThen(
  database: Database,
  onError: (error: unknown) => void,
): NodeJS.Timeout {
  return setInterval(() => {
    forgetChanges(database).catch(onError);
  }, FORGET_MS).unref();
}

const listenerOf = ({ listener }: LiveStream) => listener;

const watchedBy = ({ listener, revision }: GuestStream): Watched => ({ ...listener, revision });

function earliest(streams: readonly LiveStream[]): Place | undefined {
  let first: Place | undefined;
  for (const { position } of streams) {
    if (position && (!first || isBefore(position, first))) first = position;
  }
  return first;
}
