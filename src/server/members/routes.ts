import * as v from 'valibot';
import { canAccess, canChangeRole } from '../../domain/index.ts';
import type { Member } from '../../contract/shapes.ts';
import { permissionsOf } from '../db/enter.ts';
import { ProblemError, refuse } from '../http/problem.ts';
import type { Handlers } from '../http/router.ts';
import { memberships, type MemberPosition } from './memberships.ts';

const PAGE = 50;

/** List the members, change a role (R14, R15). */
export const memberRoutes: Pick<Handlers, 'listMembers' | 'changeRole'> = {
  async listMembers(tenant, { query: { limit = PAGE, cursor } }) {
    const { id: organization } = tenant.standing.organization;
    const { members, total } = await memberships(tenant).page({
      limit: limit + 1,
      after: cursor === undefined ? undefined : readCursor(organization, cursor),
      seesAddresses: canAccess('members.read-addresses', tenant.actor).allowed,
    });
    const shown = members.slice(0, limit);
    const last = members.length > limit ? shown.at(-1) : undefined;
    return {
      organization,
      members: shown,
      next: last ? writeCursor(organization, last) : null,
      total,
    };
  },

  async changeRole(tenant, { path, body: { role, version } }) {
    const { actorRole, target, owners } = await memberships(tenant).lockForRoleChange(path.member);
    const actor = {
      person: tenant.person.id,
      role: actorRole,
      permissions: permissionsOf(actorRole),
    };
    refuse(canChangeRole({ actor, target, to: role, owners }));
    if (target.member.version !== version) throw new ProblemError('stale-version');
    const member =
      role === target.role
        ? target.member
        : await memberships(tenant).setRole(target.member, role, version);
    return {
      organization: tenant.standing.organization.id,
      member,
      owners: owners + ownersGained(target.role, member.role),
    };
  },
};

function ownersGained(before: Member['role'], after: Member['role']): number {
  return Number(after === 'owner') - Number(before === 'owner');
}

/** PostgreSQL stores neither NUL nor half a character. */
const storable = v.check((text: string) => text.isWellFormed() && !text.includes('\0'));

/** Organization, name and id. */
const Cursor = v.strictTuple([
  v.pipe(v.string(), v.uuid()),
  v.pipe(v.string(), v.maxLength(400), storable),
  v.pipe(v.string(), v.uuid()),
]);

function writeCursor(organization: string, { name, id }: MemberPosition): string {
  return Buffer.from(JSON.stringify([organization, name, id])).toString('base64url');
}

function readCursor(organization: string, cursor: string): MemberPosition {
  const parsed = v.safeParse(Cursor, decoded(cursor));
  if (!parsed.success || parsed.output[0] !== organization) {
    throw new ProblemError('malformed-cursor');
  }
  const [, name, id] = parsed.output;
  return { name, id };
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
