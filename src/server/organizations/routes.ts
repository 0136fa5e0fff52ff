import type { Handlers } from '../http/router.ts';
import { sessionOf } from '../session/session.ts';
import { myOrganizations, rememberOrganization } from './organizations.ts';

/** My organizations, and switching between them (R2, R3). */
export const organizationRoutes: Pick<Handlers, 'myOrganizations' | 'switchOrganization'> = {
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
};
