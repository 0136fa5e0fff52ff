import { accept, deny, type Checked } from './verdict.ts';

/** Octets, of what stands before the @ and of the whole (RFC 5321). */
export const ADDRESS_LENGTH = { local: 64, whole: 254 } as const;

/** Letters and digits of any script, and the signs that need no quotes. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;
const ACCOUNT = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}$/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * The form in which addresses are kept and compared (R22). NFKC, because domains are read that way
 * anyway, and keyboards of some scripts type a wide @. Letters must be sent to this form, never to what
 * was typed: two that are typed differently and kept as one would otherwise be two mailboxes.
 */
export function normalizeAddress(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

/** Are these one address? `a+x@b` and `a@b` are two. */
export function isSameAddress(one: string, other: string): boolean {
  return normalizeAddress(one) === normalizeAddress(other);
}

/**
 * Has this the form of an address that a mailbox on the Internet can have? Neither quoted names nor
 * addresses of machines, which the standards also know.
 * @returns the address as it is kept
 */
export function checkAddress(text: string): Checked<string> {
  const address = normalizeAddress(text);
  const [local = '', domain = '', ...rest] = address.split('@');
  const wellFormed =
    rest.length === 0 &&
    LOCAL.test(local) &&
    isDomain(domain) &&
    !INVISIBLE.test(address) &&
    octets(local) <= ADDRESS_LENGTH.local &&
    octets(address) <= ADDRESS_LENGTH.whole;
  return wellFormed ? accept(address) : deny({ code: 'not-an-address' });
}

/**
 * Can an account of the backend's own have this address? Its identity library knows neither every script nor
 * every sign of `checkAddress`; a host's own sign-in does.
 * @returns the address as it is kept
 */
export function checkAccountAddress(text: string): Checked<string> {
  const checked = checkAddress(text);
  if (!checked.allowed || ACCOUNT.test(checked.value)) return checked;
  return deny({ code: 'unsupported-address' });
}

/** A top-level domain is not a number: that would be the address of a machine. */
function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every(label => LABEL.test(label)) &&
    !/^\p{N}+$/u.test(labels.at(-1) ?? '')
  );
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}
