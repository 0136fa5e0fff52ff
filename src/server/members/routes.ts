import { canAccess, canChangeRole, canRemove, type Actor, type Role } from '../../domain/index.ts';
import type { Member, MemberOutcome, MemberProblem } from '../../contract/shapes.ts';
import { ProblemError, refuse } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { memberPage } from './member-list.ts';
import { lockFor, memberships, type Locked } from './memberships.ts';

/** List the members, change roles, remove, also several at once (R14 to R17). */
export const memberRoutes: HandlersOf<'members'> = {
  'members.list': (tenant, { query }) => memberPage(tenant, query),

  async 'members.changeRole'(tenant, { path, body: { role, version } }) {
    const { actor, owners, members } = await memberships(tenant).lock([path.member]);
    const target = found(members.get(path.member), actor);
    refuse(canChangeRole({ actor, target, to: role, owners }));
    if (target.version !== version) throw new ProblemError('stale-version');
    const [member = target] =
      role === target.role ? [] : await memberships(tenant).setRole([target], role);
    return {
      organization: tenant.standing.organization.id,
      member,
      owners: owners + ownersGained([target], role),
    };
  },

  async 'members.remove'(tenant, { path }) {
    const { actor, owners, members } = await memberships(tenant).lock([path.member]);
    const target = found(members.get(path.member), actor);
    refuse(canRemove({ actor, target, owners }));
    await memberships(tenant).remove([target], 'member.removed');
    return {
      organization: tenant.standing.organization.id,
      member: target.id,
      owners: owners + ownersGained([target], null),
    };
  },

  async 'members.changeSeveral'(tenant, { body: { members: asked, role } }) {
    const locked = await lockFor(
      tenant,
      'members.manage',
      asked.map(({ id }) => id),
    );
    const { outcomes, act, owners } = decide(locked, asked, role);
    const changed = role === null ? [] : await memberships(tenant).setRole(act, role);
    if (role === null) await memberships(tenant).remove(act, 'member.removed');
    const now = new Map(changed.map(member => [member.id, member]));
    return {
      organization: tenant.standing.organization.id,
      outcomes: outcomes.map(outcome => ({
        ...outcome,
        member: now.get(outcome.id) ?? outcome.member,
      })),
      owners,
    };
  },
};

/** Whom to act on and whom not, one after the other: what was decided before counts for the next. */
function decide(
  { actor, owners, members }: Locked,
  asked: readonly { readonly id: string; readonly version: number }[],
  role: Role | null,
): { outcomes: MemberOutcome[]; act: Member[]; owners: number } {
  const act: Member[] = [];
  let left = owners;
  const outcomes = asked.map(({ id, version }): MemberOutcome => {
    const target = members.get(id);
    const problem = problemWith(actor, target, version, role, left);
    if (problem || !target) {
      return { id, problem: problem ?? { code: 'member-not-found' }, member: target ?? null };
    }
    if (target.role === role) return { id, problem: null, member: target };
    act.push(target);
    left += ownersGained([target], role);
    return { id, problem: null, member: null };
  });
  return { outcomes, act, owners: left };
}

function problemWith(
  actor: Actor,
  target: Member | undefined,
  version: number,
  role: Role | null,
  owners: number,
): MemberProblem | null {
  if (!target) return { code: 'member-not-found' };
  const verdict =
    role === null
      ? canRemove({ actor, target, owners })
      : canChangeRole({ actor, target, to: role, owners });
  if (!verdict.allowed) return verdict.denial;
  return target.version === version ? null : { code: 'stale-version' };
}

/** Somebody who lost the right meanwhile is told so, and not who is a member. */
function found(target: Member | undefined, actor: Actor): Member {
  refuse(canAccess('members.manage', actor));
  if (!target) throw new ProblemError('member-not-found');
  return target;
}

function ownersGained(before: readonly Member[], after: Role | null): number {
  const owners = before.filter(({ role }) => role === 'owner').length;
  return (after === 'owner' ? before.length : 0) - owners;
}
