import type { ActivityAction } from '../../../src/contract/shapes.ts';
import type { Level, Role } from '../../../src/domain/index.ts';
import { changedColumns, type ChangedRow, type Row } from './changed-rows.ts';

/**
 * Who may change what, written by hand from the requirements and not from the domain: what is tested is
 * not its own judge.
 */
const MANAGES: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner', 'admin', 'member', 'viewer'],
  admin: ['member', 'viewer'],
  member: ['viewer'],
  viewer: [],
};
const GIVES: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner', 'admin', 'member', 'viewer'],
  admin: ['admin', 'member', 'viewer'],
  member: ['member', 'viewer'],
  viewer: [],
};
/** Whose column of the matrix somebody edits. */
const EDITS: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['admin', 'member', 'viewer'],
  admin: ['member', 'viewer'],
  member: [],
  viewer: [],
};

/** Somebody in an organization, before they acted. */
export interface Standing {
  readonly person: string;
  readonly role: Role;
  /** Whether the matrix gives them Team management. */
  readonly managesTeam: boolean;
}

interface Act {
  readonly by: Standing;
  /** The member it was done to, before it was. */
  readonly to: Standing | undefined;
  readonly record: Row;
  /** The invitation it was done to, before it was. */
  readonly invitation?: Row | undefined;
}

/** Which acts, as the record has them, are allowed. */
const ACTS: Readonly<Record<ActivityAction, (act: Act) => boolean>> = {
  'organization.created': () => false,
  'organization.deleted': ({ by }) => by.role === 'owner',
  'member.role-changed': ({ by, to, record }) =>
    manages(by, to) &&
    GIVES[by.role].includes((record.after as { role: Role }).role) &&
    (by.person !== to?.person || by.role === 'owner'),
  'member.removed': ({ by, to }) => manages(by, to) && by.person !== to?.person,
  'member.left': ({ by, to }) => by.person === to?.person,
  // Whoever joins is no member before: the judge looks at the whole of it.
  'member.joined': () => false,
  'invitation.accepted': () => false,
  'invitation.declined': () => false,
  'invitation.sent': ({ by, record }) => invites(by, record.after),
  'invitation.resent': ({ by, record, invitation }) =>
    invites(by, record.after) && looksAfter(by, invitation),
  'invitation.prolonged': ({ by, invitation }) => looksAfter(by, invitation),
  'invitation.revoked': ({ by, invitation }) => looksAfter(by, invitation),
  'invitation.lapsed': ({ record, invitation }) =>
    invitation?.inviter_person_id === record.subject_person_id,
  'permissions.changed': ({ by, record }) =>
    Object.entries(record.after as Record<string, Level>).every(([cell, level]) => {
      const role = cell.split('.')[0] as Role;
      return EDITS[by.role].includes(role) && !(role === 'viewer' && level === 'modify');
    }),
  'guests.changed': ({ by }) => by.role === 'owner' || by.role === 'admin',
  'guests.secret-rotated': ({ by }) => by.role === 'owner' || by.role === 'admin',
  'guest.ended': ({ by }) => by.role === 'owner' || by.role === 'admin',
  'text-source.created': ({ by }) => by.role === 'owner' || by.role === 'admin',
  'text-source.changed': ({ by }) => by.role === 'owner' || by.role === 'admin',
  'text-source.removed': ({ by }) => by.role === 'owner' || by.role === 'admin',
  'session.ended': ({ by, to }) => manages(by, to),
  'sessions.ended': ({ by }) => by.role === 'owner' || by.role === 'admin',
};

/** Was this act, as it was recorded, allowed? */
export function isAllowed(act: Act): boolean {
  return ACTS[act.record.action as ActivityAction](act);
}

function manages(by: Standing, to: Standing | undefined): boolean {
  return to !== undefined && by.managesTeam && MANAGES[by.role].includes(to.role);
}

function invites(by: Standing, terms: unknown): boolean {
  return by.managesTeam && GIVES[by.role].includes((terms as { role: Role }).role);
}

function looksAfter(by: Standing, invitation: Row | undefined): boolean {
  return (
    invitation !== undefined &&
    by.managesTeam &&
    (invitation.inviter_person_id === by.person ||
      MANAGES[by.role].includes(invitation.role as Role))
  );
}

type Explains = (row: ChangedRow, record: Row, by: Standing) => boolean;

