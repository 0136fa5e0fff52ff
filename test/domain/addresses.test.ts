import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ADDRESS_LENGTH,
  checkAccountAddress,
  checkAddress,
  isSameAddress,
  normalizeAddress,
} from '../../src/domain/addresses.ts';
import { checkedAs, shown } from './support.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.emailAddress(),
  fc.string({ unit: fc.constantFrom(...Array.from('aÅＡ@＠..-+ \u00B4\u212A\u0130\u03A3')) }),
);

describe('comparing addresses (R22)', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['mia@acme.example', 'mia@acme.example', true],
    ['Mia@ACME.example', 'mia@acme.example', true],
    [' mia@acme.example\n', 'mia@acme.example', true],
    ['mia+news@acme.example', 'mia@acme.example', false],
    ['m.ia@acme.example', 'mia@acme.example', false],
    ['zo\u0065\u0308@acme.example', 'zoë@acme.example', true],
    ['ｍｉａ＠ａｃｍｅ．ｅｘａｍｐｌｅ', 'mia@acme.example', true],
    ['JÖRG@BÜCHER.EXAMPLE', 'jörg@bücher.example', true],
    ['mia@acme.example', 'miа@acme.example', false], // a Cyrillic а
    ['ırma@acme.example', 'irma@acme.example', false],
  ];
  for (const [one, other, same] of table) {
    it(`${shown(one)} and ${other} are ${same ? 'one' : 'two'}`, () => {
      assert.equal(isSameAddress(one, other), same);
      assert.equal(isSameAddress(other, one), same);
    });
  }

  it('leaves an address that is kept already as it is', () => {
    fc.assert(
      fc.property(text, typed => {
        const once = normalizeAddress(typed);
        assert.equal(normalizeAddress(once), once);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves every letter that is kept already as it is, alone and in a word', () => {
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const letter = String.fromCodePoint(point);
      if (letter.normalize('NFKC').toLowerCase() === letter) continue;
      for (const word of [letter, `a${letter}`, `${letter}a`]) {
        const once = normalizeAddress(word);
        assert.equal(normalizeAddress(once), once);
      }
    }
  });
});

/** What is typed, and what comes of it. */
const TABLE: readonly (readonly [string, string])[] = [
  ['mia@acme.example', '"mia@acme.example"'],
  [' Mia@Acme.example ', '"mia@acme.example"'],
  ['mia+news@acme.example', '"mia+news@acme.example"'],
  ["o'brien@acme.example", `"o'brien@acme.example"`],
  ['a.b-c_d@sub.acme.co.uk', '"a.b-c_d@sub.acme.co.uk"'],
  ['!#$%&*/=?^`{|}~@acme.example', '"!#$%&*/=?^`{|}~@acme.example"'],
  ['1@2.example', '"1@2.example"'],
  ['jörg@bücher.example', '"jörg@bücher.example"'],
  ['संपर्क@डाटामेल.भारत', '"संपर्क@डाटामेल.भारत"'],
  ['mia@xn--bcher-kva.example', '"mia@xn--bcher-kva.example"'],
  ['mia@a--b.example', '"mia@a--b.example"'],
  ['mia@acme.1x', '"mia@acme.1x"'],
  ['mia@acme.x1', '"mia@acme.x1"'],
  ['ｍｉａ＠acme.example', '"mia@acme.example"'],
  [`${'a'.repeat(64)}@acme.example`, `"${'a'.repeat(64)}@acme.example"`],
  [`mia@${'a'.repeat(63)}.example`, `"mia@${'a'.repeat(63)}.example"`],
  [`a@${'b.'.repeat(125)}cc`, `"a@${'b.'.repeat(125)}cc"`],
  ...[
    '',
    'mia',
    '@',
    'mia@',
    '@acme.example',
    'mia@acme',
    'mia@localhost',
    'mia@@acme.example',
    'mia@acme@acme.example',
    'mia@acme..example',
    'mia@.acme.example',
    'mia@acme.example.',
    'mia@-acme.example',
    'mia@acme-.example',
    'mia@acme_x.example',
    'mia@127.0.0.1',
    'mia@acme.1',
    'mia@acme.12',
    'mia@[127.0.0.1]',
    '.mia@acme.example',
    'mia.@acme.example',
    'm..ia@acme.example',
    'm ia@acme.example',
    'mia@ac me.example',
    '"mia"@acme.example',
    'mia<x@acme.example',
    'mia@acme.example>',
    'mia,x@acme.example',
    'mia;x@acme.example',
    'mia:x@acme.example',
    'mia(x)@acme.example',
    'mia\\x@acme.example',
    'mia@acme.example\r\nBcc: x@acme.example',
    'mia\0@acme.example',
    'mia\u200B@acme.example',
    'mia@ac\u00ADme.example',
    'mia\u3164@acme.example',
    'mia\u202E@acme.example',
    'mia\uD800@acme.example',
    '😀@acme.example',
    'mia@😀.example',
    'mia@\u0301acme.example',
    'mia℀x@acme.example/x',
    `${'a'.repeat(65)}@acme.example`,
    `${'é'.repeat(33)}@acme.example`,
    `mia@${'a'.repeat(64)}.example`,
    `a@${'b.'.repeat(125)}ccc`,
    `a@${'é.'.repeat(83)}ccccc`,
  ].map(typed => [typed, 'not-an-address'] as const),
];

describe('what has the form of an address (R18, R40)', () => {
  for (const [typed, expected] of TABLE) {
    it(`${shown(typed)}: ${expected.slice(0, 50)}`, () => {
      assert.equal(checkedAs(checkAddress(typed)), expected);
    });
  }

  it('is more than an account of the backend’s own can have (R51)', () => {
    for (const [typed, expected] of TABLE) {
      const plain = /^"(?!\.)[\w'+.-]*@[a-z\d.-]+\.[a-z]+"$/.test(expected) ? expected : undefined;
      const wanted = plain ?? (expected.startsWith('"') ? 'unsupported-address' : expected);
      assert.equal(checkedAs(checkAccountAddress(typed)), wanted, typed);
    }
  });

  it('has what is kept, which is as long as letters can be sent to', () => {
    fc.assert(
      fc.property(text, typed => {
        const checked = checkAddress(typed);
        if (!checked.allowed) return;
        assert.deepEqual(checkAddress(checked.value), checked);
        assert.equal(checked.value, normalizeAddress(typed));
        assert.ok(Buffer.byteLength(checked.value) <= ADDRESS_LENGTH.whole);
        assert.doesNotMatch(checked.value, /[\s<>,;:"()\\\p{C}]/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('have the ordinary addresses of the world', () => {
    const words = fc.stringMatching(/^[a-z0-9]{1,10}$/);
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('.', '+', '-', '_'),
        fc.array(words, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('com', 'de', 'museum', 'भारत'),
        (local, sign, domain, ending) => {
          const address = `${local.join(sign)}@${domain.join('.')}.${ending}`;
          assert.equal(checkedAs(checkAddress(address)), JSON.stringify(address));
        },
      ),
    );
  });
});
