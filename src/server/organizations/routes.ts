import { canAccess, canLeave } from '../../domain/index.ts';
import { refuse } from '../http/problem.ts';
import type { Handlers } from '../http/router.ts';
import { memberships } from '../members/memberships.ts';
import { sessionOf } from '../session/session.ts';
import { deleteOrganization, myOrganizations, rememberOrganization } from './organizations.ts';

/** My organizations, switching between them, leaving, deleting (R2, R3, R6). */
export const organizationRoutes: Pick<
  Handlers,
  'myOrganizations' | 'switchOrganization' | 'leaveOrganization' | 'deleteOrganization'
> = {
  async myOrganizations(entered) {
    return { organizations: await myOrganizations(entered) };
  },

  async switchOrganization(tenant) {
    const [session] = await Promise.all([
      sessionOf(tenant, tenant.standing),
      rememberOrganization(tenant),
    ]);
    return session;
  },

  async leaveOrganization(tenant) {
    const id = tenant.standing.member;
    const { actor, owners, members } = await memberships(tenant).lock([id]);
    refuse(canLeave({ role: actor.role, owners }));
    await memberships(tenant).remove([...members.values()], 'member.left');
  },

  async deleteOrganization(tenant) {
    const { actor } = await memberships(tenant).lock([]);
    refuse(canAccess('organization.delete', actor));
    await deleteOrganization(tenant);
  },
};
