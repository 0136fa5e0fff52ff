import { executeServerCommand } from '@web/test-runner-commands';
import type { Ability } from './engines/engine.ts';

/**
 * Skips a test where the engine that runs it cannot do what it needs. Everything else is to pass in
 * all engines.
 */
export async function needs(test: Mocha.Context, ability: Ability): Promise<void> {
  const lacks = await executeServerCommand<readonly Ability[], never>('engine:lacks');
  if (lacks.includes(ability)) test.skip();
}
