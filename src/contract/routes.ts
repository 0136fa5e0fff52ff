import type { Access } from '../domain/index.ts';
import type { ShapeName, Shapes } from './shapes.ts';

/**
 * What a caller needs to be: `public` nobody in particular; `person` signed in; everything else is a
 * line of the domain's access list, for a member of the organization in the path.
 */
export type RouteAccess = 'public' | 'person' | Access;

/** Where a route is: what its callers send requests by. */
export interface Place {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Places in braces are ids; `{organization}` alone decides which organization it is about. */
  readonly path: `/api/${string}`;
}

/** Who may use a route, what it takes beside the ids of its path, and what it answers. */
interface Terms {
  readonly access: RouteAccess;
  readonly query?: ShapeName;
  readonly body?: ShapeName;
  /** It creates, and takes an `Idempotency-Key`. */
  readonly idempotent?: true;
  /** `Nothing` is an answer without a body (204). */
  readonly answer: ShapeName;
  /** The answer does not come once: it is a stream of them (server-sent events). */
  readonly stream?: true;
}

/** One route, whichever it is. */
export interface Route extends Place, Terms {}

/** The header by which an answer is known to be the server's own, and not of something before it. */
export const OURS = 'orgtags-api';

/** Every route, as far as pages load it: where it is. */
export const PLACES = {
  signIn: { method: 'POST', path: '/api/auth/sign-in/email' },
  signOut: { method: 'POST', path: '/api/auth/sign-out' },
  signUp: { method: 'POST', path: '/api/auth/sign-up/email' },
  verifyAddress: { method: 'POST', path: '/api/auth/verify-email' },
  sendVerification: { method: 'POST', path: '/api/auth/send-verification-email' },
  forgotPassword: { method: 'POST', path: '/api/auth/request-password-reset' },
  resetPassword: { method: 'POST', path: '/api/auth/reset-password' },
  changeProfile: { method: 'PATCH', path: '/api/v1/profile' },
  changePassword: { method: 'POST', path: '/api/v1/profile/password' },
  session: { method: 'GET', path: '/api/v1/session' },
  myOrganizations: { method: 'GET', path: '/api/v1/organizations' },
  createOrganization: { method: 'POST', path: '/api/v1/organizations' },
  checkSlug: { method: 'GET', path: '/api/v1/slugs' },
  organizationSession: { method: 'GET', path: '/api/v1/organizations/{organization}/session' },
  switchOrganization: { method: 'POST', path: '/api/v1/organizations/{organization}/switch' },
  leaveOrganization: { method: 'POST', path: '/api/v1/organizations/{organization}/leave' },
  deleteOrganization: { method: 'DELETE', path: '/api/v1/organizations/{organization}' },
  listMembers: { method: 'GET', path: '/api/v1/organizations/{organization}/members' },
  changeRole: { method: 'PATCH', path: '/api/v1/organizations/{organization}/members/{member}' },
  removeMember: { method: 'DELETE', path: '/api/v1/organizations/{organization}/members/{member}' },
  changeMembers: { method: 'POST', path: '/api/v1/organizations/{organization}/members/changes' },
  readPermissions: { method: 'GET', path: '/api/v1/organizations/{organization}/permissions' },
  savePermissions: { method: 'PATCH', path: '/api/v1/organizations/{organization}/permissions' },
  listMySessions: { method: 'GET', path: '/api/v1/sessions' },
  endMySession: { method: 'DELETE', path: '/api/v1/sessions/{session}' },
  listMemberSessions: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/members/{member}/sessions',
  },
  endMemberSession: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}/members/{member}/sessions/{session}',
  },
  endEveryonesSessions: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/sessions/end',
  },
  listActivity: { method: 'GET', path: '/api/v1/organizations/{organization}/activity' },
  liveChanges: { method: 'GET', path: '/api/v1/changes' },
} as const satisfies Record<string, Place>;

/** The type of the whole table. */
export type Routes = { readonly [R in RouteName]: (typeof PLACES)[R] & (typeof TERMS)[R] };

/** The name of a route. */
export type RouteName = keyof typeof PLACES;

/** On which terms each route is used; the server refuses what does not meet them. */
const TERMS = {
  signIn: { access: 'public', body: 'SignIn', answer: 'Nothing' },
  signOut: { access: 'public', answer: 'Nothing' },
  signUp: { access: 'public', body: 'SignUp', answer: 'Nothing' },
  verifyAddress: { access: 'public', body: 'VerifyAddress', answer: 'Nothing' },
  sendVerification: { access: 'public', body: 'AccountAddress', answer: 'Nothing' },
  forgotPassword: { access: 'public', body: 'AccountAddress', answer: 'Nothing' },
  resetPassword: { access: 'public', body: 'ResetPassword', answer: 'Nothing' },
  changeProfile: { access: 'person', body: 'ChangeProfile', answer: 'Person' },
  changePassword: { access: 'person', body: 'ChangePassword', answer: 'Nothing' },
  session: { access: 'person', answer: 'Session' },
  myOrganizations: { access: 'person', answer: 'MyOrganizations' },
  createOrganization: {
    access: 'person',
    body: 'CreateOrganization',
    idempotent: true,
    answer: 'MyOrganization',
  },
  checkSlug: { access: 'person', query: 'SlugQuery', answer: 'CheckedSlug' },
  organizationSession: { access: 'organization.open', answer: 'Session' },
  switchOrganization: { access: 'organization.open', answer: 'Session' },
  leaveOrganization: { access: 'organization.leave', answer: 'Nothing' },
  deleteOrganization: { access: 'organization.delete', answer: 'Nothing' },
  listMembers: { access: 'members.read', query: 'MemberQuery', answer: 'MemberPage' },
  changeRole: { access: 'members.manage', body: 'ChangeRole', answer: 'ChangedMember' },
  removeMember: { access: 'members.manage', answer: 'RemovedMember' },
  changeMembers: { access: 'members.manage', body: 'ChangeMembers', answer: 'ChangedMembers' },
  readPermissions: { access: 'permissions.read', answer: 'PermissionMatrix' },
  savePermissions: {
    access: 'permissions.edit',
    body: 'SavePermissions',
    answer: 'PermissionMatrix',
  },
  listMySessions: { access: 'person', answer: 'MySessions' },
  endMySession: { access: 'person', answer: 'Nothing' },
  listMemberSessions: { access: 'members.manage', answer: 'MemberSessions' },
  endMemberSession: { access: 'members.manage', answer: 'Nothing' },
  endEveryonesSessions: {
    access: 'sessions.end-everyones',
    body: 'EndEveryonesSessions',
    answer: 'EndedSessions',
  },
  listActivity: { access: 'activity.read', query: 'ActivityQuery', answer: 'ActivityPage' },
  liveChanges: { access: 'person', answer: 'LiveEvent', stream: true },
} as const satisfies Readonly<Record<RouteName, Terms>>;

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
  const routes = names.map(name => [name, { ...PLACES[name], ...TERMS[name] }]);
  return Object.fromEntries(routes) as Routes;
}
