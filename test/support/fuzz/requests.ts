import fc from 'fast-check';
import { ORIGIN } from '../backend.ts';
import { cookieOf, SESSION_COOKIE, storedToken } from '../credentials.ts';
import type { Described, Description } from '../openapi.ts';
import type { WireRequest } from '../wire.ts';
import {
  hostileName,
  hostileString,
  hostileValue,
  mutation,
  stringsIn,
  textMutation,
  toJson,
} from './hostile.ts';
import { anyId, validValue } from './values.ts';
import type { Sender, World } from './world.ts';

/** One request. */
export interface FuzzRequest extends WireRequest {
  /** What it was made for, which need not be what it asks for. */
  readonly made: string;
  /** Who proves who they are; undefined for nobody. */
  readonly sender: Sender | undefined;
  /** What it holds that no refusal may repeat. */
  readonly held: readonly string[];
}

/** Longer ones Node refuses (431), before any of our code. */
const ADDRESS_LENGTH = 8_000;

/** Not all requests are the kind that the others are. */
function mostly<Value>(
  usual: fc.Arbitrary<Value>,
  weight: number,
  unusual: fc.Arbitrary<Value>,
): fc.Arbitrary<Value> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 100 - weight, arbitrary: unusual });
}

/** Requests to every operation of the document: valid ones, and what becomes of them. */
export function anyRequest(world: World, api: Description): fc.Arbitrary<FuzzRequest> {
  return fc.constantFrom(...api.operations).chain(described =>
    fc
      .record({
        method: method(described),
        path: path(world, described),
        query: query(world, api, described),
        body: body(world, api, described),
        proof: proof(world),
        origin: mostly(fc.constant(ORIGIN), 85, fc.constantFrom<string | undefined>(...ORIGINS)),
        type: mostly(fc.constant('application/json'), 92, fc.constantFrom(...TYPES)),
        extra: mostly(fc.constant({}), 85, extraHeaders),
      })
      .map(({ method, path, query, body, proof, origin, type, extra }): FuzzRequest => {
        const asked = query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
        return {
          made: described.operation.operationId,
          method,
          target: (path.map(escaped).join('/') + (asked && `?${asked}`)).slice(0, ADDRESS_LENGTH),
          headers: {
            ...(origin !== undefined && { origin }),
            ...(type !== undefined &&
              (body.sent !== undefined || method !== 'GET') && { 'content-type': type }),
            ...proof.headers,
            ...extra,
          },
          body: body.sent,
          sender: proof.sender,
          held: [...path, ...query.flat(), ...body.held, ...Object.values<string>(extra)],
        };
      }),
  );
}

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
];

const ORIGINS = [
  undefined,
  'null',
  'https://evil.example',
  `${ORIGIN}.evil.example`,
  ORIGIN.replace('http:', 'https:'),
  `${ORIGIN}/`,
  '*',
];

const TYPES = [
  undefined,
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/json, text/plain',
  'application/problem+json',
  ';',
];

const printable = hostileString.map(text =>
  text
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, 500)
    .trim(),
);

const extraHeaders: fc.Arbitrary<Record<string, string>> = fc
  .record({
    name: fc.constantFrom(
      'x-forwarded-for',
      'x-http-method-override',
      'x-orgtags-address',
      'idempotency-key',
      'last-event-id',
      'user-agent',
      'accept',
      'accept-language',
      'if-none-match',
      'cookie',
      'host',
    ),
    value: fc.oneof(printable, fc.constantFrom('DELETE', '1', '127.0.0.1', 'text/html')),
  })
  .map(({ name, value }) => ({ [name]: value }));

function method({ method: own }: Described): fc.Arbitrary<string> {
  return mostly(fc.constant(own), 92, fc.constantFrom(...METHODS));
}

/** The steps of the path, its places filled. */
function path(world: World, { path: template }: Described): fc.Arbitrary<string[]> {
  const steps = template.split('/').map(step => {
    const place = /^\{(\w+)\}$/.exec(step)?.[1];
    return place === undefined ? fc.constant(step) : anyId(world, place);
  });
  const all = fc.tuple(...steps);
  const oneMore = fc.tuple(all, hostileString).map(([found, more]) => [...found, more]);
  return mostly(all, 97, oneMore);
}

