import type { Role } from '../../domain/index.ts';
import type { Member, SessionPart } from '../../contract/shapes.ts';
import { record } from '../activity/activity.ts';
import type { Tenant } from '../db/enter.ts';

interface PartRow {
  readonly id: string;
  readonly device: string;
  readonly since: string;
  readonly last_seen_at: string;
}

/** What sessions do in one organization; nothing of them elsewhere is seen or ended. */
export interface SessionParts {
  /** Where somebody's sessions are, the last seen first. */
  of(person: string): Promise<SessionPart[]>;
  /** Ends one part of a member's sessions, and writes the record. @returns whether there was one */
  end(member: Member, part: string): Promise<boolean>;
  /**
   * Ends the parts of everyone of some roles, of sessions that have not been here yet, too, and writes
   * the record.
   * @param own whether those of the actor end, or else stay, whatever the role
   * @returns how many members were signed out, and how many of each role were not
   */
  endEveryones(
    roles: readonly Role[],
    own: boolean,
  ): Promise<{ ended: number; spared: { role: Role; members: number }[] }>;
}

/** The parts in the organization that `tenant` has entered. */
export function sessionParts(tenant: Tenant): SessionParts {
  const { tx, person, standing } = tenant;
  const organization = standing.organization.id;

  return {
    async of(who) {
      const rows = await tx.query<PartRow>('select * from orgtags.session_parts($1)', [who]);
      return rows.map(({ last_seen_at: lastSeenAt, ...row }) => ({ ...row, lastSeenAt }));
    },

    async end(member, part) {
      const rows = await tx.query(
        `update orgtags.session_part set ended_at = clock_timestamp()
          where organization_id = $1 and person_id = $2 and id = $3 and ended_at is null
      returning id`,
        [organization, member.person, part],
      );
      if (rows.length === 0) return false;
      await record(tenant, {
        action: 'session.ended',
        subject: part,
        subjectPerson: member.person,
        before: null,
        after: null,
      });
      return true;
    },

    async endEveryones(roles, own) {
      const ended = await tx.query(
        `update orgtags.membership set signed_out_at = clock_timestamp()
          where organization_id = $1
            and case when person_id = $2 then $3 else role = any($4) end
      returning id`,
        [organization, person.id, own, roles],
      );
      const [spared] = await Promise.all([
        tx.query<{ role: Role; members: number }>(
          `select role, count(*)::integer as members
             from orgtags.membership
            where organization_id = $1 and person_id <> $2 and role <> all($3)
            group by role`,
          [organization, person.id, roles],
        ),
        tx.query('update orgtags.organization set epoch = epoch + 1 where id = $1', [organization]),
        record(tenant, {
          action: 'sessions.ended',
          subject: organization,
          before: null,
          after: { roles, members: ended.length },
        }),
      ]);
      return { ended: ended.length, spared };
    },
  };
}
