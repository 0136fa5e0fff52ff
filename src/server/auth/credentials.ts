import { randomUUID } from 'node:crypto';
import type { Transaction } from '../db/database.ts';
import type { Chosen } from './mailed-links.ts';

/** An account and how it is signed in to. */
export interface Account {
  /** The id in the identity library's tables. */
  readonly id: string;
  readonly email: string;
  /** The address was verified. */
  readonly verified: boolean;
  /** Hashed; null for one that has none. */
  readonly password: string | null;
}

const ACCOUNT = `
  select u.id, u.email, u."emailVerified" as verified, a.password
    from "user" u
    left join account a on a."userId" = u.id and a."providerId" = 'credential'`;

// An account is read by a statement after the one that waits for it: a join would tell the password of
// before.

/** The account with an address, locked until the transaction ends. */
export async function lockAccount(tx: Transaction, email: string): Promise<Account | undefined> {
  await tx.query('select from "user" where email = $1 for update', [email]);
  const [account] = await tx.query<Account>(`${ACCOUNT} where u.email = $1`, [email]);
  return account;
}

/** The account of a session that goes on, locked until the transaction ends. */
export async function lockAccountOf(
  tx: Transaction,
  session: string,
): Promise<Account | undefined> {
  await tx.query(
    `select from "user" where id = (select "userId" from session where token = $1) for update`,
    [session],
  );
  const [account] = await tx.query<Account>(
    `${ACCOUNT} where u.id = (select "userId" from session
                               where token = $1 and "expiresAt" > clock_timestamp())`,
    [session],
  );
  return account;
}

/**
 * Makes an account.
 * @param verified whether its address is
 * @returns false where somebody else has made one with it just now
 */
export async function makeAccount(
  tx: Transaction,
  email: string,
  { name, password }: Chosen,
  verified: boolean,
): Promise<boolean> {
  const id = randomUUID();
  const made = await tx.query(
    `insert into "user" (id, name, email, "emailVerified") values ($1, $2, $3, $4)
     on conflict (email) do nothing returning id`,
    [id, name, email, verified],
  );
  if (made.length === 0) return false;
  await setPassword(tx, id, password);
  return true;
}

/** Gives an account another name. */
export async function rename(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.query('update "user" set name = $2, "updatedAt" = now() where id = $1', [id, name]);
}

/** Notes that whoever has the account has the address as well. */
export async function markVerified(tx: Transaction, id: string): Promise<void> {
  await tx.query(`update "user" set "emailVerified" = true, "updatedAt" = now() where id = $1`, [
    id,
  ]);
}

/**
 * Sets an account's password.
 * @param password hashed
 */
export async function setPassword(tx: Transaction, id: string, password: string): Promise<void> {
  const updated = await tx.query(
    `update account set password = $2, "updatedAt" = now()
      where "userId" = $1 and "providerId" = 'credential' returning id`,
    [id, password],
  );
  if (updated.length > 0) return;
  await tx.query(
    `insert into account (id, "accountId", "providerId", "userId", password, "updatedAt")
     values ($1, $2, 'credential', $2, $3, now())`,
    [randomUUID(), id, password],
  );
}

/** Ends an account's sessions, but for one. */
export async function endSessions(tx: Transaction, id: string, but?: string): Promise<void> {
  await tx.query('delete from session where "userId" = $1 and token is distinct from $2', [
    id,
    but ?? null,
  ]);
}
