import { startBackend, type TestBackend } from '../../src/testing/backend.ts';

/** Runs each race for as many rounds as the script is told, and prints what came of each as JSON. */
export async function printRaces<Race extends string>(
  races: Readonly<Record<Race, unknown>>,
  run: (backend: TestBackend, race: Race, rounds: number) => Promise<unknown>,
): Promise<void> {
  const [postgresUrl = '', rounds = '200'] = process.argv.slice(2);
  const backend = await startBackend({ postgresUrl });
  const results: Partial<Record<Race, unknown>> = {};
  for (const race of Object.keys(races) as Race[]) {
    results[race] = await run(backend, race, Number(rounds));
  }
  await backend.stop();
  console.log(JSON.stringify(results));
}
