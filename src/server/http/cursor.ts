import * as v from 'valibot';
import { storable } from '../../contract/schema-parts.ts';
import { ProblemError } from './problem.ts';

/** Text as a place in a list can hold it. */
export const CursorText = v.pipe(v.string(), v.maxLength(400), storable);

/** What a cursor was written for: the organization, and which of its lists. */
export type List = readonly [organization: string, ...string[]];

/** A place in a list, for a reader to come back to. */
export function writeCursor(list: List, ...place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([...list, ...place])).toString('base64url');
}

/**
 * The place that a cursor holds.
 * @param list what it was written for; a cursor of another list is none
 * @param schema of the place, a tuple
 * @throws ProblemError `malformed-cursor`
 */
export function readCursor<Place>(
  list: List,
  schema: v.GenericSchema<unknown, Place>,
  cursor: string,
): Place {
  const parts = v.safeParse(v.array(v.unknown()), decoded(cursor));
  const all = parts.success ? parts.output : [];
  const place = v.safeParse(schema, all.slice(list.length));
  if (!place.success || list.some((part, i) => all[i] !== part)) {
    throw new ProblemError('malformed-cursor');
  }
  return place.output;
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
