import { checkName } from '../../domain/index.ts';
import type { Registration } from '../auth/registration.ts';
import type { Entered } from '../db/enter.ts';
import { acceptField, ProblemError } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import type { Limits } from '../limits/limits.ts';
import { renamePerson } from './profile.ts';

/** What people change about themselves (R51). */
export function profileRoutes(
  accounts: Pick<Registration, 'changePassword'>,
  limits: Limits,
): HandlersOf<'accounts'> {
  return {
    async 'accounts.changeProfile'(entered, { body }) {
      sessionToken(entered);
      return renamePerson(entered, acceptField('name', checkName(body.name)));
    },

    async 'accounts.changePassword'(entered, { body }) {
      const session = sessionToken(entered);
      // A stolen session does not get to guess, nor to keep everyone waiting for hashes.
      await limits.consume('changePassword', entered.person.id);
      await accounts.changePassword(session, body);
    },
  };
}

/**
 * The session of somebody who has an account here; the name of others is their issuer's to say.
 * @throws ProblemError `not-with-this-sign-in`
 */
function sessionToken({ caller }: Entered): string {
  if (caller.by !== 'session') throw new ProblemError('not-with-this-sign-in');
  return caller.token;
}
