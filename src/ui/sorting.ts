/** What a sort goes by, and whether the other way round. */
export interface Sorting<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** A column, with a hyphen before it the other way round. */
export type SortBy<Column extends string> = Column | `-${Column}`;

/** What a sort is made of. */
export function partsOf<Column extends string>(sort: SortBy<Column>): Sorting<Column> {
  const descending = sort.startsWith('-');
  return { column: sort.slice(descending ? 1 : 0) as Column, descending };
}

/** The sort that a column begins with, times with the last one; chosen again, it turns round. */
export function sortBy<Column extends string>(column: Column, now: SortBy<Column>): SortBy<Column> {
  const present = partsOf(now);
  const descending = present.column === column ? !present.descending : column.endsWith('At');
  return descending ? `-${column}` : column;
}
