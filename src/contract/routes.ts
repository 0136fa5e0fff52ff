import type { Access } from '../domain/index.ts';
import type { ShapeName, Shapes } from './shapes.ts';

/**
 * What a caller needs to be: `public` nobody in particular; `person` signed in; everything else is a
 * line of the domain's access list, for a member of the organization in the path.
 */
export type RouteAccess = 'public' | 'person' | Access;

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * Where a route is: what its callers send requests by. Places in braces are ids; `{organization}` alone
 * decides which organization it is about.
 */
export type Place = `${Method} /api/${string}`;

/** What a route answers, who may use it, and what it takes beside the ids of its path. */
interface Needs {
  readonly answer: ShapeName;
  /** The answer does not come once: it is a stream of them (server-sent events). */
  readonly stream?: true;
  readonly access: RouteAccess;
  readonly query?: ShapeName;
  readonly body?: ShapeName;
  /** It creates, and takes an `Idempotency-Key`. */
  readonly idempotent?: true;
}

/** One route, whichever it is. */
export interface Route extends Needs {
  readonly method: Method;
  readonly path: `/api/${string}`;
}

/** The header by which an answer is known to be the server's own, and not of something before it. */
export const OURS = 'orgtags-api';

/** Every route, as far as pages load it: where it is. */
export const PLACES = {
  signIn: 'POST /api/auth/sign-in/email',
  signOut: 'POST /api/auth/sign-out',
  signUp: 'POST /api/auth/sign-up/email',
  verifyAddress: 'POST /api/auth/verify-email',
  sendVerification: 'POST /api/auth/send-verification-email',
  forgotPassword: 'POST /api/auth/request-password-reset',
  resetPassword: 'POST /api/auth/reset-password',
  changeProfile: 'PATCH /api/v1/profile',
  changePassword: 'POST /api/v1/profile/password',
  session: 'GET /api/v1/session',
  myOrganizations: 'GET /api/v1/organizations',
  createOrganization: 'POST /api/v1/organizations',
  checkSlug: 'GET /api/v1/slugs',
  organizationSession: 'GET /api/v1/organizations/{organization}/session',
  switchOrganization: 'POST /api/v1/organizations/{organization}/switch',
  leaveOrganization: 'POST /api/v1/organizations/{organization}/leave',
  deleteOrganization: 'DELETE /api/v1/organizations/{organization}',
  listMembers: 'GET /api/v1/organizations/{organization}/members',
  changeRole: 'PATCH /api/v1/organizations/{organization}/members/{member}',
  removeMember: 'DELETE /api/v1/organizations/{organization}/members/{member}',
  changeMembers: 'POST /api/v1/organizations/{organization}/members/changes',
  readPermissions: 'GET /api/v1/organizations/{organization}/permissions',
  savePermissions: 'PATCH /api/v1/organizations/{organization}/permissions',
  listMySessions: 'GET /api/v1/sessions',
  endMySession: 'DELETE /api/v1/sessions/{session}',
  listMemberSessions: 'GET /api/v1/organizations/{organization}/members/{member}/sessions',
  endMemberSession:
    'DELETE /api/v1/organizations/{organization}/members/{member}/sessions/{session}',
  endEveryonesSessions: 'POST /api/v1/organizations/{organization}/sessions/end',
  listActivity: 'GET /api/v1/organizations/{organization}/activity',
  liveChanges: 'GET /api/v1/changes',
} as const satisfies Readonly<Record<string, Place>>;

/** The type of the whole table. */
export type Routes = {
  readonly [R in RouteName]: (typeof NEEDS)[R] &
    Pick<Route, 'method'> & { readonly path: PathIn<(typeof PLACES)[R]> };
};

type PathIn<P extends Place> = P extends `${Method} ${infer Path}` ? Path : never;

/** The method and the path of a place. */
export function partsOf(place: Place): readonly [Method, Route['path']] {
  return place.split(' ') as [Method, Route['path']];
}

/** The name of a route. */
export type RouteName = keyof typeof PLACES;

