import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { GuestTokens } from '../../src/contract/guests.ts';
import { hearGuest, type GuestEar } from '../support/guest-ear.ts';
import { SITE } from '../support/guests.ts';
import { listen, type Ear } from '../support/live.ts';
import type { Bench, Ground } from './bench.ts';
import { percentile, perSecond, sorted, timed, together } from './support/measure.ts';
import type { Place } from './support/world.ts';

const ORGANIZATIONS = 10;
const GUESTS = 1000;
const WIDTH = 8;
const OPENED_AT_ONCE = 50;
const SECONDS = 5;
const IDLE_MS = 10_000;
const SEEN_MS = 150;

/** How many guests begin to write at once, one time after the other: 400 in all. */
const GROUPS = Array.from({ length: 50 }, () => [1, 1, 1, 1, 4]).flat();
const BETWEEN_MS = 200;

/** A guest's bearer, and where it is good. */
interface Guest {
  readonly place: Place;
  readonly token: string;
}

/** A guest whose page listens, and a member of the organization who does. */
interface Visitor extends Guest {
  readonly ear: GuestEar;
  readonly member: Ear;
}

/** Milliseconds from the request until the stream of the other one has told of it. */
interface Exchange {
  readonly written: number;
  readonly answered: number;
}

const DIRECTIONS = [
  ['answered', 'a member’s answer, seen by the guest'],
  ['written', 'a guest’s message, seen by a member'],
] as const;

/** Guests who join, 1,000 of them who listen to one process, and messages among them (R29, R31). */
export const guests: Bench = async ground => {
  const { world, report } = ground;
  const places = world.small.slice(0, ORGANIZATIONS);
  for (const place of places) await admitGuests(ground, place);
  const joined = await join(ground, places);
  const writers = joined.slice(-WIDTH).map(guest => () => write(ground, guest));
  const apart = await perSecond(SECONDS, writers);

  const visitors = await listenAll(ground, joined);
  await talk(ground, visitors);
  const among = await perSecond(SECONDS, writers);
  report.figure(
    `messages, ${String(WIDTH)} guests at once`,
    `${apart.toFixed(0)} a second without a stream, ${among.toFixed(0)} among ${streams(visitors)}`,
  );
  const ears = new Set(visitors.flatMap(({ ear, member }) => [ear, member]));
  await Promise.all([...ears].map(ear => ear.close()));
};

async function admitGuests({ server }: Ground, { id, owner }: Place): Promise<void> {
  const path = `/api/v1/organizations/${id}/guest-access`;
  await server.ask(owner.token, 'PATCH', path, { enabled: true, origins: [SITE], version: 1 });
}

async function join(
  { server, report }: Ground,
  places: readonly Place[],
): Promise<readonly Guest[]> {
  const joined: Guest[] = [];
  const waiting = Array.from({ length: GUESTS / places.length }, () => places)
    .flat()
    .values();
  const start = performance.now();
  const times = await together(GUESTS, WIDTH, async () => {
    const place = waiting.next().value;
    if (!place) throw new Error('There are too few organizations.');
    const tokens = await server.ask<GuestTokens>('', 'POST', `${chatOf(place)}/join`, {}, SITE);
    joined.push({ place, token: tokens.access });
  });
  const seconds = (performance.now() - start) / 1000;
  report.table(`Guests join ${String(places.length)} organizations`);
  report.times(`${String(WIDTH)} at once`, times);
  report.figure('joins', `${(GUESTS / seconds).toFixed(0)} a second`);
  return joined;
}

