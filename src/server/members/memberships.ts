import type { Role, Target } from '../../domain/index.ts';
import type { Member } from '../../contract/shapes.ts';
import type { Tenant } from '../db/enter.ts';
import { ProblemError } from '../http/problem.ts';
import { record } from '../activity/activity.ts';

interface MemberRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly joined_at: string;
  readonly last_active_at: string | null;
  readonly version: number;
}

/** A place in the list by name: the last member shown. */
export interface MemberPosition {
  readonly name: string;
  readonly id: string;
}

/** Who is about to change, read under the locks that hold until the transaction ends. */
export interface LockedForRoleChange {
  readonly actorRole: Role;
  readonly target: Target & { readonly member: Member };
  readonly owners: number;
}

/** The memberships of one organization; every statement names it. */
export interface Memberships {
  /**
   * Members by name, after a position.
   * @param seesAddresses whether rows carry the e-mail address
   */
  page(options: {
    limit: number;
    after: MemberPosition | undefined;
    seesAddresses: boolean;
  }): Promise<{ members: Member[]; total: number }>;
  /**
   * Locks, in the order every writer keeps: the organization (`no key update`, so that rows which
   * refer to it can still be inserted), the actor's membership, the target's.
   * @throws ProblemError `member-not-found`; `organization-not-found` when the actor was removed
   */
  lockForRoleChange(member: string): Promise<LockedForRoleChange>;
  /**
   * Stores a role and its record.
   * @throws ProblemError `stale-version`
   */
  setRole(member: Member, role: Role, version: number): Promise<Member>;
}

const COLUMNS = 'id, person_id, name, role, joined_at, last_active_at, version';

/** The memberships of the organization that `tenant` has entered. */
export function memberships({ tx, standing, actor }: Tenant): Memberships {
  const organization = standing.organization.id;

  return {
    async page({ limit, after, seesAddresses }) {
      const [rows, [count]] = await Promise.all([
        tx.query<MemberRow>(
          `select ${COLUMNS}, case when $2 then email end as email
             from orgtags.membership
            where organization_id = $1
              and ($3::text is null or (name, id) > ($3 collate "und-x-icu", $4::uuid))
            order by name, id
            limit $5`,
          [organization, seesAddresses, after?.name ?? null, after?.id ?? null, limit],
        ),
        tx.query<{ total: number }>(
          'select count(*)::integer as total from orgtags.membership where organization_id = $1',
          [organization],
        ),
      ]);
      return { members: rows.map(memberOf), total: count?.total ?? 0 };
    },

    async lockForRoleChange(id) {
      // Sent together, run in this order: each is a statement of its own, which sees what was
      // committed before it got its lock.
      const [, [me], [row]] = await Promise.all([
        tx.query('select from orgtags.organization where id = $1 for no key update', [
          organization,
        ]),
        tx.query<{ role: Role }>(
          `select role from orgtags.membership
            where organization_id = $1 and person_id = $2
              for share`,
          [organization, actor.person],
        ),
        tx.query<MemberRow & { owners: number }>(
          `select ${COLUMNS}, email,
                  (select count(*)::integer from orgtags.membership o
                    where o.organization_id = $1 and o.role = 'owner') as owners
             from orgtags.membership
            where organization_id = $1 and id = $2
              for no key update`,
          [organization, id],
        ),
      ]);
      if (!me) throw new ProblemError('organization-not-found');
      if (!row) throw new ProblemError('member-not-found');
      const member = memberOf(row);
      return {
        actorRole: me.role,
        target: { person: member.person, role: member.role, member },
        owners: row.owners,
      };
    },

    async setRole(member, role, version) {
      const [[row]] = await Promise.all([
        tx.query<MemberRow>(
          `update orgtags.membership
              set role = $3, version = version + 1
            where organization_id = $1 and id = $2 and version = $4
        returning ${COLUMNS}, email`,
          [organization, member.id, role, version],
        ),
        record(tx, {
          organization,
          actor: actor.person,
          action: 'member.role-changed',
          subject: member.id,
          before: { role: member.role },
          after: { role },
        }),
      ]);
      if (!row) throw new ProblemError('stale-version');
      return memberOf(row);
    },
  };
}

function memberOf(row: MemberRow): Member {
  return {
    id: row.id,
    person: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.joined_at,
    lastActiveAt: row.last_active_at,
    version: row.version,
  };
}
