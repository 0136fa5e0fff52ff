import type { Access } from '../domain/index.ts';
import type { ShapeName, Shapes } from './shapes.ts';

/**
 * What a caller needs to be: `public` nobody in particular; `person` signed in; `visitor` on a page that
 * the organization in the path lets guests join from, and `guest` one who has joined it; everything else
 * is a line of the domain's access list, for a member of the organization in the path.
 */
export type RouteAccess = 'public' | 'person' | 'visitor' | 'guest' | Access;

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * Where a route is: what its callers send requests by. Places in braces are ids; `{organization}` alone
 * decides which organization it is about.
 */
export type Place = `${Method} /api/${string}`;

type Places = Readonly<Record<string, Place>>;

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

/** The header of a write that names the person, by id, whom the page takes for the one signed in. */
export const AS_PERSON = 'orgtags-person';

/*
 * Where the routes are, group by group, so that a page loads those that its tags use.
 */

export const ACCOUNT_PLACES = {
  'accounts.signIn': 'POST /api/auth/sign-in/email',
  'accounts.signOut': 'POST /api/auth/sign-out',
  'accounts.signUp': 'POST /api/auth/sign-up/email',
  'accounts.verifyAddress': 'POST /api/auth/verify-email',
  'accounts.sendVerification': 'POST /api/auth/send-verification-email',
  'accounts.forgotPassword': 'POST /api/auth/request-password-reset',
  'accounts.resetPassword': 'POST /api/auth/reset-password',
  'accounts.changeProfile': 'PATCH /api/v1/profile',
  'accounts.changePassword': 'POST /api/v1/profile/password',
} as const satisfies Places;

export const BASE_PLACES = {
  'session.last': 'GET /api/v1/session',
  'session.in': 'GET /api/v1/organizations/{organization}/session',
  'changes.stream': 'GET /api/v1/changes',
} as const satisfies Places;

export const ORGANIZATION_PLACES = {
  'organizations.list': 'GET /api/v1/organizations',
  'organizations.create': 'POST /api/v1/organizations',
  'organizations.checkSlug': 'GET /api/v1/slugs',
  'organizations.switch': 'POST /api/v1/organizations/{organization}/switch',
  'organizations.leave': 'POST /api/v1/organizations/{organization}/leave',
  'organizations.delete': 'DELETE /api/v1/organizations/{organization}',
} as const satisfies Places;

export const MEMBER_PLACES = {
  'members.list': 'GET /api/v1/organizations/{organization}/members',
  'members.changeRole': 'PATCH /api/v1/organizations/{organization}/members/{member}',
  'members.remove': 'DELETE /api/v1/organizations/{organization}/members/{member}',
  'members.changeSeveral': 'POST /api/v1/organizations/{organization}/members/changes',
} as const satisfies Places;

export const INVITATION_PLACES = {
  'invitations.list': 'GET /api/v1/organizations/{organization}/invitations',
  'invitations.send': 'POST /api/v1/organizations/{organization}/invitations',
  'invitations.resend': 'POST /api/v1/organizations/{organization}/invitations/{invitation}/resend',
  'invitations.prolong': 'PATCH /api/v1/organizations/{organization}/invitations/{invitation}',
  'invitations.revoke': 'POST /api/v1/organizations/{organization}/invitations/revoke',
  'invitations.links': 'POST /api/v1/organizations/{organization}/invitations/links',
} as const satisfies Places;

export const INBOX_PLACES = {
  'inbox.list': 'GET /api/v1/invitations',
  'inbox.accept': 'POST /api/v1/invitations/{invitation}/accept',
  'inbox.decline': 'POST /api/v1/invitations/{invitation}/decline',
} as const satisfies Places;

/** For whoever has the link of an invitation. */
export const INVITATION_LINK_PLACES = {
  'inbox.open': 'POST /api/v1/invitations/open',
  'inbox.acceptLink': 'POST /api/v1/invitations/accept',
  'inbox.declineLink': 'POST /api/v1/invitations/decline',
  'accounts.signUpInvited': 'POST /api/auth/sign-up/invitation',
} as const satisfies Places;

export const PERMISSION_PLACES = {
  'permissions.read': 'GET /api/v1/organizations/{organization}/permissions',
  'permissions.save': 'PATCH /api/v1/organizations/{organization}/permissions',
} as const satisfies Places;

