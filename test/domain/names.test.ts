import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkName, checkPurpose, NAME_LENGTH, PURPOSE_LENGTH } from '../../src/domain/names.ts';
import { checkedAs, shown } from './support.ts';

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ...['a', 'я', '\u200B', '\u200D', '\u0301', '\u{E0041}', '🏴', '\u200F'],
      ...[
        '\uFE00',
        '\uFE0F',
        '1',
        '\u20E3',
        '❤',
        '葛',
        '\uFA19',
        '\u{E0100}',
        'ᠠ',
        '\u200C',
        '\u200E',
        'क\u094D',
        '\u180B',
        '\u180E',
      ],
      ...['\u1100', '\u115F', '\u1161', '=', '\u0338', '≩', 'ع', '\u{E0067}', '\u{E007F}'],
      ...['ל', '\u05B4', '\u034F', '\u05B7', '\u202A', '\u202C', '\u2066', '\u2069'],
    ),
  }),
  fc.string({ unit: 'binary', maxLength: 160 }),
  fc.string({ unit: 'grapheme', maxLength: 160 }),
  fc.string({ unit: fc.constantFrom(' ', '\t', '\u00A0', '\u200B', '\u202E', 'e', '\u0301', '𝒜') }),
);

/** What is typed, and what comes of it as a name. */
const NAMES: readonly (readonly [string, string])[] = [
  ['Acme Robotics', '"Acme Robotics"'],
  ['  Acme \t\n Robotics\u00A0', '"Acme Robotics"'],
  ['A', '"A"'],
  ['Zoe\u0308', '"Zoë"'],
  ['山田 太郎', '"山田 太郎"'],
  ['نشرِ نو', '"نشرِ نو"'],
  ['می\u200Cخواهم', '"می\u200Cخواهم"'], // Persian words need the joiner
  ['\u200Fعربي', '"\u200Fعربي"'],
  ['👩‍👩‍👧', '"👩‍👩‍👧"'],
  ['👩🏽‍🚀', '"👩🏽‍🚀"'],
  [
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    '"🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"',
  ],
  ['1\uFE0F\u20E3', '"1\uFE0F\u20E3"'],
  ['Acme عربي\u200F', '"Acme عربي\u200F"'],
  ['שלום C++\u200E', '"שלום C++\u200E"'],
  ['C++\u200E שלום', '"C++\u200E שלום"'],
  ['\u200FAcme שלום', '"\u200FAcme שלום"'],
  // What makes a name another that looks the same is left out.
  ...Array.from(
    '\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B\u180E\u180F\u200B\u2060\u2064\u2065\u206A\u206F\u3164\uFE00\uFE0E\uFE0F\uFEFF\uFFA0\uFFF0\uFFF8\uFFF9\uFFFB\uFFFC\u{1BCA0}\u{1BCA3}\u{1D173}\u{1D17A}\u{E0000}\u{E0041}\u{E007F}\u{E0100}\u{E01EF}\u{E0FFF}',
  ).map(hidden => [`Ac${hidden}me`, '"Acme"'] as const),
  ...Array.from('\u200C\u200D\u200E\u200F\u061C').map(mark => [`Ac${mark}me`, '"Acme"'] as const),
  // Marks of direction, too, between what is written from the left, where they could turn numbers around.
  ['C++\u200E O\u2019\u200EBrien!\u200E', '"C++ O\u2019Brien!"'],
  ['Send 5 \u200F+\u200F 7 to me', '"Send 5 + 7 to me"'],
  ['Account \u200F123\u200F-\u200F456, ٣', '"Account 123-456, ٣"'],
  ['An\u200Fna א', '"Anna א"'],
  ['המרה: USD\u200F ← \u200FEUR', '"המרה: USD\u200F ← \u200FEUR"'],
  ['רקמי:\n\u200E+971 50', '"רקמי: \u200E+971 50"'],
  // What is set apart, and is from the left, or a number.
  ['\u202A+49 171 1234\u202C', '"+49 171 1234"'],
  ['Mo \u2068\u202D+49-171\u202C\u2069, Acme', '"Mo +49-171, Acme"'],
  ['רקמי: \u202A+971 50\u202C', '"רקמי: \u200E+971 50\u200E"'],
  // Where marks would turn what stands around it.
  ['מחיר \u2068100\u2069 - \u2068200\u2069', 'unprintable-text'],
  ['\u202D٠١٢ ٣٤٥\u202C', 'unprintable-text'],
  ['\u2066\u2066\u2066Acme\u2069\u2069\u2069', 'unprintable-text'],
  ['\u202Aרקמי\u202C', 'unprintable-text'],
  ['\u202BAcme\u202C', 'unprintable-text'],
  ['\u202EAcme\u202C', 'unprintable-text'],
  ['\u2067Acme\u2069', 'unprintable-text'],
  ['\u202AAcme\u2069', 'unprintable-text'],
  ['\u2066Acme\u202C', 'unprintable-text'],
  ['\u202AAc\nme\u202C', 'unprintable-text'],
  // More marks than any letter has.
  [`x${'\u0338'.repeat(31)}y`, `"x${'\u0338'.repeat(30)}y"`],
  [`x${'\u0338\u200B'.repeat(31)}y`, `"x${'\u0338'.repeat(30)}y"`],
  [`q${'\u0344'.repeat(30)}y`, `"q${'\u0308\u0301'.repeat(15)}y"`],
  ['ཧྐྵྨླྺྼྻྂ', '"ཧྐྵྨླྺྼྻྂ"'],
  [`नही${'ी'.repeat(20)}`, `"नही${'ी'.repeat(20)}"`],
  // What is left out makes others stand beside what they did not.
  ['ל\u05B4\u034F\u05B7\u200B\u093C', '"ל\u093C\u05B4\u05B7"'],
  // After a letter, too, that is the last one, and after what takes another.
  ...Array.from('\u200C\u200D').map(joiner => [`Acme${joiner} 山${joiner}`, '"Acme 山"'] as const),
  ['葛\u{E0100}城', '"葛\u{E0100}城"'],
  ['葛\u{E0100}\u{E0101}城', '"葛\u{E0100}城"'],
  ['葛\u200B\u{E0100}城', '"葛城"'],
  ['辻\uFE00 辻\uFE03', '"辻\uFE00 辻"'],
  ['ᠰᠠᠷ\u180Eᠠ', '"ᠰᠠᠷ\u180Eᠠ"'],
  ['ᠰᠠᠷ\u180B\u180Eᠠ\u180C', '"ᠰᠠᠷ\u180B\u180Eᠠ\u180C"'],
  ['ᠰᠠᠷ\u180E ᠠ', '"ᠰᠠᠷ ᠠ"'],
  ['က\uFE00 ≩\uFE00', '"က\uFE00 ≩"'],
  ['\u0301\u200D\u1039\uFE00', 'name-blank'],
  ['q\u0301\u200D\u1039\uFE00', '"q\u1039\u0301"'],
  ['क्\u200Dष क्\u200Cष', '"क्\u200Dष क्\u200Cष"'],
  ['ه\u200D', '"ه\u200D"'],
  // A joiner that joins nothing, or stands beside another, is left out; so is all but the first mark.
  ['\u200Dعلی\u200C', '"\u200Dعلی"'],
  ['ש\u200Dלום \u200Cგ\u200Dა', '"שלום გა"'],
  ['יְרוּשָׁלַ\u034Fִם', '"יְרוּשָׁלַ\u034Fִם"'],
  ['Olivia\u200E \u200EZoë\u0304\u200F', '"Olivia Zoë\u0304"'],
  ['R2\u200E क\u200E \u061C', '"R2 क"'],
  ['ケリー\u200Dバ O\u02BC\u200DBrien 𝐎\u200D𝐥', '"ケリーバ O\u02BCBrien 𝐎𝐥"'],
  ['ㄅ\u200Dㄆ \u200Dक', '"ㄅㄆ क"'],
  ['🏴\u{E0068}\u{E0061}\u{E0063}\u{E006B}\u{E007F}', '"🏴"'],
  ['می\u200C\u200C\u200Dخواهم', '"می\u200Cخواهم"'],
  ['1\u200D2 \u200C3', '"12 3"'],
  ['❤\uFE0F\u200D \u200D❤\uFE0F', '"❤\uFE0F ❤\uFE0F"'],
  ['عربي\u200F\u200E\u200F 1', '"عربي\u200F 1"'],
  ['❤\uFE0F ☎\uFE0E 👩‍❤️‍👩', '"❤\uFE0F ☎\uFE0E 👩‍❤️‍👩"'],
  ['1\uFE0F 2\uFE0E\u20E3', '"1 2\u20E3"'],
  ['🏴\u{E0067}\u{E0062}', '"🏴"'],
  ['🏴\u{E0067}\u{E0062}\u{E007F}', '"🏴"'],
  ['ᄀ\u1160', '"ᄀ"'],
  ['Zoe\u200D\u0308', '"Zoë"'],
  ['Ac\u200D\u200B\u200Dme', '"Acme"'],
  ['Ac\u{E0041}\u{E0042}me', '"Acme"'],
  ['Ац\u200Cме', '"Ацме"'],
  ['Αψ\u200Dμε', '"Αψμε"'],
  ['x\u0304\u200Cy', '"x\u0304y"'],
  ['Zoe\u200B\u0308', '"Zoë"'],
  ['<img src=x onerror=alert(1)>', '"<img src=x onerror=alert(1)>"'], // text, shown as such
  ['', 'name-blank'],
  [' \t\r\n ', 'name-blank'],
  ['\u00A0\u3000\uFEFF\u2028', 'name-blank'],
  ['\u200B', 'name-blank'],
  ['\u200B \u200D\u2060', 'name-blank'],
  ['\u3164', 'name-blank'],
  ['\uFFFC', 'name-blank'],
  ['\u2800', 'name-blank'],
  ['\u00AD', 'name-blank'],
  ['\u0301\u0301', 'name-blank'],
  ['Acme\0', 'unprintable-text'],
  ['\0', 'unprintable-text'],
  ['Ac\u0007me', 'unprintable-text'],
  ['Ac\u001Bme', 'unprintable-text'],
  ['Ac\u007Fme', 'unprintable-text'],
  ['Ac\u0085me', 'unprintable-text'],
  ['Ac\uD800me', 'unprintable-text'],
  ['Ac\uDC00me', 'unprintable-text'],
  ...Array.from('\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069').map(
    turn => [`Ac${turn}me`, 'unprintable-text'] as const,
  ),
  ['Ac\u2070me', '"Ac⁰me"'],
  ['a'.repeat(100), `"${'a'.repeat(100)}"`],
  ['a'.repeat(101), 'name-too-long'],
  ['𝒜'.repeat(100), `"${'𝒜'.repeat(100)}"`],
  ['𝒜'.repeat(101), 'name-too-long'],
  ['e\u0301'.repeat(100), `"${'é'.repeat(100)}"`],
  [`${' '.repeat(200)}a${' '.repeat(200)}b`, '"a b"'],
];

