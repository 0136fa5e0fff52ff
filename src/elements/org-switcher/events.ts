import type { Organization } from '../../client/backend-client.ts';

/** Another organization is about to become the current one. Cancel to stay. */
export class SwitchEvent extends Event {
  readonly organization: Organization;

  constructor(organization: Organization) {
    super('org-switch', { bubbles: true, composed: true, cancelable: true });
    this.organization = organization;
  }
}

/** Another organization is the current one. */
export class SwitchedEvent extends Event {
  readonly organization: Organization;

  constructor(organization: Organization) {
    super('org-switched', { bubbles: true, composed: true });
    this.organization = organization;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-switch': SwitchEvent;
    'org-switched': SwitchedEvent;
  }
}
