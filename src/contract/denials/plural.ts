import type { Role } from '../../domain/index.ts';

const PLURAL: Readonly<Record<Role, string>> = {
  owner: 'owners',
  admin: 'admins',
  member: 'members',
  viewer: 'viewers',
};

/** Several of a role, in English. */
export function plural(role: Role): string {
  return PLURAL[role];
}
