import { readEvents } from './event-stream.ts';

/** The server lets nobody wait longer than 15 seconds for a sign of life. */
const SILENCE_MS = 40_000;

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
