import {
  effectivePermissions,
  type Actor,
  type Feature,
  type Role,
  type StoredPermissions,
} from '../../domain/index.ts';
import type { Organization, Person, Standing } from '../../contract/shapes.ts';
import type { Caller } from '../auth/caller.ts';
import { ProblemError } from '../http/problem.ts';
import type { Transaction } from './database.ts';

/** What does not change from request to request. */
export interface Surroundings {
  /** The rows of the permission matrix. */
  readonly features: readonly Feature[];
}

/** What is of the request, whoever makes it. */
export interface Setting extends Surroundings {
  /** The browser or program, as it calls itself; empty when it does not. */
  readonly device: string;
  /** The language that the browser prefers, e.g. `de`; null when it does not say. */
  readonly language: string | null;
  /** Does something once the transaction has been committed; nothing, if it is rolled back. */
  readonly afterCommit: (work: () => Promise<void>) => void;
  /** Takes something back that is not of the transaction, before the answer, once that has been rolled back. */
  readonly afterRollback: (work: () => Promise<void>) => void;
  /** The id of the person whom the page takes for the one signed in; undefined where it does not say. */
  readonly asPerson?: string | undefined;
}

/** A transaction in which somebody is signed in. */
export interface Entered extends Setting {
  readonly tx: Transaction;
  readonly caller: Caller;
  readonly person: Person;
  /** The organization the person used last. */
  readonly lastOrganization: string | null;
  /** The id of the session; null for one that has none. */
  readonly session: string | null;
  /** The session was given more time; a cookie that holds it should be, too. */
  readonly sessionRenewed: boolean;
}

/** A transaction inside one organization; row-level security shows nothing else. */
export interface Tenant extends Entered {
  readonly standing: Standing;
  /** The member who acts, as the rules want it. */
  readonly actor: Actor;
  /** It is a while since it was written that the member was here. */
  readonly seenLongAgo: boolean;
}

interface EnterRow {
  readonly person_id: string;
  readonly person_name: string;
  readonly person_email: string;
  readonly person_verified: boolean;
  readonly last_organization_id: string | null;
  readonly session_id: string | null;
  readonly session_renewed?: boolean;
  readonly member_id: string | null;
  readonly role: Role;
  readonly ended: boolean;
  readonly seen_long_ago: boolean;
  readonly owners: number;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly organization_slug: string;
  readonly organization_purpose: string | null;
  readonly organization_epoch: number;
  readonly organization_permissions: StoredPermissions;
}

/**
 * Finds the person behind a caller and sets the transaction's person.
 * @throws ProblemError `no-session`, `other-person`
 */
export async function enter(tx: Transaction, caller: Caller, setting: Setting): Promise<Entered> {
  return entered(tx, caller, setting, await enterRow(tx, caller, setting.asPerson, null));
}

/**
 * Finds session, membership and effective permissions in one round trip, and sets the transaction's
 * person and organization.
 * @throws ProblemError `no-session`, `other-person`, `session-ended`, `organization-not-found`
 */
export async function enterOrganization(
  tx: Transaction,
  caller: Caller,
  setting: Setting,
  organization: string,
): Promise<Tenant> {
  const row = await enterRow(tx, caller, setting.asPerson, organization);
  if (row.member_id === null) throw new ProblemError('organization-not-found');
  if (row.ended) throw new ProblemError('session-ended');
  const permissions = effectivePermissions(
    setting.features,
    row.role,
    row.organization_permissions,
  );
  return {
    ...entered(tx, caller, setting, row),
    seenLongAgo: row.seen_long_ago,
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

/**
 * Writes that a member was there, as the last thing of a transaction or apart from it: it locks the
 * membership, out of the order of locks.
 */
export async function touch(
  tx: Transaction,
  { person, standing, session, device, language }: Tenant,
): Promise<void> {
  await tx.query('select orgtags.touch($1, $2, $3, $4, $5)', [
    person.id,
    standing.organization.id,
    session,
    device,
    language,
  ]);
}

async function enterRow(
  tx: Transaction,
  caller: Caller,
  asPerson: string | undefined,
  organization: string | null,
): Promise<EnterRow> {
  const [row] =
    caller.by === 'session'
      ? await tx.query<EnterRow>('select * from orgtags.enter($1, $2)', [
          caller.token,
          organization,
        ])
      : await tx.query<EnterRow>('select * from orgtags.enter_as($1, $2, $3, $4, $5, $6, $7, $8)', [
          caller.issuer,
          caller.subject,
          caller.session,
          caller.signedInAt,
          caller.name,
          caller.email,
          caller.emailVerified,
          organization,
        ]);
  if (!row) throw new ProblemError('no-session');
  if (asPerson !== undefined && asPerson !== row.person_id) throw new ProblemError('other-person');
  return row;
}

function entered(tx: Transaction, caller: Caller, setting: Setting, row: EnterRow): Entered {
  return {
    ...setting,
    tx,
    caller,
    person: {
      id: row.person_id,
      name: row.person_name,
      email: row.person_email,
      emailVerified: row.person_verified,
    },
    lastOrganization: row.last_organization_id,
    session: row.session_id,
    sessionRenewed: row.session_renewed ?? false,
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
