import type { Role } from './roles.ts';

/** The features a role can be given (R26), in the order in which they are shown. */
export const FEATURES = [
  'agents',
  'conversations',
  'leads',
  'knowledge',
  'analytics',
  'integrations',
  'team',
] as const;

/** One row of the permission matrix. */
export type Feature = (typeof FEATURES)[number];

/** How much of a feature a role has, least first. */
export const LEVELS = ['none', 'view', 'modify'] as const;

/** `view` reads, `modify` reads and changes. */
export type Level = (typeof LEVELS)[number];

/** What one member may do: a level for each feature. */
export type Permissions = Readonly<Record<Feature, Level>>;

/** Which role has how much of each feature, before an organization changes it. */
export const DEFAULT_PERMISSIONS: Readonly<Record<Role, Permissions>> = {
  owner: levels('modify', 'view', 'modify', 'modify', 'view', 'modify', 'modify'),
  admin: levels('modify', 'view', 'modify', 'modify', 'view', 'modify', 'modify'),
  member: levels('none', 'view', 'modify', 'none', 'view', 'none', 'none'),
  viewer: levels('none', 'view', 'view', 'none', 'view', 'none', 'none'),
};

/** Is `level` enough for somebody who needs `needed`? */
export function reaches(level: Level, needed: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
}

function levels(
  agents: Level,
  conversations: Level,
  leads: Level,
  knowledge: Level,
  analytics: Level,
  integrations: Level,
  team: Level,
): Permissions {
  return { agents, conversations, leads, knowledge, analytics, integrations, team };
}
