import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { checkAddress, checkName } from '../../domain/index.ts';
import type { ProblemCode } from '../../contract/problems.ts';
import { checkedClaim, identifier } from './claims.ts';
import { ProblemError } from '../http/problem.ts';
import type { IssuerCaller } from './caller.ts';
import { issuerKeys } from './issuer-keys.ts';
import type { ClaimNames, IssuerSettings } from './issuer-settings.ts';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** By how much an issuer's clock may be another. */
const TOLERANCE_SECONDS = 30;
/** The end of the year 9999: no clock says more, and a date holds it. */
const LAST_SECOND = 253_402_300_799;

const STANDARD_NAMES: ClaimNames = {
  name: 'name',
  email: 'email',
  emailVerified: 'email_verified',
  session: 'sid',
};

/** The people of OpenID issuers (R47). */
export interface Issuers {
  /**
   * Whose a token is; undefined for what is no JWT.
   * @throws ProblemError for a JWT that does not count, each reason with a code of its own
   */
  callerOf(token: string): Promise<IssuerCaller | undefined>;
}

/**
 * Verifies the tokens of issuers by their published keys.
 * @param onUnreachable told when the keys of an issuer could not be had, and why
 */
export function createIssuers(
  settings: readonly IssuerSettings[],
  onUnreachable: (issuer: string, error: unknown) => void,
): Issuers {
  const issuers = new Map(
    settings.map(one => {
      const keys = issuerKeys(one, error => onUnreachable(one.issuer, error));
      return [one.issuer, { one, keys }];
    }),
  );

  return {
    async callerOf(token) {
      const claimed = claimedIssuer(token);
      if (claimed === undefined) return undefined;
      const issuer = issuers.get(claimed);
      if (!issuer) throw new ProblemError('unknown-issuer');
      const { algorithms = ALGORITHMS, audience, claims } = issuer.one;
      try {
        const { payload } = await jwtVerify(token, issuer.keys, {
          issuer: claimed,
          audience,
          algorithms: [...algorithms],
          clockTolerance: TOLERANCE_SECONDS,
        });
        return callerFrom(claimed, payload, { ...STANDARD_NAMES, ...claims });
      } catch (error) {
        throw refusal(error) ?? error;
      }
    },
  };
}

/** Who issued a JWT, as it says itself; undefined for what is none. */
function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return undefined;
    throw error;
  }
}

function callerFrom(issuer: string, payload: JWTPayload, names: ClaimNames): IssuerCaller {
  const email = needed(payload, names.email, value => checkedClaim(value, checkAddress));
  const caller: IssuerCaller = {
    by: 'issuer',
    issuer,
    subject: needed(payload, 'sub', identifier),
    session: identifier(payload[names.session]) ?? null,
    signedInAt: needed(payload, 'auth_time' in payload ? 'auth_time' : 'iat', time),
    expiresAt: needed(payload, 'exp', time),
    name: checkedClaim(payload[names.name], checkName) ?? email,
    email,
    emailVerified: isTrue(payload[names.emailVerified]),
  };
  // Who has signed in tomorrow could not be signed out today.
  if (Date.parse(caller.signedInAt) > Date.now() + TOLERANCE_SECONDS * 1000) {
    throw new ProblemError('token-too-early');
  }
  if (!caller.emailVerified && isSaid(payload[names.emailVerified])) {
    throw new ProblemError('address-not-verified');
  }
  return caller;
}

/** @throws ProblemError `token-incomplete` */
function needed(
  payload: JWTPayload,
  claim: string,
  read: (value: unknown) => string | undefined,
): string {
  const value = read(payload[claim]);
  if (value === undefined) throw incomplete(payload, claim);
  return value;
}

function incomplete(payload: JWTPayload, claim: string): ProblemError {
  const code = payload[claim] === undefined ? 'missing' : 'wrong-value';
  return new ProblemError('token-incomplete', { fields: [{ field: claim, code }] });
}

/** Seconds since 1970 as ISO 8601. */
function time(value: unknown): string | undefined {
  const good = typeof value === 'number' && value >= 0 && value <= LAST_SECOND;
  return good ? new Date(value * 1000).toISOString() : undefined;
}

/** Some issuers write it as a word. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** What is said and is not a yes is a no, however an issuer writes it. */
function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** By the codes of jose. What is no token at all is nobody's. */
const REFUSALS: Readonly<Record<string, ProblemCode>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'token-wrong-algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'no-session',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'token-unknown-key',
  ERR_JWKS_NO_MATCHING_KEY: 'token-unknown-key',
  ERR_JWS_INVALID: 'no-session',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'token-bad-signature',
  ERR_JWT_EXPIRED: 'token-expired',
};

function refusal(error: unknown): ProblemError | undefined {
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, payload } = error;
    if (claim === 'aud') return new ProblemError('token-wrong-audience');
    if (claim === 'nbf' && error.reason === 'check_failed') {
      return new ProblemError('token-too-early');
    }
    return incomplete(payload, claim);
  }
  const code = error instanceof errors.JOSEError ? REFUSALS[error.code] : undefined;
  return code && new ProblemError(code);
}
