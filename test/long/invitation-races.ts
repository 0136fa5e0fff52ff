import { startBackend } from '../../src/testing/backend.ts';
import {
  INVITATION_RACES,
  raceInvitations,
  type InvitationRace,
  type InvitationRaceResult,
} from '../support/invitation-races.ts';

/** Races for invitations, and prints what came of each as JSON. */
const [postgresUrl = '', rounds = '200'] = process.argv.slice(2);
const backend = await startBackend({ postgresUrl });
const results: Partial<Record<InvitationRace, InvitationRaceResult>> = {};
for (const race of Object.keys(INVITATION_RACES) as InvitationRace[]) {
  results[race] = await raceInvitations(backend, race, Number(rounds));
}
await backend.stop();
console.log(JSON.stringify(results));
