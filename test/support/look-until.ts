import { setTimeout as wait } from 'node:timers/promises';

const LOOKS_MS = 20;

/**
 * Looks again until there is something.
 * @throws {Error} when it has not come within ten seconds, or as many as given
 */
export async function lookUntil<Found>(
  look: () => Found | undefined | Promise<Found | undefined>,
  what = 'It does not come.',
  longestMs = 10_000,
): Promise<Found> {
  const end = performance.now() + longestMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(what);
    await wait(LOOKS_MS);
  }
}
