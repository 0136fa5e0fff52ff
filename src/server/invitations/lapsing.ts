import {
  effectivePermissions,
  outlastsChange,
  type Role,
  type StoredPermissions,
} from '../../domain/index.ts';
import { record } from '../activity/activity.ts';
import type { Tenant } from '../db/enter.ts';
import { PENDING } from './invitations.ts';

interface Vouching {
  readonly inviter: string;
  /** Null for somebody who is no member any more. */
  readonly inviter_role: Role | null;
  readonly role: Role;
  readonly permissions: StoredPermissions;
}

/**
 * Ends the pending invitations whose inviter was removed or lost the right to give their role (R25), and
 * writes the record. It belongs into every transaction that changes who is a member, as what, or what a
 * role may do, under the organization's lock and after the change.
 */
export async function lapseInvitations(tenant: Tenant): Promise<void> {
  const { tx, standing, features } = tenant;
  const organization = standing.organization.id;
  // `now()`, which is earlier, is what an index can begin at: past ones are many.
  const vouching = await tx.query<Vouching>(
    `select distinct i.inviter_person_id as inviter, m.role as inviter_role, i.role, g.permissions
       from orgtags.invitation i
       join orgtags.organization g on g.id = i.organization_id
       left join orgtags.membership m
         on m.organization_id = $1 and m.person_id = i.inviter_person_id
      where i.organization_id = $1 and ${PENDING} and expires_at > now()`,
    [organization],
  );
  const lost = vouching.filter(({ inviter, inviter_role: held, role, permissions }) => {
    const after = held && {
      person: inviter,
      role: held,
      permissions: effectivePermissions(features, held, permissions),
    };
    return !outlastsChange(after ?? undefined, role);
  });
  if (lost.length === 0) return;
  const ended = await tx.query<{ id: string; inviter: string; role: Role; version: number }>(
    `update orgtags.invitation i
        set ended = 'inviter-lost-right', ended_at = clock_timestamp(), version = version + 1
       from unnest($2::uuid[], $3::text[]) as lost (inviter, role)
      where i.organization_id = $1 and i.inviter_person_id = lost.inviter and i.role = lost.role
        and ${PENDING}
  returning i.id, i.inviter_person_id as inviter, i.role, i.version`,
    [organization, lost.map(({ inviter }) => inviter), lost.map(({ role }) => role)],
  );
  await record(
    tenant,
    ...ended.map(({ id, inviter, role, version }) => ({
      action: 'invitation.lapsed' as const,
      subject: id,
      subjectPerson: inviter,
      before: { role },
      after: null,
      version,
    })),
  );
}
