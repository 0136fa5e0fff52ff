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

/** A member is about to be removed, and the person has confirmed it. Cancel to keep them. */
export class MemberRemoveEvent extends Event {
  readonly member: Member;

  constructor(member: Member) {
    super('org-member-remove', { bubbles: true, composed: true, cancelable: true });
    this.member = member;
  }
}

/** A member is no longer one. */
export class MemberRemovedEvent extends Event {
  /** The member as it was. */
  readonly member: Member;

  constructor(member: Member) {
    super('org-member-removed', { bubbles: true, composed: true });
    this.member = member;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-member-remove': MemberRemoveEvent;
    'org-member-removed': MemberRemovedEvent;
    'org-role-change': RoleChangeEvent;
    'org-role-changed': RoleChangedEvent;
  }
}
