import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signs a session's token the way Better Auth signs its cookie: `token.signature`. The stored token
 * alone opens nothing.
 * @param secret the key of the purpose `session`
 */
export function signSessionToken(token: string, secret: string): string {
  return `${token}.${signature(token, secret)}`;
}

/**
 * The token inside `signed`, or undefined when the signature is missing or wrong.
 * @param secrets the keys of the purpose `session`, any of which may have signed it
 */
export function verifySessionToken(signed: string, secrets: readonly string[]): string | undefined {
  const dot = signed.indexOf('.');
  if (dot < 1) return undefined;
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1));
  const isGood = secrets.some(secret => {
    const expected = Buffer.from(signature(token, secret));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isGood ? token : undefined;
}

function signature(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('base64');
}