/** Which recorded act explains that a row of an organization was changed, by table. */
const EXPLAINS: Readonly<Record<string, Partial<Record<ActivityAction, Explains>>>> = {
  'orgtags.organization': {
    'organization.deleted': row => only(row, 'deleted_at', 'epoch'),
    'permissions.changed': row => only(row, 'permissions', 'permissions_version'),
    'sessions.ended': row => only(row, 'epoch'),
  },
  'orgtags.membership': {
    'member.role-changed': (row, record) =>
      only(row, 'role', 'version') && isSubject(row, record) && isFromTo(row, record),
    'member.removed': (row, record) => row.after === null && isSubject(row, record),
    'member.left': (row, record) => row.after === null && isSubject(row, record),
    'sessions.ended': (row, _, by) =>
      only(row, 'signed_out_at') &&
      (row.after?.person_id === by.person || MANAGES[by.role].includes(row.after?.role as Role)),
  },
  'orgtags.invitation': {
    'invitation.sent': (row, record) => row.before === null && row.after?.id === record.subject_id,
    'invitation.resent': (row, record) =>
      isSubject(row, record) &&
      row.after?.generation === Number(row.before?.generation) + 1 &&
      only(
        row,
        'role',
        'inviter_person_id',
        'generation',
        'key_version',
        'sent_at',
        'expires_at',
        'mail',
        'version',
      ),
    'invitation.prolonged': (row, record) =>
      isSubject(row, record) && only(row, 'expires_at', 'version'),
    'invitation.revoked': isEndOf('revoked'),
    'invitation.lapsed': isEndOf('inviter-lost-right'),
  },
  'orgtags.session_part': {
    'member.removed': isEndOfSubjects,
    'member.left': isEndOfSubjects,
    'session.ended': (row, record) => only(row, 'ended_at') && isSubject(row, record),
  },
  'orgtags.guest_access': {
    'guests.changed': row =>
      only(row, 'enabled', 'origins', 'days', 'texts', 'hours', 'epoch', 'version'),
    'guests.secret-rotated': row =>
      only(row, 'signing_generation') &&
      row.after?.signing_generation === Number(row.before?.signing_generation) + 1,
  },
  'orgtags.guest': {
    'guest.ended': (row, record) => isSubject(row, record) && only(row, 'ended_at'),
  },
  'orgtags.text_source': {
    'text-source.created': (row, record) =>
      row.before === null && row.after?.id === record.subject_id,
    'text-source.changed': (row, record) =>
      isSubject(row, record) &&
      only(row, 'title', 'url', 'text', 'public', 'searched', 'version', 'updated_at'),
    'text-source.removed': (row, record) => row.after === null && isSubject(row, record),
  },
};

/** Is a changed row of an organization explained by an act that was recorded with it? */
export function isExplained(row: ChangedRow, records: readonly Row[], by: Standing): boolean {
  if (row.table === 'orgtags.change') return row.before === null && records.length > 0;
  if (row.table === 'orgtags.invitation' && isExpiry(row)) return true;
  if (row.table === 'orgtags.guest_access' && isNoAccess(row)) return true;
  return records.some(
    record => EXPLAINS[row.table]?.[record.action as ActivityAction]?.(row, record, by) ?? false,
  );
}

function only(row: ChangedRow, ...columns: readonly string[]): boolean {
  const changed = changedColumns(row);
  return changed.length > 0 && changed.every(column => columns.includes(column));
}

function isEndOf(how: string): Explains {
  return (row, record) => isSubject(row, record) && isEnding(row) && row.after?.ended === how;
}

/** That somebody or something has ended a pending invitation, and nothing else of it. */
export function isEnding(row: ChangedRow): boolean {
  return (
    row.table === 'orgtags.invitation' &&
    row.before?.ended === null &&
    only(row, 'ended', 'ended_at', 'ended_by_person_id', 'version')
  );
}

/** Its time was over, which is written down when the address is invited again. */
function isExpiry(row: ChangedRow): boolean {
  return (
    isEnding(row) && row.after?.ended === 'expired' && row.after.ended_at === row.before?.expires_at
  );
}

/** It is made to be locked, and lets nobody in, as none does. */
function isNoAccess({ before, after }: ChangedRow): boolean {
  return before === null && after?.enabled === false && after.epoch === 0 && after.version === 1;
}

function isSubject({ before }: ChangedRow, record: Row): boolean {
  return before?.id === record.subject_id;
}

function isFromTo({ before, after }: ChangedRow, record: Row): boolean {
  return (
    before?.role === (record.before as Row).role &&
    after?.role === (record.after as Row).role &&
    after?.version === Number(before?.version) + 1
  );
}

function isEndOfSubjects(row: ChangedRow, record: Row): boolean {
  return only(row, 'ended_at') && row.after?.person_id === record.subject_person_id;
}
