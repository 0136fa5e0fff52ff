import type { Denial, Role } from '../../domain/index.ts';

/**
 * A sentence for each denial of a kind. They stand apart from the other problems, and each kind by
 * itself, because pages need them before they ask the server anything, and no page needs all.
 */
export type DenialSentences<Kind extends Denial> = Readonly<
  Record<Kind['code'], (details: { readonly role?: Role | undefined }) => string>
>;
