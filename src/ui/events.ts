import type { Problem } from '../client/problem.ts';

/** What a tag tells the page: it bubbles, and leaves shadow roots. */
export abstract class OrgEvent extends Event {
  /** @param cancelable before an act that the page may stop */
  constructor(type: `org-${string}`, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** Something went wrong; the tag shows it, too. */
export class OrgErrorEvent extends OrgEvent {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super('org-error');
    this.problem = problem;
  }
}

/** Nobody is signed in: the host may lead to its own sign-in. */
export class SignInRequiredEvent extends OrgEvent {
  constructor() {
    super('org-sign-in-required');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-error': OrgErrorEvent;
    'org-sign-in-required': SignInRequiredEvent;
  }
}
