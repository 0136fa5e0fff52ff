import { networkOf } from '../http/address.ts';
import type { Limits } from './limits.ts';

/**
 * Limits attempts to sign in, by network, and wrong passwords, by account. An attempt counts before its
 * password is checked, so that many at once are no way around; one that was no wrong password is given
 * back.
 *
 * Who knows an address could keep its owner out by guessing without an end. So networks from which the
 * account has signed in during the last 30 days count apart, each for itself: guesses from elsewhere
 * close the account to elsewhere alone, and there no longer than the window.
 *
 * @param who the account's address as it was typed, and the caller's
 * @throws ProblemError `rate-limited`
 */
export async function limitSignIn(
  limits: Limits,
  who: { readonly email: string; readonly address: string },
  attempt: () => Promise<Response>,
): Promise<Response> {
  const network = networkOf(who.address);
  const email = who.email.toLowerCase();
  const here = JSON.stringify([email, network]);
  await limits.consume('signIn', network);
  const key = (await limits.isKnown(here)) ? here : email;
  await limits.consume('wrongPassword', key);
  const answer = await attempt();
  if (answer.status !== 401) await limits.giveBack('wrongPassword', key);
  if (answer.ok) await limits.remember(here);
  return answer;
}
