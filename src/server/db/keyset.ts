import * as v from 'valibot';
import { CursorText, readCursor, writeCursor, type List } from '../http/cursor.ts';

/** How many there are on a page. */
const PAGE = 50;

/** How far rows are counted. */
export const COUNTED = 10_000;

/** What a list is sorted by. */
export interface Key {
  /** There is an index on it, between the organization and the id. */
  readonly sql: string;
  /** The same as text, as a cursor holds it. */
  readonly place: string;
  /** And back, of a parameter. */
  readonly from: (parameter: string) => string;
  readonly schema: v.GenericSchema<unknown, string | null>;
}

/** A column of text, in the order of every language. */
export const text = (column: string): Key => ({
  sql: column,
  place: column,
  from: parameter => `${parameter} collate "und-x-icu"`,
  schema: CursorText,
});

/** A time, to the microsecond, as the database keeps it. */
export const time = (column: string): Key => ({
  sql: column,
  place: `(extract(epoch from ${column}) * 1000000)::bigint::text`,
  from: parameter => `'epoch'::timestamptz + ${parameter}::bigint * interval '1 microsecond'`,
  schema: v.pipe(v.string(), v.regex(/^-?\d{1,16}$/)),
});

/** Roles by their rank, the most powerful first. */
export const RANK: Key = {
  sql: 'role_rank',
  place: 'role_rank::text',
  from: parameter => `${parameter}::smallint`,
  schema: v.pipe(v.string(), v.regex(/^\d$/)),
};

/** The last row shown. */
export interface Place {
  readonly key: string | null;
  readonly id: string;
}

/** Which page of a list is asked for. */
export interface Page {
  /** From where on; undefined for the first. */
  readonly after: Place | undefined;
  /** One more than are shown, which tells whether there is another page. */
  readonly limit: number;
  /** Parts the rows that were read from the cursor of the page that follows, null on the last one. */
  next<Row extends { readonly id: string; readonly place: string | null }>(
    rows: readonly Row[],
  ): { readonly shown: readonly Row[]; readonly next: string | null };
}

/**
 * Reads where a page begins.
 * @param list what tells it from other lists: a place in one is none in another
 * @throws ProblemError `malformed-cursor`
 */
export function pageOf(
  list: List,
  { schema }: Key,
  { limit = PAGE, cursor }: { limit?: number | undefined; cursor?: string | undefined },
): Page {
  const [key, id] =
    cursor === undefined
      ? []
      : readCursor(list, v.strictTuple([schema, v.pipe(v.string(), v.uuid())]), cursor);
  return {
    after: key === undefined || id === undefined ? undefined : { key, id },
    limit: limit + 1,
    next(rows) {
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return { shown, next: last ? writeCursor(list, last.place, last.id) : null };
    },
  };
}

/** A column, and whether it is sorted by it the other way round. */
export function partsOf<Column extends string>(
  sort: Column | `-${Column}`,
): { readonly column: Column; readonly descending: boolean } {
  const descending = sort.startsWith('-');
  return { column: sort.slice(descending ? 1 : 0) as Column, descending };
}

/**
 * How rows are sorted by a key, and which of them come after a place.
 * @param parameters those of the place: its key and its id, null for the first page
 */
export function sorted(
  { sql, from }: Key,
  descending: boolean,
  parameters: { readonly key: string; readonly id: string },
): { readonly after: string; readonly order: string } {
  const [beyond, direction] = descending ? ['<', 'desc'] : ['>', 'asc'];
  const { key, id } = parameters;
  return {
    after: `(${id}::uuid is null or (${sql}, id) ${beyond} (${from(key)}, ${id}))`,
    order: `${sql} ${direction}, id ${direction}`,
  };
}

/** How many there are, as far as they were counted. */
export function upTo(
  most: number,
  counted: number,
): { readonly total: number; readonly totalIsMinimum: boolean } {
  return { total: Math.min(counted, most), totalIsMinimum: counted > most };
}
