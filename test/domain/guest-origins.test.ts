import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canJoinFrom, checkGuestOrigin } from '../../src/domain/guest-origins.ts';
import { checkedAs, outcome, shown } from './support.ts';

const PRODUCTION = { development: false };
const DEVELOPMENT = { development: true };

/** What is entered, and what it is kept as. */
const ENTERED: readonly (readonly [string, string])[] = [
  ['\u00A0https://shop.example\u3000', '"https://shop.example"'],
  ['https://shop.example', '"https://shop.example"'],
  [' https://shop.example/ ', '"https://shop.example"'],
  ['HTTPS://Shop.Example', '"https://shop.example"'],
  ['https://shop.example:443', '"https://shop.example"'],
  ['https://shop.example:8443', '"https://shop.example:8443"'],
  ['https://bücher.example', '"https://xn--bcher-kva.example"'],
  ['https://xn--bcher-kva.example', '"https://xn--bcher-kva.example"'],
  ['https://192.0.2.7', '"https://192.0.2.7"'],
  ['https://localhost:3000', '"https://localhost:3000"'],
  ['https://any.shop.example', '"https://any.shop.example"'],
  ['https://*.shop.example', '"https://*.shop.example"'],
  ['https://*.Shop.Example:8443/', '"https://*.shop.example:8443"'],
  ['https://*.bücher.example', '"https://*.xn--bcher-kva.example"'],
  ['https://*.eu.shop.example', '"https://*.eu.shop.example"'],
  [`https://${'a'.repeat(245)}.example`, `"https://${'a'.repeat(245)}.example"`],
  ...[
    '',
    '*',
    'null',
    'shop.example',
    '//shop.example',
    'https://',
    'https://*',
    'https://*.',
    'https://*.example',
    'https://*.com',
    'https://*.com.',
    'https://*.shop.example.',
    'https://shop.example.',
    'https://*shop.example',
    'https://a*.shop.example',
    'https://www.*.example',
    'https://www.%2A.example',
    "https://o'neill.example",
    'https://*.*.example',
    'https://*.*.shop.example',
    'https://shop.*',
    'https://＊.shop.example',
    'https://*.0.0.1',
    'https://*.[::1]',
    'https://shop.example/path',
    'https://shop.example/*',
    'https://shop.example?a',
    'https://shop.example#a',
    'https://shop.example//*.shop.example',
    'https://user@shop.example',
    'https://user:secret@shop.example',
    'https://shop.example:99999',
    'https://shop example',
    `https://${'a'.repeat(260)}`,
    `https://${'書'.repeat(260)}`,
    'https://shop.example,https://evil.example',
    'http://shop.example',
    'http://*.shop.example',
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'ws://shop.example',
    'ftp://shop.example',
    'file:///',
    'data:text/html,x',
    'javascript:alert(1)',
    'blob:https://shop.example',
  ].map(text => [text, 'origin-malformed'] as const),
];

describe('which sites an organization can name (R30)', () => {
  for (const [text, expected] of ENTERED) {
    it(`${shown(text)}: ${expected}`, () => {
      assert.equal(checkedAs(checkGuestOrigin(text, PRODUCTION)), expected);
    });
  }

  it('are pages of this machine without https in development, and of no other', () => {
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:4601', 'http://[::1]:1']) {
      assert.equal(checkedAs(checkGuestOrigin(origin, DEVELOPMENT)), JSON.stringify(origin));
    }
    for (const text of [
      'http://shop.example',
      'http://localhost.shop.example',
      'http://*.localhost',
      'http://127.0.0.2',
      'http://127.0.0.1.shop.example',
      'ws://localhost',
    ]) {
      assert.equal(checkedAs(checkGuestOrigin(text, DEVELOPMENT)), 'origin-malformed', text);
    }
  });

  it('stay as they are when they are checked again', () => {
    for (const [, kept] of ENTERED) {
      if (!kept.startsWith('"')) continue;
      const text = JSON.parse(kept) as string;
      assert.equal(checkedAs(checkGuestOrigin(text, PRODUCTION)), kept);
    }
  });
});

const EXACT = [
  'https://shop.example',
  'https://shop.example:8443',
  'https://xn--bcher-kva.example',
];
const WILD = ['https://*.shop.example', 'https://*.eu.host.example:8443'];

