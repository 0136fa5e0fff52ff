import { randomBytes, randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { hashPassword } from 'better-auth/crypto';
import { Client, type QueryResultRow } from 'pg';
import { createServer, migrate, requestListener, type ServerSettings } from '../server/index.ts';
import { signSessionToken } from '../server/auth/session-token.ts';
import { guestTokens } from '../server/guests/tokens.ts';
import { invitationLinks, type LinkPurpose } from '../server/invitations/links.ts';
import { LIMITS } from '../server/limits/named-limits.ts';
import { PUBLIC_SECRETS } from '../server/public-secrets.ts';
import { deriveKeys, keyRing, type Secret } from '../server/settings.ts';
import type { Role } from '../domain/index.ts';

/** The secret of every backend that tests start: one cluster has one set of logins. */
export const TEST_SECRET = PUBLIC_SECRETS.tests;

/** Tests come from one address, and nobody guesses. */
const GENEROUS = Object.fromEntries(
  Object.keys(LIMITS).map(name => [name, { max: 100_000, window: 1 }]),
);

/** Somebody with an account and a session. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** A bearer token of a session of theirs. */
  readonly token: string;
  /** The id of that session. */
  readonly session: string;
}

/** A member of a test's organization. */
export interface TestMember extends TestPerson {
  readonly role: Role;
  /** The id of the membership. */
  readonly member: string;
}

/** An organization that a test has to itself. */
export interface TestOrganization {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  /** In the order they were asked for. */
  readonly members: readonly TestMember[];
}

/** Somebody to make a member, and as what. */
export interface NewMember {
  readonly role: Role;
  readonly name?: string;
  /** Someone there already; else a new person is made. */
  readonly person?: TestPerson;
  /** ISO 8601. */
  readonly joinedAt?: string;
  /** ISO 8601; left out: never. */
  readonly lastActiveAt?: string;
}

/** What an organization is made from. */
export interface NewOrganization {
  readonly name?: string;
  readonly slug?: string;
  readonly purpose?: string;
  readonly members: readonly NewMember[];
}

/** What a person is made from. */
export interface NewPerson {
  readonly name?: string;
  readonly email?: string;
  /** Needed to sign in through the page. */
  readonly password?: string;
}

/** An invitation to make. */
export interface NewInvitation {
  readonly address: string;
  /** A member of the organization. */
  readonly inviter: Pick<TestPerson, 'id'>;
  /** `member` when left out. */
  readonly role?: Role;
  /** ISO 8601; left out: now. */
  readonly sentAt?: string;
  /** ISO 8601; left out: a day after it was sent. */
  readonly expiresAt?: string;
}

/** An invitation, and what its links carry. */
export interface TestInvitation {
  readonly id: string;
  readonly address: string;
  /** The token of the link that is copied. */
  readonly copied: string;
  /** The token of the link that is mailed. */
  readonly mailed: string;
}

/** A guest to make. */
export interface NewGuest {
  readonly name?: string;
  readonly email?: string;
  /** What they have written; left out: something. */
  readonly text?: string;
  /** The guest's id, and that of the conversation; left out: new ones. */
  readonly ids?: Pick<TestGuest, 'id' | 'conversation'>;
}

/** A guest with a conversation, and what their browser has. */
export interface TestGuest {
  readonly id: string;
  readonly conversation: string;
  readonly access: string;
  readonly refresh: string;
}

/** Makes the people and organizations of tests and demos straight in the database. */
export interface Sower {
  person(options?: NewPerson): Promise<TestPerson>;
  /**
   * Another session of somebody with an account.
   * @param device what its browser calls itself
   */
  session(person: TestPerson, device?: string): Promise<Pick<TestPerson, 'token' | 'session'>>;
  organization(options: NewOrganization): Promise<TestOrganization>;
  /** A pending invitation to an organization, of which no letter is sent. */
  invitation(organization: string, options: NewInvitation): Promise<TestInvitation>;
  /**
   * Lets guests join an organization.
   * @param origins from where they may
   */
  admitGuests(organization: string, ...origins: readonly string[]): Promise<void>;
  /** A guest of an organization that admits them, who has written something. */
  guest(organization: string, options?: NewGuest): Promise<TestGuest>;
  /** Runs any statement as the administrator, past row-level security. */
  sql<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  end(): Promise<void>;
}