/** Opens the streams, and reports what they take while nothing happens. */
async function listenAll(
  { server, report }: Ground,
  joined: readonly Guest[],
): Promise<readonly Visitor[]> {
  const members = new Map<Place, Promise<Ear>>();
  for (const { place } of joined) {
    if (!members.has(place)) members.set(place, listen(server.url, place.owner));
  }
  await Promise.all(members.values());

  const before = await server.usage('memory');
  const visitors: Visitor[] = [];
  for (let n = 0; n < joined.length; n += OPENED_AT_ONCE) {
    const opening = joined.slice(n, n + OPENED_AT_ONCE).map(async guest => {
      const { place, token } = guest;
      const ear = await hearGuest(server.url, place.id, token);
      const member = await (members.get(place) ?? listen(server.url, place.owner));
      return { ...guest, ear, member };
    });
    visitors.push(...(await Promise.all(opening)));
  }
  const after = await server.usage('memory');
  const busyBefore = await server.usage('processor');
  await wait(IDLE_MS);
  const busy = (await server.usage('processor')) - busyBefore;

  const each = (key: 'resident' | 'heap'): string =>
    `${((after[key] - before[key]) / visitors.length / 1024).toFixed(0)} KB`;
  report.figure(
    `memory of each of ${streams(visitors)}`,
    `${each('resident')} of the process, ${each('heap')} of the heap of JavaScript`,
  );
  report.figure(
    `${streams(visitors)} to which nothing happens`,
    `${((busy / IDLE_MS) * 100).toFixed(1)} % of a core`,
  );
  return visitors;
}

/** Guests write at a steady pace, and a member answers each as soon as it is seen. */
async function talk(ground: Ground, visitors: readonly Visitor[]): Promise<void> {
  const waiting = visitors.values();
  const groups = GROUPS.map(async (size, n) => {
    const group = Array.from({ length: size }, () => waiting.next().value);
    await wait(n * BETWEEN_MS);
    return Promise.all(
      group.map(visitor => {
        if (!visitor) throw new Error('There are too few guests.');
        return exchange(ground, visitor);
      }),
    );
  });
  const exchanges = await Promise.all(groups);

  const { report } = ground;
  const pace = (GROUPS.length / exchanges.flat().length) * BETWEEN_MS;
  report.table(
    `From the request until it is seen, among ${streams(visitors)}, a guest every ${pace.toFixed(0)} ms`,
    'messages',
  );
  for (const [direction, name] of DIRECTIONS) {
    const timesOf = (some: readonly (readonly Exchange[])[]) =>
      sorted(some.flat().map(one => one[direction]));
    for (const size of new Set(GROUPS)) {
      const some = exchanges.filter(({ length }) => length === size);
      report.times(`${name}, ${String(size)} at once`, timesOf(some));
    }
    const p95 = percentile(timesOf(exchanges), 0.95);
    report.budget(
      `${name}: 95 of 100 within ${p95.toFixed(1)} ms, at most ${String(SEEN_MS)}`,
      p95 < SEEN_MS,
    );
  }
}

async function exchange(ground: Ground, visitor: Visitor): Promise<Exchange> {
  const { ear, member, place } = visitor;
  const [first] = ear.heard;
  if (first?.kind !== 'changed') throw new Error('The guest has no conversation.');
  const conversation = first.id;
  const [written] = await Promise.all([
    timed(() => member.first(one => one.kind === 'change' && one.subject === conversation)),
    write(ground, visitor),
  ]);
  const answer = { id: randomUUID(), text: 'Yes, here we are.' };
  const path = `/api/v1/organizations/${place.id}/conversations/${conversation}/messages`;
  const [answered] = await Promise.all([
    timed(() =>
      ear.first(one => one.kind === 'changed' && one.messages.some(({ id }) => id === answer.id)),
    ),
    ground.server.ask(place.owner.token, 'POST', path, answer),
  ]);
  return { written, answered };
}

async function write({ server }: Ground, { place, token }: Guest): Promise<void> {
  const message = { id: randomUUID(), text: 'Is anybody there?' };
  await server.ask(token, 'POST', `${chatOf(place)}/messages`, message, SITE);
}

function chatOf({ id }: Place): string {
  return `/api/v1/organizations/${id}/guest-chat`;
}

function streams({ length }: readonly Visitor[]): string {
  return `${length.toLocaleString('en')} streams`;
}
