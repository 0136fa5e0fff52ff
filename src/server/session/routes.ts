import { canManage, ROLES } from '../../domain/index.ts';
import type { Session, Standing } from '../../contract/shapes.ts';
import { enterOrganization, touch, type Entered } from '../db/enter.ts';
import { ProblemError, refuse } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { lockFor, memberships } from '../members/memberships.ts';
import { endMySession, mySessions } from './my-sessions.ts';
import { sessionParts } from './session-parts.ts';
import { sessionOf } from './session.ts';

/** Who is signed in, where, and as what; and the ends of it (R36, R37). */
export const sessionRoutes: HandlersOf<'session' | 'sessions'> = {
  /** In the organization used last, else in the first by name (R3). */
  async 'session.last'(entered) {
    const session = await sessionOf(entered, null);
    return { ...session, standing: await standingIn(entered, session) };
  },

  'session.in': tenant => sessionOf(tenant, tenant.standing.organization.id),

  async 'sessions.mine'(entered) {
    return { sessions: await mySessions(entered) };
  },

  async 'sessions.end'(entered, { path }) {
    await endMySession(entered, path.session);
  },

  async 'sessions.ofMember'(tenant, { path }) {
    const target = await memberships(tenant).find(path.member);
    if (!target) throw new ProblemError('member-not-found');
    refuse(canManage({ actor: tenant.actor, target }));
    return {
      organization: tenant.standing.organization.id,
      sessions: await sessionParts(tenant).of(target.person),
    };
  },

  async 'sessions.endOfMember'(tenant, { path }) {
    const { actor, members } = await lockFor(tenant, 'members.manage', [path.member]);
    const target = members.get(path.member);
    if (!target) throw new ProblemError('member-not-found');
    refuse(canManage({ actor, target }));
    const ended = await sessionParts(tenant).end(target, path.session);
    if (!ended) throw new ProblemError('session-not-found');
  },

  async 'sessions.endEveryones'(tenant, { body }) {
    const { actor } = await lockFor(tenant, 'sessions.end-everyones');
    const managed = ROLES.filter(
      role => canManage({ actor, target: { person: '', role } }).allowed,
    );
    const { ended, spared } = await sessionParts(tenant).endEveryones(managed, body.includeOwn);
    return { organization: tenant.standing.organization.id, members: ended, spared };
  },
};

/** Where the person goes first; nowhere, for somebody who is in no organization. */
async function standingIn(entered: Entered, { organizations }: Session): Promise<Standing | null> {
  if (organizations.length > 0 && organizations.every(({ ended }) => ended)) {
    throw new ProblemError('session-ended');
  }
  const open = organizations.filter(({ ended }) => !ended);
  const chosen = open.find(({ id }) => id === entered.lastOrganization) ?? open[0];
  if (!chosen) return null;
  const { tx, caller } = entered;
  const tenant = await enterOrganization(tx, caller, entered, chosen.id);
  if (tenant.seenLongAgo) await touch(tx, tenant);
  return tenant.standing;
}
