import type { Member } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';
import { OrgEvent } from '../../ui/events.ts';

/** A member is about to get another role. Cancel to keep the old one. */
export class RoleChangeEvent extends OrgEvent {
  readonly member: Member;
  /** The role to be. */
  readonly role: Role;

  constructor(member: Member, role: Role) {
    super('org-role-change', true);
    this.member = member;
    this.role = role;
  }
}

/** A member has another role, and it is stored. */
export class RoleChangedEvent extends OrgEvent {
  /** The member as it is now. */
  readonly member: Member;
  /** The role before. */
  readonly previous: Role;

  constructor(member: Member, previous: Role) {
    super('org-role-changed');
    this.member = member;
    this.previous = previous;
  }
}

/** A member is about to be removed, and the person has confirmed it. Cancel to keep them. */
export class MemberRemoveEvent extends OrgEvent {
  readonly member: Member;

  constructor(member: Member) {
    super('org-member-remove', true);
    this.member = member;
  }
}

/** A member is no longer one. */
export class MemberRemovedEvent extends OrgEvent {
  /** The member as it was. */
  readonly member: Member;

  constructor(member: Member) {
    super('org-member-removed');
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
