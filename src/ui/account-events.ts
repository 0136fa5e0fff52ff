import { OrgEvent } from './events.ts';

/** Somebody has signed in. */
export class SignedInEvent extends OrgEvent {
  constructor() {
    super('org-signed-in');
  }
}

/** The session has been ended. */
export class SignedOutEvent extends OrgEvent {
  constructor() {
    super('org-signed-out');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-signed-in': SignedInEvent;
    'org-signed-out': SignedOutEvent;
  }
}
