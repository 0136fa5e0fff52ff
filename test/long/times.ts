import type { TimesResult } from '../support/equal-times.ts';
import type { Judge } from './judge.ts';
import { outcomeOf } from './script.ts';

/** How far from a guess the times may be. */
const HARDLY = 0.1;

/**
 * Times, which tell nothing of an address when a guess by them is hardly better than one without: on a
 * busy machine they need many rounds.
 */
export async function times(postgresUrl: string, judge: Judge): Promise<void> {
  const results = (await outcomeOf('test/long/equal-times.ts', postgresUrl)) as TimesResult[];
  for (const result of results) judge(text(result), Math.abs(result.told - 0.5) < HARDLY);
}

function text({ route, medians: { known, unknown }, told }: TimesResult): string {
  const medians = `${known.toFixed(1)} ms and ${unknown.toFixed(1)} ms`;
  return `${route} of a known and an unknown address, medians ${medians}; the known one took longer in ${(told * 100).toFixed(0)} % of the pairs`;
}
