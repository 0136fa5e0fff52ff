import type { Invitation, RevokedInvitations } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';
import { OrgEvent } from '../../ui/events.ts';

/** An invitation is about to be sent again. Cancel to leave it as it is. */
export class InvitationResendEvent extends OrgEvent {
  readonly invitation: Invitation;
  /** The role to be. */
  readonly role: Role;

  constructor(invitation: Invitation, role: Role) {
    super('org-invitation-resend', true);
    this.invitation = invitation;
    this.role = role;
  }
}

/** An invitation was sent again; its older links open nothing any more. */
export class InvitationResentEvent extends OrgEvent {
  /** As it is now. */
  readonly invitation: Invitation;

  constructor(invitation: Invitation) {
    super('org-invitation-resent');
    this.invitation = invitation;
  }
}

/** An invitation is about to be given another end. Cancel to keep the one it has. */
export class InvitationProlongEvent extends OrgEvent {
  readonly invitation: Invitation;

  constructor(invitation: Invitation) {
    super('org-invitation-prolong', true);
    this.invitation = invitation;
  }
}

/** An invitation has another end; its links stay as they are. */
export class InvitationProlongedEvent extends OrgEvent {
  /** As it is now. */
  readonly invitation: Invitation;

  constructor(invitation: Invitation) {
    super('org-invitation-prolonged');
    this.invitation = invitation;
  }
}

/** Invitations are about to be revoked, which the person has confirmed. Cancel to keep them. */
export class InvitationRevokeEvent extends OrgEvent {
  readonly invitations: readonly Invitation[];

  constructor(invitations: readonly Invitation[]) {
    super('org-invitation-revoke', true);
    this.invitations = invitations;
  }
}

/** Invitations were revoked, as far as their outcomes say so. */
export class InvitationRevokedEvent extends OrgEvent {
  /** As they were. */
  readonly invitations: readonly Invitation[];
  readonly outcomes: RevokedInvitations['outcomes'];

  constructor(invitations: readonly Invitation[], outcomes: RevokedInvitations['outcomes']) {
    super('org-invitation-revoked');
    this.invitations = invitations;
    this.outcomes = outcomes;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-invitation-prolong': InvitationProlongEvent;
    'org-invitation-prolonged': InvitationProlongedEvent;
    'org-invitation-resend': InvitationResendEvent;
    'org-invitation-resent': InvitationResentEvent;
    'org-invitation-revoke': InvitationRevokeEvent;
    'org-invitation-revoked': InvitationRevokedEvent;
  }
}
