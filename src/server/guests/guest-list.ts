import * as v from 'valibot';
import type { Guest, GuestPage, GuestQuery } from '../../contract/guests.ts';
import type { Transaction } from '../db/database.ts';
import type { Tenant } from '../db/enter.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';

/** How many there are on a page. */
const PAGE = 50;

/** Whoever was seen longer ago is not there any more: a page that is open is seen each ten minutes. */
const MINUTES = 15;

const PLACE = v.strictTuple([v.pipe(v.string(), v.uuid())]);

interface GuestRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly joined_at: string;
  readonly last_seen_at: string;
}

/**
 * Of the organization `$1`, those whom nobody has ended, alone or with all others.
 * @param more of one of their sessions
 */
function notEnded(more = ''): string {
  return `
    from orgtags.guest u
   where u.organization_id = $1 and u.ended_at is null
     and exists (
       select from orgtags.guest_session s
         join orgtags.guest_access a on a.organization_id = $1
        where s.organization_id = $1 and s.guest_id = u.id and s.epoch = a.epoch ${more})`;
}

/** Of these, those who are there. */
const ONLINE = `${notEnded('and s.ended_at is null and s.expires_at > now()')}
     and u.last_seen_at > now() - make_interval(mins => ${String(MINUTES)})`;

/**
 * A page of the guests who are there now, who joined last first; their ids tell when that was.
 * @throws ProblemError `malformed-cursor`
 */
export async function guestPage(
  { tx, standing }: Tenant,
  { limit = PAGE, cursor }: GuestQuery,
): Promise<GuestPage> {
  const organization = standing.organization.id;
  const list = [organization, 'guests'] as const;
  const [after] = cursor === undefined ? [] : readCursor(list, PLACE, cursor);
  const [rows, [counted]] = await Promise.all([
    tx.query<GuestRow>(
      `select id, name, email, joined_at, last_seen_at ${ONLINE}
          and ($2::uuid is null or u.id < $2)
        order by u.id desc
        limit $3`,
      [organization, after ?? null, limit + 1],
    ),
    tx.query<{ total: number }>(`select count(*)::integer as total ${ONLINE}`, [organization]),
  ]);
  const guests = rows.slice(0, limit).map(shown);
  const last = rows.length > limit ? guests.at(-1) : undefined;
  return {
    organization,
    guests,
    next: last ? writeCursor(list, last.id) : null,
    total: counted?.total ?? 0,
  };
}

/** Has the organization ended a guest, alone or with all others? Who has only lost their tokens has not ended. */
export async function hasEnded(
  tx: Transaction,
  organization: string,
  guest: string,
): Promise<boolean> {
  const rows = await tx.query(`select ${notEnded()} and u.id = $2`, [organization, guest]);
  return rows.length === 0;
}

function shown({ joined_at: joinedAt, last_seen_at: lastSeenAt, ...row }: GuestRow): Guest {
  return { ...row, joinedAt, lastSeenAt };
}
