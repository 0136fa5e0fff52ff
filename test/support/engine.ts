import { executeServerCommand } from '@web/test-runner-commands';
import type { Emulated } from './engines/emulation.ts';
import type { Ability } from './engines/engine.ts';

/**
 * Chromium is asked everything. What no engine does in another way (what a role is offered, who asks for what
 * and how often, which words there are) the others are not asked again: they have all of a tag's keys, views,
 * styles and places to answer for.
 */
export const isAskedEverything = navigator.userAgent.includes('Chrom');

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
  if (await lacks(ability)) test.skip();
}

/** Whether the engine cannot do something; for a test that then asks for less. */
export async function lacks(ability: Ability): Promise<boolean> {
  const all = await executeServerCommand<readonly Ability[], never>('engine:lacks');
  return all.includes(ability);
}

/** Has the engine do as if something were so, until the test ends. The test needs `emulate media`. */
export async function emulate(emulated: Emulated): Promise<void> {
  emulates = true;
  await executeServerCommand<true, Emulated>('engine:emulate', emulated);
}
