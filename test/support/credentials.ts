import { deriveKeys, loginUrl } from '../../src/server/settings.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';

/** The name of the session's cookie. */
export const SESSION_COOKIE = 'orgtags.session_token';

/** The keys of the backends that tests start. */
export const KEYS = deriveKeys(TEST_SECRET);

/** The `Cookie` header of a browser in which the session of a bearer token is signed in. */
export function cookieOf(token: string): string {
  return `${SESSION_COOKIE}=${encodeURIComponent(token)}`;
}

/** What the database holds of a bearer token: the part before the signature. */
export function storedToken(token: string): string {
  return token.slice(0, token.indexOf('.'));
}

/** The application's login to a backend's database. */
export function appLogin({ databaseUrl }: { readonly databaseUrl: string }): string {
  return loginUrl(databaseUrl, 'orgtags_app', KEYS.appPassword);
}

/** The identity library's login to a backend's database. */
export function authLogin({ databaseUrl }: { readonly databaseUrl: string }): string {
  return loginUrl(databaseUrl, 'orgtags_auth', KEYS.authPassword);
}
