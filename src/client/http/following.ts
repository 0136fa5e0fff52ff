import { readEvents } from './event-stream.ts';

/** The server lets nobody wait longer than 15 seconds for a sign of life. */
const SILENCE_MS = 40_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Reads a stream of events until it ends, or says nothing for too long.
 * @param open opens it; undefined when there is none for whoever asks
 * @param hear told of each event
 * @returns whether there was one
 */
export async function followStream(
  open: (
    signal: AbortSignal,
  ) => Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined>,
  hear: (id: string, data: string | undefined) => void,
  until: AbortSignal,
): Promise<boolean> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silence.abort();
    }, SILENCE_MS);
  };
  alive();
  try {
    const body = await open(AbortSignal.any([until, silence.signal]));
    if (body) await readEvents(body, alive, hear);
    return Boolean(body);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits a while, the longer the more attempts have failed, or until it is worth trying sooner.
 * @param failures how many, one after the other
 */
export function pause(failures: number, until: AbortSignal): Promise<unknown> {
  const longest = Math.min(1000 * 2 ** failures, LONGEST_PAUSE_MS);
  const duration = Math.round(longest * (0.5 + Math.random() / 2));
  const over = AbortSignal.any([until, AbortSignal.timeout(duration)]);
  const page = globalThis as { addEventListener?: Window['addEventListener'] };
  return new Promise(resolve => {
    over.addEventListener('abort', resolve);
    for (const type of ['online', 'visibilitychange']) {
      page.addEventListener?.(type, resolve, { signal: over });
    }
    if (over.aborted) resolve(undefined);
  });
}
