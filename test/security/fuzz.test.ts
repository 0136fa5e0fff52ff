import assert from 'node:assert/strict';
import { it } from 'node:test';
import { backendForTests } from '../support/backend.ts';
import { fuzz } from '../support/fuzz/fuzz.ts';

/** The same each time; other requests are sent by `npm run test:long -- fuzz`. */
const SEED = 1;
const REQUESTS = 1_500;
/** So many succeed at least that the refusals among them are worth something. */
const SUCCESSES = 150;

const backend = await backendForTests();

it('takes random and malformed requests by everybody to every operation (R7, R12, R13, R33, R34)', async t => {
  const { failures, ...result } = await fuzz(backend, REQUESTS, SEED);
  t.diagnostic(JSON.stringify(result));
  assert.deepEqual(failures, []);
  const successes = Object.values(result.succeeded).reduce((sum, one) => sum + one, 0);
  assert.ok(successes >= SUCCESSES, String(successes));
  assert.ok(result.rows > 0);
});
