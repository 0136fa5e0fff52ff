import type { MemberColumn, MemberSort } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';

/** Which members of an organization are shown, in which order, and the way to their page. */
export interface View {
  readonly organization: string;
  /** What is searched for. */
  readonly q: string;
  /** The one role whose members are shown; undefined for all. */
  readonly role: Role | undefined;
  readonly sort: MemberSort;
  /** The cursors of the pages gone through to reach this one. */
  readonly path: readonly string[];
}

/** Everybody, by name. */
export function firstView(organization: string): View {
  return { organization, q: '', role: undefined, sort: 'name', path: [] };
}

/** What a sort goes by, and whether the other way round. */
export function partsOf(sort: MemberSort): {
  readonly column: MemberColumn;
  readonly descending: boolean;
} {
  const descending = sort.startsWith('-');
  return { column: sort.slice(descending ? 1 : 0) as MemberColumn, descending };
}

/** The sort that a column begins with, what is of more interest first; chosen again, it turns round. */
export function sortBy(column: MemberColumn, now: MemberSort): MemberSort {
  const present = partsOf(now);
  const isTime = column === 'joinedAt' || column === 'lastActiveAt';
  const descending = present.column === column ? !present.descending : isTime;
  return descending ? `-${column}` : column;
}
