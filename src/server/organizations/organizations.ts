import { randomUUID } from 'node:crypto';
import type { MyOrganization, Organization } from '../../contract/shapes.ts';
import { record } from '../activity/activity.ts';
import type { Entered, Tenant } from '../db/enter.ts';

/** The organizations of the person who has entered, by name. */
export function myOrganizations({ tx }: Entered): Promise<MyOrganization[]> {
  return tx.query<MyOrganization>('select * from orgtags.my_organizations()');
}

/** Remembers the organization as the person's last one (R3). */
export async function rememberOrganization({ tx, person, standing }: Tenant): Promise<void> {
  await tx.query('update orgtags.person set last_organization_id = $2 where id = $1', [
    person.id,
    standing.organization.id,
  ]);
}

/** Which of these slugs nobody has, in this order. */
export async function freeSlugs({ tx }: Entered, wanted: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ slug: string }>('select slug from orgtags.taken_slugs($1)', [
    wanted,
  ]);
  const taken = new Set(rows.map(({ slug }) => slug));
  return wanted.filter(slug => !taken.has(slug));
}

/**
 * Makes an organization, of which the person who has entered is the owner, and writes the record.
 * @returns undefined when somebody else has the slug
 */
export async function createOrganization(
  entered: Entered,
  { name, slug, purpose }: Omit<Organization, 'id'>,
): Promise<MyOrganization | undefined> {
  const { tx, person } = entered;
  const id = randomUUID();
  const [, [made]] = await Promise.all([
    tx.query(`select set_config('orgtags.organization', $1, true)`, [id]),
    tx.query(
      `insert into orgtags.organization (id, name, slug, purpose)
       values ($1, $2, $3, $4) on conflict (slug) do nothing returning id`,
      [id, name, slug, purpose],
    ),
  ]);
  if (!made) return undefined;
  await Promise.all([
    tx.query(
      `insert into orgtags.membership
         (organization_id, person_id, role, name, email, email_verified)
       values ($1, $2, 'owner', $3, $4, $5)`,
      [id, person.id, person.name, person.email, person.emailVerified],
    ),
    record(
      { tx, person, standing: { organization: { id } } },
      { action: 'organization.created', subject: id, before: null, after: { name, slug, purpose } },
    ),
  ]);
  return { id, name, slug, purpose, role: 'owner', ended: false };
}

/**
 * Deletes the locked organization, softly, and writes the record: every route answers at once as if
 * it did not exist.
 */
export async function deleteOrganization(tenant: Tenant): Promise<void> {
  const { id, name, slug } = tenant.standing.organization;
  await Promise.all([
    tenant.tx.query(
      `update orgtags.organization set deleted_at = now(), epoch = epoch + 1 where id = $1`,
      [id],
    ),
    record(tenant, {
      action: 'organization.deleted',
      subject: id,
      before: { name, slug },
      after: null,
    }),
  ]);
}
