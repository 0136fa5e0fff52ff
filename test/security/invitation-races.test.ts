import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendForTests } from '../support/backend.ts';
import {
  INVITATION_RACES,
  raceInvitations,
  type InvitationRace,
} from '../support/invitation-races.ts';

const ROUNDS = 20;

describe('an invitation ends once, as it is recorded, and makes one member at most (R22, R23, R25)', async () => {
  const backend = await backendForTests();

  for (const race of Object.keys(INVITATION_RACES) as InvitationRace[]) {
    it(`when people ${race} at once`, async t => {
      const { wrong, answers } = await raceInvitations(backend, race, ROUNDS);
      t.diagnostic(JSON.stringify(answers));
      assert.deepEqual(wrong, {});
      assert.ok((answers.done ?? 0) >= ROUNDS);
    });
  }
});
