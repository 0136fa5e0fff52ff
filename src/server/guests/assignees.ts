import { canTakeCare, effectivePermissions, ROLES, type Role } from '../../domain/index.ts';
import type { Assignee, Assignees } from '../../contract/guests.ts';
import { namesInRecord } from '../activity/names.ts';
import type { Tenant } from '../db/enter.ts';
import { ProblemError } from '../http/problem.ts';
import { permissions } from '../permissions/permissions.ts';

/** How many are offered. */
const MOST = 200;

/** Who can take care of conversations (R31): members who may answer guests, by name. */
export async function assignees(tenant: Tenant): Promise<Assignees> {
  const organization = tenant.standing.organization.id;
  const mayAnswer = await answering(tenant);
  const people = await tenant.tx.query<{ person: string; name: string }>(
    `select person_id as person, name from orgtags.membership
      where organization_id = $1 and role = any ($2)
      order by name, id
      limit $3`,
    [organization, ROLES.filter(mayAnswer), MOST + 1],
  );
  return { organization, people: people.slice(0, MOST), more: people.length > MOST };
}

/** @throws ProblemError `member-not-found`, `assignee-cannot-answer` */
export async function requireAssignee(tenant: Tenant, person: string): Promise<void> {
  const [role] = (await rolesOf(tenant, [person])).values();
  if (!role) throw new ProblemError('member-not-found');
  if (!(await answering(tenant))(role)) throw new ProblemError('assignee-cannot-answer');
}

/** People as those who take care of conversations. */
export async function namedAssignees(
  tenant: Tenant,
  people: readonly string[],
): Promise<(person: string) => Assignee> {
  const [nameOf, roles, mayAnswer] = await Promise.all([
    namesInRecord(tenant, people),
    rolesOf(tenant, people),
    answering(tenant),
  ]);
  return person => {
    const role = roles.get(person);
    return { ...nameOf(person), mayAnswer: role !== undefined && mayAnswer(role) };
  };
}

async function rolesOf(
  { tx, standing }: Tenant,
  people: readonly string[],
): Promise<ReadonlyMap<string, Role>> {
  const rows = await tx.query<{ person: string; role: Role }>(
    `select person_id as person, role from orgtags.membership
      where organization_id = $1 and person_id = any ($2)`,
    [standing.organization.id, people],
  );
  return new Map(rows.map(({ person, role }) => [person, role]));
}

/** Which roles may answer guests. */
async function answering(tenant: Tenant): Promise<(role: Role) => boolean> {
  const { stored } = await permissions(tenant).read();
  return role =>
    canTakeCare({
      person: '',
      role,
      permissions: effectivePermissions(tenant.features, role, stored),
    }).allowed;
}
