import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { migrate } from '../../src/server/index.ts';
import { createDatabase, openSower, TEST_SECRET } from '../../src/testing/backend.ts';
import { compare } from '../support/evidence.ts';
import { freePort } from '../support/free-port.ts';
import { randomFrom } from '../support/random.ts';
import { makeScratchCopy } from '../support/scratch-copy.ts';
import { startServerProcess } from '../support/server-process.ts';
import { makeTraffic } from '../support/traffic.ts';

/**
 * Kills the server again and again while many write, and then compares what was acknowledged, the rows,
 * the record and the changes: `node test/long/kills.ts <postgresUrl> [--kills 20] [--seed 1]`. With
 * `--torn` the record is written in a transaction of its own, in a scratch copy, which must be found out.
 */
const CLIENTS = 48;
/** Of the writes sent and unanswered when a kill is sent. */
const IN_FLIGHT = 20;
const ORGANIZATIONS = 8;
const MEMBERS = 250;
/** A server is killed after so many answers, at most. */
const ANSWERS = 200;
/** PostgreSQL has noticed by then that the server is gone. */
const OPEN_AFTER_MS = 5_000;

const RECORD = 'src/server/activity/activity.ts';
const BEFORE_RECORD = '  // Each process is woken once';
const COMMIT_FIRST = `
  const [settings] = await tx.query<{ organization: string; person: string }>(
    \`select current_setting('orgtags.organization') as organization,
            current_setting('orgtags.person') as person\`);
  await tx.query('commit');
  await tx.query('begin');
  await tx.query(
    \`select set_config('orgtags.organization', $1, true), set_config('orgtags.person', $2, true)\`,
    [settings?.organization, settings?.person]);
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    torn: { type: 'boolean', default: false },
  },
});
const [postgresUrl = ''] = positionals;
const kills = Number(values.kills);
const random = randomFrom(Number(values.seed));
const findings: string[] = [];

const databaseUrl = await createDatabase(postgresUrl);
await migrate({ databaseUrl, secret: TEST_SECRET });
const sower = await openSower(databaseUrl, TEST_SECRET);
const organizations = [];
for (let i = 0; i < ORGANIZATIONS; i += 1) {
  const members = Array.from({ length: MEMBERS }, (_, n) => ({
    role: n < 6 ? ('owner' as const) : random.pick(['admin', 'member', 'viewer'] as const),
  }));
  organizations.push(await sower.organization({ members }));
}
const traffic = makeTraffic(sower, organizations, random);
const scratch = values.torn ? await tornCopy() : undefined;
const server = { folder: scratch?.folder ?? '.', databaseUrl, port: await freePort() };
const inFlight: number[] = [];
let longestOpen = 0;

try {
  for (let kill = 0; kill < kills; kill += 1) {
    const running = await startServerProcess(server);
    await traffic.reload();
    const writing = traffic.run(running.url, CLIENTS);
    const enough = traffic.answered() + random.below(ANSWERS);
    while (traffic.answered() < enough || traffic.inFlight() < IN_FLIGHT) await wait(1);
    traffic.stop();
    inFlight.push(traffic.inFlight());
    await running.end('SIGKILL');
    await writing;
    longestOpen = Math.max(longestOpen, await untilClosed());
  }
} finally {
  await scratch?.remove();
}
const {
  findings: disagreements,
  recorded,
  unacknowledged,
} = await compare(sower, organizations, traffic.writes);
findings.push(...disagreements);
if (Math.min(...inFlight) < IN_FLIGHT) findings.push(`too few in flight: ${inFlight.join(' ')}`);
if (longestOpen > OPEN_AFTER_MS) findings.push(`a transaction stayed open for ${longestOpen} ms`);
for (const { wish, answer } of traffic.writes) {
  if (answer?.status === 500) findings.push(`${wish.kind} was answered 500`);
}
await sower.end();

for (const finding of findings) console.log(`✗ ${finding}`);
console.log(`${kills} kills with ${inFlight.join(', ')} writes in flight, seed ${values.seed}`);
console.log(
  `${traffic.writes.length} writes: ${JSON.stringify(tally())}, ${recorded} acts recorded, ${unacknowledged} of them without an answer`,
);
console.log(`the last connection of a killed server was gone after at most ${longestOpen} ms`);
process.exit(findings.length > 0 ? 1 : 0);

/** How long connections of the application stay after a kill, in milliseconds. */
async function untilClosed(): Promise<number> {
  const start = performance.now();
  for (;;) {
    const open = await sower.sql(
      `select from pg_stat_activity
        where datname = current_database() and usename in ('orgtags_app', 'orgtags_auth')`,
    );
    const passed = Math.round(performance.now() - start);
    if (open.length === 0 || passed > OPEN_AFTER_MS) return passed;
    await wait(10);
  }
}

async function tornCopy() {
  const copy = await makeScratchCopy();
  const source = await readFile(RECORD, 'utf8');
  if (!source.includes(BEFORE_RECORD)) throw new Error(`${RECORD} has changed.`);
  await copy.write(RECORD, source.replace(BEFORE_RECORD, `${COMMIT_FIRST}${BEFORE_RECORD}`));
  return copy;
}

/** How many writes of each kind were answered, refused, and never answered. */
function tally(): object {
  const counts: Record<string, Record<string, number>> = {};
  for (const { wish, answer } of traffic.writes) {
    const kind = (counts[wish.kind] ??= {});
    const outcome =
      answer === undefined ? 'lost' : answer.status < 300 ? 'done' : String(answer.status);
    kind[outcome] = (kind[outcome] ?? 0) + 1;
  }
  return counts;
}
