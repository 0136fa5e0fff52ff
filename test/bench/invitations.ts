import { randomUUID } from 'node:crypto';
import type { InvitationOutcomes, InvitationPage } from '../../src/contract/invitations.ts';
import type { Bench, Ground } from './bench.ts';
import { byTurns, oneByOne, percentile, sorted, type Work } from './support/measure.ts';
import type { Place } from './support/world.ts';

const REQUESTS = 200;
const PAGE = 50;
const DEEP_AT_MOST = 1.3;
const AT_ONCE = 500;
const RUNS = 10;
const ALONE = 100;

const SORTS = ['sentAt', 'expiresAt', 'address', 'role'];

/** What is searched for, and how often it is there. */
const SEARCHES: Readonly<Record<string, string>> = {
  'what is in every address': 'past.example',
  'one address': 'person-31415@',
  'no hit': 'zqzqzq',
};

/** 500 invitations in one request (R18), and the list over 50,000 past ones (R24). */
export const invitations: Bench = async ground => {
  await sending(ground);
  await lists(ground, ground.world.large);
};

/** Each request in an organization of its own, whose owner then has invited as many as they may. */
async function sending({ server, world: { small }, report }: Ground): Promise<void> {
  const send = async ({ id, owner }: Place, count: number): Promise<void> => {
    const { outcomes } = await server.ask<InvitationOutcomes>(
      owner.token,
      'POST',
      `/api/v1/organizations/${id}/invitations`,
      {
        invitees: Array.from({ length: count }, () => ({ address: `${randomUUID()}@new.example` })),
        role: 'member',
      },
    );
    if (outcomes.some(({ problem }) => problem !== null)) throw new Error('Not all were invited.');
  };
  const places = small.values();
  const timed = async (count: number): Promise<number> => {
    const place = places.next().value;
    if (!place) throw new Error('There are too few organizations.');
    const start = performance.now();
    await send(place, count);
    return performance.now() - start;
  };
  report.table('Inviting, each request in an organization of its own');
  const [one, many]: [number[], number[]] = [[], []];
  for (let n = 0; n < ALONE; n += 1) one.push(await timed(1));
  for (let n = 0; n < RUNS; n += 1) many.push(await timed(AT_ONCE));
  report.times('one', sorted(one));
  report.times(`${String(AT_ONCE)} in one request`, sorted(many));
  const ratio = percentile(sorted(many), 0.5) / percentile(sorted(one), 0.5);
  report.figure(
    `${String(AT_ONCE)} in one request`,
    `take ${ratio.toFixed(1)} times one, by the medians`,
  );
}

async function lists({ server, report }: Ground, place: Place): Promise<void> {
  const list = (query: string): Promise<InvitationPage> =>
    server.ask(
      place.owner.token,
      'GET',
      `/api/v1/organizations/${place.id}/invitations?limit=${String(PAGE)}&${query}`,
    );
  const page =
    (query: string): Work =>
    () =>
      list(query);
  const size = place.pastInvitations.toLocaleString('en');

  report.table(`The invitations, with ${size} past ones, ${String(PAGE)} a page`);
  report.times('the pending ones', await oneByOne(REQUESTS, page('state=pending')));
  for (const sort of SORTS.flatMap(one => [one, `-${one}`])) {
    const query = `state=past&sort=${sort}`;
    const deep = `${query}&cursor=${await lastCursor(list, query)}`;
    const [first = [], last = []] = await byTurns(REQUESTS, [page(query), page(deep)]);
    report.times(`past, by ${sort}, first page`, first);
    report.times(`past, by ${sort}, last page`, last);
    const ratio = percentile(last, 0.5) / percentile(first, 0.5);
    report.budget(
      `the last page by ${sort} takes ${ratio.toFixed(2)} times the first, at most ${String(DEEP_AT_MOST)}`,
      ratio <= DEEP_AT_MOST,
    );
  }
  for (const state of ['accepted', 'declined']) {
    report.times(state, await oneByOne(REQUESTS, page(`state=${state}`)));
  }
  for (const [name, q] of Object.entries(SEARCHES)) {
    report.times(`past, searched: ${name}`, await oneByOne(REQUESTS, page(`state=past&q=${q}`)));
  }
}

/** The cursor of the page before the last. */
async function lastCursor(
  list: (query: string) => Promise<InvitationPage>,
  query: string,
): Promise<string> {
  let cursor = '';
  for (let next: string | null = ''; next !== null;) {
    cursor = next;
    ({ next } = await list(`${query}${cursor && `&cursor=${cursor}`}`));
  }
  return cursor;
}
