import { randomUUID } from 'node:crypto';
import {
  canLeave,
  checkName,
  checkPurpose,
  checkSlug,
  slugVariants,
  suggestSlug,
} from '../../domain/index.ts';
import type { SlugProblem } from '../../contract/shapes.ts';
import { acceptField, ProblemError, refuse } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { lockFor, memberships } from '../members/memberships.ts';
import { sessionOf } from '../session/session.ts';
import {
  createOrganization,
  deleteOrganization,
  freeSlugs,
  myOrganizations,
  rememberOrganization,
} from './organizations.ts';

/** How many slugs like a taken one are looked at, and how many of the free ones are offered. */
const VARIANTS = 20;
const SUGGESTIONS = 3;

/** My organizations, creating one, switching between them, leaving, deleting (R2, R3, R6). */
export const organizationRoutes: HandlersOf<'organizations'> = {
  async 'organizations.list'(entered) {
    return { organizations: await myOrganizations(entered) };
  },

  async 'organizations.create'(entered, { body }) {
    const name = acceptField('name', checkName(body.name));
    const purpose = acceptField('purpose', checkPurpose(body.purpose ?? ''));
    const slugs =
      body.slug === undefined
        ? await freeSlugs(entered, slugsFor(name))
        : [acceptField('slug', checkSlug(body.slug))];
    for (const slug of slugs) {
      const made = await createOrganization(entered, { name, slug, purpose });
      if (made) return made;
    }
    throw new ProblemError('invalid-input', { fields: [{ field: 'slug', code: 'slug-taken' }] });
  },

  async 'organizations.checkSlug'(entered, { query }) {
    const checked = checkSlug(query.slug);
    if (!checked.allowed) {
      const problem = checked.denial.code as SlugProblem;
      return { slug: query.slug, problem, suggestions: [] };
    }
    const slug = checked.value;
    const free = await freeSlugs(entered, [slug, ...slugVariants(slug, VARIANTS)]);
    const problem = free[0] === slug ? null : 'slug-taken';
    return { slug, problem, suggestions: problem ? free.slice(0, SUGGESTIONS) : [] };
  },

  async 'organizations.switch'(tenant) {
    const [session] = await Promise.all([
      sessionOf(tenant, tenant.standing.organization.id),
      rememberOrganization(tenant),
    ]);
    return session;
  },

  async 'organizations.leave'(tenant) {
    const id = tenant.standing.member;
    const { actor, owners, members } = await memberships(tenant).lock([id]);
    refuse(canLeave({ role: actor.role, owners }));
    await memberships(tenant).remove([...members.values()], 'member.left');
  },

  async 'organizations.delete'(tenant) {
    await lockFor(tenant, 'organization.delete');
    await deleteOrganization(tenant);
  },
};

/** Slugs for a name, the best first; one by chance where the name has none, or all are taken. */
function slugsFor(name: string): readonly string[] {
  const slug = suggestSlug(name);
  const byChance = `org-${randomUUID().slice(0, 8)}`;
  return slug === undefined ? [byChance] : [slug, ...slugVariants(slug, VARIANTS), byChance];
}
