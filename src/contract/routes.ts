import type { Access } from '../domain/index.ts';
import type { ShapeName, Shapes } from './shapes.ts';

/**
 * What a caller needs to be: `public` nobody in particular; `person` signed in; everything else is a
 * line of the domain's access list, for a member of the organization in the path.
 */
export type RouteAccess = 'public' | 'person' | Access;

/** Where a route is and what it answers: what its callers send requests by. */
export interface Place {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Places in braces are ids; `{organization}` alone decides which organization it is about. */
  readonly path: `/api/${string}`;
  readonly answer: ShapeName;
  /** The answer does not come once: it is a stream of them (server-sent events). */
  readonly stream?: true;
}

/** Who may use a route, and what it takes beside the ids of its path. */
interface Needs {
  readonly access: RouteAccess;
  readonly query?: ShapeName;
  readonly body?: ShapeName;
  /** It creates, and takes an `Idempotency-Key`. */
  readonly idempotent?: true;
}

/** One route, whichever it is. */
export interface Route extends Place, Needs {}

/** The header by which an answer is known to be the server's own, and not of something before it. */
export const OURS = 'orgtags-api';

/** Every route, as far as pages load it: where it is, and what it answers. */
export const PLACES = {
  signIn: {
    method: 'POST',
    path: '/api/auth/sign-in/email',
    answer: 'Nothing',
  },
  signOut: {
    method: 'POST',
    path: '/api/auth/sign-out',
    answer: 'Nothing',
  },
  signUp: {
    method: 'POST',
    path: '/api/auth/sign-up/email',
    answer: 'Nothing',
  },
  verifyAddress: {
    method: 'POST',
    path: '/api/auth/verify-email',
    answer: 'Nothing',
  },
  sendVerification: {
    method: 'POST',
    path: '/api/auth/send-verification-email',
    answer: 'Nothing',
  },
  forgotPassword: {
    method: 'POST',
    path: '/api/auth/request-password-reset',
    answer: 'Nothing',
  },
  resetPassword: {
    method: 'POST',
    path: '/api/auth/reset-password',
    answer: 'Nothing',
  },
  changeProfile: {
    method: 'PATCH',
    path: '/api/v1/profile',
    answer: 'Person',
  },
  changePassword: {
    method: 'POST',
    path: '/api/v1/profile/password',
    answer: 'Nothing',
  },
  session: {
    method: 'GET',
    path: '/api/v1/session',
    answer: 'Session',
  },
  myOrganizations: {
    method: 'GET',
    path: '/api/v1/organizations',
    answer: 'MyOrganizations',
  },
  createOrganization: {
    method: 'POST',
    path: '/api/v1/organizations',
    answer: 'MyOrganization',
  },
  checkSlug: {
    method: 'GET',
    path: '/api/v1/slugs',
    answer: 'CheckedSlug',
  },
  organizationSession: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/session',
    answer: 'Session',
  },
  switchOrganization: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/switch',
    answer: 'Session',
  },
  leaveOrganization: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/leave',
    answer: 'Nothing',
  },
  deleteOrganization: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}',
    answer: 'Nothing',
  },
  listMembers: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/members',
    answer: 'MemberPage',
  },
  changeRole: {
    method: 'PATCH',
    path: '/api/v1/organizations/{organization}/members/{member}',
    answer: 'ChangedMember',
  },
  removeMember: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}/members/{member}',
    answer: 'RemovedMember',
  },
  changeMembers: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/members/changes',
    answer: 'ChangedMembers',
  },
  readPermissions: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/permissions',
    answer: 'PermissionMatrix',
  },
  savePermissions: {
    method: 'PATCH',
    path: '/api/v1/organizations/{organization}/permissions',
    answer: 'PermissionMatrix',
  },
  listMySessions: {
    method: 'GET',
    path: '/api/v1/sessions',
    answer: 'MySessions',
  },
  endMySession: {
    method: 'DELETE',
    path: '/api/v1/sessions/{session}',
    answer: 'Nothing',
  },
  listMemberSessions: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/members/{member}/sessions',
    answer: 'MemberSessions',
  },
  endMemberSession: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}/members/{member}/sessions/{session}',
    answer: 'Nothing',
  },
  endEveryonesSessions: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/sessions/end',
    answer: 'EndedSessions',
  },
  listActivity: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/activity',
    answer: 'ActivityPage',
  },
  liveChanges: {
    method: 'GET',
    path: '/api/v1/changes',
    answer: 'LiveEvent',
    stream: true,
  },
} as const satisfies Record<string, Place>;

