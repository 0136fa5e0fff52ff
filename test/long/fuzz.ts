import { randomInt } from 'node:crypto';
import { startBackend } from '../../src/testing/backend.ts';
import { ORIGIN } from '../support/backend.ts';
import { fuzz } from '../support/fuzz/fuzz.ts';

/**
 * Sends random and malformed requests, and prints what came of them as JSON. The seed of a failure and
 * 40 requests repeat the failure alone.
 */
const [postgresUrl = '', requests = '20000', seed] = process.argv.slice(2);
const unexpected: unknown[] = [];
const backend = await startBackend({
  postgresUrl,
  origins: [ORIGIN],
  log: entry => {
    if (entry.event === 'unexpected') unexpected.push(entry);
  },
});
const result = await fuzz(backend, Number(requests), Number(seed ?? randomInt(2 ** 31)));
await backend.stop();
console.log(JSON.stringify({ ...result, unexpected }));
process.exit(result.failures.length + unexpected.length > 0 ? 1 : 0);
