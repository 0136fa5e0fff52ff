import { canRevoke, ROLES, STALE_INVITATION_DAYS } from '../../domain/index.ts';
import type {
  InvitationColumn,
  InvitationFilter,
  InvitationPage,
  InvitationQuery,
} from '../../contract/invitations.ts';
import type { Tenant } from '../db/enter.ts';
import {
  COUNTED,
  pageOf,
  partsOf,
  RANK,
  sorted,
  text,
  time,
  upTo,
  type Key,
} from '../db/keyset.ts';
import { COLUMNS, invitations, PENDING, type InvitationRow } from './invitations.ts';

const KEYS: Readonly<Record<InvitationColumn, Key>> = {
  address: text('address'),
  role: RANK,
  sentAt: time('sent_at'),
  expiresAt: time('expires_at'),
};

const STALE = `${PENDING} and sent_at <= clock_timestamp() - interval '${String(STALE_INVITATION_DAYS)} days'`;

/** Which rows each filter shows. */
const FILTERS: Readonly<Record<InvitationFilter, string>> = {
  pending: PENDING,
  stale: STALE,
  past: `not (${PENDING})`,
  accepted: `ended = 'accepted'`,
  declined: `ended = 'declined'`,
  revoked: `ended = 'revoked'`,
  'inviter-lost-right': `ended = 'inviter-lost-right'`,
  expired: `(ended = 'expired' or ended is null and expires_at <= clock_timestamp())`,
};

/**
 * A page of the invitations (R24).
 * @throws ProblemError `malformed-cursor`
 */
export async function invitationPage(
  tenant: Tenant,
  query: InvitationQuery,
): Promise<InvitationPage> {
  const { state = 'pending', sort = '-sentAt', q: typed } = query;
  const { tx, standing, actor } = tenant;
  const organization = standing.organization.id;
  const q = typed?.trim() === '' ? undefined : typed;
  const { column, descending } = partsOf(sort);
  const key = KEYS[column];
  const page = pageOf([organization, 'invitations', state, sort, q ?? ''], key, query);
  const by = sorted(key, descending, { key: '$3', id: '$4' });
  const wanted = `${FILTERS[state]}
        and ($2::text is null or address_searched like orgtags.search_pattern($2))`;

  const [rows, [counted], [stale]] = await Promise.all([
    tx.query<InvitationRow & { place: string | null }>(
      `select ${COLUMNS}, ${key.place} as place
         from orgtags.invitation
        where organization_id = $1 and ${wanted} and ${by.after}
        order by ${by.order}
        limit $5`,
      [organization, q ?? null, page.after?.key ?? null, page.after?.id ?? null, page.limit],
    ),
    tx.query<{ count: number }>(
      `select count(*)::integer as count
         from (select from orgtags.invitation where organization_id = $1 and ${wanted} limit $3) counted`,
      [organization, q ?? null, COUNTED + 1],
    ),
    tx.query<{ count: number }>(
      `select count(*)::integer as count from orgtags.invitation
        where organization_id = $1 and ${STALE}
          and (inviter_person_id = $2 or role = any($3::orgtags.role[]))`,
      [
        organization,
        actor.person,
        ROLES.filter(role => canRevoke({ actor, inviter: '', role }).allowed),
      ],
    ),
  ]);
  const { shown, next } = page.next(rows);
  return {
    organization,
    invitations: await invitations(tenant).shown(shown),
    next,
    ...upTo(COUNTED, counted?.count ?? 0),
    stale: stale?.count ?? 0,
  };
}
