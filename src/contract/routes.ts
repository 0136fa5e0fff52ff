import type { Access } from '../domain/index.ts';
import type { ShapeName, Shapes } from './shapes.ts';

/**
 * What a caller needs to be: `public` nobody in particular; `person` signed in; everything else is a
 * line of the domain's access list, for a member of the organization in the path.
 */
export type RouteAccess = 'public' | 'person' | Access;

/** One route, said once. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Places in braces are ids; `{organization}` alone decides which organization it is about. */
  readonly path: `/api/${string}`;
  readonly access: RouteAccess;
  readonly query?: ShapeName;
  readonly body?: ShapeName;
  readonly answer: ShapeName;
  /** It creates, and takes an `Idempotency-Key`. */
  readonly idempotent?: true;
  /** The answer does not come once: it is a stream of them (server-sent events). */
  readonly stream?: true;
}

/** Every route. The server, the client, the OpenAPI document and the sweep of the tests are made from it. */
export const ROUTES = {
  signIn: {
    method: 'POST',
    path: '/api/auth/sign-in/email',
    access: 'public',
    body: 'SignIn',
    answer: 'Nothing',
  },
  signOut: {
    method: 'POST',
    path: '/api/auth/sign-out',
    access: 'public',
    answer: 'Nothing',
  },
  signUp: {
    method: 'POST',
    path: '/api/auth/sign-up/email',
    access: 'public',
    body: 'SignUp',
    answer: 'Nothing',
  },
  verifyAddress: {
    method: 'POST',
    path: '/api/auth/verify-email',
    access: 'public',
    body: 'VerifyAddress',
    answer: 'Nothing',
  },
  sendVerification: {
    method: 'POST',
    path: '/api/auth/send-verification-email',
    access: 'public',
    body: 'AccountAddress',
    answer: 'Nothing',
  },
  forgotPassword: {
    method: 'POST',
    path: '/api/auth/request-password-reset',
    access: 'public',
    body: 'AccountAddress',
    answer: 'Nothing',
  },
  resetPassword: {
    method: 'POST',
    path: '/api/auth/reset-password',
    access: 'public',
    body: 'ResetPassword',
    answer: 'Nothing',
  },
  changeProfile: {
    method: 'PATCH',
    path: '/api/v1/profile',
    access: 'person',
    body: 'ChangeProfile',
    answer: 'Person',
  },
  changePassword: {
    method: 'POST',
    path: '/api/v1/profile/password',
    access: 'person',
    body: 'ChangePassword',
    answer: 'Nothing',
  },
  session: {
    method: 'GET',
    path: '/api/v1/session',
    access: 'person',
    answer: 'Session',
  },
  myOrganizations: {
    method: 'GET',
    path: '/api/v1/organizations',
    access: 'person',
    answer: 'MyOrganizations',
  },
  createOrganization: {
    method: 'POST',
    path: '/api/v1/organizations',
    access: 'person',
    body: 'CreateOrganization',
    answer: 'MyOrganization',
    idempotent: true,
  },
  checkSlug: {
    method: 'GET',
    path: '/api/v1/slugs',
    access: 'person',
    query: 'SlugQuery',
    answer: 'CheckedSlug',
  },
  organizationSession: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/session',
    access: 'organization.open',
    answer: 'Session',
  },
  switchOrganization: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/switch',
    access: 'organization.open',
    answer: 'Session',
  },
  leaveOrganization: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/leave',
    access: 'organization.leave',
    answer: 'Nothing',
  },
  deleteOrganization: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}',
    access: 'organization.delete',
    answer: 'Nothing',
  },
  listMembers: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/members',
    access: 'members.read',
    query: 'MemberQuery',
    answer: 'MemberPage',
  },
  changeRole: {
    method: 'PATCH',
    path: '/api/v1/organizations/{organization}/members/{member}',
    access: 'members.manage',
    body: 'ChangeRole',
    answer: 'ChangedMember',
  },
  removeMember: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}/members/{member}',
    access: 'members.manage',
    answer: 'RemovedMember',
  },
  changeMembers: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/members/changes',
    access: 'members.manage',
    body: 'ChangeMembers',
    answer: 'ChangedMembers',
  },
  readPermissions: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/permissions',
    access: 'permissions.read',
    answer: 'PermissionMatrix',
  },
  savePermissions: {
    method: 'PATCH',
    path: '/api/v1/organizations/{organization}/permissions',
    access: 'permissions.edit',
    body: 'SavePermissions',
    answer: 'PermissionMatrix',
  },
  listMySessions: {
    method: 'GET',
    path: '/api/v1/sessions',
    access: 'person',
    answer: 'MySessions',
  },
  endMySession: {
    method: 'DELETE',
    path: '/api/v1/sessions/{session}',
    access: 'person',
    answer: 'Nothing',
  },
  listMemberSessions: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/members/{member}/sessions',
    access: 'members.manage',
    answer: 'MemberSessions',
  },
  endMemberSession: {
    method: 'DELETE',
    path: '/api/v1/organizations/{organization}/members/{member}/sessions/{session}',
    access: 'members.manage',
    answer: 'Nothing',
  },
  endEveryonesSessions: {
    method: 'POST',
    path: '/api/v1/organizations/{organization}/sessions/end',
    access: 'sessions.end-everyones',
    body: 'EndEveryonesSessions',
    answer: 'EndedSessions',
  },
  listActivity: {
    method: 'GET',
    path: '/api/v1/organizations/{organization}/activity',
    access: 'activity.read',
    query: 'ActivityQuery',
    answer: 'ActivityPage',
  },
  liveChanges: {
    method: 'GET',
    path: '/api/v1/changes',
    access: 'person',
    answer: 'LiveEvent',
    stream: true,
  },
} as const satisfies Record<string, Route>;

/** The table's type. */
export type Routes = typeof ROUTES;

/** The name of a route. */
export type RouteName = keyof Routes;

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
