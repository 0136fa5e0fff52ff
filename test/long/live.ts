import { startBackend, type TestMember } from '../../src/testing/backend.ts';
import { ask } from '../support/backend.ts';
import { listen, type Ear, type Heard } from '../support/live.ts';

/**
 * Measures how soon what is done is heard of, in milliseconds from before the request that does it, and
 * what many streams cost one process; prints it as JSON, and ends with 1 when a budget is broken.
 */
/** Milliseconds, of 95 in 100. */
const BUDGET = { roleChange: 150, removal: 200 };
const [postgresUrl = '', rounds = '200', streams = '1000'] = process.argv.slice(2);
const backend = await startBackend({ postgresUrl });
const roleChange = await measure(Number(rounds), demote);
const removal = await measure(Number(rounds), remove);
const many = await withMany(Number(streams));
await backend.stop();
console.log(JSON.stringify({ rounds: Number(rounds), roleChange, removal, many }));
const isInTime = roleChange.p95 < BUDGET.roleChange && removal.p95 < BUDGET.removal;
process.exit(isInTime ? 0 : 1);

interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

type Act = (organization: string, members: readonly TestMember[]) => Promise<number>;

async function measure(times: number, act: Act): Promise<Figures> {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const { id, members } = await backend.organization({
      members: [{ role: 'owner' }, { role: 'viewer' }, { role: 'viewer' }],
    });
    took.push(await act(id, members));
  }
  return figures(took);
}

/** A role change, as another member hears of it. */
async function demote(id: string, members: readonly TestMember[]): Promise<number> {
  const [owner, viewer, target] = members as [TestMember, TestMember, TestMember];
  const path = `/organizations/${id}/members/${target.member}`;
  return heardAfter(
    viewer,
    ({ kind }) => kind === 'change',
    () => send(owner, 'PATCH', path, { role: 'member', version: 1 }),
  );
}

/** A removal, as the one who is removed hears of it. */
async function remove(id: string, members: readonly TestMember[]): Promise<number> {
  const [owner, viewer] = members as [TestMember, TestMember];
  const path = `/organizations/${id}/members/${viewer.member}`;
  return heardAfter(
    viewer,
    ({ kind }) => kind === 'access-ended',
    () => send(owner, 'DELETE', path),
  );
}

/** More than from the commit: the whole request is in it. */
async function heardAfter(
  listener: TestMember,
  isSo: (event: Heard) => boolean,
  act: () => Promise<void>,
): Promise<number> {
  const ear = await listen(backend.url, listener);
  const before = performance.now();
  const [heard] = await Promise.all([ear.first(isSo).then(() => performance.now()), act()]);
  await ear.close();
  return heard - before;
}

/** Everybody in one organization, so that each stream hears of each change. */
async function withMany(count: number): Promise<object> {
  const { id, members } = await backend.organization({
    members: Array.from({ length: count }, (_, n) => ({ role: n === 0 ? 'owner' : 'viewer' })),
  });
  const ears: Ear[] = [];
  for (let n = 0; n < count; n += 50) {
    const batch = members.slice(n, n + 50).map(member => listen(backend.url, member));
    ears.push(...(await Promise.all(batch)));
  }
  const cpu = process.cpuUsage();
  const idleFrom = performance.now();
  await new Promise(resolve => setTimeout(resolve, 10_000));
  const { user, system } = process.cpuUsage(cpu);
  const idle = (user + system) / 1000 / (performance.now() - idleFrom);

  const [owner] = members as [TestMember];
  const first: number[] = [];
  const last: number[] = [];
  for (const target of members.slice(1, 21)) {
    const before = performance.now();
    const heard = ears.map(async ear => {
      await ear.first(event => event.kind === 'change' && event.subject === target.member);
      return performance.now() - before;
    });
    const path = `/organizations/${id}/members/${target.member}`;
    await send(owner, 'PATCH', path, { role: 'member', version: 1 });
    const all = await Promise.all(heard);
    first.push(Math.min(...all));
    last.push(Math.max(...all));
  }
  for (const ear of ears) await ear.close();
  return {
    streams: count,
    busyWhileIdle: Number(idle.toFixed(3)),
    firstHears: figures(first),
    lastHears: figures(last),
  };
}

async function send(
  by: TestMember,
  method: string,
  path: string,
  json: object = {},
): Promise<void> {
  const url = `${backend.url}/api/v1${path}`;
  const { status, body } = await ask(url, { method, token: by.token, json });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

function figures(took: readonly number[]): Figures {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Number(
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1),
    );
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
