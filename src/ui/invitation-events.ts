import type { MyOrganization, ReceivedInvitation } from '../client/backend-client.ts';
import { OrgEvent } from './events.ts';

/** An invitation as whoever it is for is told of it. */
export type ShownInvitation = Omit<ReceivedInvitation, 'id'>;

/** Somebody is about to accept an invitation. Cancel to leave it as it is. */
export class InvitationAcceptEvent extends OrgEvent {
  readonly invitation: ShownInvitation;

  constructor(invitation: ShownInvitation) {
    super('org-invitation-accept', true);
    this.invitation = invitation;
  }
}

/** Somebody has accepted an invitation, and is a member now. */
export class InvitationAcceptedEvent extends OrgEvent {
  readonly invitation: ShownInvitation;
  /** The organization that it has admitted to. */
  readonly organization: MyOrganization;

  constructor(invitation: ShownInvitation, organization: MyOrganization) {
    super('org-invitation-accepted');
    this.invitation = invitation;
    this.organization = organization;
  }
}

/** Somebody is about to decline an invitation, which they have confirmed. Cancel to leave it as it is. */
export class InvitationDeclineEvent extends OrgEvent {
  readonly invitation: ShownInvitation;

  constructor(invitation: ShownInvitation) {
    super('org-invitation-decline', true);
    this.invitation = invitation;
  }
}

/** Somebody has declined an invitation, which nobody can accept any more. */
export class InvitationDeclinedEvent extends OrgEvent {
  readonly invitation: ShownInvitation;

  constructor(invitation: ShownInvitation) {
    super('org-invitation-declined');
    this.invitation = invitation;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-invitation-accept': InvitationAcceptEvent;
    'org-invitation-accepted': InvitationAcceptedEvent;
    'org-invitation-decline': InvitationDeclineEvent;
    'org-invitation-declined': InvitationDeclinedEvent;
  }
}
