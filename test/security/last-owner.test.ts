import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendForTests } from '../support/backend.ts';
import { raceOwners, RACES, type Race } from '../support/owner-races.ts';

const ROUNDS = 20;

describe('the last owner stays (R13)', async () => {
  const backend = await backendForTests();

  for (const race of Object.keys(RACES) as Race[]) {
    it(`when ${race} at once`, async t => {
      const { ownerless, answers } = await raceOwners(backend, race, ROUNDS);
      t.diagnostic(JSON.stringify(answers));
      assert.equal(ownerless, 0);
      assert.ok((answers.done ?? 0) >= ROUNDS);
    });
  }
});
