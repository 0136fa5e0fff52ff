import { Hono } from 'hono';
import { checkName, isSameAddress } from '../../domain/index.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Identity } from '../auth/identity.ts';
import { requireOrigin } from '../auth/origins.ts';
import type { Database } from '../db/database.ts';
import { enter, type Surroundings } from '../db/enter.ts';
import { networkOf } from '../http/address.ts';
import { jsonBody } from '../http/parse.ts';
import { acceptField, ProblemError } from '../http/problem.ts';
import type { Limits } from '../limits/limits.ts';
import { findLinked, opened } from './inbox.ts';
import type { Links } from './links.ts';

/** What the routes for whoever has a link need. */
export interface LinkRouteParts {
  readonly links: Links;
  readonly database: Database;
  readonly identity: Identity;
  /** Undefined where people sign in elsewhere. */
  readonly accounts: Accounts | undefined;
  readonly origins: readonly string[];
  readonly limits: Limits;
  readonly surroundings: Surroundings;
}

/** The routes for whoever has the link of an invitation, signed in or not. */
export function invitationLinkRoutes(
  parts: LinkRouteParts,
): Hono<{ Bindings: { address: string } }> {
  const { links, database, identity, accounts, origins, limits, surroundings } = parts;
  const app = new Hono<{ Bindings: { address: string } }>();

  /** The address of whoever is signed in; undefined for nobody, also where a sign-in does not count. */
  async function signedIn(headers: Headers): Promise<string | undefined> {
    try {
      const caller = await identity.callerOf(headers);
      if (!caller) return undefined;
      const setting = {
        ...surroundings,
        device: '',
        language: null,
        afterCommit: () => undefined,
        afterRollback: () => undefined,
      };
      return (await database.transaction(tx => enter(tx, caller, setting))).person.email;
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    }
  }

  app.post(ROUTES['inbox.open'].path, async c => {
    const { token } = await jsonBody('InvitationLink', c.req.raw);
    await limits.consume('invitationLookup', networkOf(c.env.address));
    const account = await signedIn(c.req.raw.headers);
    const found = await database.transaction(tx => findLinked(tx, links.read(token)));
    return c.json(opened(found, account));
  });

  if (!accounts) return app;

  app.post(ROUTES['accounts.signUpInvited'].path, async c => {
    requireOrigin(c.req.raw, origins);
    const wanted = await jsonBody('SignUpInvited', c.req.raw);
    const name = acceptField('name', checkName(wanted.name));
    const { email, password } = wanted;
    await limits.consume('signUp', networkOf(c.env.address));
    const found = await database.transaction(tx => findLinked(tx, links.read(wanted.token)));
    opened(found, undefined);
    if (!isSameAddress(found?.row.address ?? '', email)) {
      throw new ProblemError('invalid-input', {
        fields: [{ field: 'email', code: 'invitation-for-another' }],
      });
    }
    const isProved = found?.purpose === 'mailed';
    await accounts.registration.signUpInvited({ name, email, password }, isProved);
    return accounts.signIn(c.req.raw, c.env.address, { email, password });
  });

  return app;
}
