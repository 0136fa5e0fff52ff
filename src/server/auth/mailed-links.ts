import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Transaction } from '../db/database.ts';

/** What somebody who signs up has chosen. */
export interface Chosen {
  readonly name: string;
  /** Hashed. */
  readonly password: string;
}

/** A link that was opened in time; its address is locked until the transaction ends. */
export interface OpenedLink {
  readonly email: string;
  /** Of the sign-up that waits for it, if one does. */
  readonly chosen: Chosen | undefined;
}

/** A link that was made, and what its address is. */
export interface MadeLink {
  /** For the letter alone; the database has its hash. */
  readonly token: string;
  /** There is an account with the address, and the address is verified; null: there is no account. */
  readonly verified: boolean | null;
  /** A sign-up waits for it. */
  readonly awaited: boolean;
}

/** Takes what has expired along, a little each time. */
const SWEEP = `
  delete from mailed_link where token_hash in (
    select token_hash from mailed_link where expires_at < now() limit 100 for update skip locked)`;

/** The statement is one for every address, so that it takes the same time for all. */
const MADE = `
  returning password is not null as awaited,
            (select "emailVerified" from "user" u where u.email = mailed_link.email) as verified`;

/** Makes a link that ends a sign-up. */
export function makeSignUpLink(pool: Pool, email: string, chosen: Chosen): Promise<MadeLink> {
  return make(
    pool,
    `insert into mailed_link (token_hash, purpose, email, name, password, expires_at)
     values ($1, 'verify', $2, $3, $4, now() + interval '24 hours')`,
    [email, chosen.name, chosen.password],
  );
}

/** Makes another link that verifies an address, for the newest sign-up if one waits. */
export function makeVerifyLink(pool: Pool, email: string): Promise<MadeLink> {
  return make(
    pool,
    `insert into mailed_link (token_hash, purpose, email, name, password, expires_at)
     select $1, 'verify', $2, name, password, now() + interval '24 hours'
       from (values (true)) as one
       left join lateral (
         select name, password from mailed_link
          where email = $2 and password is not null and expires_at > now()
          order by created_at desc limit 1) newest on true`,
    [email],
  );
}

/** Makes a link that lets its holder choose a new password. */
export function makeResetLink(pool: Pool, email: string): Promise<MadeLink> {
  return make(
    pool,
    `insert into mailed_link (token_hash, purpose, email, expires_at)
     values ($1, 'reset', $2, now() + interval '1 hour')`,
    [email],
  );
}

/**
 * Finds a link by its token and locks its address, so that of two links opened at once the second
 * finds what the first has done.
 * @returns undefined for one that is unknown, used, too old, or for another purpose
 */
export async function openLink(
  tx: Transaction,
  token: string,
  purpose: 'verify' | 'reset',
): Promise<OpenedLink | undefined> {
  const links = await tx.query<{
    opened: boolean;
    email: string;
    name: string | null;
    password: string | null;
  }>(
    `select token_hash = $1 and purpose = $2 and expires_at > now() as opened, email, name, password
       from mailed_link
      where email = (select email from mailed_link where token_hash = $1)
      order by token_hash
        for update`,
    [hashOf(token), purpose],
  );
  const link = links.find(({ opened }) => opened);
  if (!link) return undefined;
  const { email, name, password } = link;
  return { email, chosen: name === null || password === null ? undefined : { name, password } };
}

/** Uses up every link of an address. */
export async function endLinks(tx: Transaction, email: string): Promise<void> {
  await tx.query('delete from mailed_link where email = $1', [email]);
}

async function make(pool: Pool, insert: string, values: readonly unknown[]): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await pool.query<Omit<MadeLink, 'token'>>(
    `with swept as (${SWEEP}) ${insert} ${MADE}`,
    [hashOf(token), ...values],
  );
  const [row] = rows;
  if (!row) throw new Error('The link was not made.');
  return { token, ...row };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
