import * as v from 'valibot';
import { PASSWORD_LENGTH, ROLES } from '../domain/index.ts';
import { CHANGES, type ChangeType } from './changes.ts';
import { GUEST_SCHEMAS } from './guest-schemas.ts';
import { INVITATION_SCHEMAS } from './invitation-schemas.ts';
import {
  address,
  count,
  cursor,
  feature,
  id,
  level,
  limit,
  myOrganization,
  myOrganizations,
  newPassword,
  organization,
  permissions,
  role,
  somebody,
  storable,
  text,
  time,
  token,
  version,
} from './schema-parts.ts';
import type { ActivityAction, MemberSort, Shapes } from './shapes.ts';

const standing = v.strictObject({
  organization: v.strictObject(organization),
  member: id,
  role,
  permissions,
  owners: count,
  epoch: count,
});

const member = v.strictObject({
  id,
  person: id,
  name: v.string(),
  email: v.nullable(v.string()),
  emailVerified: v.nullable(v.boolean()),
  role,
  joinedAt: time,
  lastActiveAt: v.nullable(time),
  version,
});

const values = v.nullable(v.record(v.string(), v.unknown()));

const sessionPart = { id, device: v.string(), since: time, lastSeenAt: time };

/** Denials are said by code; some name a role. */
const memberProblem = v.variant('code', [
  v.strictObject({ code: v.picklist(['cannot-manage-role', 'above-own-role']), role }),
  v.strictObject({
    code: v.picklist([
      'no-team-management',
      'own-role',
      'own-removal',
      'last-owner',
      'member-not-found',
      'stale-version',
    ]),
  }),
]);

const featureShape = v.strictObject({
  name: feature,
  label: v.optional(v.string()),
  levels: v.array(level),
  viewerLevel: v.picklist(['none', 'view']),
  defaults: v.strictObject({ admin: level, member: level, viewer: level }),
});

const ACTIONS: readonly ActivityAction[] = [
  'organization.created',
  'organization.deleted',
  'member.joined',
  'member.role-changed',
  'member.removed',
  'member.left',
  'invitation.sent',
  'invitation.resent',
  'invitation.prolonged',
  'invitation.revoked',
  'invitation.accepted',
  'invitation.declined',
  'invitation.lapsed',
  'permissions.changed',
  'guests.changed',
  'guests.secret-rotated',
  'guest.ended',
  'text-source.created',
  'text-source.changed',
  'text-source.removed',
  'session.ended',
  'sessions.ended',
];

const MEMBER_SORTS: readonly MemberSort[] = [
  'name',
  '-name',
  'email',
  '-email',
  'role',
  '-role',
  'joinedAt',
  '-joinedAt',
  'lastActiveAt',
  '-lastActiveAt',
];

/** How many cells of the matrix one request changes at most. */
const CELLS = 200;

/** How many members one request changes at most. */
const MEMBERS = 200;

const person = v.strictObject({
  id,
  name: v.string(),
  email: v.string(),
  emailVerified: v.boolean(),
});

/** A place in the path: every one is an id. */
export const PathId = id;

/** The schema of a shape, for each. */
export type Schemas = { readonly [N in keyof Shapes]: v.GenericSchema<unknown, Shapes[N]> };

