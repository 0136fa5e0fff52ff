import type { MemberColumn } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';
import { listWords, ROLE_NAMES } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';

const COLUMNS: Readonly<Record<MemberColumn, string>> = {
  name: 'Name',
  email: 'E-mail',
  role: 'Role',
  joinedAt: 'Joined',
  lastActiveAt: 'Last active',
};

const en = {
  members: 'Members',
  membersOf: (count: number, shown: string, organization: string) =>
    `${shown} ${count === 1 ? 'person' : 'people'} in ${organization}`,
  membersFailed: 'Members could not be loaded',
  column: (column: MemberColumn) => COLUMNS[column],
  sort: ({ column, descending }: { column: MemberColumn; descending: boolean }) =>
    `${COLUMNS[column]} ${descending ? '↓' : '↑'}`,
  searchMembers: 'Name or address',
  searchNames: 'Name',
  allRoles: 'All roles',
  found: (count: number, shown: string) => `${shown} ${count === 1 ? 'person' : 'people'} found`,
  nobodyFound: 'Nobody found.',
  showEveryone: 'Show everyone',
  roleColumn: 'Role',
  unverified: 'Not verified',
  you: 'You',
  never: 'Never',
  changeRoleOf: (name: string) => `Change the role of ${name}`,
  newRoleOf: (name: string) => `New role of ${name}`,
  whyRoleLocked: (name: string) => `Why the role of ${name} is locked`,
  roleChanged: (name: string, role: Role) => `${name} is now ${ROLE_NAMES[role]}.`,
  roleNow: (role: Role) => `The role is now ${ROLE_NAMES[role]}.`,
  gone: (name: string) => `${name} is no longer in this list.`,
  undo: 'Undo',
  /** Without a name it is one's own role. */
  giveQuestion: (name: string | undefined, role: Role) =>
    `${name === undefined ? 'Become' : `Make ${name}`} ${ROLE_NAMES[role]}?`,
  changeRole: 'Change role',
  givenForGood: (reason = 'Only an owner can.') => `You cannot take this back yourself. ${reason}`,
  remove: 'Remove',
  removing: 'Removing',
  removeMember: (name: string) => `Remove ${name}`,
  removeQuestion: (name: string) => `Remove ${name}?`,
  removalLoses: (name: string, organization: string) =>
    `${name} loses access to ${organization} at once, on every device. What they did stays on record, and they can be invited again.`,
  removed: (name: string, organization: string) => `${name} can no longer open ${organization}.`,
  whyNotRemoved: (name: string) => `Why ${name} cannot be removed`,
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'member-table'> {}
}

/** The words that only this tag says, and those of lists. */
export function loadWords(): void {
  addWords(listWords);
  addWords(en);
}
