import {
  canTakeCare,
  permissionMatrix,
  ROLES,
  type Feature,
  type Role,
  type StoredPermissions,
} from '../../domain/index.ts';
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
  const people = await tenant.tx.query<{ person: string; name: string }>(
    `select person_id as person, name from orgtags.membership
      where organization_id = $1 and role = any ($2)
      order by name, id
      limit $3`,
    [organization, await answering(tenant), MOST + 1],
  );
  return { organization, people: people.slice(0, MOST), more: people.length > MOST };
}

/** @throws ProblemError `member-not-found`, `assignee-cannot-answer` */
export async function requireAssignee(tenant: Tenant, person: string): Promise<void> {
  const [role] = (await rolesOf(tenant, [person])).values();
  if (!role) throw new ProblemError('member-not-found');
  if (!(await answering(tenant)).includes(role)) throw new ProblemError('assignee-cannot-answer');
}

/** People as those who take care of conversations. */
export async function namedAssignees(
  tenant: Tenant,
  people: readonly string[],
): Promise<(person: string) => Assignee> {
  const [nameOf, roles, may] = await Promise.all([
    namesInRecord(tenant, people),
    rolesOf(tenant, people),
    answering(tenant),
  ]);
  return person => {
    const role = roles.get(person);
    return { ...nameOf(person), mayAnswer: role !== undefined && may.includes(role) };
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

/** The roles that may answer guests, as an organization has its matrix. */
export function answeringRoles(
  features: readonly Feature[],
  stored: StoredPermissions,
): readonly Role[] {
  const matrix = permissionMatrix(features, stored);
  return ROLES.filter(role => canTakeCare({ person: '', role, permissions: matrix[role] }).allowed);
}

async function answering(tenant: Tenant): Promise<readonly Role[]> {
  const { stored } = await permissions(tenant).read();
  return answeringRoles(tenant.features, stored);
}
