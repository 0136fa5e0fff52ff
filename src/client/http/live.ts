import type { LiveEvent, LiveStart } from '../../contract/changes.ts';
import { pause } from '../pause.ts';
import { followStream } from './following.ts';

const SESSION_ENDED: LiveEvent = { kind: 'session-ended', reason: 'ended' };

/** How the stream is reached, and who listens. */
export interface LiveOptions {
  /** Names the stream among the pages of a browser profile. */
  readonly name: string;
  readonly start: LiveStart;
  /**
   * Opens the stream after the event with an id.
   * @returns undefined when nobody is signed in any more
   */
  readonly open: (
    lastEventId: string,
    signal: AbortSignal,
  ) => Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined>;
  readonly listener: (event: LiveEvent) => void;
  readonly signal: AbortSignal;
}

/** What the page that has the stream tells the others: what was heard between two places, if anything. */
interface Told {
  readonly after: string;
  readonly id: string;
  readonly event?: LiveEvent | undefined;
}

/**
 * Listens on one stream for all pages of a session: the one that holds a lock has it, tells the others,
 * and is followed by one that goes on from the same place. Where there are no locks, which need a secure
 * page, each page has its own.
 */
export function listenLive({ name, start, open, listener, signal }: LiveOptions): void {
  const locks = (navigator as Partial<Navigator>).locks;
  const pages = locks && new BroadcastChannel(name);
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  let { position } = start;
  let failures = 0;

  function take({ after, id, event }: Told): void {
    if (until.aborted) return;
    // What the others were told before this page listened is not known here.
    if (after > position) listener({ kind: 'resync' });
    position = id;
    if (event?.kind === 'session-ended') over.abort();
    if (event) listener(event);
  }

  function tell(event?: LiveEvent, id = position): void {
    const told = { after: position, id, event };
    pages?.postMessage(told);
    take(told);
  }

  async function lead(): Promise<void> {
    while (!until.aborted) {
      await follow().catch(() => undefined);
      await pause(failures, until);
      failures += 1;
    }
  }

  /** Until the connection ends, or says nothing for too long. */
  async function follow(): Promise<void> {
    const isOpen = await followStream(silence => open(position, silence), hear, until);
    if (!isOpen) tell(SESSION_ENDED);
  }

  function hear(id: string, data: string | undefined): void {
    failures = 0;
    let event = data ? (JSON.parse(data) as LiveEvent) : undefined;
    if (event?.kind === 'ready') {
      // With another channel somebody else has signed in meanwhile, in another page.
      event = event.channel === start.channel ? undefined : SESSION_ENDED;
    } else if (event?.kind === 'session-ended' && event.reason === 'expired') {
      // The token is followed by another, or by none, as the next attempt shows.
      event = undefined;
    }
    tell(event, id);
  }

  until.addEventListener('abort', () => pages?.close());
  if (pages) pages.onmessage = ({ data }: MessageEvent<Told>) => take(data);
  if (locks) locks.request(name, { signal: until }, lead).catch(lead);
  else void lead();
}
