import { startBackend } from '../../src/testing/backend.ts';
import { raceOwners, RACES, type Race, type RaceResult } from '../support/owner-races.ts';

/** Races for the last owner, and prints what came of each as JSON. */
const [postgresUrl = '', rounds = '200'] = process.argv.slice(2);
const backend = await startBackend({ postgresUrl });
const results: Partial<Record<Race, RaceResult>> = {};
for (const race of Object.keys(RACES) as Race[]) {
  results[race] = await raceOwners(backend, race, Number(rounds));
}
await backend.stop();
console.log(JSON.stringify(results));
