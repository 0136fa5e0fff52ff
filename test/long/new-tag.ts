import { runNodeTests } from '../support/node-tests.ts';
import type { Judge } from './judge.ts';

/** Lays tags in a copy of the sources, and has compiler and checks look at it. */
export async function newTag(_: string, judge: Judge): Promise<void> {
  const { passed, failed } = await runNodeTests(['test/long/new-tag.test.ts']);
  judge(`new-tag: ${String(passed)} passed, ${String(failed)} failed`, passed > 0 && failed === 0);
}