/** The reference backend on a socket, on a database of its own. */
export interface TestBackend extends Sower {
  /** Where it answers, e.g. `http://localhost:51234`. */
  readonly url: string;
  /** The administrator's address of its database. */
  readonly databaseUrl: string;
  /** Stops the server; the database stays. */
  stop(): Promise<void>;
}

/**
 * Starts the reference backend for the tests of a host.
 * @param options.postgresUrl an administrator's address of a server; a new database is made there
 * @param options.origins the pages that may use it
 * @param options.mail where its letters go, e.g. to a `startMailSink()`
 * @param options.pooled how a database's address leads through a pooling proxy
 */
export async function startBackend(
  options: {
    readonly postgresUrl: string;
    readonly pooled?: (databaseUrl: string) => string;
  } & Partial<
    Pick<
      ServerSettings,
      | 'accounts'
      | 'conversationsPage'
      | 'features'
      | 'invitePage'
      | 'issuers'
      | 'limits'
      | 'log'
      | 'mail'
      | 'origins'
      | 'signInPage'
      | 'trustedProxies'
    >
  >,
): Promise<TestBackend> {
  const databaseUrl = await createDatabase(options.postgresUrl);
  await migrate({ databaseUrl, secret: TEST_SECRET });
  const http = createHttpServer();
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const server = createServer({
    log: logFailures,
    limits: GENEROUS,
    ...options,
    databaseUrl: options.pooled?.(databaseUrl) ?? databaseUrl,
    directDatabaseUrl: databaseUrl,
    secret: TEST_SECRET,
    url,
  });
  http.on('request', requestListener(server));
  const sower = await openSower(databaseUrl, TEST_SECRET);

  return {
    ...sower,
    url,
    databaseUrl,
    async stop() {
      http.closeAllConnections();
      http.close();
      await Promise.all([server.close(), sower.end()]);
    },
  };
}

/**
 * Opens a way to make people and organizations in a migrated database.
 * @param secret the server's, with which sessions are signed
 */
