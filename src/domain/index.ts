export {
  ACCESS,
  canAccess,
  managesTeam,
  may,
  seesAddresses,
  type Access,
  type AccessRule,
  type Actor,
} from './access.ts';
export { readAddresses, type ListedAddress } from './address-lists.ts';
export { suspectTypo } from './address-typos.ts';
export {
  ADDRESS_LENGTH,
  checkAccountAddress,
  checkAddress,
  isSameAddress,
  normalizeAddress,
} from './addresses.ts';
export {
  checkMessage,
  CONVERSATION_STATES,
  HANDED_OVER,
  MESSAGE_LENGTH,
  turnAfter,
  type Answering,
  type ConversationState,
  type MessageAuthor,
  type Turn,
  withoutMarkdown,
} from './conversations.ts';
export {
  canJoinFrom,
  checkGuestOrigin,
  ORIGIN_LENGTH,
  type OriginOptions,
} from './guest-origins.ts';
export {
  checkGuestText,
  checkLanguage,
  checkSourceText,
  checkSourceTitle,
  checkSourceUrl,
  SOURCE_LIMITS,
  wordsFor,
  type GuestText,
  type GuestWords,
} from './guest-texts.ts';
export {
  canAnswerGuests,
  canBecomeMember,
  canChangeGuestRole,
  canConverse,
  canKeep,
  canRemoveGuest,
  canSwitchGuests,
  canTakeCare,
  canWriteMore,
  checkGuestDays,
  GUEST_DAYS,
  GUEST_ROLE,
  type GuestBecomesMember,
} from './guests.ts';
export {
  canAnswer,
  canInvite,
  canInviteAddress,
  canOpen,
  canResend,
  canRevoke,
  canSeeLink,
  checkExpiration,
  INVITATION_ENDS,
  INVITATION_LIFETIME,
  isStale,
  outlastsChange,
  STALE_INVITATION_DAYS,
  stateAt,
  type Invitation,
  type InvitationAct,
  type InvitationAnswer,
  type InvitationEnd,
  type InvitationState,
  type Invitee,
} from './invitations.ts';
export { canEditPermission, type PermissionChange } from './matrix.ts';
export {
  canChangeRole,
  canLeave,
  canManage,
  canRemove,
  roleChoices,
  type MemberAct,
  type RoleChange,
  type RoleChoices,
  type Target,
} from './members.ts';
export { checkName, checkPurpose, isBlank, NAME_LENGTH, PURPOSE_LENGTH } from './names.ts';
export { checkOfficeHours, isOpen, type OfficeDay, type OfficeHours } from './office-hours.ts';
export { checkPassword, PASSWORD_LENGTH } from './passwords.ts';
export {
  effectivePermissions,
  FEATURES,
  LEVELS,
  levelsFor,
  permissionMatrix,
  reaches,
  TEAM,
  type Feature,
  type Level,
  type Permissions,
  type StoredPermissions,
} from './permissions.ts';
export { grantableRoles, managersOf, manages, outranks, ROLES, type Role } from './roles.ts';
export {
  checkSlug,
  FREED_SLUG_DAYS,
  isSlugKept,
  SLUG_LENGTH,
  slugVariants,
  suggestSlug,
} from './slugs.ts';
export {
  ALLOWED,
  deny,
  type Checked,
  type Denial,
  type DenialCode,
  type GuestDenial,
  type InputDenial,
  type InvitationDenial,
  type InviteeDenial,
  type MatrixDenial,
  type MemberDenial,
  type Verdict,
} from './verdict.ts';
