import type { Role, StoredPermissions } from '../../domain/index.ts';
import type { ChangeType } from '../../contract/changes.ts';
import type { Database, Transaction } from '../db/database.ts';
import { waitingInvitations } from '../invitations/inbox.ts';
import type { Place } from './position.ts';

/** The most changes that are read at a time; who has missed more is told to look at everything. */
const CHANGES_AT_A_TIME = 500;
/** As many as the database forgets at a time. */
const FORGOTTEN_AT_A_TIME = 1000;

/** Whose access is asked for. */
export interface Listener {
  readonly person: string;
  /** The session's id; null for one that has none. */
  readonly session: string | null;
  /** ISO 8601; null for a session of the accounts, which the database knows. */
  readonly signedInAt: string | null;
}

/** One change, as the database has it. */
export interface StoredChange extends Place {
  readonly organization: string;
  readonly type: ChangeType;
  readonly subject: string;
  readonly version: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What somebody is in one organization. */
export interface Seat {
  readonly role: Role;
  readonly state: 'open' | 'signed-out' | 'deleted';
  /** What the organization has changed of the permission matrix. */
  readonly permissions: StoredPermissions;
}

/** By the organization's id. */
export type Seats = ReadonlyMap<string, Seat>;

/** What the database knows at one moment. */
export interface News {
  /** No change before this place can come any more. */
  readonly horizon: Place;
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number;
  /** In their order. */
  readonly changes: readonly StoredChange[];
  /** There may be changes before this one that were not read; undefined when there are none. */
  readonly since: Place | undefined;
  /** Where each of those asked for has access, read after the changes; undefined: the session is over. */
  readonly seats: readonly (Seats | undefined)[];
  /** Which invitations wait for each; another text whenever they are others. */
  readonly inboxes: readonly string[];
}

interface ChangesRow {
  readonly horizon: string;
  readonly at: number;
  readonly changes: readonly {
    readonly organization_id: string;
    readonly id: string;
    readonly xid: string;
    readonly type: ChangeType;
    readonly subject_id: string;
    readonly version: number | null;
    readonly at: number;
  }[];
}

interface AccessRow {
  readonly place: number;
  readonly organization_id: string | null;
  readonly role: Role;
  readonly state: Seat['state'];
  readonly permissions: StoredPermissions;
}

/** The numbers go as text, which JSON does not round. */
const CHANGES_AFTER = `
  select ${horizonAndTime()},
         coalesce((select jsonb_agg(jsonb_build_object(
                            'organization_id', organization_id, 'id', id::text, 'xid', xid::text,
                            'type', type, 'subject_id', subject_id, 'version', version,
                            'at', ${milliseconds('at')})
                          order by xid, id)
                     from orgtags.live_changes($1, $2, $3)), '[]') as changes`;

/**
 * What has changed, and then where everyone has access: so the right to hear of a change is never
 * older than the change.
 * @param after the place from which on changes are wanted; undefined for none
 */
export async function readNews(
  tx: Transaction,
  listeners: readonly Listener[],
  after: Place | undefined,
): Promise<News> {
  const persons = listeners.map(({ person }) => person);
  const [[found], access, inboxes] = await Promise.all([
    tx.query<ChangesRow>(CHANGES_AFTER, [
      after ? [...new Set(persons)] : [],
      String(after?.xid ?? 0),
      String(after?.id ?? 0),
    ]),
    tx.query<AccessRow>('select * from orgtags.live_access($1, $2, $3)', [
      persons,
      listeners.map(({ session }) => session),
      listeners.map(({ signedInAt }) => signedInAt),
    ]),
    waitingInvitations(tx, persons),
  ]);
  const marks = new Map(inboxes.map(({ place, mark }) => [place - 1, mark]));
  if (!found) throw new Error('The database has a horizon.');
  const changes = found.changes.map(row => ({
    organization: row.organization_id,
    xid: BigInt(row.xid),
    id: BigInt(row.id),
    type: row.type,
    subject: row.subject_id,
    version: row.version,
    at: row.at,
  }));
  return {
    horizon: { xid: BigInt(found.horizon), id: 0n },
    at: found.at,
    changes,
    since: changes.length > CHANGES_AT_A_TIME ? changes[0] : undefined,
    seats: seatsOf(access, listeners.length),
    inboxes: listeners.map((_, place) => marks.get(place) ?? ''),
  };
}

/** The horizon and the time, for who begins to listen after this transaction. */
export async function readHorizon(tx: Transaction): Promise<Pick<News, 'horizon' | 'at'>> {
  const [row] = await tx.query<{ horizon: string; at: number }>(`select ${horizonAndTime()}`);
  if (!row) throw new Error('The database has a horizon.');
  return { horizon: { xid: BigInt(row.horizon), id: 0n }, at: row.at };
}

/** Deletes the changes that are too old for anyone to come back to. */
export async function forgetChanges(database: Database): Promise<void> {
  for (let forgotten = FORGOTTEN_AT_A_TIME; forgotten === FORGOTTEN_AT_A_TIME;) {
    const [row] = await database.transaction(tx =>
      tx.query<{ forgotten: number }>('select orgtags.forget_changes() as forgotten'),
    );
    forgotten = row?.forgotten ?? 0;
  }
}

function seatsOf(rows: readonly AccessRow[], count: number): (Seats | undefined)[] {
  const all = Array.from<Map<string, Seat> | undefined>({ length: count });
  for (const { place, organization_id: organization, ...seat } of rows) {
    const seats = (all[place - 1] ??= new Map<string, Seat>());
    if (organization !== null) seats.set(organization, seat);
  }
  return all;
}

function horizonAndTime(): string {
  return `pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
          ${milliseconds('clock_timestamp()')} as at`;
}

function milliseconds(time: string): string {
  return `floor(extract(epoch from ${time}) * 1000)::double precision`;
}
