import type { MemberPage } from '../../src/contract/shapes.ts';
import type { Bench, Ground } from './bench.ts';
import { byTurns, oneByOne, percentile, together, type Work } from './support/measure.ts';
import type { Place } from './support/world.ts';

const REQUESTS = 300;
const WIDTH = 4;
const PAGE = 50;
const DEEP_AT_MOST = 1.3;
const SEARCH_MS = 50;

const SORTS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'];

/** What is searched for, and how often it is there. */
const SEARCHES: Readonly<Record<string, string>> = {
  'one letter that begins many words': 'a',
  'one letter that begins few': 'q',
  'a common name': 'schmidt',
  'what is in every address': 'acme.example',
  'no hit': 'zqzqzq',
};

/** Permission check, pages, sorts and searches (R14), by people with a bearer token. */
export const lists: Bench = async ground => {
  const { small, large, huge } = ground.world;
  const [first] = small;
  if (first) await permissionCheck(ground, [first, large, huge]);
  await measure(ground, large);
  await measure(ground, huge);
};

async function permissionCheck(
  { server, report }: Ground,
  places: readonly Place[],
): Promise<void> {
  report.table('Permission check: who am I here, as what, with which permissions');
  for (const { id, owner, members } of places) {
    const work = (): Promise<unknown> =>
      server.ask(owner.token, 'GET', `/api/v1/organizations/${id}/session`);
    const name = `in an organization of ${members.toLocaleString('en')}`;
    report.times(name, await oneByOne(REQUESTS, work));
    report.times(`${name}, ${String(WIDTH)} at once`, await together(REQUESTS, WIDTH, work));
  }
}

async function measure({ server, report }: Ground, place: Place): Promise<void> {
  const list = (query: string): Promise<MemberPage> =>
    server.ask(place.owner.token, 'GET', `/api/v1/organizations/${place.id}/members?${query}`);
  const page =
    (query: string): Work =>
    () =>
      list(`limit=${String(PAGE)}&${query}`);
  const size = place.members.toLocaleString('en');

  report.table(`Lists of ${size} members, ${String(PAGE)} a page`);
  for (const sort of SORTS.flatMap(one => [one, `-${one}`])) {
    const deep = `sort=${sort}&cursor=${await lastCursor(list, sort)}`;
    const [first = [], last = []] = await byTurns(REQUESTS, [page(`sort=${sort}`), page(deep)]);
    report.times(`by ${sort}, first page`, first);
    report.times(`by ${sort}, last page`, last);
    const ratio = percentile(last, 0.5) / percentile(first, 0.5);
    report.budget(
      `the last page by ${sort} takes ${ratio.toFixed(2)} times the first, at most ${String(DEEP_AT_MOST)}`,
      ratio <= DEEP_AT_MOST,
    );
  }
  report.times(
    `by name, first page, ${String(WIDTH)} at once`,
    await together(REQUESTS, WIDTH, page('sort=name')),
  );
  for (const role of ['owner', 'member']) {
    report.times(`of role ${role}`, await oneByOne(REQUESTS, page(`role=${role}`)));
  }

  report.table(`Searching ${size} members`);
  for (const [name, q] of Object.entries(SEARCHES)) {
    const work = page(`q=${q}`);
    const times = await oneByOne(REQUESTS, work);
    report.times(name, times);
    report.times(`${name}, ${String(WIDTH)} at once`, await together(REQUESTS, WIDTH, work));
    if (place.members > 10_000) continue;
    const p95 = percentile(times, 0.95);
    report.budget(
      `${name}: 95 of 100 within ${p95.toFixed(1)} ms, at most ${String(SEARCH_MS)}`,
      p95 < SEARCH_MS,
    );
  }
}

/** The cursor of the last page, reached as anybody reaches it. */
async function lastCursor(
  list: (query: string) => Promise<MemberPage>,
  sort: string,
): Promise<string> {
  const steps = 200;
  let cursor = '';
  for (;;) {
    const from = cursor && `&cursor=${cursor}`;
    const { next } = await list(`sort=${sort}&limit=${String(steps)}${from}`);
    if (next !== null) {
      cursor = next;
      continue;
    }
    const before = await list(`sort=${sort}&limit=${String(steps - PAGE)}${from}`);
    if (before.next === null) throw new Error('The last step is no longer than a page.');
    return before.next;
  }
}
