import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import type { Bench } from './bench.ts';
import { percentile, sorted, type Times } from './support/measure.ts';
import { servePages } from './support/pages.ts';
import type { Report } from './support/report.ts';
import { startStopwatch, type Seen } from './support/stopwatch.ts';

const RUNS = 30;
const WARMING = 3;
/** Beginning of 1 name in 40, so of two pages of 25. */
const TYPED = 'schmidt';
/** How long both pages wait after a key. */
const TYPING = 200;

const KINDS = { kit: 'with the tag', plain: 'plain page' } as const;
type Kind = keyof typeof KINDS;

/** What a person does, one after the other. */
const STEPS = {
  load: 'first rows, from the beginning of the navigation',
  search: 'a search, from its last key',
  sort: "sorted, from the click on a column's head",
  next: 'the next page, from the click',
} as const;
type Step = keyof typeof STEPS;

/** How long it took to the rows, in milliseconds. */
interface Took {
  readonly all: number;
  /** Of it, since the list's answer was received. */
  readonly sinceAnswer: number;
}

interface Run extends Readonly<Record<Step, Took>> {
  readonly elements: number;
  readonly nodes: number;
  /** In MB, once what is not needed any more has been collected. */
  readonly heap: number;
}

/**
 * The table of 2,000 members in a browser, beside a page that does the same without the kit. Each run
 * begins with an empty cache; the two take turns.
 */
export const table: Bench = async ({ server, world: { demo }, report }) => {
  const pages = await servePages(server.url);
  const browser = await openBrowser();
  const runs: Record<Kind, Run[]> = { kit: [], plain: [] };
  try {
    for (let n = -WARMING; n < RUNS; n += 1) {
      for (const kind of ['kit', 'plain'] as const) {
        const run = await measure(browser, `${pages.url}/${kind}.html`, demo.owner.token);
        if (n >= 0) runs[kind].push(run);
      }
    }
  } finally {
    await browser.close();
    await pages.stop();
  }
  reportTimes(report, runs, demo.members);
  reportSizes(report, runs);
};

async function measure(browser: Browser, url: string, token: string): Promise<Run> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const value = encodeURIComponent(token);
  await context.addCookies([{ name: 'orgtags.session_token', value, url }]);
  await context.addInitScript(startStopwatch);
  const page = await context.newPage();

  await page.goto(url);
  const loaded = await nextRows(page, 0);
  const search = await after(page, async () => {
    await page.locator('[part=search]').pressSequentially(TYPED, { delay: 40 });
  });
  const cleared = await after(page, () => page.locator('[part=search]').fill(''));
  const sort = await after(page, () => page.locator('[part=sort-button]').first().click());
  const next = await after(page, () => page.locator('[part=next-button]').click());
  for (const { paints } of [loaded, search, cleared, sort, next]) {
    if (paints.at(-1)?.rows !== 25) throw new Error(`${url} does not show a page of rows.`);
  }
  const heap = await heapOf(page);
  await context.close();
  return {
    load: took(loaded, 0),
    search: took(search, search.actedAt),
    sort: took(sort, sort.actedAt),
    next: took(next, next.actedAt),
    elements: loaded.elements,
    nodes: loaded.nodes,
    heap,
  };
}

/** Does something, and waits for other rows. */
async function after(page: Page, act: () => Promise<void>): Promise<Seen> {
  const { paints } = await look(page);
  await act();
  return nextRows(page, paints.length);
}

async function nextRows(page: Page, before: number): Promise<Seen> {
  await page.waitForFunction(`stopwatch().paints.length > ${before}`, undefined, { polling: 50 });
  return look(page);
}

function look(page: Page): Promise<Seen> {
  return page.evaluate<Seen>('stopwatch()');
}

function took({ paints, answeredAt }: Seen, from: number): Took {
  const at = paints.at(-1)?.at ?? NaN;
  return { all: at - from, sinceAnswer: at - answeredAt };
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

function reportTimes(
  report: Report,
  runs: Readonly<Record<Kind, readonly Run[]>>,
  members: number,
): void {
  report.table(`The table of ${members.toLocaleString('en')} members in a browser`, 'runs');
  const times = (kind: Kind, step: Step, part: keyof Took): Times =>
    sorted(runs[kind].map(run => run[step][part]));
  const steps = Object.entries(STEPS) as [Step, string][];
  for (const [step, name] of steps) {
    for (const [kind, said] of Object.entries(KINDS) as [Kind, string][]) {
      const all = times(kind, step, 'all');
      report.times(`${name}: ${said}`, all);
      if (step === 'search') {
        report.times(
          `… less the ${TYPING} ms that it waits for another key`,
          all.map(time => time - TYPING),
        );
      }
      report.times('… of it, since the answer of the list', times(kind, step, 'sinceAnswer'));
    }
  }
  for (const [step, name] of steps) {
    const [kit, plain] = [times('kit', step, 'all'), times('plain', step, 'all')];
    const ratio = percentile(kit, 0.5) / percentile(plain, 0.5);
    report.figure(name, `${ratio.toFixed(2)} times the plain page, by the medians`);
  }
}

function reportSizes(report: Report, runs: Readonly<Record<Kind, readonly Run[]>>): void {
  for (const [kind, said] of Object.entries(KINDS) as [Kind, string][]) {
    const median = (of: (run: Run) => number): number =>
      percentile(sorted(runs[kind].map(of)), 0.5);
    const [elements, nodes] = [median(run => run.elements), median(run => run.nodes)];
    report.figure(
      `DOM, ${said}`,
      `${elements.toLocaleString('en')} elements, ${nodes.toLocaleString('en')} nodes with texts and comments`,
    );
    report.figure(`JavaScript heap, ${said}`, `${median(run => run.heap).toFixed(1)} MB`);
  }
}
