import { Hono } from 'hono';
import { checkName } from '../../domain/index.ts';
import { ROUTES } from '../../contract/routes.ts';
import { jsonBody } from '../http/parse.ts';
import { acceptField } from '../http/problem.ts';
import type { Accounts } from './accounts.ts';
import { requireOrigin } from './origins.ts';

/** The routes for everybody: what is not here, of the identity library's, is not there. */
export function accountRoutes(
  accounts: Accounts,
  origins: readonly string[],
): Hono<{ Bindings: { address: string } }> {
  const { registration } = accounts;
  const app = new Hono<{ Bindings: { address: string } }>();

  app.post(ROUTES.signIn.path, async c => {
    requireOrigin(c.req.raw, origins);
    const credentials = await jsonBody('SignIn', c.req.raw);
    return accounts.signIn(c.req.raw, c.env.address, credentials);
  });
  app.post(ROUTES.signOut.path, c => accounts.signOut(c.req.raw.headers));
  app.post(ROUTES.signUp.path, async c => {
    const wanted = await jsonBody('SignUp', c.req.raw);
    const name = acceptField('name', checkName(wanted.name));
    await registration.signUp({ ...wanted, name });
    return c.body(null, 204);
  });
  app.post(ROUTES.sendVerification.path, async c => {
    await registration.sendVerification(await jsonBody('AccountAddress', c.req.raw));
    return c.body(null, 204);
  });
  app.post(ROUTES.forgotPassword.path, async c => {
    await registration.forgotPassword(await jsonBody('AccountAddress', c.req.raw));
    return c.body(null, 204);
  });
  app.post(ROUTES.verifyAddress.path, async c => {
    requireOrigin(c.req.raw, origins);
    const given = await jsonBody('VerifyAddress', c.req.raw);
    const credentials = await registration.verifyAddress(given);
    return accounts.signIn(c.req.raw, c.env.address, credentials);
  });
  app.post(ROUTES.resetPassword.path, async c => {
    requireOrigin(c.req.raw, origins);
    const given = await jsonBody('ResetPassword', c.req.raw);
    const credentials = await registration.resetPassword(given);
    return accounts.signIn(c.req.raw, c.env.address, credentials);
  });
  return app;
}