function query(
  world: World,
  api: Description,
  { operation: { parameters = [] } }: Described,
): fc.Arbitrary<[string, string][]> {
  const fields = parameters.filter(one => one.in === 'query');
  const valid = fields.map(({ name, schema }) =>
    validValue(world, api.document, schema, name).map((value): [string, string] => [
      name,
      String(value),
    ]),
  );
  const values = fc.oneof(hostileString, hostileValue.map(toJson));
  const wrong = fields.map(({ name }) =>
    fc.tuple(fc.constant(name), name === 'cursor' ? fc.oneof(values, forgedCursor(world)) : values),
  );
  const right: fc.Arbitrary<[string, string][]> =
    valid.length > 0 ? fc.array(fc.oneof(...valid), { maxLength: 2 }) : fc.constant([]);
  const one = fc.oneof(...wrong, fc.tuple(hostileName, values));
  return mostly(
    right,
    valid.length > 0 ? 60 : 95,
    fc
      .tuple(right, fc.array(one, { minLength: 1, maxLength: 2 }))
      .map(([before, after]) => [...before, ...after]),
  );
}

/** What the server wrote with one part of it another, or nothing of it at all. */
function forgedCursor({ cursors }: World): fc.Arbitrary<string> {
  const forged = fc
    .tuple(fc.constantFrom(...cursors), fc.nat(), fc.oneof(hostileString, hostileValue))
    .map(([cursor, at, part]) => {
      const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
      return place.with(at % place.length, part);
    });
  return fc
    .oneof({ weight: 4, arbitrary: forged }, hostileValue)
    .map(value => Buffer.from(toJson(value)).toString('base64url'));
}

interface Body {
  readonly sent: string | Buffer | undefined;
  readonly held: readonly string[];
}

function body(world: World, api: Description, { operation }: Described): fc.Arbitrary<Body> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const written = (value: unknown): Body => ({ sent: toJson(value), held: stringsIn(value) });
  if (!schema) {
    return mostly(fc.constant({ sent: undefined, held: [] }), 90, hostileValue.map(written));
  }
  const valid = validValue(world, api.document, schema);
  const mutated = fc
    .tuple(valid, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([value, mutations]) => mutations.reduce((before, mutate) => mutate(before), value));
  const garbled = fc
    .tuple(valid, textMutation)
    .map(([value, mutate]): Body => ({ sent: mutate(toJson(value)), held: stringsIn(value) }));
  return fc.oneof(
    { weight: 55, arbitrary: valid.map(written) },
    { weight: 35, arbitrary: mutated.map(written) },
    { weight: 10, arbitrary: garbled },
  );
}

interface Proof {
  readonly sender: Sender | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** How the sender says who it is, or does not. */
function proof({ senders }: World): fc.Arbitrary<Proof> {
  const good = fc.constantFrom(...senders).chain(sender => {
    const { token } = sender.person;
    return fc.constantFrom<Proof>(
      { sender, headers: { authorization: `Bearer ${token}` } },
      { sender, headers: { cookie: cookieOf(token) } },
    );
  });
  const bad = fc
    .tuple(fc.constantFrom(...senders), printable)
    .chain(([{ person }, noise]) =>
      fc.constantFrom<Proof>(
        nobody({}),
        nobody({ authorization: noise }),
        nobody({ authorization: `Bearer ${noise}` }),
        nobody({ authorization: `Bearer ${storedToken(person.token)}` }),
        nobody({ authorization: `Bearer ${storedToken(person.token)}.forged` }),
        nobody({ authorization: `Basic ${Buffer.from(person.token).toString('base64')}` }),
        nobody({ authorization: 'Bearer ', cookie: cookieOf(person.token) }),
        nobody({ cookie: `${SESSION_COOKIE}=${noise.replaceAll(/[;\s]/g, '')}` }),
        nobody({ cookie: `${SESSION_COOKIE}=%ff` }),
      ),
    );
  return mostly(good, 85, bad);
}

function nobody(headers: Proof['headers']): Proof {
  return { sender: undefined, headers };
}

/** As it stands in an address; half a character as no encoder would write it. */
function escaped(text: string): string {
  const characters = Array.from(text, one =>
    one.isWellFormed() ? encodeURIComponent(one) : '%ED%A0%80',
  );
  return characters.join('');
}
