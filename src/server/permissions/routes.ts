import {
  canEditPermission,
  permissionMatrix,
  type Permissions,
  type Role,
  type StoredPermissions,
} from '../../domain/index.ts';
import type { PermissionMatrix, SavePermissions } from '../../contract/shapes.ts';
import type { Tenant } from '../db/enter.ts';
import { ProblemError, refuse } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { lockFor, type Locked } from '../members/memberships.ts';
import { permissions, type ChangedCell } from './permissions.ts';

/** Read and save the permission matrix (R26, R27). */
export const permissionRoutes: HandlersOf<'permissions'> = {
  async 'permissions.read'(tenant) {
    const { stored, version } = await permissions(tenant).read();
    return matrixOf(tenant, stored, version);
  },

  async 'permissions.save'(tenant, { body }) {
    const locked = await lockFor(tenant, 'permissions.edit');
    if (locked.permissionsVersion !== body.version) throw new ProblemError('stale-version');
    const cells = changedCells(tenant, locked, body);
    if (cells.length === 0) return matrixOf(tenant, locked.permissions, body.version);
    const stored = withCells(locked.permissions, cells);
    await permissions(tenant).save(stored, cells, body.version);
    return matrixOf(tenant, stored, body.version + 1);
  },
};

function matrixOf(
  { standing, features }: Tenant,
  stored: StoredPermissions,
  version: number,
): PermissionMatrix {
  return {
    organization: standing.organization.id,
    levels: permissionMatrix(features, stored),
    version,
  };
}

/** The cells that become another, each of which the actor may change. */
function changedCells(
  { features }: Tenant,
  { actor, permissions: stored }: Locked,
  { changes }: SavePermissions,
): ChangedCell[] {
  const levels = permissionMatrix(features, stored);
  const cells = changes.map(({ role, feature: name, level: to }) => {
    const feature = features.find(one => one.name === name);
    if (!feature)
      throw new ProblemError('invalid-input', {
        fields: [{ field: 'changes', code: 'wrong-value' }],
      });
    const from = levels[role][name] ?? 'none';
    if (from !== to) refuse(canEditPermission({ actor, feature, role, from, to }));
    return { role, feature: name, from, to };
  });
  return cells.filter(({ from, to }) => from !== to);
}

function withCells(stored: StoredPermissions, cells: readonly ChangedCell[]): StoredPermissions {
  const next: Partial<Record<Role, Permissions>> = { ...stored };
  for (const { role, feature, to } of cells) next[role] = { ...next[role], [feature]: to };
  return next;
}
