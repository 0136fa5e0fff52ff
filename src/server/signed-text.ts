import { createHmac, timingSafeEqual } from 'node:crypto';

/** A text and, behind its last dot, what only who has the secret can make of it. */
export function signed(text: string, secret: string): string {
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Was a text with a signature made with this secret, and not changed on the way? */
export function isSigned(given: string, secret: string): boolean {
  const expected = signed(given.slice(0, given.lastIndexOf('.')), secret);
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** An id in 22 letters in place of 36. */
export function shortened(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The id behind what {@link shortened} has made. */
export function lengthened(text: string): string {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
