import * as v from 'valibot';
import { SettingsError } from '../settings-error.ts';

/** An OpenID issuer whose tokens count. */
export interface IssuerSettings {
  /** As its tokens name it, to the letter, e.g. `https://login.example`. */
  readonly issuer: string;
  /** Whom its tokens must be meant for: this backend, as the issuer names it. */
  readonly audience: string;
  /** Where its keys are; left out, its discovery document says. */
  readonly jwksUri?: string;
  /** How its tokens may be signed; RS256, PS256, ES256 and EdDSA when left out. */
  readonly algorithms?: readonly string[];
  /** Where its tokens say what is needed, when not under the standard's names. */
  readonly claims?: Partial<ClaimNames>;
}

/** The claims of a token whose names differ from issuer to issuer. */
export interface ClaimNames {
  readonly name: string;
  readonly email: string;
  readonly emailVerified: string;
  /** The issuer's name of the session. */
  readonly session: string;
}

/** With none of these can whoever verifies a token also make one. */
const ASYMMETRIC = [
  ...['RS256', 'RS384', 'RS512'],
  ...['PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512'],
  ...['EdDSA', 'Ed25519'],
] as const;

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const words = v.pipe(v.string(), v.nonEmpty());

/** An address whose answers nobody on the way can change: https, or on this machine. */
export const SafeAddress = v.pipe(
  v.string(),
  v.check(isSafe, 'It must be an https address; http is for loopback alone.'),
);

const Issuers: v.GenericSchema<unknown, readonly IssuerSettings[]> = v.pipe(
  v.array(
    v.strictObject({
      issuer: SafeAddress,
      audience: words,
      jwksUri: v.exactOptional(SafeAddress),
      algorithms: v.exactOptional(v.pipe(v.array(v.picklist(ASYMMETRIC)), v.nonEmpty())),
      claims: v.exactOptional(
        v.strictObject({
          name: v.exactOptional(words),
          email: v.exactOptional(words),
          emailVerified: v.exactOptional(words),
          session: v.exactOptional(words),
        }),
      ),
    }),
  ),
  v.check(
    issuers => new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length,
    'An issuer is there twice.',
  ),
);

/**
 * The settings of issuers, checked.
 * @throws SettingsError that says which of them is not right
 */
export function checkedIssuers(issuers: unknown): readonly IssuerSettings[] {
  const result = v.safeParse(Issuers, issuers);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new SettingsError(
    `The issuers' settings: ${v.getDotPath(issue) ?? 'all'}: ${issue.message}`,
  );
}

function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
}
