import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  checkSlug,
  FREED_SLUG_DAYS,
  isSlugKept,
  SLUG_LENGTH,
  slugVariants,
  suggestSlug,
} from '../../src/domain/slugs.ts';
import { checkedAs, shown } from './support.ts';

const DAY = 24 * 60 * 60 * 1000;
const UUID = '0191e7a4-5b7c-7d30-8f21-3c5e9a7b1d42';

/** What is typed, and what comes of it. */
const TABLE: readonly (readonly [string, string])[] = [
  ['acme', '"acme"'],
  ['abc', '"abc"'],
  ['ab', 'slug-malformed'],
  ['', 'slug-malformed'],
  ['365', '"365"'],
  ['a-b', '"a-b"'],
  ['a-b-c-d', '"a-b-c-d"'],
  [' acme\n', '"acme"'],
  ['Acme', '"acme"'],
  ['a'.repeat(48), `"${'a'.repeat(24)}${'a'.repeat(24)}"`],
  ['a'.repeat(49), 'slug-malformed'],
  ['-acme', 'slug-malformed'],
  ['acme-', 'slug-malformed'],
  ['acme--robotics', 'slug-malformed'],
  ['acme_robotics', 'slug-malformed'],
  ['acme robotics', 'slug-malformed'],
  ['acme.example', 'slug-malformed'],
  ['acme/..', 'slug-malformed'],
  ['Hello World/../ö', 'slug-malformed'],
  ['öre', 'slug-malformed'],
  ['acme\nrobotics', 'slug-malformed'],
  ['acme\0', 'slug-malformed'],
  ['аcme', 'slug-malformed'], // a Cyrillic а
  ...['api', 'admin', 'login', 'settings', 'new', 'about', 'www', 'sign-in', 'Login'].map(
    word => [word, 'slug-reserved'] as const,
  ),
  ...[
    'billing',
    'explore',
    'inbox',
    'mailbox',
    'orgs',
    'register',
    'sessions',
    'team',
    'users',
  ].map(word => [word, 'slug-reserved'] as const),
  ['api-team', '"api-team"'],
  ['sign', '"sign"'],
  [UUID, 'slug-like-id'],
  [UUID.toUpperCase(), 'slug-like-id'],
  [UUID.replaceAll('-', ''), 'slug-like-id'],
  ['0191-e7a4-5b7c-7d30-8f21-3c5e-9a7b-1d42', 'slug-like-id'],
  ['0'.repeat(32), 'slug-like-id'],
  ['0'.repeat(31), `"${'0'.repeat(31)}"`],
  ['0'.repeat(33), `"${'0'.repeat(33)}"`],
  [UUID.replace('0', 'g'), `"${UUID.replace('0', 'g')}"`],
];

describe('what a slug may be (R5)', () => {
  for (const [text, expected] of TABLE) {
    it(`${shown(text)}: ${expected}`, () => {
      assert.equal(checkedAs(checkSlug(text)), expected);
    });
  }

  it('is lower case, and stays as it is when it is checked again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9-]{1,60}$/), text => {
        const checked = checkSlug(text);
        if (!checked.allowed) return;
        assert.equal(checked.value, text.toLowerCase());
        assert.deepEqual(checkSlug(checked.value), checked);
      }),
    );
  });

  it('never holds anything but a–z, 0–9 and single hyphens inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), text => {
        const checked = checkSlug(text);
        if (checked.allowed) assert.match(checked.value, /^(?!.*--)[a-z0-9][a-z0-9-]+[a-z0-9]$/);
      }),
    );
  });
});

