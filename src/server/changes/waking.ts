/** The channel to which every process of a database listens. */
export const CHANNEL = 'orgtags';

/** Told when it is not said whose streams it is about. */
export const EVERYONE = '';

/**
 * SQL that wakes every process when the transaction is committed, and tells whose streams it is about: those
 * of an organization, or those of one of its guests alone. Ids, and never what has changed.
 * @param organization SQL of its id
 * @param guest SQL of the guest's id
 */
export function wakeStreamsOf(organization: string, guest?: string): string {
  const ids = guest === undefined ? organization : `${organization}, ${guest}`;
  return `pg_notify('${CHANNEL}', concat_ws(' ', ${ids}))`;
}

/** A guest's streams, as `wakeStreamsOf` tells of them. */
export function streamsOf({
  organization,
  guest,
}: {
  readonly organization: string;
  readonly guest: string;
}): string {
  return `${organization} ${guest}`;
}
