import type { GuestEvent } from '../../src/contract/guests.ts';
import { readEvents } from '../../src/client/http/event-stream.ts';
import { SITE } from './guests.ts';

/** A guest's stream, as a test follows it. */
export interface GuestEar {
  /** Everything so far. */
  readonly heard: readonly GuestEvent[];
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  /** Leaves. */
  close(): Promise<void>;
}

/** Opens the stream of a guest, and resolves once something is heard. */
export async function hearGuest(
  url: string,
  organization: string,
  token: string,
): Promise<GuestEar> {
  const leaving = new AbortController();
  const path = `/api/v1/organizations/${organization}/guest-chat/stream`;
  const { body, status } = await fetch(url + path, {
    signal: leaving.signal,
    headers: { authorization: `Bearer ${token}`, origin: SITE },
  });
  if (status !== 200 || !body) throw new Error(`It was answered ${String(status)}.`);
  const heard: GuestEvent[] = [];
  const begun = Promise.withResolvers<undefined>();
  const ended = readEvents(
    body,
    () => undefined,
    (_, data) => {
      if (data !== undefined) heard.push(JSON.parse(data) as GuestEvent);
      begun.resolve(undefined);
    },
  ).catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  ended.catch(() => undefined);
  await Promise.race([begun.promise, ended]);
  return {
    heard,
    ended,
    async close() {
      leaving.abort();
      await ended;
    },
  };
}
