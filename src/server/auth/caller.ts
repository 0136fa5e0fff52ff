/** Who asks, proved by a session of the accounts or by a token of an issuer. */
export type Caller = SessionCaller | IssuerCaller;

/** Somebody with a session of the accounts. */
export interface SessionCaller {
  readonly by: 'session';
  /** The session's token, its signature verified. */
  readonly token: string;
  /** It came by cookie, and not as a bearer. */
  readonly cookie: boolean;
}

/** Somebody with a token of an OpenID issuer, its signature and claims verified. */
export interface IssuerCaller {
  readonly by: 'issuer';
  readonly issuer: string;
  /** Who it is to the issuer; two issuers with one subject are two people. */
  readonly subject: string;
  /** The issuer's name of the session; null when it gives none. */
  readonly session: string | null;
  /** ISO 8601: when the person signed in there. */
  readonly signedInAt: string;
  /** ISO 8601: until when the token is good. */
  readonly expiresAt: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
}
