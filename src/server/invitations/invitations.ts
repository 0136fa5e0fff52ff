import { isStale, stateAt, type InvitationEnd, type Role } from '../../domain/index.ts';
import type { Invitation, MailState } from '../../contract/invitations.ts';
import { record, type Act } from '../activity/activity.ts';
import { namesInRecord, type Named } from '../activity/names.ts';
import type { Tenant } from '../db/enter.ts';

/** After how long a letter of which nothing is known counts as failed: its process has ended. */
const SENDING_MS = 5 * 60 * 1000;

/** One invitation, as the database has it. */
export interface InvitationRow {
  readonly id: string;
  readonly address: string;
  readonly role: Role;
  readonly inviter_person_id: string;
  readonly generation: number;
  /** A number. */
  readonly key_version: string;
  readonly sent_at: string;
  readonly expires_at: string;
  readonly ended: InvitationEnd | null;
  readonly ended_at: string | null;
  readonly ended_by_person_id: string | null;
  readonly mail: MailState;
  readonly version: number;
  /** The database's time when it was read. */
  readonly now: string;
}

/** Somebody to invite. */
export interface NewInvitation {
  readonly address: string;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly mail: MailState;
}

/** How an invitation is sent again. */
export interface Resending {
  readonly role: Role;
  readonly expiresAt: Date;
  readonly mail: MailState;
}

/** The invitations of one organization; every statement names it. Each act writes the record. */
export interface Invitations {
  /** Some of those that are there, by id. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, InvitationRow>>;
  /** The same, locked until the transaction ends. */
  lock(ids: readonly string[]): Promise<ReadonlyMap<string, InvitationRow>>;
  /**
   * What is known of addresses, once those whose time is over have been ended.
   * @returns the time, who is a member, and the pending invitations by address
   */
  known(addresses: readonly string[]): Promise<{
    readonly now: Date;
    readonly members: ReadonlySet<string>;
    readonly invited: ReadonlyMap<string, InvitationRow>;
  }>;
  add(invitations: readonly NewInvitation[], keyVersion: number): Promise<InvitationRow[]>;
  /** @returns undefined where it is not pending any more */
  resend(
    locked: InvitationRow,
    change: Resending,
    keyVersion: number,
  ): Promise<InvitationRow | undefined>;
  /** @returns undefined where it is not pending any more */
  prolong(locked: InvitationRow, expiresAt: Date): Promise<InvitationRow | undefined>;
  /** Revokes those that are pending. @returns them, as they are now */
  revoke(ids: readonly string[]): Promise<InvitationRow[]>;
  /** As they travel, in this order, with the names of people. */
  shown(rows: readonly InvitationRow[]): Promise<Invitation[]>;
}

/** What an {@link InvitationRow} is read from. */
export const COLUMNS = `id, address, role, inviter_person_id, generation,
  key_version::text as key_version, sent_at, expires_at, ended, ended_at, ended_by_person_id, mail,
  version, clock_timestamp() as now`;

/** Of a statement that changes invitations: the ones that nobody has ended, nor time. */
export const PENDING = 'ended is null and expires_at > clock_timestamp()';

