/**
 * Where many people have their mailbox. Only names of five letters and more: shorter ones are one slip
 * away from too many others.
 */
const COMMON: readonly string[] = [
  'comcast.net',
  'fastmail.com',
  'freenet.de',
  'gmail.com',
  'googlemail.com',
  'hotmail.co.uk',
  'hotmail.com',
  'hotmail.fr',
  'icloud.com',
  'laposte.net',
  'libero.it',
  'orange.fr',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  't-online.de',
  'verizon.net',
  'wanadoo.fr',
  'yahoo.co.jp',
  'yahoo.co.uk',
  'yahoo.com',
  'yahoo.fr',
  'yandex.ru',
];

/** One slip away from a common one, and right all the same. */
const UNSUSPICIOUS: readonly string[] = ['cloud.com', 'email.com', 'mail.com', 'ymail.com'];

/** Endings, and what they become by a slip without being one themselves. */
const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['com', ['ccom', 'cmo', 'comm', 'con', 'coom', 'cpm', 'ocm', 'vom', 'xom']],
  ['net', ['ent', 'ner', 'nett', 'nte']],
  ['org', ['ogr', 'orgg', 'rog']],
];

/** Countries, which are a slip of `com` only after a common name. */
const COUNTRIES: readonly string[] = ['cm', 'co', 'om'];

/**
 * Does the domain look mistyped (R18, R40)? A guess that a person confirms or corrects, no refusal.
 * @param address in the form that `checkAddress` gives
 * @returns the address that was probably meant; undefined when nothing looks wrong
 */
export function suspectTypo(address: string): string | undefined {
  const start = address.lastIndexOf('@') + 1;
  const domain = address.slice(start);
  const meant = meantDomain(domain);
  return meant === domain ? undefined : address.slice(0, start) + meant;
}

function meantDomain(domain: string): string {
  const dot = domain.lastIndexOf('.');
  const name = domain.slice(0, dot);
  const ending = domain.slice(dot + 1);
  if (COUNTRIES.includes(ending)) return commonNear(`${name}.com`) ?? domain;
  const rightEnding = ENDINGS.find(([, slips]) => slips.includes(ending))?.[0] ?? ending;
  const ended = `${name}.${rightEnding}`;
  return commonNear(ended) ?? ended;
}

/** The common domain that this is, or is one slip away from. */
function commonNear(domain: string): string | undefined {
  if (UNSUSPICIOUS.includes(domain)) return undefined;
  const rest = afterName(domain);
  return COMMON.find(common => rest === afterName(common) && isOneSlip(domain, common));
}

function afterName(domain: string): string {
  return domain.slice(domain.indexOf('.'));
}

/** One letter added, left out or another, or two neighbours swapped; or nothing at all. */
function isOneSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right === left.slice(1) + left.slice(0, 1);
}