describe('what a name may be (R4, R5, R51)', () => {
  for (const [typed, expected] of NAMES) {
    it(`${shown(typed)}: ${shown(expected)}`, () => {
      assert.equal(checkedAs(checkName(typed)), expected);
    });
  }

  it('is one that can be stored, shown and stays as it is', () => {
    fc.assert(
      fc.property(text, typed => {
        const checked = checkName(typed);
        if (!checked.allowed) return;
        assert.deepEqual(checkName(checked.value), checked);
        assert.ok(checked.value.isWellFormed());
        assert.ok(Array.from(checked.value).length <= NAME_LENGTH);
        assert.doesNotMatch(checked.value, /^\s|\s$|\s\s|[\n\r\0\u2028\u2029\u202E]/u);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what a purpose may be (R5)', () => {
  const table: readonly (readonly [string, string])[] = [
    ['Client work, Berlin', '"Client work, Berlin"'],
    [' two\r\nlines ', '"two lines"'],
    ['two\u2028lines', '"two lines"'],
    ['', 'null'],
    [' \u200B\n', 'null'],
    ['a\0', 'unprintable-text'],
    ['a\u202Eb', 'unprintable-text'],
    ['é'.repeat(140), `"${'é'.repeat(140)}"`],
    ['é'.repeat(141), 'purpose-too-long'],
  ];
  for (const [typed, expected] of table) {
    it(`${shown(typed)}: ${shown(expected)}`, () => {
      assert.equal(checkedAs(checkPurpose(typed)), expected);
    });
  }

  it('is one line that stays as it is', () => {
    fc.assert(
      fc.property(text, typed => {
        const checked = checkPurpose(typed);
        if (!checked.allowed || checked.value === null) return;
        assert.deepEqual(checkPurpose(checked.value), checked);
        assert.ok(Array.from(checked.value).length <= PURPOSE_LENGTH);
        assert.doesNotMatch(checked.value, /[\n\r\u2028\u2029]/u);
      }),
    );
  });
});
