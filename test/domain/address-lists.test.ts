import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAddresses } from '../../src/domain/address-lists.ts';
import { shown } from './support.ts';

/** Addresses as they are, the rest in square brackets. */
function read(text: string): string[] {
  return readAddresses(text).map(entry =>
    entry.kind === 'address' ? entry.address : `[${entry.text}]`,
  );
}

const A = 'ada@acme.example';
const B = 'bo@acme.example';

/** What is pasted, and what is read. */
const TABLE: readonly (readonly [string, ...string[]])[] = [
  [''],
  [' \n\t '],
  [' ,;\n ,, '],
  [A, A],
  [`${A},${B}`, A, B],
  [`${A}, ${B},`, A, B],
  [`${A}; ${B};`, A, B],
  [`${A}\n${B}\n`, A, B],
  [`${A}\r\n${B}`, A, B],
  [`${A} ${B}`, A, B],
  [`${A}\t${B}`, A, B],
  [`${A}\u00A0${B}`, A, B],
  [`${A}、${B}，${A}；${B}`, A, B],
  [`${A}،${B}؛`, A, B],
  [`<${A}>`, A],
  [`< ${A} >`, A],
  [`<${A}><${B}>`, A, B],
  [`Ada Lovelace <${A}>`, A],
  [`Ada Lovelace<${A}>`, A],
  [`Ada Lovelace <${A}>, Bo <${B}>`, A, B],
  [`Ada Lovelace <${A}> Bo <${B}>`, A, B],
  [`"Lovelace, Ada" <${A}>, "Bo; the other" <${B}>`, A, B],
  [`"Lovelace, Ada"<${A}>`, A],
  [`"Ada \\"Countess\\" Lovelace" <${A}>`, A],
  [`"${B}" <${A}>`, A],
  [`'${A}' <${A}>`, A],
  [`${A} <${A}>`, A],
  [`${B} <${A}>`, B, A],
  [`${A} <mailto:${A}>`, A],
  [`mailto:${A}`, A],
  [`MAILTO:${A}`, A],
  [`'${A}', '${B}'`, A, B],
  [`o'${A}`, `o'${A}`],
  [`"${A}","${B}"`, A, B],
  [`"${A}" "${B}"`, A, B],
  [`"${A}, ${B}"`, A, B],
  [`"${A}""${B}"`, A, B],
  [`< mailto:${A} >`, A],
  [`<'${A}'>`, A],
  [`o'${A}'`, `[o'${A}']`],
  [`'${A}'s`, `['${A}'s]`],
  [`Ada ${A}>`, '[Ada]', `[${A}>]`],
  [`"Ada", "${A}"`, '["Ada"]', A],
  [`"Ada ${A}"`, '[Ada]', A],
  [`Lovelace, Ada <${A}>; Bo <${B}>`, A, B],
  [`Lovelace, Ada <${A}>；Bo <${B}>`, A, B],
  [`Lovelace, Ada <${A}>, Bo <${B}>`, '[Lovelace]', A, B],
  [`${A}, ${B}; Ada, nobody; ${A}`, A, B, '[Ada, nobody]'],
  [`Ada, ${A}; ${B}`, '[Ada]', A, B],
  ['Ada', '[Ada]'],
  ['Ada Lovelace', '[Ada Lovelace]'],
  ['Ada Lovelace, Bo', '[Ada Lovelace]', '[Bo]'],
  [`Ada ${A}`, '[Ada]', A],
  [`${A} Ada`, A, '[Ada]'],
  [`Ada\n<${A}>`, '[Ada]', A],
  [`Team: ${A}, ${B};`, '[Team:]', A, B],
  ['ada@, @acme, ada@acme', '[ada@]', '[@acme]', '[ada@acme]'],
  [`Ada <ada@acme>, ${B}`, '[Ada <ada@acme>]', B],
  ['<>', '[<>]'],
  ['Ada <>', '[Ada <>]'],
  [`<${A}`, '[<]', A],
  [`Ada < Bo <${A}>`, '[Ada <]', A],
  [`${A}>`, `[${A}>]`],
  [`"Ada <${A}>`, A],
  [`"Ada ${A}`, '["Ada]', A],
  [`"${A}`, '["]', A],
  [`5" pipe, ${A}`, '[5" pipe]', A],
  [`"Ada" <ada@acme>`, '["Ada" <ada@acme>]'],
  [`Ada <${A}> <ada@acme>`, A, '[<ada@acme>]'],
  [`${A}, ADA@acme.example, <Ada@Acme.Example>`, A],
  ['Ada, Ada', '[Ada]'],
  [`${B}, ${A}, ${B}`, B, A],
];

