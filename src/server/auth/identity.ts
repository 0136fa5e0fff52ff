import { bearerToken } from './bearer.ts';
import type { Caller } from './caller.ts';
import type { Issuers } from './oidc.ts';

/** Who is behind a request: the port behind which the accounts and the issuers stand. */
export interface Identity {
  /**
   * Who asks; undefined for nobody that is known. With an `Authorization` header its cookies are
   * ignored.
   * @throws ProblemError for a token that does not count, where it can be said why
   */
  callerOf(headers: Headers): Promise<Caller | undefined>;
  /** The `Set-Cookie` that gives a renewed session's cookie more time, too; undefined without one. */
  renewedCookie(caller: Caller): Promise<string | undefined>;
}

/**
 * Bearers that are JWTs are the issuers', everything else is the accounts'.
 * @param accounts undefined where only issuers count
 */
export function joinedIdentity(accounts: Identity | undefined, issuers: Issuers): Identity {
  return {
    async callerOf(headers) {
      const token = bearerToken(headers);
      const caller = token === undefined ? undefined : await issuers.callerOf(token);
      return caller ?? accounts?.callerOf(headers);
    },
    async renewedCookie(caller) {
      return accounts?.renewedCookie(caller);
    },
  };
}
