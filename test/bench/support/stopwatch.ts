/** What a stopwatch has seen; times are milliseconds since the navigation began. */
export interface Seen {
  /** When which rows were painted, one entry for each time that they were others than before. */
  readonly paints: readonly { readonly at: number; readonly rows: number }[];
  /** When the last key was pressed, or the last button clicked. */
  readonly actedAt: number;
  /** When the last list of members had been received. */
  readonly answeredAt: number;
  /** In the tag, or on a page without it. */
  readonly elements: number;
  /** The same, with texts and comments. */
  readonly nodes: number;
}

/**
 * Begins to watch the rows of a page, before anything of it runs; `stopwatch()` says what was seen.
 * For a browser, so it needs nothing from outside itself.
 */
export function startStopwatch(): void {
  const paints: { at: number; rows: number }[] = [];
  let actedAt = 0;
  let shown = '';

  const root = (): Element | ShadowRoot =>
    document.querySelector('member-table')?.shadowRoot ?? document.body;
  for (const type of ['keydown', 'click']) {
    addEventListener(type, event => (actedAt = event.timeStamp), { capture: true });
  }

  function look(): void {
    requestAnimationFrame(look);
    if (!(document.body as HTMLElement | null)) return;
    const rows = [...root().querySelectorAll<HTMLElement>('[part=row]')];
    const ids = rows.map(row => row.dataset.row).join();
    if (ids === shown) return;
    shown = ids;
    // What comes after this task comes after the frame.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => paints.push({ at: performance.now(), rows: rows.length });
    port2.postMessage(undefined);
  }
  requestAnimationFrame(look);

  function seen(): Seen {
    const within = root();
    const lists = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/members?')) as PerformanceResourceTiming[];
    let nodes = 0;
    const walker = document.createTreeWalker(within);
    while (walker.nextNode()) nodes += 1;
    return {
      paints,
      actedAt,
      answeredAt: lists.at(-1)?.responseEnd ?? NaN,
      elements: within.querySelectorAll('*').length,
      nodes,
    };
  }
  Object.assign(globalThis, { stopwatch: seen });
}
