import {
  canAnswer,
  canOpen,
  effectivePermissions,
  outlastsChange,
  type Invitation,
  type InvitationEnd,
  type Role,
  type StoredPermissions,
} from '../../domain/index.ts';
import type { OpenedInvitation, ReceivedInvitation } from '../../contract/invitations.ts';
import type { MyOrganization } from '../../contract/shapes.ts';
import { record, type Act } from '../activity/activity.ts';
import type { Transaction } from '../db/database.ts';
import type { Entered } from '../db/enter.ts';
import { ProblemError, refuse } from '../http/problem.ts';
import { myOrganizations } from '../organizations/organizations.ts';
import type { Link, LinkPurpose } from './links.ts';
import { PENDING } from './invitations.ts';

/** An invitation, as whoever may open it finds it. */
export interface FoundInvitation {
  readonly organization: string;
  readonly id: string;
  /** By which kind of link it was found; undefined where it is in the inbox. */
  readonly purpose: LinkPurpose | undefined;
  readonly row: FoundRow;
}

interface FoundRow {
  readonly organization_name: string;
  readonly organization_purpose: string | null;
  readonly organization_deleted: boolean;
  readonly address: string;
  readonly role: Role;
  readonly inviter_person_id: string;
  readonly inviter_name: string;
  readonly generation: number;
  readonly key_version: string;
  readonly expires_at: string;
  readonly ended: InvitationEnd | null;
  readonly ended_by_person_id: string | null;
  /** Null where the address has no account. */
  readonly account_verified: boolean | null;
  readonly now: string;
}

/** The pending invitations to the verified address of whoever has entered, the newest first. */
export async function receivedInvitations({ tx }: Entered): Promise<ReceivedInvitation[]> {
  const rows = await tx.query<{
    id: string;
    organization_name: string;
    organization_purpose: string | null;
    role: Role;
    inviter_name: string;
    expires_at: string;
  }>('select * from orgtags.my_invitations()');
  return rows.map(row => ({
    id: row.id,
    organization: { name: row.organization_name, purpose: row.organization_purpose },
    inviter: { name: row.inviter_name },
    role: row.role,
    expiresAt: row.expires_at,
  }));
}

/** How many they are, in a form that is another whenever they are others. */
export async function waitingInvitations(
  tx: Transaction,
  persons: readonly string[],
): Promise<{ readonly place: number; readonly waiting: number; readonly mark: string }[]> {
  return tx.query('select * from orgtags.live_inboxes($1)', [persons]);
}

/** An invitation to the verified address of whoever has entered; undefined where there is none. */
export async function findReceived(
  { tx }: Entered,
  id: string,
): Promise<FoundInvitation | undefined> {
  const [found] = await tx.query<{ organization: string | null }>(
    'select orgtags.organization_of_invitation($1) as organization',
    [id],
  );
  return found?.organization ? find(tx, found.organization, id, undefined) : undefined;
}

/** The invitation of a link; undefined where there is none, or no such link of it. */
export async function findLinked(
  tx: Transaction,
  link: Link | undefined,
): Promise<FoundInvitation | undefined> {
  if (!link) return undefined;
  const found = await find(tx, link.organization, link.id, link.purpose);
  if (!found) return undefined;
  const { row } = found;
  if (link.generation < row.generation) {
    return { ...found, row: { ...row, ended: row.ended ?? 'replaced' } };
  }
  const isItsOwn =
    link.generation === row.generation && link.keyVersion === Number(row.key_version);
  return isItsOwn ? found : undefined;
}

async function find(
  tx: Transaction,
  organization: string,
  id: string,
  purpose: LinkPurpose | undefined,
): Promise<FoundInvitation | undefined> {
  const [row] = await tx.query<FoundRow>('select * from orgtags.invitation_behind($1, $2)', [
    organization,
    id,
  ]);
  // What was deleted answers like what has never been.
  return row && !row.organization_deleted ? { organization, id, purpose, row } : undefined;
}

/**
 * What the link of a pending invitation tells.
 * @param account the address of whoever is signed in; undefined for nobody
 * @throws ProblemError `invitation-unknown`, `invitation-expired`, `invitation-revoked`, `invitation-used`
 */
export function opened(
  found: FoundInvitation | undefined,
  account: string | undefined,
): OpenedInvitation {
  refuse(canOpen(invitationOf(found), timeOf(found)));
  const { row, purpose } = found as FoundInvitation;
  return {
    organization: { name: row.organization_name, purpose: row.organization_purpose },
    inviter: { name: row.inviter_name },
    role: row.role,
    expiresAt: row.expires_at,
    yours: account === undefined ? null : canAnswer(answerOf(found, account)).allowed,
    // Whoever proves the address takes over an account that nobody has proved to be theirs.
    hasAccount:
      purpose === 'mailed' ? row.account_verified === true : row.account_verified !== null,
  };
}

/**
 * Makes whoever has entered a member as what the invitation says, once: who asks again gets the same
 * answer. Who is a member by now stays what they are.
 * @throws ProblemError that of the link, `invitation-for-another`
 */
