import { createHttpClient, Problem, type BackendClient } from '../../src/index.ts';

/** A session of a role, as the demo's server gives it. */
interface RoleSession {
  readonly role: string;
  readonly token?: string;
}

/**
 * Shows the tags, those of each provider to the role of its `data-as`, and to nobody where there is no
 * session of it. Each provider knows its client before it is one, so that none asks for the page's own
 * session.
 */
export async function showToRoles(): Promise<void> {
  const sessions = await roleSessions();
  for (const provider of document.querySelectorAll<HTMLElement>('org-provider[data-as]')) {
    const session = sessions.find(({ role }) => role === provider.dataset.as);
    Object.assign(provider, { client: clientOf(session?.token) });
  }
  await import('./kit.ts');
}

async function roleSessions(): Promise<readonly RoleSession[]> {
  try {
    return (await (await fetch('/role-sessions.json')).json()) as RoleSession[];
  } catch {
    return [];
  }
}

/**
 * A client that goes by a token, so that four people can be signed in on one page. Signing in and out
 * stays in its place: whoever signs in there is shown there.
 */
function clientOf(first: string | undefined): BackendClient {
  let token = first;
  const client = createHttpClient({ getToken: () => token });
  return {
    ...client,
    capabilities: new Set([...client.capabilities, 'accounts']),
    accounts: {
      ...client.accounts,
      async signIn(credentials, signal) {
        const body = JSON.stringify(credentials);
        const answer = await fetch('/bearer-sign-in.json', {
          method: 'POST',
          body,
          signal: signal ?? null,
        });
        const { token: given, code, title = '' } = (await answer.json()) as BearerAnswer;
        if (code) throw Problem.answered(code, {}, { status: answer.status, title });
        token = given;
      },
      async signOut(signal) {
        await client.accounts.signOut(signal);
        token = undefined;
      },
    },
  };
}

/** A token, or why there is none. */
interface BearerAnswer {
  readonly token?: string;
  readonly code?: Parameters<typeof Problem.answered>[0];
  readonly title?: string;
}
