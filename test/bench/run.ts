import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { createDatabase, openSower, TEST_SECRET } from '../../src/testing/backend.ts';
import { startPostgres } from '../../src/testing/embedded-postgres.ts';
import { migrate } from '../../src/server/index.ts';
import type { Bench } from './bench.ts';
import { guests } from './guests.ts';
import { invitations } from './invitations.ts';
import { lists } from './lists.ts';
import { roleChanges } from './role-changes.ts';
import { printedReport } from './support/report.ts';
import { startServer } from './support/running-server.ts';
import { sowWorld } from './support/world.ts';
import { table } from './table.ts';

/**
 * Measures over HTTP and in a browser, on a PostgreSQL that waits for the disk as an operator's does, and fails when a
 * budget is broken. An argument narrows to the benches whose name has it in it.
 */
const BENCHES: Readonly<Record<string, Bench>> = {
  lists,
  invitations,
  'role-changes': roleChanges,
  guests,
  table,
};

const [narrow = ''] = process.argv.slice(2);
const postgres = await startPostgres({ settings: { fsync: 'on', synchronous_commit: 'on' } });
const report = printedReport();
try {
  const databaseUrl = await createDatabase(postgres.url);
  await migrate({ databaseUrl, secret: TEST_SECRET });
  const sower = await openSower(databaseUrl, TEST_SECRET);
  const start = performance.now();
  const world = await sowWorld(sower);
  await sower.end();
  console.log(
    `Node ${process.versions.node}, ${String(availableParallelism())} cores. Sown in ${((performance.now() - start) / 1000).toFixed(0)} s.`,
  );

  const server = await startServer(databaseUrl);
  try {
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (name.includes(narrow)) await bench({ server, world, report });
    }
  } finally {
    await server.stop();
  }
} finally {
  await postgres.stop();
}
process.exit(report.end() ? 0 : 1);