/** The schema of each shape, for the server and the tests; the client takes the types alone. */
export const SCHEMAS: Schemas = {
  ...GUEST_SCHEMAS,
  ...INVITATION_SCHEMAS,
  AccountAddress: v.strictObject({ email: address }),
  ActivityPage: v.strictObject({
    organization: id,
    activities: v.array(
      v.strictObject({
        id,
        at: time,
        actor: somebody,
        action: v.picklist(ACTIONS),
        subject: v.nullable(somebody),
        before: values,
        after: values,
      }),
    ),
    next: v.nullable(v.string()),
  }),
  ActivityQuery: v.strictObject({ limit, cursor }),
  ChangedMember: v.strictObject({ organization: id, member, owners: count }),
  ChangedMembers: v.strictObject({
    organization: id,
    outcomes: v.array(
      v.strictObject({ id, problem: v.nullable(memberProblem), member: v.nullable(member) }),
    ),
    owners: count,
  }),
  ChangeMembers: v.strictObject({
    members: v.pipe(
      v.array(v.strictObject({ id, version })),
      v.minLength(1),
      v.maxLength(MEMBERS),
      v.check(members => new Set(members.map(one => one.id)).size === members.length),
    ),
    role: v.nullable(role),
  }),
  ChangePassword: v.strictObject({
    current: v.pipe(v.string(), v.nonEmpty(), v.maxLength(PASSWORD_LENGTH.max)),
    password: newPassword,
  }),
  ChangeProfile: v.strictObject({ name: text }),
  ChangeRole: v.strictObject({ role, version }),
  CheckedSlug: v.strictObject({
    slug: v.string(),
    problem: v.nullable(
      v.picklist(['slug-malformed', 'slug-like-id', 'slug-reserved', 'slug-taken']),
    ),
    suggestions: v.array(v.string()),
  }),
  CreateOrganization: v.strictObject({
    name: text,
    slug: v.optional(text),
    purpose: v.optional(text),
  }),
  EndedSessions: v.strictObject({
    organization: id,
    members: count,
    spared: v.array(v.strictObject({ role, members: count })),
  }),
  EndEveryonesSessions: v.strictObject({ includeOwn: v.boolean() }),
  LiveEvent: v.variant('kind', [
    v.strictObject({ kind: v.literal('ready'), channel: v.string() }),
    v.strictObject({
      kind: v.literal('change'),
      organization: id,
      type: v.picklist(Object.keys(CHANGES) as ChangeType[]),
      subject: id,
      version: v.nullable(version),
    }),
    v.strictObject({ kind: v.picklist(['access-gained', 'access-changed']), organization: id }),
    v.strictObject({
      kind: v.literal('access-ended'),
      organization: id,
      reason: v.picklist(['removed', 'signed-out', 'deleted']),
    }),
    v.strictObject({ kind: v.picklist(['inbox', 'resync']) }),
    v.strictObject({
      kind: v.literal('session-ended'),
      reason: v.picklist(['ended', 'expired']),
    }),
  ]),
  MemberPage: v.strictObject({
    organization: id,
    members: v.array(member),
    next: v.nullable(v.string()),
    total: count,
    totalIsMinimum: v.boolean(),
  }),
  MemberQuery: v.strictObject({
    sort: v.optional(v.picklist(MEMBER_SORTS)),
    role: v.optional(
      v.pipe(
        v.string(),
        v.transform(roles => roles.split(',')),
        v.array(role),
      ),
    ),
    q: v.optional(v.pipe(v.string(), v.maxLength(200), storable)),
    limit,
    cursor,
  }),
  MemberSessions: v.strictObject({
    organization: id,
    sessions: v.array(v.strictObject(sessionPart)),
  }),
  MyOrganization: myOrganization,
  MyOrganizations: v.strictObject({ organizations: myOrganizations }),
  MySessions: v.strictObject({
    sessions: v.array(
      v.strictObject({
        id,
        current: v.boolean(),
        device: v.string(),
        since: time,
        expiresAt: time,
        organizations: v.array(
          v.strictObject({ id, name: v.string(), since: time, lastSeenAt: time }),
        ),
      }),
    ),
  }),
  Nothing: v.undefined(),
  PermissionMatrix: v.strictObject({
    organization: id,
    levels: v.strictObject(v.entriesFromList(ROLES, permissions)),
    version,
  }),
  Person: person,
  RemovedMember: v.strictObject({ organization: id, member: id, owners: count }),
  ResetPassword: v.strictObject({ token, password: newPassword }),
  SavePermissions: v.strictObject({
    changes: v.pipe(
      v.array(v.strictObject({ role, feature, level })),
      v.minLength(1),
      v.maxLength(CELLS),
      v.check(
        cells => new Set(cells.map(cell => `${cell.role} ${cell.feature}`)).size === cells.length,
      ),
    ),
    version,
  }),
  Session: v.strictObject({
    person,
    organizations: myOrganizations,
    standing: v.nullable(standing),
    features: v.array(featureShape),
    invitations: count,
    capabilities: v.array(v.picklist(['own-sessions', 'account'])),
    live: v.strictObject({ channel: v.string(), position: v.string() }),
  }),
  SlugQuery: v.strictObject({ slug: text }),
  SignIn: v.strictObject({
    email: address,
    password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(PASSWORD_LENGTH.max)),
  }),
  SignUp: v.strictObject({ name: text, email: address, password: newPassword }),
  VerifyAddress: v.strictObject({
    token,
    password: newPassword,
    replace: v.optional(v.boolean()),
  }),
};