/** The type of the whole table. */
export type Routes = { readonly [R in RouteName]: (typeof PLACES)[R] & (typeof NEEDS)[R] };

/** The name of a route. */
export type RouteName = keyof typeof PLACES;

/** What each route needs; the server refuses what does not bring it. */
const NEEDS = {
  signIn: { access: 'public', body: 'SignIn' },
  signOut: { access: 'public' },
  signUp: { access: 'public', body: 'SignUp' },
  verifyAddress: { access: 'public', body: 'VerifyAddress' },
  sendVerification: { access: 'public', body: 'AccountAddress' },
  forgotPassword: { access: 'public', body: 'AccountAddress' },
  resetPassword: { access: 'public', body: 'ResetPassword' },
  changeProfile: { access: 'person', body: 'ChangeProfile' },
  changePassword: { access: 'person', body: 'ChangePassword' },
  session: { access: 'person' },
  myOrganizations: { access: 'person' },
  createOrganization: { access: 'person', body: 'CreateOrganization', idempotent: true },
  checkSlug: { access: 'person', query: 'SlugQuery' },
  organizationSession: { access: 'organization.open' },
  switchOrganization: { access: 'organization.open' },
  leaveOrganization: { access: 'organization.leave' },
  deleteOrganization: { access: 'organization.delete' },
  listMembers: { access: 'members.read', query: 'MemberQuery' },
  changeRole: { access: 'members.manage', body: 'ChangeRole' },
  removeMember: { access: 'members.manage' },
  changeMembers: { access: 'members.manage', body: 'ChangeMembers' },
  readPermissions: { access: 'permissions.read' },
  savePermissions: { access: 'permissions.edit', body: 'SavePermissions' },
  listMySessions: { access: 'person' },
  endMySession: { access: 'person' },
  listMemberSessions: { access: 'members.manage' },
  endMemberSession: { access: 'members.manage' },
  endEveryonesSessions: { access: 'sessions.end-everyones', body: 'EndEveryonesSessions' },
  listActivity: { access: 'activity.read', query: 'ActivityQuery' },
  liveChanges: { access: 'person' },
} as const satisfies Readonly<Record<RouteName, Needs>>;

/**
 * Every route, whole. The server, the OpenAPI document and the sweep of the tests are made from it, and
 * from its places the client.
 */
export const ROUTES = /* @__PURE__ */ whole();

type PlaceNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceNames<Rest>
  : never;

type ShapeOf<R extends RouteName, Part extends 'query' | 'body' | 'answer'> =
  Routes[R] extends Readonly<Record<Part, infer Name extends ShapeName>> ? Shapes[Name] : undefined;

/** The ids in a route's path, by the names in braces. */
export type PathOf<R extends RouteName> = Readonly<Record<PlaceNames<Routes[R]['path']>, string>>;

/** The query of a route, or undefined. */
export type QueryOf<R extends RouteName> = ShapeOf<R, 'query'>;

/** The JSON body of a route, or undefined. */
export type BodyOf<R extends RouteName> = ShapeOf<R, 'body'>;

/** What a route answers. */
export type AnswerOf<R extends RouteName> = ShapeOf<R, 'answer'>;

/** A route as the table's readers see it, whichever it is. */
export function routeNamed(name: RouteName): Route {
  return ROUTES[name];
}

function whole(): Routes {
  const names = Object.keys(PLACES) as RouteName[];
  const routes = names.map(name => [name, { ...PLACES[name], ...NEEDS[name] }]);
  return Object.fromEntries(routes) as Routes;
}
