import { accept, ALLOWED, deny, type Checked, type Verdict } from './verdict.ts';

/** Where the backend runs. */
export interface OriginOptions {
  /** Whether pages of this machine may be plain http. */
  readonly development: boolean;
}

/** Characters: a name has 253 at most, beside its scheme and its port. To read much longer ones takes long. */
export const ORIGIN_LENGTH = 267;

const WILDCARD = '//*.';
/** Stands for the wildcard while the rest is read as an address. */
const ANY_LABEL = '//any.';
/** Engines differ in what else they let stand in a name, and in how they write it. */
const HOST = /^(?:[\w.-]*[\w-]|\[[\da-f:.]+\])$/u;
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A site whose visitors may join as guests (R30): an exact origin, or one whose whole first label is a
 * wildcard, `https://*.shop.example`, which stands for one label and not for none. Https, but for this
 * machine's pages in development. That a name below the wildcard can be had by strangers, as under the
 * names of hosting companies, is not known here.
 * @returns the origin as browsers write it: lower case, ASCII, without the usual port or a closing slash
 */
export function checkGuestOrigin(text: string, options: OriginOptions): Checked<string> {
  const written = text.trim();
  const url = readOrigin(written.replace(WILDCARD, ANY_LABEL), options);
  if (url === undefined) return deny({ code: 'origin-malformed' });
  if (!written.includes(WILDCARD)) return accept(url.origin);
  // Below a top-level domain it would be half of the web.
  return url.hostname.split('.').length > 2
    ? accept(url.origin.replace(ANY_LABEL, WILDCARD))
    : deny({ code: 'origin-malformed' });
}

/**
 * May a page of this origin let its visitors join? Programs outside browsers can send any origin: this
 * limits embedding, not attackers.
 * @param origin the request's `Origin` header; only what browsers write matches
 * @param allowed what {@link checkGuestOrigin} has accepted
 */
export function canJoinFrom(
  origin: string | null | undefined,
  allowed: readonly string[],
  options: OriginOptions,
): Verdict {
  if (origin == null || readOrigin(origin, options)?.origin !== origin) {
    return deny({ code: 'origin-denied' });
  }
  const wild = origin.replace(/\/\/[^.]+\./u, WILDCARD);
  return allowed.includes(origin) || allowed.includes(wild)
    ? ALLOWED
    : deny({ code: 'origin-denied' });
}

/** An origin and nothing behind it, of a site that guests may come from. */
function readOrigin(text: string, { development }: OriginOptions): URL | undefined {
  if (text.length > ORIGIN_LENGTH || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname } = url;
  const safe =
    protocol === 'https:'
      ? HOST.test(hostname)
      : development && protocol === 'http:' && LOOPBACK.includes(hostname);
  return safe && url.href === `${url.origin}/` ? url : undefined;
}
