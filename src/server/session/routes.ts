import { enterOrganization } from '../db/enter.ts';
import type { Handlers } from '../http/router.ts';
import { sessionOf } from './session.ts';

/** Who is signed in, where, and as what. */
export const sessionRoutes: Pick<Handlers, 'session' | 'organizationSession'> = {
  /** In the organization used last, else in the first by name (R3). */
  async session(entered) {
    const session = await sessionOf(entered, null);
    const ids = session.organizations.map(organization => organization.id);
    const chosen = ids.find(id => id === entered.lastOrganization) ?? ids[0];
    if (chosen === undefined) return session;
    const { standing } = await enterOrganization(entered.tx, entered.token, chosen);
    return { ...session, standing };
  },

  organizationSession: tenant => sessionOf(tenant, tenant.standing),
};
