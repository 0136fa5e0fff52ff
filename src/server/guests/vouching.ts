import { errors, jwtVerify, type JWTPayload } from 'jose';
import { checkAddress, checkName } from '../../domain/index.ts';
import { checkedClaim, identifier } from '../auth/claims.ts';
import { ProblemError } from '../http/problem.ts';

/** How many seconds ahead a token may end: a page makes it when it is loaded, or when it is asked for. */
const LONGEST_SECONDS = 15 * 60;
/** How many seconds the clock of a host may be off. */
const CLOCK_TOLERANCE = 60;

/** Who is signed in to the page of a host, as it vouches for them. */
export interface Vouched {
  /** What the host knows them by. */
  readonly subject: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
}

/**
 * Reads the token with which a host vouches for who is signed in to its page: a JWT, signed with the
 * organization's secret (HS256), whose audience is the organization, that ends soon, and says who it is
 * about (`sub`), and if it likes how they are called (`name`) and reached (`email`).
 * @throws ProblemError `visitor-not-vouched`
 */
export async function readVisitor(
  token: string,
  organization: string,
  secrets: readonly string[],
): Promise<Vouched> {
  const payload = await firstVerified(token, organization, secrets);
  const subject = identifier(payload?.sub);
  const soon = Date.now() / 1000 + LONGEST_SECONDS + CLOCK_TOLERANCE;
  if (!payload || subject === undefined || (payload.exp ?? Infinity) > soon) {
    throw new ProblemError('visitor-not-vouched');
  }
  // What the host knows may be longer or other than we keep: then it is left out.
  return {
    subject,
    name: checkedClaim(payload.name, checkName),
    email: checkedClaim(payload.email, checkAddress),
  };
}

async function firstVerified(
  token: string,
  organization: string,
  secrets: readonly string[],
): Promise<JWTPayload | undefined> {
  for (const secret of secrets) {
    const payload = await verified(token, organization, secret);
    if (payload) return payload;
  }
  return undefined;
}

async function verified(
  token: string,
  organization: string,
  secret: string,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: organization,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