/** What each route gives and needs; the server refuses what does not bring it. */
const NEEDS = {
  signIn: { answer: 'Nothing', access: 'public', body: 'SignIn' },
  signOut: { answer: 'Nothing', access: 'public' },
  signUp: { answer: 'Nothing', access: 'public', body: 'SignUp' },
  verifyAddress: { answer: 'Nothing', access: 'public', body: 'VerifyAddress' },
  sendVerification: { answer: 'Nothing', access: 'public', body: 'AccountAddress' },
  forgotPassword: { answer: 'Nothing', access: 'public', body: 'AccountAddress' },
  resetPassword: { answer: 'Nothing', access: 'public', body: 'ResetPassword' },
  changeProfile: { answer: 'Person', access: 'person', body: 'ChangeProfile' },
  changePassword: { answer: 'Nothing', access: 'person', body: 'ChangePassword' },
  session: { answer: 'Session', access: 'person' },
  myOrganizations: { answer: 'MyOrganizations', access: 'person' },
  createOrganization: {
    answer: 'MyOrganization',
    access: 'person',
    body: 'CreateOrganization',
    idempotent: true,
  },
  checkSlug: { answer: 'CheckedSlug', access: 'person', query: 'SlugQuery' },
  organizationSession: { answer: 'Session', access: 'organization.open' },
  switchOrganization: { answer: 'Session', access: 'organization.open' },
  leaveOrganization: { answer: 'Nothing', access: 'organization.leave' },
  deleteOrganization: { answer: 'Nothing', access: 'organization.delete' },
  listMembers: { answer: 'MemberPage', access: 'members.read', query: 'MemberQuery' },
  changeRole: { answer: 'ChangedMember', access: 'members.manage', body: 'ChangeRole' },
  removeMember: { answer: 'RemovedMember', access: 'members.manage' },
  changeMembers: { answer: 'ChangedMembers', access: 'members.manage', body: 'ChangeMembers' },
  readPermissions: { answer: 'PermissionMatrix', access: 'permissions.read' },
  savePermissions: {
    answer: 'PermissionMatrix',
    access: 'permissions.edit',
    body: 'SavePermissions',
  },
  listMySessions: { answer: 'MySessions', access: 'person' },
  endMySession: { answer: 'Nothing', access: 'person' },
  listMemberSessions: { answer: 'MemberSessions', access: 'members.manage' },
  endMemberSession: { answer: 'Nothing', access: 'members.manage' },
  endEveryonesSessions: {
    answer: 'EndedSessions',
    access: 'sessions.end-everyones',
    body: 'EndEveryonesSessions',
  },
  listActivity: { answer: 'ActivityPage', access: 'activity.read', query: 'ActivityQuery' },
  liveChanges: { answer: 'LiveEvent', stream: true, access: 'person' },
} as const satisfies Readonly<Record<RouteName, Needs>>;

/**
 * Every route, whole. The server, the OpenAPI document and the sweep of the tests are made from it, and
 * from its places the client.
 */
export const ROUTES = /* @__PURE__ */ whole();

type PlaceNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceNames<Rest>
  : never;

type IdsIn<Path extends string> = Path extends `${string}{${string}}${infer Rest}`
  ? [id: string, ...IdsIn<Rest>]
  : [];

type ShapeOf<R extends RouteName, Part extends 'query' | 'body' | 'answer'> =
  Routes[R] extends Readonly<Record<Part, infer Name extends ShapeName>> ? Shapes[Name] : undefined;

/** The ids in a route's path, by the names in braces. */
export type PathOf<R extends RouteName> = Readonly<Record<PlaceNames<Routes[R]['path']>, string>>;

/** The ids in a route's path, in their order. */
export type IdsOf<R extends RouteName> = IdsIn<Routes[R]['path']>;

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
  const routes = names.map(name => {
    const [method, path] = partsOf(PLACES[name]);
    return [name, { method, path, ...NEEDS[name] }] as const;
  });
  return Object.fromEntries(routes) as Routes;
}
