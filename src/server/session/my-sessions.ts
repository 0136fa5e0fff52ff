import type { MySession } from '../../contract/shapes.ts';
import type { Entered } from '../db/enter.ts';
import { ProblemError } from '../http/problem.ts';

interface MySessionRow {
  readonly id: string;
  readonly is_current: boolean;
  readonly device: string;
  readonly since: string;
  readonly expires_at: string;
  readonly organizations: MySession['organizations'];
}

/** The sessions of the person who has entered (R36), where it is the accounts that keep them. */
export async function mySessions(entered: Entered): Promise<MySession[]> {
  needsOwnSessions(entered);
  const rows = await entered.tx.query<MySessionRow>('select * from orgtags.my_sessions()');
  return rows.map(({ is_current: current, expires_at: expiresAt, organizations, ...row }) => ({
    ...row,
    current,
    expiresAt,
    organizations: organizations.map(({ since, lastSeenAt, ...one }) => ({
      ...one,
      since: new Date(since).toISOString(),
      lastSeenAt: new Date(lastSeenAt).toISOString(),
    })),
  }));
}

/**
 * Ends one of the person's own sessions, everywhere.
 * @throws ProblemError `session-not-found`
 */
export async function endMySession(entered: Entered, session: string): Promise<void> {
  needsOwnSessions(entered);
  const [row] = await entered.tx.query<{ ended: boolean }>(
    'select orgtags.end_my_session($1) as ended',
    [session],
  );
  if (!row?.ended) throw new ProblemError('session-not-found');
}

function needsOwnSessions({ caller }: Entered): void {
  if (caller.by !== 'session') throw new ProblemError('not-with-this-sign-in');
}
