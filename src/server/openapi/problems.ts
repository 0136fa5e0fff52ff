import { canAccess, FEATURES, LEVELS, ROLES, type Access } from '../../domain/index.ts';
import { PROBLEMS, type ProblemCode } from '../../contract/problems.ts';
import { routeNamed, type RouteAccess, type RouteName } from '../../contract/routes.ts';
import type { ShapeName } from '../../contract/shapes.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { placesOf } from './parameters.ts';
import { bodySchema, querySchemas } from './schemas.ts';

/** Whatever is asked. */
const ANYWHERE: readonly ProblemCode[] = ['unexpected', 'unavailable'];
/** Before the route itself is reached. */
const OF_WRITES: readonly ProblemCode[] = ['origin-denied', 'not-json', 'body-too-large'];

const OF_KEYS: readonly ProblemCode[] = ['invalid-input', 'key-reused'];

/** Who it is that asks, by a session of the accounts or by the token of an issuer. */
const OF_IDENTITY: readonly ProblemCode[] = [
  'no-session',
  'other-person',
  'token-expired',
  'token-too-early',
  'token-incomplete',
  'token-wrong-audience',
  'token-wrong-algorithm',
  'token-unknown-key',
  'token-bad-signature',
  'unknown-issuer',
  'issuer-unreachable',
  'address-not-verified',
];

const OF_PLACES: Readonly<Record<string, ProblemCode>> = {
  conversation: 'conversation-not-found',
  guest: 'guest-not-found',
  invitation: 'invitation-not-found',
  member: 'member-not-found',
  session: 'session-not-found',
  source: 'text-source-not-found',
};

/** The problems that a route can answer, by status. */
export function problemsOf(name: RouteName): ReadonlyMap<number, readonly ProblemCode[]> {
  const { method, path, access, query, body, idempotent } = routeNamed(name);
  const codes = new Set<ProblemCode>([
    ...ofAccess(access),
    ...ofPath(placesOf(path)),
    ...(query ? ofQuery(query) : []),
    ...(method === 'GET' ? [] : OF_WRITES),
    ...(body ? ofBody(body) : []),
    ...(idempotent ? OF_KEYS : []),
    ...(DESCRIPTIONS[name].problems ?? []),
    ...ANYWHERE,
  ]);
  return Map.groupBy([...codes].sort(byStatus), code => PROBLEMS[code].status);
}

function ofAccess(access: RouteAccess): readonly ProblemCode[] {
  if (access === 'public') return [];
  if (access === 'visitor') return ['guests-disabled', 'origin-denied'];
  if (access === 'guest')
    return ['session-expired', 'guest-revoked', 'origin-denied', 'rate-limited'];
  if (access === 'person') return OF_IDENTITY;
  return [...OF_IDENTITY, 'session-ended', 'organization-not-found', ...denialsOf(access)];
}

/** Why the access list refuses a member: it is asked for every kind of one. */
function denialsOf(access: Access): ProblemCode[] {
  return ROLES.flatMap(role =>
    LEVELS.flatMap(level => {
      const permissions = Object.fromEntries(FEATURES.map(feature => [feature.name, level]));
      const verdict = canAccess(access, { person: '', role, permissions });
      return verdict.allowed ? [] : [verdict.denial.code];
    }),
  );
}

function ofPath(places: readonly string[]): readonly ProblemCode[] {
  if (places.length === 0) return [];
  return ['malformed-id', ...places.flatMap(place => OF_PLACES[place] ?? [])];
}

function ofQuery(query: ShapeName): readonly ProblemCode[] {
  return 'cursor' in querySchemas(query)
    ? ['invalid-input', 'malformed-cursor']
    : ['invalid-input'];
}

function ofBody(body: ShapeName): readonly ProblemCode[] {
  const codes: readonly ProblemCode[] = ['malformed-json', 'invalid-input'];
  return 'version' in (bodySchema(body).properties ?? {}) ? [...codes, 'stale-version'] : codes;
}

function byStatus(one: ProblemCode, other: ProblemCode): number {
  return PROBLEMS[one].status - PROBLEMS[other].status;
}
