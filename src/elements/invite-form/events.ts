import type { InvitationOutcome } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';
import { OrgEvent } from '../../ui/events.ts';

/** People are about to be invited. Cancel to send nothing; what was typed stays. */
export class InviteEvent extends OrgEvent {
  readonly addresses: readonly string[];
  readonly role: Role;

  constructor(addresses: readonly string[], role: Role) {
    super('org-invite', true);
    this.addresses = addresses;
    this.role = role;
  }
}

/** The invitations were sent, as far as their outcomes say so. */
export class InvitedEvent extends OrgEvent {
  /** What became of each address. */
  readonly outcomes: readonly InvitationOutcome[];
  readonly role: Role;

  constructor(outcomes: readonly InvitationOutcome[], role: Role) {
    super('org-invited');
    this.outcomes = outcomes;
    this.role = role;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-invite': InviteEvent;
    'org-invited': InvitedEvent;
  }
}
