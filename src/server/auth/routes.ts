import { Hono } from 'hono';
import { checkName } from '../../domain/index.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { AccountAddress } from '../../contract/shapes.ts';
import { networkOf } from '../http/address.ts';
import { jsonBody } from '../http/parse.ts';
import { acceptField } from '../http/problem.ts';
import type { Limits } from '../limits/limits.ts';
import { limitSignIn } from '../limits/sign-in.ts';
import type { Accounts } from './accounts.ts';
import { requireOrigin } from './origins.ts';

/** The routes for everybody: what is not here, of the identity library's, is not there. */
export function accountRoutes(
  accounts: Accounts,
  origins: readonly string[],
  limits: Limits,
): Hono<{ Bindings: { address: string } }> {
  const { registration } = accounts;
  const app = new Hono<{ Bindings: { address: string } }>();

  async function letterWanted(request: Request, address: string): Promise<AccountAddress> {
    const wanted = await jsonBody('AccountAddress', request);
    await limits.consume('accountLetterFrom', networkOf(address));
    await limits.consume('accountLetter', wanted.email.toLowerCase());
    return wanted;
  }

  app.post(ROUTES['accounts.signIn'].path, async c => {
    requireOrigin(c.req.raw, origins);
    const credentials = await jsonBody('SignIn', c.req.raw);
    const { address } = c.env;
    return limitSignIn(limits, { email: credentials.email, address }, () =>
      accounts.signIn(c.req.raw, address, credentials),
    );
  });
  app.post(ROUTES['accounts.signOut'].path, c => accounts.signOut(c.req.raw.headers));
  app.post(ROUTES['accounts.signUp'].path, async c => {
    const wanted = await jsonBody('SignUp', c.req.raw);
    const name = acceptField('name', checkName(wanted.name));
    await limits.consume('signUp', networkOf(c.env.address));
    await limits.consume('accountLetter', wanted.email.toLowerCase());
    await registration.signUp({ ...wanted, name });
    return c.body(null, 204);
  });
  app.post(ROUTES['accounts.sendVerification'].path, async c => {
    await registration.sendVerification(await letterWanted(c.req.raw, c.env.address));
    return c.body(null, 204);
  });
  app.post(ROUTES['accounts.forgotPassword'].path, async c => {
    await registration.forgotPassword(await letterWanted(c.req.raw, c.env.address));
    return c.body(null, 204);
  });
  app.post(ROUTES['accounts.verifyAddress'].path, async c => {
    requireOrigin(c.req.raw, origins);
    const given = await jsonBody('VerifyAddress', c.req.raw);
    await limits.consume('mailedLink', networkOf(c.env.address));
    const credentials = await registration.verifyAddress(given);
    return accounts.signIn(c.req.raw, c.env.address, credentials);
  });
  app.post(ROUTES['accounts.resetPassword'].path, async c => {
    requireOrigin(c.req.raw, origins);
    const given = await jsonBody('ResetPassword', c.req.raw);
    await limits.consume('mailedLink', networkOf(c.env.address));
    const credentials = await registration.resetPassword(given);
    return accounts.signIn(c.req.raw, c.env.address, credentials);
  });
  return app;
}
