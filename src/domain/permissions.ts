import { ROLES, type Role } from './roles.ts';

/** How much of a feature a role has, least first. */
export const LEVELS = ['none', 'view', 'modify'] as const;

/** `view` reads, `modify` reads and changes. */
export type Level = (typeof LEVELS)[number];

/** Is `level` enough for somebody who needs `needed`? A feature that is not there is enough for nobody. */
export function reaches(level: Level | undefined, needed: Level): boolean {
  return level !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
}

/** One row of the permission matrix, as data (R48). */
export interface Feature {
  /** The stable name: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** What people call it; left out for those that the pages have words for. */
  readonly label?: string | undefined;
  /** What it can be given at, least first and `none` among them. The last is the owner's. */
  readonly levels: readonly Level[];
  /** The most that a viewer can be given; never `modify`. */
  readonly viewerLevel: 'none' | 'view';
  /** What each role has before an organization changes it; owners have everything. */
  readonly defaults: Readonly<Record<Exclude<Role, 'owner'>, Level>>;
}

/** The feature that decides who invites and manages members; every catalogue has it. */
export const TEAM = 'team';

/** The features of a backend that names none of its own (R26), in the order in which they are shown. */
export const FEATURES: readonly Feature[] = [
  {
    name: 'agents',
    levels: ['none', 'modify'],
    viewerLevel: 'none',
    defaults: { admin: 'modify', member: 'none', viewer: 'none' },
  },
  {
    name: 'conversations',
    levels: ['none', 'view'],
    viewerLevel: 'view',
    defaults: { admin: 'view', member: 'view', viewer: 'view' },
  },
  {
    name: 'leads',
    levels: ['none', 'view', 'modify'],
    viewerLevel: 'view',
    defaults: { admin: 'modify', member: 'modify', viewer: 'view' },
  },
  {
    name: 'knowledge',
    levels: ['none', 'modify'],
    viewerLevel: 'none',
    defaults: { admin: 'modify', member: 'none', viewer: 'none' },
  },
  {
    name: 'analytics',
    levels: ['none', 'view'],
    viewerLevel: 'view',
    defaults: { admin: 'view', member: 'view', viewer: 'view' },
  },
  {
    name: 'integrations',
    levels: ['none', 'modify'],
    viewerLevel: 'none',
    defaults: { admin: 'modify', member: 'none', viewer: 'none' },
  },
  {
    name: TEAM,
    levels: ['none', 'modify'],
    viewerLevel: 'none',
    defaults: { admin: 'modify', member: 'none', viewer: 'none' },
  },
];

/** What one member may do: a level for each feature, by its name. */
export type Permissions = Readonly<Record<string, Level>>;

/** What an organization has changed of the defaults: by role, then by feature. */
export type StoredPermissions = Readonly<Partial<Record<Role, Permissions>>>;

/** The levels that `role` can be given of a feature, least first; the owner's is the last alone. */
export function levelsFor(feature: Feature, role: Role): readonly Level[] {
  if (role === 'owner') return feature.levels.slice(-1);
  if (role !== 'viewer') return feature.levels;
  return feature.levels.filter(level => reaches(feature.viewerLevel, level));
}

/**
 * What a role may do: owners everything, the others what is stored for them, else the default. Never
 * more than a role can be given, whatever is stored (R11).
 */
export function effectivePermissions(
  features: readonly Feature[],
  role: Role,
  stored: StoredPermissions = {},
): Permissions {
  return Object.fromEntries(
    features.map(feature => [feature.name, levelOf(feature, role, stored)]),
  );
}

/** The whole matrix: what each role may do. */
export function permissionMatrix(
  features: readonly Feature[],
  stored: StoredPermissions = {},
): Readonly<Record<Role, Permissions>> {
  const [owner, admin, member, viewer] = ROLES.map(role =>
    effectivePermissions(features, role, stored),
  ) as [Permissions, Permissions, Permissions, Permissions];
  return { owner, admin, member, viewer };
}

function levelOf(feature: Feature, role: Role, stored: StoredPermissions): Level {
  const possible = levelsFor(feature, role);
  const wanted =
    role === 'owner' ? 'modify' : (stored[role]?.[feature.name] ?? feature.defaults[role]);
  return possible.findLast(level => reaches(wanted, level)) ?? 'none';
}
