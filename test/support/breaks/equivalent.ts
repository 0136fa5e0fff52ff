import type { Break } from './break.ts';

/** Breaks that change nothing that anybody could notice, and why. */
const EQUIVALENT: readonly (Pick<Break, 'file' | 'before'> & { readonly why: string })[] = [];

/** Why nobody can notice a break; undefined where somebody must. */
export function whyEquivalent({ file, before }: Break): string | undefined {
  return EQUIVALENT.find(known => known.file === file && known.before === before)?.why;
}
