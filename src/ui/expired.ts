/** What there is to know of an invitation on a page, to tell whether its time is over. */
interface Timed {
  /** Left out where only pending ones are. */
  readonly state?: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/**
 * How many have expired, by this machine's clock, since the server said that they were pending: as part of a
 * `version` of a `Resource`, below one, it loads again what a `Clock` has found to be over.
 */
export function expired(invitations: readonly Timed[] = []): number {
  const over = invitations.filter(
    ({ state = 'pending', expiresAt }) =>
      state === 'pending' && Date.parse(expiresAt) <= Date.now(),
  );
  return over.length / (invitations.length + 1);
}
