import type { Keys } from '../settings.ts';
import { isSigned, lengthened, shortened, signed } from '../signed-text.ts';

/** For how many seconds a guest's bearer is good. */
export const ACCESS_SECONDS = 10 * 60;

/** A guest in one browser. */
export interface GuestSession {
  /** The id of the organization. */
  readonly organization: string;
  /** The id of the session. */
  readonly session: string;
}

/** A guest's bearer, as it is read. */
export interface Bearer extends GuestSession {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A token that gets the next ones. */
export interface Refresh extends GuestSession {
  /** Counts how often there were new ones. */
  readonly generation: number;
}

/**
 * The tokens of guests: derived from what the database has and a secret that it has not, with a prefix
 * of their own, so that none is ever taken for a member's.
 */
export interface GuestTokenMaker {
  /** @param now milliseconds since 1970 */
  access(session: GuestSession, now: number): string;
  refresh(refresh: Refresh): string;
  /**
   * The session of a bearer that is still good.
   * @returns undefined for one that is not, or was not made here
   */
  readAccess(token: string, now: number): Bearer | undefined;
  readRefresh(token: string): Refresh | undefined;
}

const FORM =
  /^(guest|again)\.([1-9]\d{0,15})\.([1-9]\d{0,12})\.([\w-]{22})\.([\w-]{22})\.[\w-]{43}$/;

/** Is it the bearer of a guest, good or not? */
export function isOfGuest(token: string): boolean {
  return token.startsWith('guest.');
}

/** @param keys of every secret, the newest first */
export function guestTokens(keys: readonly [Keys, ...Keys[]]): GuestTokenMaker {
  const [{ version, guests: newest }] = keys;
  const secrets = new Map(keys.map(one => [one.version, one.guests]));

  function write(kind: 'guest' | 'again', number: number, of: GuestSession): string {
    const said = [kind, version, number, shortened(of.organization), shortened(of.session)];
    return signed(said.join('.'), newest);
  }

  function read(token: string, wanted: 'guest' | 'again') {
    const [, kind, keyVersion, number, organization = '', session = ''] = FORM.exec(token) ?? [];
    const secret = secrets.get(Number(keyVersion));
    if (kind !== wanted || secret === undefined || !isSigned(token, secret)) return undefined;
    return {
      number: Number(number),
      organization: lengthened(organization),
      session: lengthened(session),
    };
  }

  return {
    access: (session, now) => write('guest', Math.floor(now / 1000) + ACCESS_SECONDS, session),
    refresh: refresh => write('again', refresh.generation, refresh),
    readAccess(token, now) {
      const found = read(token, 'guest');
      if (!found || found.number * 1000 <= now) return undefined;
      const { number, ...session } = found;
      return { ...session, expiresAt: number * 1000 };
    },
    readRefresh(token) {
      const found = read(token, 'again');
      return found && { ...found, generation: found.number };
    },
  };
}
