import type { MyOrganization } from '../../contract/shapes.ts';
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
