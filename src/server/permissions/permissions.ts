import type { Level, Role, StoredPermissions } from '../../domain/index.ts';
import { record } from '../activity/activity.ts';
import type { Tenant } from '../db/enter.ts';
import { lapseInvitations } from '../invitations/lapsing.ts';
import { ProblemError } from '../http/problem.ts';

/** One cell of the matrix that is stored anew. */
export interface ChangedCell {
  readonly role: Role;
  readonly feature: string;
  readonly from: Level;
  readonly to: Level;
}

/** What an organization has changed of the permission matrix. */
export interface PermissionsRepository {
  /** @throws ProblemError `organization-not-found` when it was deleted meanwhile */
  read(): Promise<{ stored: StoredPermissions; version: number }>;
  /**
   * Stores cells of the locked matrix, and writes the record.
   * @param version the matrix' version until now
   */
  save(stored: StoredPermissions, cells: readonly ChangedCell[], version: number): Promise<void>;
}

/** The matrix of the organization that `tenant` has entered. */
export function permissions(tenant: Tenant): PermissionsRepository {
  const { tx, standing } = tenant;
  const organization = standing.organization.id;

  return {
    async read() {
      const [row] = await tx.query<{ stored: StoredPermissions; version: number }>(
        `select permissions as stored, permissions_version as version
           from orgtags.organization where id = $1`,
        [organization],
      );
      if (!row) throw new ProblemError('organization-not-found');
      return row;
    },

    async save(stored, cells, version) {
      await Promise.all([
        tx.query(
          `update orgtags.organization
              set permissions = $2, permissions_version = permissions_version + 1
            where id = $1`,
          [organization, JSON.stringify(stored)],
        ),
        record(tenant, {
          action: 'permissions.changed',
          subject: organization,
          before: Object.fromEntries(
            cells.map(({ role, feature, from }) => [cell(role, feature), from]),
          ),
          after: Object.fromEntries(
            cells.map(({ role, feature, to }) => [cell(role, feature), to]),
          ),
          version: version + 1,
        }),
        lapseInvitations(tenant),
      ]);
    },
  };
}

function cell(role: Role, feature: string): string {
  return `${role}.${feature}`;
}
