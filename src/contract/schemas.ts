import * as v from 'valibot';
import { FEATURES, LEVELS, ROLES } from '../domain/index.ts';
import type { Shapes } from './shapes.ts';

const id = v.pipe(v.string(), v.uuid());
const role = v.picklist(ROLES);
const level = v.picklist(LEVELS);
const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** PostgreSQL's `integer`. */
const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));

const organization = { id, name: v.string(), slug: v.string(), purpose: v.nullable(v.string()) };

const myOrganizations = v.array(v.strictObject({ ...organization, role }));

const permissions = v.strictObject(v.entriesFromList(FEATURES, level));

const standing = v.strictObject({
  organization: v.strictObject(organization),
  member: id,
  role,
  permissions,
  owners: count,
  epoch: count,
});

const member = v.strictObject({
  id,
  person: id,
  name: v.string(),
  email: v.nullable(v.string()),
  role,
  joinedAt: time,
  lastActiveAt: v.nullable(time),
  version,
});

/** A place in the path: every one is an id. */
export const PathId = id;

/** The schema of a shape, for each. */
export type Schemas = { readonly [N in keyof Shapes]: v.GenericSchema<unknown, Shapes[N]> };

/** The schema of each shape, for the server and the tests; the client takes the types alone. */
export const SCHEMAS: Schemas = {
  ChangedMember: v.strictObject({ organization: id, member, owners: count }),
  ChangeRole: v.strictObject({ role, version }),
  MemberPage: v.strictObject({
    organization: id,
    members: v.array(member),
    next: v.nullable(v.string()),
    total: count,
  }),
  MemberQuery: v.strictObject({
    limit: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    ),
    cursor: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  }),
  MyOrganizations: v.strictObject({ organizations: myOrganizations }),
  Nothing: v.undefined(),
  Session: v.strictObject({
    person: v.strictObject({ id, name: v.string(), email: v.string() }),
    organizations: myOrganizations,
    standing: v.nullable(standing),
  }),
  SignIn: v.strictObject({
    email: v.pipe(v.string(), v.nonEmpty(), v.maxLength(320)),
    password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  }),
};
