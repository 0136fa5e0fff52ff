import { createHash } from 'node:crypto';
import type { Role } from '../../domain/index.ts';

/** A place in the order in which changes are heard. */
export interface Place {
  /** The transaction that made the change; those that commit late are waited for. */
  readonly xid: bigint;
  /** The change's own number. */
  readonly id: bigint;
}

/** Everything up to a place was heard. */
export interface Position extends Place {
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number;
  /** What the person had access to then. */
  readonly access: string;
}

/** Numbers that PostgreSQL can hold: the first of 64 bits is a sign there. */
const WRITTEN = /^([0-7][0-9a-f]{15})-([0-7][0-9a-f]{15})-([0-9a-f]{12})-([\w-]{8})$/;

/** A position as it travels: of one width, so that a later one sorts after an earlier one. */
export function writePosition({ xid, id, at, access }: Position): string {
  return `${hex(xid, 16)}-${hex(id, 16)}-${hex(at, 12)}-${access}`;
}

/** The position behind a text, or undefined for a text that is none. */
export function readPosition(text: string): Position | undefined {
  const [, xid, id, at, access = ''] = WRITTEN.exec(text) ?? [];
  if (xid === undefined) return undefined;
  return { xid: BigInt(`0x${xid}`), id: BigInt(`0x${id}`), at: Number(`0x${at}`), access };
}

/** Does `place` come before `other`? */
export function isBefore(place: Place, other: Place): boolean {
  return place.xid === other.xid ? place.id < other.id : place.xid < other.xid;
}

/**
 * Somebody's access in a few letters, so that who comes back can be told that it is another.
 * @param organizations those that the session may enter, in any order
 * @param inbox which invitations wait for them; another text whenever they are others
 */
export function accessMark(
  organizations: Iterable<{ readonly id: string; readonly role: Role }>,
  inbox: string,
): string {
  const all = [...organizations].map(({ id, role }) => `${id} ${role}`).sort();
  all.push(inbox);
  return createHash('sha256').update(all.join()).digest('base64url').slice(0, 8);
}

function hex(value: bigint | number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
