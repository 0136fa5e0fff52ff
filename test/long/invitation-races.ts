import { INVITATION_RACES, raceInvitations } from '../support/invitation-races.ts';
import { printRaces } from './print-races.ts';

await printRaces(INVITATION_RACES, raceInvitations);
