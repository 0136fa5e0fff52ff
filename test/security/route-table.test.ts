import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Hono } from 'hono';
import { ROUTES, type Route, type RouteName } from '../../src/contract/routes.ts';
import {
  ACCESS,
  canAccess,
  effectivePermissions,
  FEATURES,
  ROLES,
  type Access,
  type Role,
} from '../../src/domain/index.ts';
import { checkNamed } from '../../src/server/http/route-names.ts';

/** Lines of the access list that decide what an answer holds, not whether a route may be used. */
const NOT_OF_A_ROUTE: readonly Access[] = ['members.read-addresses'];

/** Lines that stand in the list because it is the whole of it, before what they open has a route. */
const BEFORE_THEIR_ROUTE: Readonly<Partial<Record<Access, string>>> = {
  'reviews.read': 'reviews have no route yet',
  'agents.read-names': 'agents have no route yet',
  'agents.use': 'agents have no route yet',
  'knowledge.read-names': 'knowledge sources have no route yet',
};

/** Which roles may use each route by default, by hand: the table is not its own judge. */
const EXPECTED: Readonly<
  Record<RouteName, 'everybody' | 'who is signed in' | 'a guest' | readonly Role[]>
> = {
  'accounts.signIn': 'everybody',
  'accounts.signOut': 'everybody',
  'accounts.signUp': 'everybody',
  'accounts.verifyAddress': 'everybody',
  'accounts.sendVerification': 'everybody',
  'accounts.forgotPassword': 'everybody',
  'accounts.resetPassword': 'everybody',
  'accounts.changeProfile': 'who is signed in',
  'accounts.changePassword': 'who is signed in',
  'session.last': 'who is signed in',
  'organizations.list': 'who is signed in',
  'session.in': ['owner', 'admin', 'member', 'viewer'],
  'organizations.switch': ['owner', 'admin', 'member', 'viewer'],
  'members.list': ['owner', 'admin', 'member', 'viewer'],
  'organizations.create': 'who is signed in',
  'organizations.checkSlug': 'who is signed in',
  'organizations.leave': ['owner', 'admin', 'member', 'viewer'],
  'organizations.delete': ['owner'],
  'members.changeRole': ['owner', 'admin'],
  'members.remove': ['owner', 'admin'],
  'members.changeSeveral': ['owner', 'admin'],
  'invitations.list': ['owner', 'admin'],
  'invitations.send': ['owner', 'admin'],
  'invitations.resend': ['owner', 'admin'],
  'invitations.prolong': ['owner', 'admin'],
  'invitations.revoke': ['owner', 'admin'],
  'invitations.links': ['owner', 'admin'],
  'inbox.list': 'who is signed in',
  'inbox.accept': 'who is signed in',
  'inbox.decline': 'who is signed in',
  'inbox.open': 'everybody',
  'inbox.acceptLink': 'who is signed in',
  'inbox.declineLink': 'who is signed in',
  'accounts.signUpInvited': 'everybody',
  'permissions.read': ['owner', 'admin', 'member', 'viewer'],
  'permissions.save': ['owner', 'admin'],
  'sessions.mine': 'who is signed in',
  'sessions.end': 'who is signed in',
  'sessions.ofMember': ['owner', 'admin'],
  'sessions.endOfMember': ['owner', 'admin'],
  'sessions.endEveryones': ['owner', 'admin'],
  'activity.list': ['owner', 'admin'],
  'guestChat.door': 'everybody',
  'guestChat.join': 'everybody',
  'guestChat.refresh': 'everybody',
  'guestChat.read': 'a guest',
  'guestChat.write': 'a guest',
  'guestChat.askForPerson': 'a guest',
  'guestChat.introduce': 'a guest',
  'guestChat.begin': 'a guest',
  'guestChat.markRead': 'a guest',
  'guestChat.type': 'a guest',
  'guestChat.keep': 'a guest',
  'guestChat.leave': 'a guest',
  'guestChat.stream': 'a guest',
  'conversations.assignees': ['owner', 'admin', 'member'],
  'conversations.list': ['owner', 'admin', 'member', 'viewer'],
  'conversations.open': ['owner', 'admin', 'member', 'viewer'],
  'conversations.answer': ['owner', 'admin', 'member'],
  'conversations.markRead': ['owner', 'admin', 'member'],
  'conversations.type': ['owner', 'admin', 'member'],
  'conversations.change': ['owner', 'admin', 'member'],
  'guests.access': ['owner', 'admin'],
  'guests.changeAccess': ['owner', 'admin'],
  'guests.signingSecret': ['owner', 'admin'],
  'guests.rotateSigningSecret': ['owner', 'admin'],
  'guests.list': ['owner', 'admin'],
  'guests.end': ['owner', 'admin'],
  'textSources.list': ['owner', 'admin'],
  'textSources.create': ['owner', 'admin'],
  'textSources.open': ['owner', 'admin'],
  'textSources.change': ['owner', 'admin'],
  'textSources.remove': ['owner', 'admin'],
  'textSources.try': ['owner', 'admin'],
  'changes.stream': 'who is signed in',
};

