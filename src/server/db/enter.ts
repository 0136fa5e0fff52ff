import {
  DEFAULT_PERMISSIONS,
  type Actor,
  type Permissions,
  type Role,
} from '../../domain/index.ts';
import type { Organization, Person, Standing } from '../../contract/shapes.ts';
import { ProblemError } from '../http/problem.ts';
import type { Transaction } from './database.ts';

/** A transaction in which somebody is signed in. */
export interface Entered {
  readonly tx: Transaction;
  /** The session's token. */
  readonly token: string;
  readonly person: Person;
  /** The organization the person used last. */
  readonly lastOrganization: string | null;
  /** The session was given more time; a cookie that holds it should be, too. */
  readonly sessionRenewed: boolean;
}

/** A transaction inside one organization; row-level security shows nothing else. */
export interface Tenant extends Entered {
  readonly standing: Standing;
  /** The member who acts, as the rules want it. */
  readonly actor: Actor;
}

interface EnterRow {
  readonly person_id: string;
  readonly person_name: string;
  readonly person_email: string;
  readonly last_organization_id: string | null;
  readonly session_renewed: boolean;
  readonly member_id: string | null;
  readonly role: Role;
  readonly owners: number;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly organization_slug: string;
  readonly organization_purpose: string | null;
  readonly organization_epoch: number;
}

/**
 * Finds who is behind a session and sets the transaction's person.
 * @param token the session's token, its signature already verified
 * @throws ProblemError `no-session`
 */
export async function enter(tx: Transaction, token: string): Promise<Entered> {
  return entered(tx, token, await enterRow(tx, token, null));
}

/**
 * Finds session, membership and effective permissions in one round trip, and sets the transaction's
 * person and organization.
 * @throws ProblemError `no-session`, `organization-not-found`
 */
export async function enterOrganization(
  tx: Transaction,
  token: string,
  organization: string,
): Promise<Tenant> {
  const row = await enterRow(tx, token, organization);
  if (row.member_id === null) throw new ProblemError('organization-not-found');
  const permissions = permissionsOf(row.role);
  return {
    ...entered(tx, token, row),
    actor: { person: row.person_id, role: row.role, permissions },
    standing: {
      organization: organizationOf(row),
      member: row.member_id,
      role: row.role,
      permissions,
      owners: row.owners,
      epoch: row.organization_epoch,
    },
  };
}

/** The permissions that come with a role. */
export function permissionsOf(role: Role): Permissions {
  return DEFAULT_PERMISSIONS[role];
}

async function enterRow(
  tx: Transaction,
  token: string,
  organization: string | null,
): Promise<EnterRow> {
  const [row] = await tx.query<EnterRow>('select * from orgtags.enter($1, $2)', [
    token,
    organization,
  ]);
  if (!row) throw new ProblemError('no-session');
  return row;
}

function entered(tx: Transaction, token: string, row: EnterRow): Entered {
  return {
    tx,
    token,
    person: { id: row.person_id, name: row.person_name, email: row.person_email },
    lastOrganization: row.last_organization_id,
    sessionRenewed: row.session_renewed,
  };
}

function organizationOf(row: EnterRow): Organization {
  return {
    id: row.organization_id,
    name: row.organization_name,
    slug: row.organization_slug,
    purpose: row.organization_purpose,
  };
}
