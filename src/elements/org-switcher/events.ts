import type {
  CreateOrganization,
  MyOrganization,
  Organization,
} from '../../client/backend-client.ts';
import { OrgEvent } from '../../ui/events.ts';

/** Another organization is about to become the current one. Cancel to stay. */
export class SwitchEvent extends OrgEvent {
  readonly organization: Organization;

  constructor(organization: Organization) {
    super('org-switch', true);
    this.organization = organization;
  }
}

/** Another organization is the current one. */
export class SwitchedEvent extends OrgEvent {
  readonly organization: Organization;

  constructor(organization: Organization) {
    super('org-switched');
    this.organization = organization;
  }
}

/** An organization is about to be made, as it was filled in. Cancel to make none. */
export class CreateEvent extends OrgEvent {
  readonly organization: CreateOrganization;

  constructor(organization: CreateOrganization) {
    super('org-create', true);
    this.organization = organization;
  }
}

/** An organization has been made. */
export class CreatedEvent extends OrgEvent {
  readonly organization: MyOrganization;

  constructor(organization: MyOrganization) {
    super('org-created');
    this.organization = organization;
  }
}

/** The person is about to leave an organization, and has confirmed it. Cancel to stay. */
export class LeaveEvent extends OrgEvent {
  readonly organization: Organization;

  constructor(organization: Organization) {
    super('org-leave', true);
    this.organization = organization;
  }
}

/** The person is no longer a member of an organization. */
export class LeftEvent extends OrgEvent {
  readonly organization: Organization;
  /** Where the person is now, or null where there is no other one. */
  readonly next: Organization | null;

  constructor(organization: Organization, next: Organization | null) {
    super('org-left');
    this.organization = organization;
    this.next = next;
  }
}

/** The person wants to see the invitations to them, which the page has in an `<invite-inbox>`. */
export class InboxOpenEvent extends OrgEvent {
  constructor() {
    super('org-inbox-open');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-create': CreateEvent;
    'org-created': CreatedEvent;
    'org-inbox-open': InboxOpenEvent;
    'org-leave': LeaveEvent;
    'org-left': LeftEvent;
    'org-switch': SwitchEvent;
    'org-switched': SwitchedEvent;
  }
}