export async function acceptInvitation(
  entered: Entered,
  found: FoundInvitation | undefined,
): Promise<MyOrganization> {
  const { tx, person, features } = entered;
  const before = await joinedBy(entered, found);
  if (before) return before;
  refuse(canAnswer(answerOf(found, person.email)));
  const { organization, id, purpose, row } = found as FoundInvitation;
  if (purpose === 'mailed') await tx.query('select orgtags.verify_my_address($1)', [row.address]);

  const [, [place], [inviter]] = await Promise.all([
    tx.query(`select set_config('orgtags.organization', $1, true)`, [organization]),
    // Waits for whoever removes its inviter or changes what they may.
    tx.query<{ permissions: StoredPermissions }>(
      'select permissions from orgtags.organization where id = $1 and deleted_at is null for share',
      [organization],
    ),
    tx.query<{ role: Role }>(
      'select role from orgtags.membership where organization_id = $1 and person_id = $2',
      [organization, row.inviter_person_id],
    ),
  ]);
  if (!place) throw new ProblemError('invitation-unknown');
  const stands = inviter && {
    person: row.inviter_person_id,
    role: inviter.role,
    permissions: effectivePermissions(features, inviter.role, place.permissions),
  };
  if (!outlastsChange(stands, row.role)) throw new ProblemError('invitation-revoked');

  const version = await end(entered, found as FoundInvitation, 'accepted');
  // Somebody was faster; the same person, as by a second click, has what they wanted.
  if (version === undefined) {
    const now = await find(tx, organization, id, purpose);
    const meanwhile = await joinedBy(entered, now);
    if (meanwhile) return meanwhile;
    throw notPending(now);
  }
  const [member] = await tx.query<{ id: string }>(
    `insert into orgtags.membership (organization_id, person_id, role, name, email, email_verified)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (organization_id, person_id) do nothing returning id`,
    [
      organization,
      person.id,
      row.role,
      person.name,
      person.email,
      person.emailVerified || purpose === 'mailed',
    ],
  );
  const acts: Act[] = [
    {
      action: 'invitation.accepted',
      subject: id,
      before: null,
      after: { role: row.role },
      version,
    },
  ];
  if (member) {
    acts.push({
      action: 'member.joined',
      subject: member.id,
      subjectPerson: person.id,
      before: null,
      after: { role: row.role },
    });
  }
  await Promise.all([
    record({ tx, person, standing: { organization: { id: organization } } }, ...acts),
    // Who was removed and comes back enters with the session that they accept with.
    tx.query(
      `update orgtags.session_part set ended_at = null
        where organization_id = $1 and person_id = $2
          and session_id = current_setting('orgtags.session')`,
      [organization, person.id],
    ),
  ]);
  const joined = await myOrganization(entered, organization);
  if (!joined) throw new ProblemError('organization-not-found');
  return joined;
}

/** The organization that an invitation has admitted whoever has entered to; undefined where it has not. */
async function joinedBy(
  entered: Entered,
  found: FoundInvitation | undefined,
): Promise<MyOrganization | undefined> {
  if (found?.row.ended !== 'accepted' || found.row.ended_by_person_id !== entered.person.id) {
    return undefined;
  }
  return myOrganization(entered, found.organization);
}

async function myOrganization(entered: Entered, id: string): Promise<MyOrganization | undefined> {
  return (await myOrganizations(entered)).find(one => one.id === id);
}

/**
 * Declines an invitation, for good.
 * @throws ProblemError that of the link, `invitation-for-another`
 */
export async function declineInvitation(
  entered: Entered,
  found: FoundInvitation | undefined,
): Promise<void> {
  const { tx, person } = entered;
  refuse(canAnswer(answerOf(found, person.email)));
  const { organization, id, purpose, row } = found as FoundInvitation;
  await tx.query(`select set_config('orgtags.organization', $1, true)`, [organization]);
  const version = await end(entered, found as FoundInvitation, 'declined');
  if (version === undefined) throw notPending(await find(tx, organization, id, purpose));
  await record(
    { tx, person, standing: { organization: { id: organization } } },
    {
      action: 'invitation.declined',
      subject: id,
      before: { role: row.role },
      after: null,
      version,
    },
  );
}

/**
 * Ends an invitation that is still pending, in the statement that sees that it is.
 * @returns its version; undefined where it is not
 */
async function end(
  { tx, person }: Entered,
  { organization, id, row }: FoundInvitation,
  how: 'accepted' | 'declined',
): Promise<number | undefined> {
  const [ended] = await tx.query<{ version: number }>(
    `update orgtags.invitation
        set ended = $3, ended_at = clock_timestamp(), ended_by_person_id = $4, version = version + 1
      where organization_id = $1 and id = $2 and generation = $5 and ${PENDING}
  returning version`,
    [organization, id, how, person.id, row.generation],
  );
  return ended?.version;
}

/** Why one that was pending is not any more; one that was sent again meanwhile has another link. */
function notPending(found: FoundInvitation | undefined): ProblemError {
  const verdict = canOpen(invitationOf(found), timeOf(found));
  return new ProblemError(verdict.allowed ? 'invitation-revoked' : verdict.denial.code);
}

function invitationOf(found: FoundInvitation | undefined): Invitation | undefined {
  return found && { ended: found.row.ended, expiresAt: new Date(found.row.expires_at) };
}

function timeOf(found: FoundInvitation | undefined): Date {
  return new Date(found?.row.now ?? NaN);
}

function answerOf(found: FoundInvitation | undefined, account: string) {
  return {
    invitation: invitationOf(found),
    invited: found?.row.address ?? '',
    account,
    now: timeOf(found),
  };
}
