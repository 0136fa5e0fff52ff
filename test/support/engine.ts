import { executeServerCommand } from '@web/test-runner-commands';
import type { Emulated } from './engines/emulation.ts';
import type { Ability } from './engines/engine.ts';

let emulates = false;

afterEach(async () => {
  if (emulates) await emulate({});
  emulates = false;
});

/**
 * Skips a test where the engine that runs it cannot do what it needs. Everything else is to pass in
 * all engines.
 */
export async function needs(test: Mocha.Context, ability: Ability): Promise<void> {
  const lacks = await executeServerCommand<readonly Ability[], never>('engine:lacks');
  if (lacks.includes(ability)) test.skip();
}

/** Has the engine do as if something were so, until the test ends. The test needs `emulate media`. */
export async function emulate(emulated: Emulated): Promise<void> {
  emulates = true;
  await executeServerCommand<true, Emulated>('engine:emulate', emulated);
}
