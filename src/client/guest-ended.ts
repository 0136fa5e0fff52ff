import { GUEST_DENIALS } from '../contract/denials/guests.ts';
import { Problem } from './problem.ts';

/** What a guest is told who is none any more. */
export function guestEnded(): Problem {
  const title = GUEST_DENIALS['guest-revoked']({});
  return Problem.answered('guest-revoked', {}, { status: 401, title });
}
