import { startBackend } from '../../src/testing/backend.ts';
import { raceLastOwner } from '../support/last-owner-race.ts';

/** Races for the last owner, and prints what came of it as JSON. */
const [postgresUrl = '', rounds = '200'] = process.argv.slice(2);
const backend = await startBackend({ postgresUrl });
const result = await raceLastOwner(backend, Number(rounds));
await backend.stop();
console.log(JSON.stringify(result));
