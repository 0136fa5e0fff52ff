import { checkGuestDays, type GuestText, type OfficeHours } from '../../domain/index.ts';
import type { Transaction } from '../db/database.ts';
import type { Tenant } from '../db/enter.ts';
import { acceptField } from '../http/problem.ts';

/** Whether, from where and how guests may join, as it is stored. */
export interface AccessRow {
  readonly enabled: boolean;
  readonly origins: readonly string[];
  readonly days: number;
  readonly texts: readonly GuestText[];
  readonly hours: OfficeHours | null;
  readonly version: number;
}

const NONE: AccessRow = {
  enabled: false,
  origins: [],
  days: acceptField('days', checkGuestDays()),
  texts: [],
  hours: null,
  version: 1,
};

/** What is stored, or what holds where nothing is. */
export async function readAccess({ tx, standing }: Tenant): Promise<AccessRow> {
  const [row] = await tx.query<AccessRow>(
    `select enabled, origins, days, texts, hours, version from orgtags.guest_access
      where organization_id = $1`,
    [standing.organization.id],
  );
  return row ?? NONE;
}

/**
 * An organization's guest access as a lock that is no row's: it is given in the order in which it is asked
 * for, where many who share a row's could keep out for ever who is to end them.
 */
const LOCK = `hashtextextended('guest access ' || $1, 0)`;

/** Keeps who may be a guest of an organization, and from where, as it is until the transaction ends. */
export async function keepAccess(tx: Transaction, organization: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock_shared(${LOCK})`, [organization]);
}

/** The same, locked: whoever knocks meanwhile comes before or after. It is made where it is not there. */
export async function lockAccess(
  tenant: Tenant,
): Promise<AccessRow & { readonly generation: number }> {
  const { tx, standing } = tenant;
  const organization = standing.organization.id;
  await tx.query(`select pg_advisory_xact_lock(${LOCK})`, [organization]);
  await tx.query(
    'insert into orgtags.guest_access (organization_id) values ($1) on conflict do nothing',
    [organization],
  );
  const [row] = await tx.query<AccessRow & { readonly generation: number }>(
    `select enabled, origins, days, texts, hours, version, signing_generation as generation
       from orgtags.guest_access
      where organization_id = $1
        for no key update`,
    [organization],
  );
  return row ?? { ...NONE, generation: 1 };
}

/** How often there was a new signing secret. */
export async function signingGeneration({ tx, standing }: Tenant): Promise<number> {
  const [row] = await tx.query<{ generation: number }>(
    'select signing_generation as generation from orgtags.guest_access where organization_id = $1',
    [standing.organization.id],
  );
  return row?.generation ?? 1;
}
