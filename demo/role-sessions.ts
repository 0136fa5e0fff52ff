import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Role } from '../src/domain/index.ts';
import { PASSWORD, PEOPLE } from './people.ts';

/** Where the pages of the tags get a session of each role. */
export const ROLE_SESSIONS = '/role-sessions.json';

/** Where they sign somebody in who then goes by a token, as a page on another site would. */
export const BEARER_SIGN_IN = '/bearer-sign-in.json';

/** Whom a page shows a tag to, all of Acme Robotics. */
export const SHOWN_ROLES = ['owner', 'admin', 'member', 'viewer'] as const satisfies Role[];

/** A session of a role; without a token where nobody could be signed in. */
export interface RoleSession {
  readonly role: Role;
  readonly token?: string | undefined;
}

/**
 * Hands out sessions of the demo's people, whose password everybody knows: each is kept until it has
 * ended, so that looking at many pages is not signing in many times.
 * @param url the demo's own address
 * @param sown whether the demo's people are there
 */
export function roleSessionsListener(url: string, sown: boolean): RequestListener {
  const tokens = new Map<Role, string>();

  async function sessionOf(role: (typeof SHOWN_ROLES)[number]): Promise<RoleSession> {
    const known = tokens.get(role);
    if (known !== undefined && (await isGood(known))) return { role, token: known };
    const { email } = PEOPLE[role];
    const token = tokenOf(await signIn(JSON.stringify({ email, password: PASSWORD })));
    if (token !== undefined) tokens.set(role, token);
    return { role, token };
  }

  async function isGood(token: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${url}/api/v1/session`, { headers })).ok;
  }

  function signIn(body: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: url };
    return fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === ROLE_SESSIONS) {
      send(response, 200, sown ? await Promise.all(SHOWN_ROLES.map(sessionOf)) : []);
      return;
    }
    const signedIn = await signIn(await text(request));
    if (signedIn.ok) send(response, 200, { token: tokenOf(signedIn) });
    else send(response, signedIn.status, await signedIn.json());
  }

  return (request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  };
}

/** What the session's cookie holds is good as a bearer, too. */
function tokenOf(signedIn: Response): string | undefined {
  const [, value] = /session_token=([^;]+)/.exec(signedIn.headers.getSetCookie().join('\n')) ?? [];
  return value && decodeURIComponent(value);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
