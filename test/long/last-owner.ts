import { raceOwners, RACES } from '../support/owner-races.ts';
import { printRaces } from './print-races.ts';

await printRaces(RACES, raceOwners);