export const SESSION_PLACES = {
  'sessions.mine': 'GET /api/v1/sessions',
  'sessions.end': 'DELETE /api/v1/sessions/{session}',
  'sessions.ofMember': 'GET /api/v1/organizations/{organization}/members/{member}/sessions',
  'sessions.endOfMember':
    'DELETE /api/v1/organizations/{organization}/members/{member}/sessions/{session}',
  'sessions.endEveryones': 'POST /api/v1/organizations/{organization}/sessions/end',
} as const satisfies Places;

export const ACTIVITY_PLACES = {
  'activity.list': 'GET /api/v1/organizations/{organization}/activity',
} as const satisfies Places;

/** For guests, who have a client of their own. */
export const GUEST_CHAT_PLACES = {
  'guestChat.door': 'GET /api/v1/organizations/{organization}/guest-chat',
  'guestChat.join': 'POST /api/v1/organizations/{organization}/guest-chat/join',
  'guestChat.refresh': 'POST /api/v1/organizations/{organization}/guest-chat/refresh',
  'guestChat.read': 'GET /api/v1/organizations/{organization}/guest-chat/conversation',
  'guestChat.write': 'POST /api/v1/organizations/{organization}/guest-chat/messages',
  'guestChat.askForPerson': 'POST /api/v1/organizations/{organization}/guest-chat/hand-over',
  'guestChat.introduce': 'PATCH /api/v1/organizations/{organization}/guest-chat',
  'guestChat.begin': 'POST /api/v1/organizations/{organization}/guest-chat/conversations',
  'guestChat.markRead': 'POST /api/v1/organizations/{organization}/guest-chat/read',
  'guestChat.type': 'POST /api/v1/organizations/{organization}/guest-chat/typing',
  'guestChat.keep': 'POST /api/v1/organizations/{organization}/guest-chat/keep',
  'guestChat.leave': 'DELETE /api/v1/organizations/{organization}/guest-chat',
  'guestChat.stream': 'GET /api/v1/organizations/{organization}/guest-chat/stream',
} as const satisfies Places;

export const CONVERSATION_PLACES = {
  'conversations.assignees': 'GET /api/v1/organizations/{organization}/assignees',
  'conversations.list': 'GET /api/v1/organizations/{organization}/conversations',
  'conversations.open': 'GET /api/v1/organizations/{organization}/conversations/{conversation}',
  'conversations.answer':
    'POST /api/v1/organizations/{organization}/conversations/{conversation}/messages',
  'conversations.markRead':
    'POST /api/v1/organizations/{organization}/conversations/{conversation}/read',
  'conversations.type':
    'POST /api/v1/organizations/{organization}/conversations/{conversation}/typing',
  'conversations.change': 'PATCH /api/v1/organizations/{organization}/conversations/{conversation}',
} as const satisfies Places;

export const GUEST_ACCESS_PLACES = {
  'guests.access': 'GET /api/v1/organizations/{organization}/guest-access',
  'guests.changeAccess': 'PATCH /api/v1/organizations/{organization}/guest-access',
  'guests.signingSecret': 'GET /api/v1/organizations/{organization}/guest-access/signing-secret',
  'guests.rotateSigningSecret':
    'POST /api/v1/organizations/{organization}/guest-access/signing-secret',
  'guests.list': 'GET /api/v1/organizations/{organization}/guests',
} as const satisfies Places;

export const GUEST_PLACES = {
  'guests.end': 'DELETE /api/v1/organizations/{organization}/guests/{guest}',
} as const satisfies Places;

export const TEXT_SOURCE_PLACES = {
  'textSources.list': 'GET /api/v1/organizations/{organization}/text-sources',
  'textSources.create': 'POST /api/v1/organizations/{organization}/text-sources',
  'textSources.open': 'GET /api/v1/organizations/{organization}/text-sources/{source}',
  'textSources.change': 'PATCH /api/v1/organizations/{organization}/text-sources/{source}',
  'textSources.remove': 'DELETE /api/v1/organizations/{organization}/text-sources/{source}',
  'textSources.try': 'POST /api/v1/organizations/{organization}/text-sources/try',
} as const satisfies Places;

/** Where every route is. */
export function allPlaces() {
  return {
    ...ACCOUNT_PLACES,
    ...BASE_PLACES,
    ...ORGANIZATION_PLACES,
    ...MEMBER_PLACES,
    ...INVITATION_PLACES,
    ...INBOX_PLACES,
    ...INVITATION_LINK_PLACES,
    ...PERMISSION_PLACES,
    ...SESSION_PLACES,
    ...ACTIVITY_PLACES,
    ...GUEST_CHAT_PLACES,
    ...CONVERSATION_PLACES,
    ...GUEST_ACCESS_PLACES,
    ...GUEST_PLACES,
    ...TEXT_SOURCE_PLACES,
  };
}

