import { rm } from 'node:fs/promises';
import { PostgresInUse, startPostgres } from '../src/testing/index.ts';
import { DATA } from './data.ts';

/** Starts over: the next `npm start` sows anew. A demo that runs is left alone. */
try {
  await (await startPostgres({ dataDir: DATA })).stop();
  await rm(DATA, { recursive: true });
  console.log('The demo starts over with the next npm start.');
} catch (error) {
  if (!(error instanceof PostgresInUse)) throw error;
  console.error('The demo runs. Stop it first, with Ctrl-C.');
  process.exitCode = 1;
}
