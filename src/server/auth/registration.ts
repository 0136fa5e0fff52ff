import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import type {
  AccountAddress,
  ChangePassword,
  ResetPassword,
  SignIn,
  SignUp,
  VerifyAddress,
} from '../../contract/shapes.ts';
import { transactionOn, type Transaction } from '../db/database.ts';
import { ProblemError } from '../http/problem.ts';
import {
  accountExistsLetter,
  noAccountLetter,
  resetLetter,
  verifyLetter,
  type LetterPlaces,
} from '../mail/account-letters.ts';
import type { Mailer } from '../mail/mailer.ts';
import {
  endSessions,
  lockAccount,
  lockAccountOf,
  makeAccount,
  markVerified,
  rename,
  setPassword,
  type Account,
} from './credentials.ts';
import {
  endLinks,
  makeResetLink,
  makeSignUpLink,
  makeVerifyLink,
  openLink,
  type OpenedLink,
} from './mailed-links.ts';

/** What accounts by letter need. */
export interface RegistrationSettings {
  /** Signed in as the identity library. */
  readonly pool: Pool;
  /** Without one nobody can sign up or forget a password. */
  readonly mailer: Mailer | undefined;
  readonly places: LetterPlaces;
}

/**
 * Accounts by letter, on the identity library's tables. The first three do the same for every address
 * and send one letter, which alone says what is the case.
 */
export interface Registration {
  /** @throws ProblemError `no-mail` */
  signUp(wanted: SignUp): Promise<void>;
  /**
   * Makes the account of somebody with an invitation at once.
   * @param isProved the address is known to be theirs, by the link of a letter: an account that nobody has
   *   proved to be theirs is taken over
   * @throws ProblemError `account-exists`
   */
  signUpInvited(wanted: SignUp, isProved: boolean): Promise<void>;
  /** Sends the letter of a sign-up again. @throws ProblemError `no-mail` */
  sendVerification(wanted: AccountAddress): Promise<void>;
  /** @throws ProblemError `no-mail` */
  forgotPassword(wanted: AccountAddress): Promise<void>;
  /**
   * Ends a sign-up, or verifies the address of an account that has not been.
   * @returns what to sign in with
   * @throws ProblemError `link-expired`, `wrong-password`
   */
  verifyAddress(given: VerifyAddress): Promise<SignIn>;
  /**
   * Sets a new password, which proves the address as well, and ends every session.
   * @returns what to sign in with
   * @throws ProblemError `link-expired`
   */
  resetPassword(given: ResetPassword): Promise<SignIn>;
  /**
   * Sets a new password, and ends every other session.
   * @param session the token of the one that stays
   * @throws ProblemError `no-session`, `wrong-password`
   */
  changePassword(session: string, given: ChangePassword): Promise<void>;
}

/** Accounts by letter. */
export function createRegistration({ pool, mailer, places }: RegistrationSettings): Registration {
  function postbox(): Mailer {
    if (!mailer) throw new ProblemError('no-mail');
    return mailer;
  }

  return {
    async signUp({ name, email, password }) {
      const post = postbox();
      const chosen = { name, password: await hashPassword(password) };
      const { token, verified } = await makeSignUpLink(pool, email, chosen);
      void post.send(email, verified ? accountExistsLetter(places) : verifyLetter(places, token));
    },

    async signUpInvited({ name, email, password }, isProved) {
      const chosen = { name, password: await hashPassword(password) };
      await transactionOn(pool, async tx => {
        const account = await lockAccount(tx, email);
        if (account && !account.verified && isProved) {
          await takeOver(tx, account, chosen.password);
          await rename(tx, account.id, name);
        } else if (account || !(await makeAccount(tx, email, chosen, isProved))) {
          throw new ProblemError('account-exists');
        }
        if (isProved) await endLinks(tx, email);
      });
    },

    async sendVerification({ email }) {
      const post = postbox();
      const { token, verified, awaited } = await makeVerifyLink(pool, email);
      if (verified) void post.send(email, accountExistsLetter(places));
      else if (verified === false || awaited) void post.send(email, verifyLetter(places, token));
      else void post.send(email, noAccountLetter(places));
    },

    async forgotPassword({ email }) {
      const post = postbox();
      const { token, verified } = await makeResetLink(pool, email);
      void post.send(
        email,
        verified === null ? noAccountLetter(places) : resetLetter(places, token),
      );
    },

    verifyAddress: ({ token, password, replace = false }) =>
      transactionOn(pool, async tx => {
        const link = await opened(tx, token, 'verify');
        const account = await lockAccount(tx, link.email);
        await verify(tx, link, account, password, replace);
        await endLinks(tx, link.email);
        return { email: link.email, password };
      }),

    resetPassword: ({ token, password }) =>
      transactionOn(pool, async tx => {
        const { email } = await opened(tx, token, 'reset');
        const account = await lockAccount(tx, email);
        if (!account) throw new ProblemError('link-expired');
        await takeOver(tx, account, await hashPassword(password));
        await endLinks(tx, email);
        return { email, password };
      }),

    changePassword: (session, { current, password }) =>
      transactionOn(pool, async tx => {
        const account = await lockAccountOf(tx, session);
        if (!account) throw new ProblemError('no-session');
        if (!(await matches(account.password, current))) throw new ProblemError('wrong-password');
        await setPassword(tx, account.id, await hashPassword(password));
        await endSessions(tx, account.id, session);
        await endLinks(tx, account.email);
      }),
  };
}

async function opened(
  tx: Transaction,
  token: string,
  purpose: 'verify' | 'reset',
): Promise<OpenedLink> {
  const link = await openLink(tx, token, purpose);
  if (!link) throw new ProblemError('link-expired');
  return link;
}

/**
 * Verifies an address. Whoever knows the password of the account keeps it as it is; anybody else who
 * has the letter takes it over, so that nothing stays of who used the address before.
 */
async function verify(
  tx: Transaction,
  { email, chosen }: OpenedLink,
  account: Account | undefined,
  password: string,
  replace: boolean,
): Promise<void> {
  if (account ? account.verified : !chosen) throw new ProblemError('link-expired');
  if (account && (await matches(account.password, password))) {
    await markVerified(tx, account.id);
    return;
  }
  const isChosen = chosen !== undefined && (await matches(chosen.password, password));
  if (!isChosen && !replace) throw new ProblemError('wrong-password');
  const hashed = isChosen ? chosen.password : await hashPassword(password);
  if (account) await takeOver(tx, account, hashed);
  else if (chosen) await makeAccount(tx, email, { ...chosen, password: hashed }, true);
}

async function takeOver(tx: Transaction, { id }: Account, password: string): Promise<void> {
  await markVerified(tx, id);
  await setPassword(tx, id, password);
  await endSessions(tx, id);
}

async function matches(hash: string | null, password: string): Promise<boolean> {
  return hash !== null && verifyPassword({ hash, password });
}
