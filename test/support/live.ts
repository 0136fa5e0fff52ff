import type { LiveEvent } from '../../src/contract/changes.ts';
import { ask, type Answer, type Ask } from './backend.ts';

const PATH = '/api/v1/changes';

/** One event, as it arrived. */
export type Heard<Event = LiveEvent> = Event & {
  /** The id that goes on from it. */
  readonly lastEventId: string;
};

/** A client's stream, as a test follows it. */
export interface Ear<Event = LiveEvent> {
  /** Everything so far. */
  readonly heard: readonly Heard<Event>[];
  /** The last id, also of a heartbeat. */
  readonly lastId: string;
  readonly headers: Headers;
  /** The first event, of those there were or will be, that is so. */
  first(isSo: (event: Heard<Event>) => boolean): Promise<Heard<Event>>;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  /** Leaves. */
  close(): Promise<void>;
}

/** Who listens, and from where on. */
export interface Listening {
  readonly token?: string;
  readonly lastEventId?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a stream, and resolves once it is ready. */
export async function listen(url: string, listening: Listening): Promise<Ear> {
  const ear = await openEar<LiveEvent>(url + PATH, listening);
  await ear.first(({ kind }) => kind === 'ready' || kind === 'session-ended');
  return ear;
}

/** Sends a request whose answer is a stream; gives its first event, or what was answered instead. */
export async function askStream(url: string, options: Ask): Promise<Answer> {
  const { token, headers } = options;
  const head = await ask(url, { ...options, method: 'HEAD' });
  if (head.status !== 200) return ask(url, options);
  const ear = await openEar<LiveEvent>(url, {
    ...(token !== undefined && { token }),
    ...(headers && { headers }),
  });
  const { lastEventId: _, ...body } = await ear.first(() => true);
  await ear.close();
  return { ...head, headers: ear.headers, body };
}

/** What was acted on, of each change heard. */
export function subjectsIn(ear: Ear): string[] {
  return ear.heard.flatMap(event => (event.kind === 'change' ? [event.subject] : []));
}

/** Opens a stream at a full address, of whatever events it has. */
export async function openEar<Event extends object>(
  url: string,
  { token, lastEventId, headers }: Listening,
): Promise<Ear<Event>> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    signal: leaving.signal,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      ...headers,
    },
  });
  if (!response.ok || !response.body) throw new Error(`${String(response.status)} at ${url}`);
  const { body } = response;
  const heard: Heard<Event>[] = [];
  const waiting = new Set<() => void>();
  let lastId = '';

  async function follow(): Promise<void> {
    let rest = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  }

  function take(block: string): void {
    lastId = /^id: (.*)$/m.exec(block)?.[1] ?? lastId;
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data === undefined) return;
    heard.push({ ...(JSON.parse(data) as Event), lastEventId: lastId });
    for (const look of waiting) look();
  }

  const ended = follow().catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  ended.catch(() => undefined);

  return {
    heard,
    ended,
    headers: response.headers,
    get lastId() {
      return lastId;
    },
    async first(isSo) {
      const { promise, resolve, reject } = Promise.withResolvers<Heard<Event>>();
      const look = (): void => {
        const event = heard.find(isSo);
        if (event) resolve(event);
      };
      waiting.add(look);
      look();
      const over = (): void => {
        reject(new Error(`It ended, and was not heard among ${JSON.stringify(heard)}`));
      };
      ended.then(over, over);
      return promise.finally(() => waiting.delete(look));
    },
    async close() {
      leaving.abort();
      await ended;
    },
  };
}
