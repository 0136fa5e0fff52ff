import { performance } from 'node:perf_hooks';

/** Something to measure: one request, answered as it should be. */
export type Work = () => Promise<unknown>;

/** How long requests took, in milliseconds, the shortest first. */
export type Times = readonly number[];

/** Measures one request after the other, after some that do not count. */
export async function oneByOne(count: number, work: Work): Promise<Times> {
  const [times = []] = await byTurns(count, [work]);
  return times;
}

/** Measures several kinds of requests by turns, so that whatever else the machine does meets all of them. */
export async function byTurns(count: number, works: readonly Work[]): Promise<readonly Times[]> {
  const times = works.map((): number[] => []);
  const warming = Math.ceil(count / 10);
  for (let n = -warming; n < count; n += 1) {
    for (const [kind, work] of works.entries()) {
      const took = await timed(work);
      if (n >= 0) times[kind]?.push(took);
    }
  }
  return times.map(sorted);
}

/** Measures requests of which as many as `width` are under way at any time. */
export async function together(count: number, width: number, work: Work): Promise<Times> {
  const times: number[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left > 0) {
        left -= 1;
        times.push(await timed(work));
      }
    }),
  );
  return sorted(times);
}

/** How many a second `workers` get done, each one after the other, for some seconds. */
export async function perSecond(seconds: number, workers: readonly Work[]): Promise<number> {
  const start = performance.now();
  let done = 0;
  await Promise.all(
    workers.map(async work => {
      while (performance.now() - start < seconds * 1000) {
        await work();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1000);
}

/** The time within which this share of the requests was answered, e.g. 0.95. */
export function percentile(times: Times, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
}

/** Milliseconds that something takes. */
export async function timed(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The shortest first. */
export function sorted(times: readonly number[]): Times {
  return times.toSorted((a, b) => a - b);
}
