import type { MyOrganization } from '../../contract/shapes.ts';
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
