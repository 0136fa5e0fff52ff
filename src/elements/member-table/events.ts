import type { Member } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';

/** A member is about to get another role. Cancel to keep the old one. */
export class RoleChangeEvent extends Event {
  readonly member: Member;
  /** The role to be. */
  readonly role: Role;

  constructor(member: Member, role: Role) {
    super('org-role-change', { bubbles: true, composed: true, cancelable: true });
    this.member = member;
    this.role = role;
  }
}

/** A member has another role, and it is stored. */
export class RoleChangedEvent extends Event {
  /** The member as it is now. */
  readonly member: Member;
  /** The role before. */
  readonly previous: Role;

  constructor(member: Member, previous: Role) {
    super('org-role-changed', { bubbles: true, composed: true });
    this.member = member;
    this.previous = previous;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-role-change': RoleChangeEvent;
    'org-role-changed': RoleChangedEvent;
  }
}
