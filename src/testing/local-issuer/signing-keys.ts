import { randomUUID } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';

/** One algorithm for each kind of key; an RSA key signs by all of RSA's. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;

/** The keys of an issuer, one of each kind. */
export interface SigningKeys {
  /** What may be published. */
  readonly set: JSONWebKeySet;
  /** Signs claims; `header` can be other than it should. */
  sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
}

/** Makes new keys for RS256 to PS512, ES256 and EdDSA. */
export async function createSigningKeys(): Promise<SigningKeys> {
  const pairs = await Promise.all(ALGORITHMS.map(newPair));

  function privateKey(algorithm: string): JWK {
    const kind = /^[RP]S/.test(algorithm) ? 'RSA' : algorithm.startsWith('ES') ? 'EC' : 'OKP';
    const pair = pairs.find(({ secret }) => secret.kty === kind);
    if (!pair) throw new Error(`There is no key for ${algorithm}.`);
    return pair.secret;
  }

  return {
    set: { keys: pairs.map(({ published }) => published) },
    async sign(claims, header = {}) {
      const { alg = 'RS256' } = header;
      const key = privateKey(alg);
      return new SignJWT(claims)
        .setProtectedHeader({ typ: 'JWT', kid: key.kid ?? '', ...header, alg })
        .sign(await importJWK(key, alg));
    },
  };
}

async function newPair(algorithm: string): Promise<{ secret: JWK; published: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = randomUUID();
  return {
    secret: { ...(await exportJWK(privateKey)), kid },
    published: { ...(await exportJWK(publicKey)), kid, use: 'sig' },
  };
}
