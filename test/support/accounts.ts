import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { Session } from '../../src/contract/shapes.ts';
import type { ServerSettings } from '../../src/server/index.ts';
import type { TestBackend } from '../../src/testing/backend.ts';
import { startMailSink, type MailSink, type ReceivedLetter } from '../../src/testing/mail-sink.ts';
import { ask, backendForTests, ORIGIN, type Answer } from './backend.ts';
import { SESSION_COOKIE } from './credentials.ts';

/** The page that letters of these tests lead to. */
export const PAGE = `${ORIGIN}/account.html`;

const FROM = 'no-reply@host.example';

/** A backend with a mail server, and what people do there. */
export interface AccountsUnderTest {
  readonly backend: TestBackend;
  readonly sink: MailSink;
  /** Posts to a route of accounts. */
  readonly post: (
    path: AccountPath,
    json: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Signs up, and gives the letter that comes. */
  readonly signUp: (wanted: {
    readonly email: string;
    readonly password: string;
    readonly name?: string;
  }) => Promise<ReceivedLetter>;
  /** Asks for a new password, and gives the letter that comes. */
  readonly forget: (email: string) => Promise<ReceivedLetter>;
  /** Whose session the cookies of an answer open, or the status. */
  readonly signedIn: (answer: Answer) => Promise<string | number>;
  /** Whether address and password sign in. */
  readonly signsIn: (email: string, password: string) => Promise<boolean>;
  /** Makes an account whose address was never verified, as a copied invitation does. */
  readonly unverified: (password?: string) => ReturnType<TestBackend['person']>;
}

type AccountPath =
  | 'sign-in/email'
  | 'sign-up/email'
  | 'sign-up/invitation'
  | 'verify-email'
  | 'send-verification-email'
  | 'request-password-reset'
  | 'reset-password';

/** Starts a backend that sends letters. */
export async function accountsForTests(
  settings: Partial<Pick<ServerSettings, 'invitePage' | 'limits' | 'log' | 'signInPage'>> = {},
): Promise<AccountsUnderTest> {
  const sink = await startMailSink();
  const backend = await backendForTests({
    mail: { smtpUrl: sink.smtpUrl, from: FROM },
    signInPage: PAGE,
    ...settings,
  });
  after(() => sink.stop());

  const post: AccountsUnderTest['post'] = (path, json, headers = {}) =>
    ask(`${backend.url}/api/auth/${path}`, {
      method: 'POST',
      json,
      headers: { origin: ORIGIN, ...headers },
    });

  return {
    backend,
    sink,
    post,
    async signUp({ name = 'Nora Example', ...wanted }) {
      await expectNothing(post('sign-up/email', { name, ...wanted }));
      return sink.next(wanted.email);
    },
    async forget(email) {
      await expectNothing(post('request-password-reset', { email }));
      return sink.next(email);
    },
    async signedIn(answer) {
      const [cookie = ''] = answer.headers.getSetCookie();
      const session = await ask<Session>(`${backend.url}/api/v1/session`, {
        headers: { cookie: cookie.split(';', 1)[0] ?? '' },
      });
      return session.status === 200 ? session.body.person.email : session.status;
    },
    signsIn: async (email, password) =>
      (await post('sign-in/email', { email, password })).status === 204,
    async unverified(password) {
      const person = await backend.person(password === undefined ? {} : { password });
      await backend.sql('update orgtags_auth."user" set "emailVerified" = false where email = $1', [
        person.email,
      ]);
      return person;
    },
  };
}

/** An address that nobody has used. */
export function newAddress(): string {
  return `${randomUUID()}@test.example`;
}

/** The token of the link in a letter. */
export function tokenIn({ text }: ReceivedLetter, purpose: 'verify' | 'reset'): string {
  const [, token] = new RegExp(`${PAGE}#${purpose}=([\\w-]{43})\\n`).exec(text) ?? [];
  if (token === undefined) throw new Error(`No link to ${purpose} in: ${text}`);
  return token;
}

/** The session's token in the cookie of an answer, as bearers send it. */
export function bearerIn(answer: Answer): string {
  const [cookie = ''] = answer.headers.getSetCookie();
  return decodeURIComponent(cookie.slice(SESSION_COOKIE.length + 1).split(';', 1)[0] ?? '');
}

async function expectNothing(answer: Promise<Answer>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 204) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
}
