import { DAY, elapsed } from './durations.ts';
import { accept, deny, type Checked } from './verdict.ts';

/** Characters. */
export const SLUG_LENGTH = { min: 3, max: 48 } as const;

/** For how many days a freed slug is given to nobody else: old links would lead to strangers. */
export const FREED_SLUG_DAYS = 90;

const FORM = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** First parts of addresses that hosts and their servers need for themselves. */
const RESERVED =
  ' about abuse account accounts activity admin administrator analytics api app apps assets auth ' +
  'billing blog callback cdn chat contact dashboard delete demo docs download edit email error ' +
  'explore favicon feed files ftp guest guests health healthz help home host hostmaster images ' +
  'inbox index info invitation invitations invite invites join legal localhost login logout mail ' +
  'mailbox media member members metrics new news noreply null oauth oidc organization organizations ' +
  'orgs page pages password permissions ping postmaster pricing privacy profile public readyz ' +
  'register robots root search security session sessions settings setup sign-in sign-out sign-up ' +
  'signin signout signup sitemap smtp sso static status support switch system team teams terms test ' +
  'token undefined unsubscribe upload user users verify webhook webhooks webmaster well-known www ';

/** Latin letters that are no letter with a mark, and so stay whole when marks are taken off. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
  ŧ: 't',
};

/** Stands at the end of what cannot be a slug by itself. */
const COMPLETION = '-org';

/**
 * What may stand for an organization in the host's addresses.
 * @returns the slug in lower case, so that two that differ by case are one; or which rule it breaks
 */
export function checkSlug(text: string): Checked<string> {
  const slug = text.trim().toLowerCase();
  if (slug.length < SLUG_LENGTH.min || slug.length > SLUG_LENGTH.max || !FORM.test(slug)) {
    return deny({ code: 'slug-malformed' });
  }
  if (looksLikeId(slug)) return deny({ code: 'slug-like-id' });
  if (RESERVED.includes(` ${slug} `)) return deny({ code: 'slug-reserved' });
  return accept(slug);
}

/**
 * A slug for a name: its Latin letters without their marks, and its digits. What comes out too short,
 * reserved or like an id is completed.
 * @returns a slug that {@link checkSlug} accepts; undefined when no letter or digit is left
 */
export function suggestSlug(name: string): string | undefined {
  const words = name
    .replace(/['’™℠]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]/gu, letter => SPELLED[letter] ?? '-')
    .replace(/-+/g, '-')
    .replace(/^-/, '');
  const slug = endingWith(words, '');
  if (slug === '') return undefined;
  return checkSlug(slug).allowed ? slug : endingWith(slug, COMPLETION);
}

/**
 * What to offer in place of a slug that is taken: `acme-2`, `acme-3`, …; none is too long.
 * @param count how many at most
 */
export function slugVariants(taken: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    endingWith(taken, `-${String(index + 2)}`),
  ).filter(variant => checkSlug(variant).allowed);
}

/** Is a slug that was freed at `freedAt` still kept from everyone else? */
export function isSlugKept(freedAt: Date, now: Date): boolean {
  return elapsed(freedAt, now) < FREED_SLUG_DAYS * DAY;
}

/** PostgreSQL reads an id's hyphens in other places, too, and without any. */
function looksLikeId(slug: string): boolean {
  return /^[0-9a-f]{32}$/.test(slug.replaceAll('-', ''));
}

/** The longest beginning of `slug` with which the whole is not too long. */
function endingWith(slug: string, ending: string): string {
  return slug.slice(0, SLUG_LENGTH.max - ending.length).replace(/-$/, '') + ending;
}