/** The `Origin` header, and whether it may join where the exact ones are allowed, or the wild ones. */
const SENT: readonly (readonly [string | null | undefined, boolean, boolean])[] = [
  ['https://shop.example', true, false],
  ['https://shop.example:8443', true, false],
  ['https://www.shop.example', false, true],
  ['https://any.shop.example', false, true],
  ['https://xn--bcher-kva.shop.example', false, true],
  ['https://a.eu.host.example:8443', false, true],
  ['https://xn--bcher-kva.example', true, false],
  // missing, null
  [undefined, false, false],
  [null, false, false],
  ['', false, false],
  ['null', false, false],
  // another scheme
  ['http://shop.example', false, false],
  ['http://www.shop.example', false, false],
  ['ws://shop.example', false, false],
  // below, beside, look-alike
  ['https://a.b.shop.example', false, false],
  ['https://evilshop.example', false, false],
  ['https://shop.example.evil.example', false, false],
  ['https://www.shop.example.evil.example', false, false],
  ['https://evil.example', false, false],
  ['https://shop.exam', false, false],
  ['https://sh0p.example', false, false],
  ['https://host.example:8443', false, false],
  ['https://eu.host.example:8443', false, false],
  ['https://.shop.example', false, false],
  ['https://*.shop.example', false, false],
  ['https://shop.example@evil.example', false, false],
  ['https://evil.example#.shop.example', false, false],
  ['https://evil.example/.shop.example', false, false],
  ['https://evil.example?.shop.example', false, false],
  ['https://evil.example\\.shop.example', false, false],
  // ports
  ['https://shop.example:443', false, false],
  ['https://shop.example:8444', false, false],
  ['https://www.shop.example:8443', false, false],
  ['https://a.eu.host.example', false, false],
  // what no browser writes
  ['https://shop.example/', false, false],
  ['https://shop.example.', false, false],
  ['https://www.shop.example.', false, false],
  ['https://SHOP.example', false, false],
  ['HTTPS://shop.example', false, false],
  ['https://bücher.example', false, false],
  [' https://shop.example', false, false],
  ['https://shop.example, https://shop.example', false, false],
  ['https://shop.example\0', false, false],
  ['shop.example', false, false],
];

describe('which origins may join (R30)', () => {
  const verdict = (allowed: boolean): string => (allowed ? 'yes' : 'origin-denied');
  for (const [origin, exact, wild] of SENT) {
    it(`${origin == null ? String(origin) : shown(origin)}: ${verdict(exact || wild)}`, () => {
      assert.equal(outcome(canJoinFrom(origin, EXACT, PRODUCTION)), verdict(exact));
      assert.equal(outcome(canJoinFrom(origin, WILD, PRODUCTION)), verdict(wild));
      assert.equal(
        outcome(canJoinFrom(origin, [...WILD, ...EXACT], PRODUCTION)),
        verdict(exact || wild),
      );
      assert.equal(outcome(canJoinFrom(origin, [], PRODUCTION)), 'origin-denied');
    });
  }

  it('are pages of this machine in development, and not with what was kept from then', () => {
    const kept = ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'];
    for (const origin of kept) {
      assert.equal(outcome(canJoinFrom(origin, kept, DEVELOPMENT)), 'yes');
      assert.equal(outcome(canJoinFrom(origin, kept, PRODUCTION)), 'origin-denied');
      assert.equal(outcome(canJoinFrom(origin, [], DEVELOPMENT)), 'origin-denied');
    }
    assert.equal(outcome(canJoinFrom('http://localhost:3001', kept, DEVELOPMENT)), 'origin-denied');
  });

  it('are none at all by a list of sites that was not checked', () => {
    const unchecked = ['http://shop.example', 'null', '', 'https://*.example', 'https://*'];
    for (const origin of ['http://shop.example', 'null', '', undefined, 'https://evil.test']) {
      assert.equal(outcome(canJoinFrom(origin, unchecked, DEVELOPMENT)), 'origin-denied');
    }
  });

  it('are those that an accepted site stands for, and no others', () => {
    const label = fc.stringMatching(/^[a-z]([a-z0-9]{0,6}[a-z])?$/);
    const hosts = fc.array(label, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(hosts, fc.boolean(), hosts, (named, wild, visited) => {
        const host = named.join('.');
        const checked = checkGuestOrigin(`https://${wild ? '*.' : ''}${host}`, PRODUCTION);
        assert.ok(checked.allowed);
        const stands = (origin: string[]): boolean =>
          (wild ? origin.slice(1) : origin).join('.') === host;
        for (const origin of [visited, named, ['www', ...named], ['a', 'b', ...named]]) {
          const joins = canJoinFrom(`https://${origin.join('.')}`, [checked.value], PRODUCTION);
          assert.equal(joins.allowed, stands(origin), origin.join('.'));
        }
      }),
    );
  });
});
