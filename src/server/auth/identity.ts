import type { Caller } from './caller.ts';

/** Who is behind a request: the port behind which the accounts and the issuers stand. */
export interface Identity {
  /**
   * Who asks; undefined for nobody that is known. With an `Authorization` header its cookies are
   * ignored.
   */
  callerOf(headers: Headers): Promise<Caller | undefined>;
  /** The `Set-Cookie` that gives a renewed session's cookie more time, too; undefined without one. */
  renewedCookie(caller: Caller): Promise<string | undefined>;
}
