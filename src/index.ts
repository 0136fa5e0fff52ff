export { configure, type Configuration } from './ui/context/configure.ts';
export * from './client/index.ts';
export { SignedInEvent, SignedOutEvent } from './ui/account-events.ts';
export { OrgErrorEvent, SignInRequiredEvent } from './ui/events.ts';
export {
  ConversationChangedEvent,
  ConversationChangeEvent,
  GuestAnsweredEvent,
  GuestAnswerEvent,
  GuestChatEndedEvent,
  GuestChatEndEvent,
} from './elements/guest-conversations/events.ts';
export {
  GuestAccessChangedEvent,
  GuestAccessChangeEvent,
  GuestEndedEvent,
  GuestEndEvent,
  SigningSecretRotatedEvent,
  SigningSecretRotateEvent,
  TextSourceChangedEvent,
  TextSourceChangeEvent,
  TextSourceRemovedEvent,
  TextSourceRemoveEvent,
} from './elements/guest-settings/events.ts';
export { InvitedEvent, InviteEvent } from './elements/invite-form/events.ts';
export {
  InvitationProlongedEvent,
  InvitationProlongEvent,
  InvitationResendEvent,
  InvitationResentEvent,
  InvitationRevokedEvent,
  InvitationRevokeEvent,
} from './elements/invite-table/events.ts';
export {
  InvitationAcceptedEvent,
  InvitationAcceptEvent,
  InvitationDeclinedEvent,
  InvitationDeclineEvent,
} from './ui/invitation-events.ts';
export {
  MemberRemovedEvent,
  MemberRemoveEvent,
  RoleChangedEvent,
  RoleChangeEvent,
} from './elements/member-table/events.ts';
export {
  CreatedEvent,
  CreateEvent,
  InboxOpenEvent,
  LeaveEvent,
  LeftEvent,
  SwitchedEvent,
  SwitchEvent,
} from './elements/org-switcher/events.ts';
export { SessionEndedEvent, SessionEndEvent } from './elements/session-list/events.ts';
