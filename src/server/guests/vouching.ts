import { errors, jwtVerify, type JWTPayload } from 'jose';
import { checkAddress, checkName, type Checked } from '../../domain/index.ts';
import { ProblemError } from '../http/problem.ts';

/** How many seconds ahead a token may end: a page makes it when it is loaded, or when it is asked for. */
const LONGEST_SECONDS = 15 * 60;
/** How many seconds the clock of a host may be off. */
const CLOCK_TOLERANCE = 60;
const SUBJECT_LENGTH = 200;

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
  for (const secret of secrets) {
    const payload = await verified(token, organization, secret);
    const subject = payload?.sub?.trim() ?? '';
    const soon = Date.now() / 1000 + LONGEST_SECONDS + CLOCK_TOLERANCE;
    if (!payload || subject === '' || subject.length > SUBJECT_LENGTH) continue;
    if (/\p{Cc}/u.test(subject) || !subject.isWellFormed() || (payload.exp ?? Infinity) > soon) {
      continue;
    }
    return {
      subject,
      name: claim(payload.name, checkName),
      email: claim(payload.email, checkAddress),
    };
  }
  throw new ProblemError('visitor-not-vouched');
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

/** What the host knows may be longer or other than we keep: then it is left out. */
function claim(value: unknown, check: (text: string) => Checked<string>): string | undefined {
  const verdict = typeof value === 'string' ? check(value) : undefined;
  return verdict?.allowed ? verdict.value : undefined;
}
