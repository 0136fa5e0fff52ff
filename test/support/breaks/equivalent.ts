import type { Break } from './break.ts';

/** Breaks that change nothing that anybody could notice, and why. */
const EQUIVALENT: readonly (Pick<Break, 'file' | 'above' | 'before'> & {
  readonly why: string;
})[] = [
  {
    file: 'src/client/http/live.ts',
    above: '} finally {',
    before: 'clearTimeout(timer)',
    why: 'the connection is over: what the timer gives up nobody waits for any more',
  },
  {
    file: 'src/server/db/migrations/0003_accounts.sql',
    above: 'order by organization_id',
    before: 'for no key update',
    why: 'the update takes the same locks, and nobody else waits for two memberships of one person',
  },
];

/** Why nobody can notice a break; undefined where somebody must. */
export function whyEquivalent({ file, above, before }: Break): string | undefined {
  return EQUIVALENT.find(
    known => known.file === file && known.above === above && known.before === before,
  )?.why;
}
