import type { Problem } from '../client/problem.ts';

/** Something went wrong; the tag shows it, too. */
export class OrgErrorEvent extends Event {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super('org-error', { bubbles: true, composed: true });
    this.problem = problem;
  }
}

/** Nobody is signed in: the host may lead to its own sign-in. */
export class SignInRequiredEvent extends Event {
  constructor() {
    super('org-sign-in-required', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-error': OrgErrorEvent;
    'org-sign-in-required': SignInRequiredEvent;
  }
}
