/** What there is to know of an invitation on a page, to tell whether its time is over. */
interface Timed {
  /** Left out where only pending ones are. */
  readonly state?: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/**
 * Which share has expired, by this machine's clock, since the server said that they were pending. It is below one,
 * so that added to the `version` of a `Resource` it has loaded again what a `Clock` has found to be over.
 */
export function expired(invitations: readonly Timed[] = []): number {
  const over = invitations.filter(
    ({ state = 'pending', expiresAt }) =>
      state === 'pending' && Date.parse(expiresAt) <= Date.now(),
  );
  return over.length / (invitations.length + 1);
}