export async function openSower(databaseUrl: string, secret: Secret): Promise<Sower> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const sessionKey = deriveKeys(secret).session;
  const links = invitationLinks(keyRing(secret), '');
  const tokens = guestTokens(keyRing(secret));

  async function sql<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await client.query<Row>(text, [...values])).rows;
  }

  async function person(options: NewPerson = {}): Promise<TestPerson> {
    const subject = randomUUID();
    const name = options.name ?? `Person ${subject.slice(0, 4)}`;
    const email = options.email ?? `${subject}@test.example`;
    const token = randomBytes(24).toString('base64url');
    const session = randomUUID();
    const password = options.password === undefined ? null : await hashPassword(options.password);
    const [row] = await sql<{ id: string }>(
      `with account as (
         insert into orgtags_auth."user" (id, name, email, "emailVerified")
         values ($1, $2, $3, true) returning id
       ), credential as (
         insert into orgtags_auth.account
           (id, "accountId", "providerId", "userId", password, "updatedAt")
         select $1, $1, 'credential', id, $4, now() from account where $4::text is not null
       ), session as (
         insert into orgtags_auth.session (id, token, "userId", "expiresAt", "updatedAt")
         select $5, $6, id, now() + interval '7 days', now() from account
       )
       insert into orgtags.person (issuer, subject, name, email, email_verified)
       select 'accounts', id, $2, $3, true from account returning id`,
      [subject, name, email, password, session, token],
    );
    return { id: idOf(row), name, email, token: signSessionToken(token, sessionKey), session };
  }

  async function addMember(organization: string, options: NewMember): Promise<TestMember> {
    const { role, joinedAt, lastActiveAt } = options;
    const who = options.person ?? (await person(options));
    const [row] = await sql<{ id: string }>(
      `insert into orgtags.membership
         (organization_id, person_id, role, name, email, email_verified, joined_at, last_active_at)
       values ($1, $2, $3, $4, $5, true, coalesce($6::timestamptz, now()), $7) returning id`,
      [organization, who.id, role, who.name, who.email, joinedAt ?? null, lastActiveAt ?? null],
    );
    return { ...who, role, member: idOf(row) };
  }

  async function session(
    { id }: TestPerson,
    device?: string,
  ): Promise<Pick<TestPerson, 'token' | 'session'>> {
    const token = randomBytes(24).toString('base64url');
    const [row] = await sql<{ id: string }>(
      `insert into orgtags_auth.session (id, token, "userId", "userAgent", "expiresAt", "updatedAt")
       select $2, $3, subject, $4, now() + interval '7 days', now()
         from orgtags.person where id = $1
       returning id`,
      [id, randomUUID(), token, device ?? null],
    );
    return { token: signSessionToken(token, sessionKey), session: idOf(row) };
  }

  return {
    person,
    session,
    sql,
    async organization(options) {
      const slug = options.slug ?? `org-${randomUUID()}`;
      const name = options.name ?? slug;
      const [row] = await sql<{ id: string }>(
        'insert into orgtags.organization (name, slug, purpose) values ($1, $2, $3) returning id',
        [name, slug, options.purpose ?? null],
      );
      const id = idOf(row);
      const members: TestMember[] = [];
      for (const member of options.members) members.push(await addMember(id, member));
      return { id, name, slug, members };
    },
    async invitation(organization, { address, inviter, role = 'member', sentAt, expiresAt }) {
      const [row] = await sql<{ id: string }>(
        `with made as (
           insert into orgtags.invitation
             (organization_id, address, role, inviter_person_id, key_version, mail, sent_at, expires_at)
           select $1, $2, $3, $4, $5, 'sent', sent, coalesce($7::timestamptz, sent + interval '1 day')
             from (select coalesce($6::timestamptz, now()) as sent) times
        returning organization_id, id, inviter_person_id, sent_at
         ), recorded as (
           insert into orgtags.activity (organization_id, actor_person_id, action, subject_id, at)
           select organization_id, inviter_person_id, 'invitation.sent', id, sent_at from made
         )
         select id from made`,
        [
          organization,
          address,
          role,
          inviter.id,
          links.keyVersion,
          sentAt ?? null,
          expiresAt ?? null,
        ],
      );
      const id = idOf(row);
      const linked = { organization, id, generation: 1, keyVersion: links.keyVersion };
      const token = (purpose: LinkPurpose): string =>
        links.url(linked, purpose)?.replace(/^.*#token=/, '') ?? '';
      return { id, address, copied: token('copied'), mailed: token('mailed') };
    },
    async admitGuests(organization, ...origins) {
      await sql(
        `insert into orgtags.guest_access (organization_id, enabled, origins) values ($1, true, $2)
         on conflict (organization_id) do update set enabled = true, origins = excluded.origins`,
        [organization, origins],
      );
    },
    async guest(organization, { name = '', email, text = 'Is anybody there?', ids } = {}) {
      const [row] = await sql<{ id: string; conversation: string; session: string }>(
        `with made as (
           insert into orgtags.guest (organization_id, id, name, email)
           values ($1, coalesce($5::uuid, uuidv7()), $2, $3) returning id
         ), session as (
           insert into orgtags.guest_session (organization_id, guest_id, epoch, expires_at)
           select $1, made.id, a.epoch, now() + interval '30 days'
             from made join orgtags.guest_access a on a.organization_id = $1
        returning id
         ), conversation as (
           insert into orgtags.conversation (organization_id, id, guest_id, last_seq, revision)
           select $1, coalesce($6::uuid, uuidv7()), id, 1, 1 from made returning id, guest_id
         ), message as (
           insert into orgtags.message
             (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
           select $1, id, 1, guest_id, gen_random_uuid(), 'guest', $4, 1 from conversation
         )
         select made.id, conversation.id as conversation, session.id as session
           from made, conversation, session`,
        [organization, name, email ?? null, text, ids?.id ?? null, ids?.conversation ?? null],
      );
      const id = idOf(row);
      const refresh = { organization, session: row?.session ?? '', generation: 1 };
      return {
        id,
        conversation: row?.conversation ?? '',
        access: tokens.access(refresh, Date.now()),
        refresh: tokens.refresh(refresh),
      };
    },
    end: () => client.end(),
  };
}

/** Makes an empty database on a server. @returns its administrator's address */
export async function createDatabase(postgresUrl: string): Promise<string> {
  const name = `orgtags_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function idOf(row: { id: string } | undefined): string {
  if (!row) throw new Error('The row was not made.');
  return row.id;
}

function logFailures(entry: { readonly level: string }): void {
  if (entry.level === 'error') process.stderr.write(`${JSON.stringify(entry)}\n`);
}