const SUGGESTIONS: readonly (readonly [string, string | undefined])[] = [
  ['Acme Robotics', 'acme-robotics'],
  ['  Acme   &   Söhne, GmbH. ', 'acme-sohne-gmbh'],
  ['Straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['Smørrebrød', 'smorrebrod'],
  ['Łódź Ætna Œuvre', 'lodz-aetna-oeuvre'],
  ['Đà Nẵng', 'da-nang'],
  ['Þórður Guðmundsson', 'thordur-gudmundsson'],
  ['Ħal Qormi', 'hal-qormi'],
  ['Ŋaŋa Ŧo', 'nganga-to'],
  ['Işık İstanbul', 'isik-istanbul'],
  ["O'Brien’s", 'obriens'],
  ['Acme™ ℠', 'acme'],
  ['ＡＣＭＥ　２', 'acme-2'],
  ['Мой Acme', 'acme'],
  ['株式会社 2024', '2024'],
  ['株式会社', undefined],
  ['', undefined],
  ['–––', undefined],
  ['\uD800', undefined],
  ['AB', 'ab-org'],
  ['X', 'x-org'],
  ['Settings', 'settings-org'],
  [UUID, `${UUID}-org`],
  ['a'.repeat(60), 'a'.repeat(48)],
  [`${'a'.repeat(47)} b`, 'a'.repeat(47)],
  [`${'0 '.repeat(16)}${'0'.repeat(16)}`, `${'0-'.repeat(16)}${'0'.repeat(12)}-org`],
];

describe('the slug that is suggested for a name (R4)', () => {
  for (const [name, expected] of SUGGESTIONS) {
    it(`${shown(name)}: ${String(expected)}`, () => {
      assert.equal(suggestSlug(name), expected);
    });
  }

  it('is one that may be chosen, or none', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.stringMatching(/^[0-9a-f -]{28,64}$/),
      fc.stringMatching(/^[a-zß' -]{0,60}$/),
      fc.constantFrom('api', 'admin', 'Sign in', 'well known'),
    );
    fc.assert(
      fc.property(names, name => {
        const slug = suggestSlug(name);
        if (slug !== undefined) assert.equal(checkedAs(checkSlug(slug)), JSON.stringify(slug));
      }),
      { numRuns: 1000 },
    );
  });

  it('is there for every name with a letter of ours or a digit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...Array.from('abzéß7')),
        fc.string({ unit: 'grapheme' }),
        (before, letter, after) => assert.notEqual(suggestSlug(before + letter + after), undefined),
      ),
    );
  });
});

describe('what is offered for a slug that is taken', () => {
  it('counts on from two', () => {
    assert.deepEqual(slugVariants('acme', 3), ['acme-2', 'acme-3', 'acme-4']);
    assert.deepEqual(slugVariants('acme', 0), []);
  });

  it('keeps the length', () => {
    assert.deepEqual(slugVariants('a'.repeat(48), 1), [`${'a'.repeat(46)}-2`]);
    assert.deepEqual(slugVariants(`${'a'.repeat(45)}-bb`, 1), [`${'a'.repeat(45)}-2`]);
    assert.equal(slugVariants('a'.repeat(48), 9).at(-1), `${'a'.repeat(45)}-10`);
  });

  it('leaves out what looks like an id', () => {
    const taken = '0'.repeat(31);
    assert.deepEqual(slugVariants(taken, 9), [`${taken}-10`]);
  });

  it('may each be chosen, and differ', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), name => {
        const slug = suggestSlug(name);
        if (slug === undefined) return;
        const variants = slugVariants(slug, 12);
        assert.ok(!variants.includes(slug));
        assert.equal(new Set(variants).size, variants.length);
        for (const variant of variants) {
          assert.equal(checkedAs(checkSlug(variant)), JSON.stringify(variant));
        }
      }),
    );
  });
});

describe('a freed slug', () => {
  const freed = new Date('2026-01-31T23:30:00Z');
  const after = (ms: number): Date => new Date(freed.getTime() + ms);

  it('is kept for 90 days, and not a moment longer', () => {
    assert.equal(FREED_SLUG_DAYS, 90);
    assert.equal(isSlugKept(freed, freed), true);
    assert.equal(isSlugKept(freed, after(90 * DAY - 1)), true);
    assert.equal(isSlugKept(freed, after(90 * DAY)), false);
  });

  it('has 3 to 48 characters, like any', () => {
    assert.deepEqual(SLUG_LENGTH, { min: 3, max: 48 });
  });
});
