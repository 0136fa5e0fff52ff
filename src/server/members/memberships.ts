import {
  canAccess,
  effectivePermissions,
  type Access,
  type Actor,
  type Role,
  type StoredPermissions,
} from '../../domain/index.ts';
import type { Member } from '../../contract/shapes.ts';
import type { Tenant } from '../db/enter.ts';
import { ProblemError, refuse } from '../http/problem.ts';
import { record } from '../activity/activity.ts';
import { lapseInvitations } from '../invitations/lapsing.ts';

/** One member, as the database has it. */
export interface MemberRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly email_verified: boolean;
  readonly role: Role;
  readonly joined_at: string;
  readonly last_active_at: string | null;
  readonly version: number;
}

/** What an act goes by, read under the locks that hold until the transaction ends. */
export interface Locked {
  /** Who acts, with the role and the permissions of now. */
  readonly actor: Actor;
  readonly owners: number;
  /** The members asked for who are there, by the membership's id. */
  readonly members: ReadonlyMap<string, Member>;
  /** What the organization has changed of the permission matrix, and its version. */
  readonly permissions: StoredPermissions;
  readonly permissionsVersion: number;
}

/** The memberships of one organization; every statement names it. */
export interface Memberships {
  /** One member, or undefined. */
  find(member: string): Promise<Member | undefined>;
  /**
   * Locks, in the order every writer keeps: the organization (`no key update`, so that rows which
   * refer to it can still be inserted), the actor's membership, the others'.
   * @param members ids of memberships that are about to change
   * @param alone locks the actor's membership alone, against whoever changes it
   * @throws ProblemError `organization-not-found` when it was deleted, or the actor removed;
   *   `session-ended` when the actor was signed out of it meanwhile, `no-session` when they signed out
   */
  lock(members: readonly string[], alone?: boolean): Promise<Locked>;
  /** Gives locked members a role, and writes the record. @returns them as they are now, in this order */
  setRole(members: readonly Member[], role: Role): Promise<Member[]>;
  /** Removes locked members, ends what their sessions do here, and writes the record. */
  remove(members: readonly Member[], action: 'member.removed' | 'member.left'): Promise<void>;
}

/** What {@link memberOf} reads of a row, but for the address. */
export const COLUMNS =
  'id, person_id, name, email_verified, role, joined_at, last_active_at, version';

/** The memberships of the organization that `tenant` has entered. */
export function memberships(tenant: Tenant): Memberships {
  const { tx, standing, actor, features } = tenant;
  const organization = standing.organization.id;

  return {
    async find(id) {
      const [row] = await tx.query<MemberRow>(
        `select ${COLUMNS}, email from orgtags.membership where organization_id = $1 and id = $2`,
        [organization, id],
      );
      return row && memberOf(row);
    },

    async lock(ids, alone = false) {
      // Sent together, run in this order: each is a statement of its own, which sees what was
      // committed before it got its lock.
      const [[locked], rows, [now]] = await Promise.all([
        tx.query<{ permissions: StoredPermissions; permissions_version: number; role: Role }>(
          `select organization.*, role
             from (select permissions, permissions_version from orgtags.organization
                    where id = $1 and deleted_at is null
                      ${alone ? '' : 'for no key update'}) organization
            cross join orgtags.membership
            where organization_id = $1 and person_id = $2
              for ${alone ? 'no key update' : 'share'} of membership`,
          [organization, actor.person],
        ),
        tx.query<MemberRow>(
          `select ${COLUMNS}, email
             from orgtags.membership
            where organization_id = $1 and id = any($2)
            order by id
              for no key update`,
          [organization, ids],
        ),
        // It waits for nothing, so that it sees what came of the session while the others waited.
        tx.query<{ ended: boolean; goes_on: boolean; owners: number }>(
          `select coalesce(nullif(current_setting('orgtags.signed_in_at'), '')::timestamptz
                           <= signed_out_at, false)
                  or exists (select from orgtags.session_part part
                              where part.organization_id = $1 and part.person_id = $2
                                and part.session_id = current_setting('orgtags.session')
                                and part.ended_at is not null) as ended,
                  orgtags.session_goes_on() as goes_on,
                  (select count(*)::integer from orgtags.membership o
                    where o.organization_id = $1 and o.role = 'owner') as owners
             from orgtags.membership
            where organization_id = $1 and person_id = $2`,
          [organization, actor.person],
        ),
      ]);
      if (!locked || !now) throw new ProblemError('organization-not-found');
      if (!now.goes_on) throw new ProblemError('no-session');
      if (now.ended) throw new ProblemError('session-ended');
      const { permissions, permissions_version: permissionsVersion } = locked;
      return {
        actor: {
          person: actor.person,
          role: locked.role,
          permissions: effectivePermissions(features, locked.role, permissions),
        },
        owners: now.owners,
        members: new Map(rows.map(row => [row.id, memberOf(row)])),
        permissions,
        permissionsVersion,
      };
    },

    async setRole(members, role) {
      const [rows] = await Promise.all([
        tx.query<MemberRow>(
          `update orgtags.membership
              set role = $3, version = version + 1
            where organization_id = $1 and id = any($2)
        returning ${COLUMNS}, email`,
          [organization, members.map(({ id }) => id), role],
        ),
        record(
          tenant,
          ...members.map(({ id, person, role: before, version }) => ({
            action: 'member.role-changed' as const,
            subject: id,
            subjectPerson: person,
            before: { role: before },
            after: { role },
            version: version + 1,
          })),
        ),
        lapseInvitations(tenant),
      ]);
      const changed = new Map(rows.map(row => [row.id, memberOf(row)]));
      return members.map(({ id }) => changed.get(id)).filter(member => member !== undefined);
    },

    async remove(members, action) {
      const persons = members.map(({ person }) => person);
      await Promise.all([
        tx.query('delete from orgtags.membership where organization_id = $1 and id = any($2)', [
          organization,
          members.map(({ id }) => id),
        ]),
        tx.query(
          `update orgtags.session_part set ended_at = now()
            where organization_id = $1 and person_id = any($2) and ended_at is null`,
          [organization, persons],
        ),
        record(
          tenant,
          ...members.map(({ id, person, role }) => ({
            action,
            subject: id,
            subjectPerson: person,
            before: { role },
            after: null,
          })),
        ),
        lapseInvitations(tenant),
      ]);
    },
  };
}

/**
 * Takes the locks of {@link Memberships.lock} before anything else is locked, for a write that whoever has
 * this access may do: who has lost it while the write waited, is refused.
 * @throws ProblemError what that throws, or with which the access is refused
 */
export async function lockFor(
  tenant: Tenant,
  access: Access,
  members: readonly string[] = [],
): Promise<Locked> {
  const locked = await memberships(tenant).lock(members);
  refuse(canAccess(access, locked.actor));
  return locked;
}

/**
 * The same with the lock of the own membership alone, for what many members do at once: it waits, in turn,
 * for whoever changes or removes that one, and for nobody else's.
 */
export async function lockOwn(tenant: Tenant, access: Access): Promise<void> {
  const { actor } = await memberships(tenant).lock([], true);
  refuse(canAccess(access, actor));
}

/** A row as it travels. */
export function memberOf(row: MemberRow): Member {
  return {
    id: row.id,
    person: row.person_id,
    name: row.name,
    email: row.email,
    emailVerified: row.email === null ? null : row.email_verified,
    role: row.role,
    joinedAt: row.joined_at,
    lastActiveAt: row.last_active_at,
    version: row.version,
  };
}
