import * as v from 'valibot';
import {
  checkAccountAddress,
  checkPassword,
  LEVELS,
  normalizeAddress,
  PASSWORD_LENGTH,
  ROLES,
} from '../domain/index.ts';

/*
 * What more than one schema is made of.
 */

export const id = v.pipe(v.string(), v.uuid(), v.toLowerCase());
/** What somebody typed; what it may be is the domain's to say. */
export const text = v.pipe(v.string(), v.maxLength(1000));
export const role = v.picklist(ROLES);
export const level = v.picklist(LEVELS);
export const time = v.pipe(v.string(), v.isoTimestamp());
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The largest of PostgreSQL's `integer`. */
export const LARGEST_INTEGER = 2_147_483_647;
export const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_INTEGER));

export const organization = {
  id,
  name: v.string(),
  slug: v.string(),
  purpose: v.nullable(v.string()),
};

export const myOrganization = v.strictObject({ ...organization, role, ended: v.boolean() });
export const myOrganizations = v.array(myOrganization);

/** A person, as a record says who it was. */
export const somebody = v.strictObject({ person: id, name: v.string() });

/** The name of a feature, which an operator may have added. */
export const feature = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(48));

export const permissions = v.record(feature, level);

export const limit = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,3}$/),
    v.transform(Number),
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  ),
);
/** PostgreSQL stores neither NUL nor half a character. */
export const storable = v.check((text: string) => text.isWellFormed() && !text.includes('\0'));
export const cursor = v.optional(v.pipe(v.string(), v.maxLength(4000)));

/** The address of an account, in the form in which it is kept. */
export const address = v.pipe(
  text,
  v.transform(normalizeAddress),
  v.check(email => checkAccountAddress(email).allowed),
);

export const newPassword = v.pipe(
  v.string(),
  v.minLength(PASSWORD_LENGTH.min),
  v.maxLength(PASSWORD_LENGTH.max),
  v.check(password => checkPassword(password).allowed),
);

export const token = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
