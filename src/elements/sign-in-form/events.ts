/** Somebody has signed in. */
export class SignedInEvent extends Event {
  constructor() {
    super('org-signed-in', { bubbles: true, composed: true });
  }
}

/** The session has been ended. */
export class SignedOutEvent extends Event {
  constructor() {
    super('org-signed-out', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-signed-in': SignedInEvent;
    'org-signed-out': SignedOutEvent;
  }
}
