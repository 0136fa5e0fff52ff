import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { IssuerPerson } from './person.ts';
import { signInFlow, type IssuerClient } from './sign-in-flow.ts';
import { createSigningKeys } from './signing-keys.ts';

export type { IssuerPerson } from './person.ts';

/** What an issuer is made from. */
export interface LocalIssuerOptions {
  /** Left out: any that is free. */
  readonly port?: number;
  /** For whom its tokens are, unless they say otherwise. */
  readonly audience: string;
  /** A page for people to sign in on; without it tokens come from `token()` alone. */
  readonly signIn?: {
    readonly client: IssuerClient;
    readonly people: readonly IssuerPerson[];
  };
}

/** An OpenID issuer on this machine, that does as it is told: for tests and demos. */
export interface LocalIssuer {
  /** Its name in tokens, and where it answers: `http://localhost:…`. */
  readonly url: string;
  /**
   * Signs a token of somebody new who has signed in just now.
   * @param claims instead of what it would say; undefined leaves one out
   * @param header likewise; `alg` signs by that one: RS256 to PS512, ES256 or EdDSA
   */
  token(
    claims?: Readonly<Record<string, unknown>>,
    header?: Partial<JWTHeaderParameters>,
  ): Promise<string>;
  /** Signs with new keys from now on, and publishes the old ones no longer. */
  rotateKeys(): Promise<void>;
  /** How often it was asked for its keys. */
  readonly keyRequests: number;
  /** From now on it cannot be reached, … */
  stop(): Promise<void>;
  /** … until it is started again, at the same place. */
  restart(): Promise<void>;
}

/** Starts an issuer of its own keys. */
export async function startLocalIssuer({
  port = 0,
  audience,
  signIn,
}: LocalIssuerOptions): Promise<LocalIssuer> {
  let keys = await createSigningKeys();
  let keyRequests = 0;
  const app = new Hono();
  let http = await listening(app, port);
  const at = (http.address() as AddressInfo).port;
  const url = `http://localhost:${String(at)}`;

  function sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string> {
    return keys.sign({ iss: url, ...claims }, header);
  }

  app.use('/.well-known/*', cors());
  app.get('/.well-known/openid-configuration', c =>
    c.json({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    }),
  );
  app.get('/keys', c => {
    keyRequests += 1;
    return c.json(keys.set);
  });
  if (signIn) app.route('/', signInFlow({ ...signIn, audience, sign }));

  return {
    url,
    token(claims, header) {
      const now = Math.floor(Date.now() / 1000);
      const id = randomUUID();
      const somebody = { sub: id, name: 'Ines Keller', email: `${id}@issuer.example` };
      const times = { auth_time: now, iat: now, exp: now + 3600 };
      const usual = {
        aud: audience,
        ...somebody,
        email_verified: true,
        sid: randomUUID(),
        ...times,
      };
      return sign({ ...usual, ...claims }, header);
    },
    async rotateKeys() {
      keys = await createSigningKeys();
    },
    get keyRequests() {
      return keyRequests;
    },
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
    async restart() {
      http = await listening(app, at);
    },
  };
}

async function listening(app: Hono, port: number): Promise<HttpServer> {
  const listener = getRequestListener(app.fetch);
  const http = createHttpServer((incoming, outgoing) => void listener(incoming, outgoing));
  await once(http.listen(port, 'localhost'), 'listening');
  return http;
}
