import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as v from 'valibot';
import { ProblemError } from '../http/problem.ts';
import { SafeAddress, type IssuerSettings } from './issuer-settings.ts';

/** How long keys are used before they are asked for again, … */
const FRESH_MS = 10 * 60_000;
/** … and how long when the issuer does not answer, which is about as long as a token lives. */
const STALE_MS = 60 * 60_000;
/** At most this often does a token with an unknown key, which anybody can make, ask the issuer. */
const COOL_DOWN_MS = 30_000;
/** At most this often is an issuer asked that did not answer. */
const RETRY_MS = 5_000;
const TIMEOUT_MS = 5_000;

/**
 * Finds the key of a token among its issuer's, which are kept, and asked for again from time to time
 * and for a key that is not among them. Not by jose's own, which lets a new key wait for the cool-down
 * of the first request, and does without keys when the issuer is away.
 * @param onUnreachable told why, each time the keys could not be had
 * @returns a function that throws ProblemError `issuer-unreachable`, or jose's errors for a key that
 *   is not there
 */
export function issuerKeys(
  { issuer, jwksUri }: IssuerSettings,
  onUnreachable: (error: unknown) => void,
): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey = createLocalJWKSet({ keys: [] });
  let loadedAt = -Infinity;
  let failedAt = -Infinity;
  let soughtAt = -Infinity;
  let loading: Promise<boolean> | undefined;

  async function load(): Promise<boolean> {
    try {
      const address = jwksUri ?? (await discoveredAddress(issuer));
      keys = createLocalJWKSet((await json(address)) as JSONWebKeySet);
      loadedAt = Date.now();
      return true;
    } catch (error) {
      failedAt = Date.now();
      onUnreachable(error);
      return false;
    } finally {
      loading = undefined;
    }
  }

  async function reload(): Promise<boolean> {
    if (Date.now() - failedAt < RETRY_MS) return false;
    return (loading ??= load());
  }

  return async (header, token) => {
    const age = Date.now() - loadedAt;
    if (age >= FRESH_MS && !(await reload()) && age >= STALE_MS) throw unreachable();
    try {
      return await keys(header, token);
    } catch (error) {
      const unknown = error instanceof errors.JWKSNoMatchingKey;
      if (!unknown || Date.now() - soughtAt < COOL_DOWN_MS) throw error;
    }
    if (!(await reload())) throw unreachable();
    soughtAt = Date.now();
    return keys(header, token);
  };
}

/** Where an issuer's keys are, from its discovery document, which must be about that issuer. */
async function discoveredAddress(issuer: string): Promise<string> {
  const document = await json(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  return v.parse(v.object({ issuer: v.literal(issuer), jwks_uri: SafeAddress }), document).jwks_uri;
}

async function json(address: string): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${address} answered ${String(response.status)}`);
  return response.json();
}

function unreachable(): ProblemError {
  return new ProblemError('issuer-unreachable', { retryAfter: RETRY_MS / 1000 });
}
