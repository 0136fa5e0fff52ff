import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { CONNECTION_TIMEOUT_MS } from '../db/database.ts';
import { CHANNEL, EVERYONE } from './waking.ts';

const RECONNECT_MS = 1000;

/** A connection that hears of every commit that changed something. */
export interface Notifications {
  end(): Promise<void>;
}

/**
 * Listens on a connection of its own, and connects again when it is lost.
 * @param url a direct address: behind a proxy that pools transactions nothing can be listened to
 * @param onChange told whose streams a commit is about; of everyone's whenever some may have been missed
 * @param onLost told when the connection breaks or does not come about, once until there is one again
 */
export function listenForChanges(
  url: string,
  onChange: (whose: string) => void,
  onLost: (error: Error) => void,
): Notifications {
  const ending = new AbortController();
  let lost = false;
  const running = listen();

  async function listen(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await listenOnce();
      } catch (error) {
        if (!lost) onLost(error as Error);
        lost = true;
      }
      await wait(RECONNECT_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  /** Until the connection ends. */
  async function listenOnce(): Promise<void> {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      keepAlive: true,
    });
    const { promise: over, resolve, reject } = Promise.withResolvers<undefined>();
    over.catch(() => undefined);
    client.on('error', reject);
    client.on('end', () => {
      resolve(undefined);
    });
    client.on('notification', ({ payload = EVERYONE }) => {
      onChange(payload);
    });
    const end = (): void => void client.end();
    try {
      await client.connect();
      ending.signal.addEventListener('abort', end);
      if (ending.signal.aborted) end();
      else {
        await client.query(`listen ${CHANNEL}`);
        lost = false;
        onChange(EVERYONE);
      }
      await over;
    } finally {
      ending.signal.removeEventListener('abort', end);
      await client.end();
    }
  }

  return {
    async end() {
      ending.abort();
      await running;
    },
  };
}