describe('reading a list of addresses (R18, R40)', () => {
  for (const [pasted, ...expected] of TABLE) {
    it(shown(pasted), () => {
      assert.deepEqual(read(pasted), expected);
    });
  }

  it('says of each what it is', () => {
    assert.deepEqual(readAddresses(`Ada, ${A}`), [
      { kind: 'other', text: 'Ada' },
      { kind: 'address', address: A },
    ]);
  });

  const pieces = (filler: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .array(
        fc.oneof(fc.constantFrom(A, B, `<${A}>`, 'mailto:', ...Array.from('<>"\',; \n@')), filler),
        {
          maxLength: 30,
        },
      )
      .map(all => all.join(''));
  const pasted = pieces(fc.string({ unit: 'grapheme', maxLength: 5 }));
  const pastedAscii = pieces(fc.string({ unit: 'grapheme-ascii', maxLength: 5 }));

  it('loses nothing: every word is an address, comes back, or is the name before an address', () => {
    fc.assert(
      fc.property(pastedAscii, text => {
        const entries = readAddresses(text);
        const back = entries.map(e => (e.kind === 'address' ? e.address : e.text)).join(' ');
        // Names stand before an address in angle brackets, without quotes around anything.
        if (text.includes('"') || text.includes('<')) return;
        for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
          const plain = word.toLowerCase();
          const kept = back.toLowerCase();
          const bare = plain.replace(/^mailto:/, '').replace(/^'(.*)'$/, '$1');
          assert.ok(kept.includes(plain) || kept.includes(bare), `${word} of ${text}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing that has an @ and is not a quoted name', () => {
    fc.assert(
      fc.property(pastedAscii, text => {
        if (text.includes('"')) return;
        const back = readAddresses(text)
          .map(e => (e.kind === 'address' ? e.address : e.text))
          .join(' ');
        for (const [, word = ''] of text.matchAll(/(?:^|[\s,;<])([\w.]*@[\w.]+)/g)) {
          assert.ok(back.toLowerCase().includes(word.toLowerCase()), `${word} of ${text}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives everything once, and reads what it gave as the same again', () => {
    fc.assert(
      fc.property(pasted, text => {
        const entries = readAddresses(text);
        const keys = entries.map(e => (e.kind === 'address' ? e.address : e.text));
        assert.equal(new Set(keys).size, keys.length);
        for (const entry of entries) {
          if (entry.kind === 'address') assert.deepEqual(read(entry.address), [entry.address]);
          else assert.ok(entry.text.trim() !== '');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every address, whatever stands between and around', () => {
    const wrapped = fc.constantFrom(
      (address: string) => address,
      (address: string) => `<${address}>`,
      (address: string) => `"Last, First" <${address}>`,
      (address: string) => `Some One <${address}>`,
      (address: string) => `<mailto:${address}>`,
      (address: string) => `'${address}'`,
    );
    const between = fc.constantFrom(',', ', ', ';', '; ', '\n', '\r\n', ' ,\n ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), wrapped, between), { maxLength: 20 }),
        list => {
          const addresses = list.map(([name]) => `${name}@acme.example`);
          const text = list
            .map(([name, wrap, separator]) => wrap(`${name}@acme.example`) + separator)
            .join('');
          assert.deepEqual(read(text), [...new Set(addresses)]);
        },
      ),
    );
  });
});
