import { createHash, randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { JWTPayload } from 'jose';
import type { IssuerPerson } from './person.ts';
import { SIGN_IN_POLICY, SIGN_IN_STYLE, signInPage } from './sign-in-page.ts';

const TOKEN_SECONDS = 3600;

/** The page that people sign in for, and come back to. */
export interface IssuerClient {
  readonly id: string;
  readonly redirectUri: string;
}

/** What the flow needs of its issuer. */
export interface SignInFlowParts {
  readonly people: readonly IssuerPerson[];
  readonly client: IssuerClient;
  /** For whom access tokens are. */
  readonly audience: string;
  readonly sign: (claims: JWTPayload) => Promise<string>;
}

/** Somebody who has said who it is, on the way back to the page. */
interface Visit {
  readonly person: IssuerPerson;
  readonly challenge: string;
  readonly nonce: string | undefined;
}

/** Signs people in by authorization code with PKCE, for one client, whose pages keep no secret. */
export function signInFlow({ people, client, audience, sign }: SignInFlowParts): Hono {
  const visits = new Map<string, Visit>();
  const app = new Hono();

  function isRightRequest(c: Context): boolean {
    return (
      c.req.query('client_id') === client.id &&
      c.req.query('redirect_uri') === client.redirectUri &&
      c.req.query('response_type') === 'code' &&
      c.req.query('code_challenge_method') === 'S256'
    );
  }

  app.get('/sign-in.css', c => c.body(SIGN_IN_STYLE, 200, { 'content-type': 'text/css' }));

  app.get('/authorize', c => {
    if (!isRightRequest(c)) return c.text('This is not how the page should ask.', 400);
    c.header('content-security-policy', SIGN_IN_POLICY);
    return c.html(signInPage(people));
  });

  app.post('/authorize', async c => {
    const { subject } = await c.req.parseBody();
    const person = people.find(one => one.subject === subject);
    if (!isRightRequest(c) || !person) return c.text('This is not how the page should ask.', 400);
    const code = randomUUID();
    const { code_challenge: challenge = '', nonce, state = '' } = c.req.query();
    visits.set(code, { person, challenge, nonce });
    const back = new URL(client.redirectUri);
    back.search = new URLSearchParams({ code, state }).toString();
    return c.redirect(back.href, 303);
  });

  app.use('/token', cors({ origin: new URL(client.redirectUri).origin }));
  app.post('/token', async c => {
    const body = new URLSearchParams(await c.req.text());
    const code = body.get('code') ?? '';
    const visit = visits.get(code);
    visits.delete(code);
    const verifier = body.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (visit?.challenge !== challenge) return c.json({ error: 'invalid_grant' }, 400);

    const claims = claimsOf(visit.person);
    return c.json({
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      access_token: await sign({ ...claims, aud: audience }),
      id_token: await sign({ ...claims, aud: client.id, nonce: visit.nonce }),
    });
  });

  return app;
}

/** What a token says of somebody who signs in now. */
function claimsOf({ subject, name, email, emailVerified }: IssuerPerson): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: subject,
    name,
    email,
    email_verified: emailVerified,
    sid: randomUUID(),
    auth_time: now,
    iat: now,
    exp: now + TOKEN_SECONDS,
  };
}
