import type { Access } from '../domain/index.ts';

/** What a change can be about, and the line of the access list that lets somebody hear of it. */
export const CHANGES = {
  /** The organization itself: its name, settings, end. */
  organization: 'organization.open',
  /** One membership: role, removal, leaving, joining. */
  member: 'members.read',
  /** The permission matrix. */
  permissions: 'permissions.read',
  /** What sessions do in the organization. */
  sessions: 'members.manage',
} as const satisfies Record<string, Access>;

/** What a change is about. */
export type ChangeType = keyof typeof CHANGES;
