import { performance } from 'node:perf_hooks';
import type { TestBackend } from '../../src/testing/backend.ts';
import { newAddress } from './accounts.ts';
import { ORIGIN } from './backend.ts';

/** What telling two kinds of address apart by the clock comes to. */
export interface TimesResult {
  readonly route: string;
  /** Milliseconds; half of the answers came sooner. */
  readonly medians: { readonly known: number; readonly unknown: number };
  /**
   * How often an answer about a known address took longer than one about an unknown address, among all
   * pairs: 0.5 is what a guess has, 0 and 1 are certainty.
   */
  readonly told: number;
}

const ROUTES = {
  'sign-in/email': (email: string) => ({ email, password: 'not the password' }),
  'sign-up/email': (email: string) => ({ email, password: 'correct horse', name: 'Nora' }),
  'send-verification-email': (email: string) => ({ email }),
  'request-password-reset': (email: string) => ({ email }),
};

/** Asks by turns about addresses with an account and without, one request at a time. */
export async function compareTimes(backend: TestBackend, rounds: number): Promise<TimesResult[]> {
  const { email } = await backend.person({ password: 'correct horse' });
  const results: TimesResult[] = [];
  for (const [route, bodyFor] of Object.entries(ROUTES)) {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = -5; round < rounds; round += 1) {
      const [first, second] = round % 2 === 0 ? [known, unknown] : [unknown, known];
      for (const times of [first, second]) {
        const address = times === known ? email : newAddress();
        const time = await timed(`${backend.url}/api/auth/${route}`, bodyFor(address));
        if (round >= 0) times.push(time);
      }
    }
    results.push({
      route,
      medians: { known: median(known), unknown: median(unknown) },
      told: pairsWon(known, unknown),
    });
  }
  return results;
}

async function timed(url: string, json: object): Promise<number> {
  const start = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify(json),
  });
  await response.arrayBuffer();
  const time = performance.now() - start;
  if (response.status !== 204 && response.status !== 401) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return time;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function pairsWon(known: readonly number[], unknown: readonly number[]): number {
  let won = 0;
  for (const one of known) for (const other of unknown) won += one > other ? 1 : 0;
  return won / (known.length * unknown.length);
}
