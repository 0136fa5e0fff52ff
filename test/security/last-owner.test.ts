import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendForTests } from '../support/backend.ts';
import { raceLastOwner } from '../support/last-owner-race.ts';

const ROUNDS = 20;

describe('the last owner', async () => {
  const backend = await backendForTests();

  it(`stays, however two owners demote each other at once (R13)`, async () => {
    const { ownerless, answers } = await raceLastOwner(backend, ROUNDS);
    assert.equal(ownerless, 0);
    assert.equal(answers['200'], ROUNDS);
  });
});