const routes: readonly (readonly [string, Route])[] = Object.entries(ROUTES);
/** Who needs to be nobody's member. */
const OTHERS: Readonly<Record<string, 'everybody' | 'who is signed in' | 'a guest'>> = {
  public: 'everybody',
  visitor: 'everybody',
  person: 'who is signed in',
  guest: 'a guest',
};
const isOfGuests = (access: string): boolean => access === 'visitor' || access === 'guest';
const ofOrganization = routes.filter(([, { access }]) => access in ACCESS || isOfGuests(access));
const ofNone = routes.filter(([, { access }]) => !(access in ACCESS) && !isOfGuests(access));

it('lets every route say who may use it, in words of the access list', () => {
  for (const [name, { access }] of routes) {
    assert.ok(access in OTHERS || access in ACCESS, name);
  }
  assert.ok(ofOrganization.length > 0 && ofNone.length > 0);
});

it('opens each route to whom it is meant for (R8, R9, R10, R11)', () => {
  for (const [name, { access }] of routes) {
    const roles =
      OTHERS[access] ??
      ROLES.filter(role => {
        const permissions = effectivePermissions(FEATURES, role);
        return canAccess(access as Access, { person: 'me', role, permissions }).allowed;
      });
    assert.deepEqual(roles, EXPECTED[name as RouteName], name);
  }
});

it('puts the organization first in the path of what belongs to one, and nowhere else (R33)', () => {
  for (const [name, { path }] of ofOrganization) {
    assert.match(path, /^\/api\/v1\/organizations\/\{organization\}(\/|$)/, name);
    assert.equal(path.split('{organization}').length, 2, name);
  }
  for (const [name, { path }] of ofNone) assert.ok(!path.includes('{organization}'), name);
});

it('keeps only accounts outside of version 1, and opens only accounts and links to everybody', () => {
  for (const [name, { path, access }] of routes) {
    const isOpen = path.startsWith('/api/auth/') || name === 'inbox.open';
    assert.equal(isOpen, access === 'public', name);
    assert.match(path, /^\/api\/(auth|v1)\//, name);
  }
});

it('never has two routes at one place', () => {
  const places = routes.map(
    ([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
  );
  assert.deepEqual(places, [...new Set(places)]);
});

it('leaves no line of the access list without a use', () => {
  const used = new Set<string>(routes.map(([, { access }]) => access));
  const unused = Object.keys(ACCESS).filter(access => !used.has(access));
  const known = [...NOT_OF_A_ROUTE, ...Object.keys(BEFORE_THEIR_ROUTE)];
  assert.deepEqual(unused.toSorted(), known.toSorted());
});

it('is all that a server answers: what is beside it does not start (R26)', () => {
  const of = (...added: [string, string][]) => {
    const app = new Hono();
    app.use((_, next) => next());
    for (const [method, path] of added) app.on(method, path, c => c.text(''));
    return app.routes;
  };
  const listed = ['GET', '/api/v1/organizations/:organization/members'] as [string, string];
  checkNamed(of(listed));
  for (const [method, path] of [
    ['GET', '/api/v1/secret'],
    ['PUT', listed[1]],
    ['ALL', '/api/v1/secret'],
    ['ALL', '/api/v1/*'],
  ] as const) {
    assert.throws(() => {
      checkNamed(of(listed, [method, path]));
    }, /is not in the table of routes/);
  }
  assert.throws(() => {
    checkNamed(of(listed, listed));
  }, /is there twice/);
});
