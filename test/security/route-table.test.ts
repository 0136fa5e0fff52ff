import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ROUTES, type Route } from '../../src/contract/routes.ts';
import { ACCESS } from '../../src/domain/index.ts';

/** Lines of the access list that decide what an answer holds, not whether a route may be used. */
const NOT_OF_A_ROUTE = ['members.read-addresses'];

const routes: readonly (readonly [string, Route])[] = Object.entries(ROUTES);
const ofOrganization = routes.filter(([, { access }]) => access in ACCESS);
const ofNone = routes.filter(([, { access }]) => !(access in ACCESS));

it('lets every route say who may use it, in words of the access list', () => {
  for (const [name, { access }] of routes) {
    assert.ok(access === 'public' || access === 'person' || access in ACCESS, name);
  }
  assert.ok(ofOrganization.length > 0 && ofNone.length > 0);
});

it('puts the organization first in the path of what belongs to one, and nowhere else (R33)', () => {
  for (const [name, { path }] of ofOrganization) {
    assert.match(path, /^\/api\/v1\/organizations\/\{organization\}(\/|$)/, name);
    assert.equal(path.split('{organization}').length, 2, name);
  }
  for (const [name, { path }] of ofNone) assert.ok(!path.includes('{'), name);
});

it('keeps only accounts outside of version 1, and opens only accounts to everybody', () => {
  for (const [name, { path, access }] of routes) {
    assert.equal(path.startsWith('/api/auth/'), access === 'public', name);
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
  assert.deepEqual(unused, NOT_OF_A_ROUTE);
});