/** The invitations of the organization that `tenant` has entered. */
export function invitations(tenant: Tenant): Invitations {
  const { tx, standing, person } = tenant;
  const organization = standing.organization.id;

  async function some(
    ids: readonly string[],
    lock: '' | 'for no key update',
  ): Promise<ReadonlyMap<string, InvitationRow>> {
    const rows = await tx.query<InvitationRow>(
      `select ${COLUMNS} from orgtags.invitation
        where organization_id = $1 and id = any($2) order by id ${lock}`,
      [organization, ids],
    );
    return new Map(rows.map(row => [row.id, row]));
  }

  return {
    find: ids => some(ids, ''),
    lock: ids => some(ids, 'for no key update'),

    async known(addresses) {
      const [, [time], members, invited] = await Promise.all([
        tx.query(
          `update orgtags.invitation
              set ended = 'expired', ended_at = expires_at, version = version + 1
            where organization_id = $1 and address = any($2)
              and ended is null and expires_at <= clock_timestamp()`,
          [organization, addresses],
        ),
        tx.query<{ now: string }>('select clock_timestamp() as now'),
        tx.query<{ email: string }>(
          'select email from orgtags.membership where organization_id = $1 and email = any($2)',
          [organization, addresses],
        ),
        tx.query<InvitationRow>(
          `select ${COLUMNS} from orgtags.invitation
            where organization_id = $1 and address = any($2) and ended is null`,
          [organization, addresses],
        ),
      ]);
      return {
        now: new Date(time?.now ?? NaN),
        members: new Set(members.map(({ email }) => email)),
        invited: new Map(invited.map(row => [row.address, row])),
      };
    },

    async add(wanted, keyVersion) {
      if (wanted.length === 0) return [];
      const rows = await tx.query<InvitationRow>(
        `insert into orgtags.invitation
           (organization_id, address, role, inviter_person_id, key_version, expires_at, mail)
         select $1, address, role, $2, $3, "expiresAt", mail
           from jsonb_to_recordset($4::jsonb) as wanted (
             address text, role text, "expiresAt" timestamptz, mail text)
      returning ${COLUMNS}`,
        [organization, person.id, keyVersion, JSON.stringify(wanted)],
      );
      await record(tenant, ...rows.map(row => act('invitation.sent', row, null, terms(row))));
      return rows;
    },

    async resend(locked, { role, expiresAt, mail }, keyVersion) {
      const [row] = await tx.query<InvitationRow>(
        `update orgtags.invitation
            set role = $3, inviter_person_id = $4, expires_at = $5, mail = $6, key_version = $7,
                generation = generation + 1, sent_at = clock_timestamp(), version = version + 1
          where organization_id = $1 and id = $2 and ${PENDING}
      returning ${COLUMNS}`,
        [organization, locked.id, role, person.id, expiresAt, mail, keyVersion],
      );
      if (row) await record(tenant, act('invitation.resent', row, terms(locked), terms(row)));
      return row;
    },

    async prolong(locked, expiresAt) {
      const [row] = await tx.query<InvitationRow>(
        `update orgtags.invitation set expires_at = $3, version = version + 1
          where organization_id = $1 and id = $2 and ${PENDING}
      returning ${COLUMNS}`,
        [organization, locked.id, expiresAt],
      );
      if (row) await record(tenant, act('invitation.prolonged', row, terms(locked), terms(row)));
      return row;
    },

    async revoke(ids) {
      if (ids.length === 0) return [];
      const rows = await tx.query<InvitationRow>(
        `update orgtags.invitation
            set ended = 'revoked', ended_at = clock_timestamp(), ended_by_person_id = $3,
                version = version + 1
          where organization_id = $1 and id = any($2) and ${PENDING}
      returning ${COLUMNS}`,
        [organization, ids, person.id],
      );
      await record(tenant, ...rows.map(row => act('invitation.revoked', row, terms(row), null)));
      return rows;
    },

    async shown(rows) {
      const people = rows.flatMap(row =>
        [row.inviter_person_id, row.ended_by_person_id ?? []].flat(),
      );
      const named = await namesInRecord(tenant, people);
      return rows.map(row => shownAs(row, named));
    },
  };
}

/** What the record keeps of an invitation: its address stands in the table, and not for good. */
function terms({ role, expires_at: expiresAt }: InvitationRow): object {
  return { role, expiresAt };
}

function act(
  action: Act['action'],
  { id, version }: InvitationRow,
  before: object | null,
  after: object | null,
): Act {
  return { action, subject: id, before, after, version };
}

function shownAs(row: InvitationRow, named: Named): Invitation {
  const now = new Date(row.now);
  const expiresAt = new Date(row.expires_at);
  const sentAt = new Date(row.sent_at);
  const state = stateAt({ ended: row.ended, expiresAt }, now);
  const isSending = now.getTime() - sentAt.getTime() < SENDING_MS;
  return {
    id: row.id,
    address: row.address,
    role: row.role,
    inviter: named(row.inviter_person_id),
    state,
    ended: row.ended ?? (state === 'expired' ? 'expired' : null),
    endedAt: row.ended_at ?? (state === 'expired' ? row.expires_at : null),
    endedBy: row.ended_by_person_id === null ? null : named(row.ended_by_person_id),
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    stale: isStale({ ended: row.ended, expiresAt }, sentAt, now),
    mail: row.mail === 'sending' && !isSending ? 'failed' : row.mail,
    version: row.version,
  };
}