type AllPlaces = ReturnType<typeof allPlaces>;

/** The type of the whole table. */
export type Routes = {
  readonly [R in RouteName]: (typeof NEEDS)[R] &
    Pick<Route, 'method'> & { readonly path: PathIn<AllPlaces[R]> };
};

type PathIn<P extends Place> = P extends `${Method} ${infer Path}` ? Path : never;

/** The method and the path of a place. */
export function partsOf(place: Place): readonly [Method, Route['path']] {
  return place.split(' ') as [Method, Route['path']];
}

/** The name of a route. */
export type RouteName = keyof AllPlaces;

/** What each route gives and needs; the server refuses what does not bring it. */
const NEEDS = {
  'accounts.signIn': { answer: 'Nothing', access: 'public', body: 'SignIn' },
  'accounts.signOut': { answer: 'Nothing', access: 'public' },
  'accounts.signUp': { answer: 'Nothing', access: 'public', body: 'SignUp' },
  'accounts.verifyAddress': { answer: 'Nothing', access: 'public', body: 'VerifyAddress' },
  'accounts.sendVerification': { answer: 'Nothing', access: 'public', body: 'AccountAddress' },
  'accounts.forgotPassword': { answer: 'Nothing', access: 'public', body: 'AccountAddress' },
  'accounts.resetPassword': { answer: 'Nothing', access: 'public', body: 'ResetPassword' },
  'accounts.changeProfile': { answer: 'Person', access: 'person', body: 'ChangeProfile' },
  'accounts.changePassword': { answer: 'Nothing', access: 'person', body: 'ChangePassword' },
  'session.last': { answer: 'Session', access: 'person' },
  'organizations.list': { answer: 'MyOrganizations', access: 'person' },
  'organizations.create': {
    answer: 'MyOrganization',
    access: 'person',
    body: 'CreateOrganization',
    idempotent: true,
  },
  'organizations.checkSlug': { answer: 'CheckedSlug', access: 'person', query: 'SlugQuery' },
  'session.in': { answer: 'Session', access: 'organization.open' },
  'organizations.switch': { answer: 'Session', access: 'organization.open' },
  'organizations.leave': { answer: 'Nothing', access: 'organization.leave' },
  'organizations.delete': { answer: 'Nothing', access: 'organization.delete' },
  'members.list': { answer: 'MemberPage', access: 'members.read', query: 'MemberQuery' },
  'members.changeRole': { answer: 'ChangedMember', access: 'members.manage', body: 'ChangeRole' },
  'members.remove': { answer: 'RemovedMember', access: 'members.manage' },
  'members.changeSeveral': {
    answer: 'ChangedMembers',
    access: 'members.manage',
    body: 'ChangeMembers',
  },
  'invitations.list': {
    answer: 'InvitationPage',
    access: 'invitations.read',
    query: 'InvitationQuery',
  },
  'invitations.send': {
    answer: 'InvitationOutcomes',
    access: 'invitations.send',
    body: 'SendInvitations',
    idempotent: true,
  },
  'invitations.resend': {
    answer: 'ChangedInvitation',
    access: 'invitations.send',
    body: 'ResendInvitation',
  },
  'invitations.prolong': {
    answer: 'ChangedInvitation',
    access: 'invitations.send',
    body: 'ProlongInvitation',
  },
  'invitations.revoke': {
    answer: 'RevokedInvitations',
    access: 'invitations.read',
    body: 'InvitationIds',
  },
  'invitations.links': {
    answer: 'InvitationLinks',
    access: 'invitations.read',
    body: 'InvitationIds',
  },
  'inbox.list': { answer: 'Inbox', access: 'person' },
  'inbox.accept': { answer: 'MyOrganization', access: 'person' },
  'inbox.decline': { answer: 'Nothing', access: 'person' },
  'inbox.open': { answer: 'OpenedInvitation', access: 'public', body: 'InvitationLink' },
  'inbox.acceptLink': { answer: 'MyOrganization', access: 'person', body: 'InvitationLink' },
  'inbox.declineLink': { answer: 'Nothing', access: 'person', body: 'InvitationLink' },
  'accounts.signUpInvited': { answer: 'Nothing', access: 'public', body: 'SignUpInvited' },
  'permissions.read': { answer: 'PermissionMatrix', access: 'permissions.read' },
  'permissions.save': {
    answer: 'PermissionMatrix',
    access: 'permissions.edit',
    body: 'SavePermissions',
  },
  'sessions.mine': { answer: 'MySessions', access: 'person' },
  'sessions.end': { answer: 'Nothing', access: 'person' },
  'sessions.ofMember': { answer: 'MemberSessions', access: 'members.manage' },
  'sessions.endOfMember': { answer: 'Nothing', access: 'members.manage' },
  'sessions.endEveryones': {
    answer: 'EndedSessions',
    access: 'sessions.end-everyones',
    body: 'EndEveryonesSessions',
  },
  'activity.list': { answer: 'ActivityPage', access: 'activity.read', query: 'ActivityQuery' },
  'guestChat.door': { answer: 'GuestDoor', access: 'visitor', query: 'DoorQuery' },
  'guestChat.join': { answer: 'GuestTokens', access: 'visitor', body: 'JoinAsGuest' },
  'guestChat.refresh': { answer: 'GuestTokens', access: 'visitor', body: 'RefreshGuest' },
  'guestChat.read': { answer: 'GuestConversation', access: 'guest' },
  'guestChat.write': { answer: 'SentMessage', access: 'guest', body: 'WriteMessage' },
  'guestChat.askForPerson': { answer: 'Nothing', access: 'guest' },
  'guestChat.introduce': { answer: 'Nothing', access: 'guest', body: 'IntroduceGuest' },
  'guestChat.begin': { answer: 'GuestConversation', access: 'guest', body: 'BeginConversation' },
  'guestChat.markRead': { answer: 'Nothing', access: 'guest', body: 'ReadUpTo' },
  'guestChat.type': { answer: 'Nothing', access: 'guest' },
  'guestChat.keep': { answer: 'Nothing', access: 'guest', body: 'KeepConversation' },
  'guestChat.leave': { answer: 'Nothing', access: 'guest' },
  'guestChat.stream': { answer: 'GuestEvent', stream: true, access: 'guest' },
  'conversations.assignees': { answer: 'Assignees', access: 'conversations.answer' },
  'conversations.list': {
    answer: 'ConversationPage',
    access: 'conversations.read',
    query: 'ConversationQuery',
  },
  'conversations.open': { answer: 'OpenedConversation', access: 'conversations.read' },
  'conversations.answer': {
    answer: 'SentAnswer',
    access: 'conversations.answer',
    body: 'WriteMessage',
  },
  'conversations.markRead': { answer: 'ChangedConversation', access: 'conversations.answer' },
  'conversations.type': { answer: 'Nothing', access: 'conversations.answer' },
  'conversations.change': {
    answer: 'ChangedConversation',
    access: 'conversations.answer',
    body: 'ChangeConversation',
  },
  'guests.access': { answer: 'GuestAccess', access: 'organization.settings' },
  'guests.changeAccess': {
    answer: 'GuestAccess',
    access: 'organization.settings',
    body: 'ChangeGuestAccess',
  },
  'guests.signingSecret': { answer: 'SigningSecret', access: 'organization.settings' },
  'guests.rotateSigningSecret': {
    answer: 'SigningSecret',
    access: 'organization.settings',
    body: 'RotateSigningSecret',
  },
  'guests.list': { answer: 'GuestPage', access: 'organization.settings', query: 'GuestQuery' },
  'guests.end': { answer: 'Nothing', access: 'organization.settings' },
  'textSources.list': { answer: 'TextSources', access: 'organization.settings' },
  'textSources.create': {
    answer: 'ChangedTextSource',
    access: 'organization.settings',
    body: 'CreateTextSource',
    idempotent: true,
  },
  'textSources.open': { answer: 'OpenedTextSource', access: 'organization.settings' },
  'textSources.change': {
    answer: 'ChangedTextSource',
    access: 'organization.settings',
    body: 'ChangeTextSource',
  },
  'textSources.remove': { answer: 'Nothing', access: 'organization.settings' },
  'textSources.try': {
    answer: 'TriedQuestion',
    access: 'organization.settings',
    body: 'TryQuestion',
  },
  'changes.stream': { answer: 'LiveEvent', stream: true, access: 'person' },
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
  const places = allPlaces();
  const names = Object.keys(places) as RouteName[];
  const routes = names.map(name => {
    const [method, path] = partsOf(places[name]);
    return [name, { method, path, ...NEEDS[name] }] as const;
  });
  return Object.fromEntries(routes) as Routes;
}
