import type { Denial, Feature, Level, Permissions, Role } from '../domain/index.ts';
import type { LiveEvent, LiveStart } from './changes.ts';
import type {
  Assignees,
  BeginConversation,
  ChangeConversation,
  ChangedConversation,
  ChangedTextSource,
  ChangeGuestAccess,
  ChangeTextSource,
  ConversationPage,
  ConversationQuery,
  CreateTextSource,
  DoorQuery,
  GuestAccess,
  GuestConversation,
  GuestDoor,
  GuestEvent,
  GuestPage,
  GuestQuery,
  GuestTokens,
  IntroduceGuest,
  JoinAsGuest,
  OpenedConversation,
  OpenedTextSource,
  KeepConversation,
  ReadUpTo,
  RefreshGuest,
  RotateSigningSecret,
  SentAnswer,
  SentMessage,
  SigningSecret,
  TextSources,
  TriedQuestion,
  TryQuestion,
  WriteMessage,
} from './guests.ts';
import type {
  ChangedInvitation,
  Inbox,
  InvitationIds,
  InvitationLink,
  InvitationLinks,
  InvitationOutcomes,
  InvitationPage,
  InvitationQuery,
  OpenedInvitation,
  ProlongInvitation,
  ResendInvitation,
  RevokedInvitations,
  SendInvitations,
  SignUpInvited,
} from './invitations.ts';

/** An organization as its members see it. */
export interface Organization {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  /** As it appears in the host's addresses: lower case, unique among organizations. */
  readonly slug: string;
  /** One line that says what it is for. */
  readonly purpose: string | null;
}

/** One of the organizations that a person belongs to. */
export interface MyOrganization extends Organization {
  readonly role: Role;
  /** This session was ended there: to enter it, sign in again. */
  readonly ended: boolean;
}

/** A new organization; whoever creates it is its owner (R4). */
export interface CreateOrganization {
  readonly name: string;
  /** Left out: made from the name. */
  readonly slug?: string | undefined;
  /** One line that says what it is for. */
  readonly purpose?: string | undefined;
}

/** A slug that somebody thinks of. */
export interface SlugQuery {
  readonly slug: string;
}

/** Whether a slug can be had. */
export interface CheckedSlug {
  /** As it would be stored. */
  readonly slug: string;
  /** Null when it can be had. */
  readonly problem: SlugProblem | null;
  /** Like it, and free; a few at most. */
  readonly suggestions: readonly string[];
}

/** Why a slug cannot be had. */
export type SlugProblem = 'slug-malformed' | 'slug-like-id' | 'slug-reserved' | 'slug-taken';

/** All organizations that the person belongs to, by name. */
export interface MyOrganizations {
  readonly organizations: readonly MyOrganization[];
}

/** The person who is signed in. */
export interface Person {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Whether it is known that the address is theirs. */
  readonly emailVerified: boolean;
}

/** What the person is and may do in one organization. */
export interface Standing {
  readonly organization: Organization;
  /** The id of the person's membership. */
  readonly member: string;
  readonly role: Role;
  readonly permissions: Permissions;
  /** How many owners the organization has. */
  readonly owners: number;
  /** Rises when everyone's access to the organization is ended. */
  readonly epoch: number;
}

/** Everything a page needs to know of the person before it shows anything. */
export interface Session {
  readonly person: Person;
  readonly organizations: readonly MyOrganization[];
  /** In the organization asked for, else the last one used; null for somebody who is in none. */
  readonly standing: Standing | null;
  /** The rows of the permission matrix. */
  readonly features: readonly Feature[];
  /** How many invitations to the person's verified address are pending (R21). */
  readonly invitations: number;
  /** What this session can do beside the organization's business; what is absent is hidden. */
  readonly capabilities: readonly SessionCapability[];
  /** Where to listen for what changes from now on. */
  readonly live: LiveStart;
}

/** Something that not every way of signing in can do. */
export type SessionCapability =
  /** The session ends here, too: sign out, and list and end one's other sessions. */
  | 'own-sessions'
  /** The person's account is here: password, name, address. */
  | 'account';

/** One member of an organization. */
export interface Member {
  /** The membership's id, a UUID. */
  readonly id: string;
  /** The person's id. */
  readonly person: string;
  readonly name: string;
  /** Null where the reader's role does not see addresses. */
  readonly email: string | null;
  /** Whether it is known that the address is theirs; null where the reader sees no addresses. */
  readonly emailVerified: boolean | null;
  readonly role: Role;
  /** ISO 8601, UTC. */
  readonly joinedAt: string;
  /**
   * ISO 8601, UTC, and up to five minutes old: it is not written for each request. Null for somebody
   * who has never been there.
   */
  readonly lastActiveAt: string | null;
  /** Rises with each change that people make; sent back with the next one. */
  readonly version: number;
}

/** Members, a page of them. */
export interface MemberPage {
  /** The organization they belong to. */
  readonly organization: string;
  readonly members: readonly Member[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
  /** How many members there are on all pages, that is, of these roles and with what is searched for. */
  readonly total: number;
  /** There are more than `total`: counting stopped there. */
  readonly totalIsMinimum: boolean;
}

/** What members are sorted by. */
export type MemberColumn = 'name' | 'email' | 'role' | 'joinedAt' | 'lastActiveAt';

/**
 * A column, with a hyphen before it the other way round. Roles go by rank, the most powerful first;
 * who has never been there comes last in either direction; equals go by when they became members.
 */
export type MemberSort = `${'' | '-'}${MemberColumn}`;

/** Which members, in which order, and which page of them. */
export interface MemberQuery {
  /** `name` when left out. By `email` only for who sees addresses. */
  readonly sort?: MemberSort | undefined;
  /** Only members of these roles; in an address parted by commas. */
  readonly role?: readonly Role[] | undefined;
  /**
   * Only members with this in the name, or in the address for who sees addresses; at most 200
   * characters, without regard to case and accents. Fewer than three characters count where a word
   * begins.
   */
  readonly q?: string | undefined;
  /** How many at most, 1 to 200; 50 when left out. */
  readonly limit?: number | undefined;
  /** `next` of the page before, of the same list. */
  readonly cursor?: string | undefined;
}

/** A new role for a member. */
export interface ChangeRole {
  readonly role: Role;
  /** The member's version that the decision was made on. */
  readonly version: number;
}

/** A member after a change, and the organization it belongs to. */
export interface ChangedMember {
  readonly organization: string;
  readonly member: Member;
  /** How many owners there are now. */
  readonly owners: number;
}

/** A member who is no longer one. */
export interface RemovedMember {
  readonly organization: string;
  /** The membership's id. */
  readonly member: string;
  /** How many owners there are now. */
  readonly owners: number;
}

/** The same for several members at once (R17). */
export interface ChangeMembers {
  /** 1 to 200, each once, with the version that the decision was made on. */
  readonly members: readonly { readonly id: string; readonly version: number }[];
  /** A role to give to each, or null to remove each. */
  readonly role: Role | null;
}

/** What became of one of several members. */
export interface MemberOutcome {
  /** The membership's id. */
  readonly id: string;
  /** Null when it was done. */
  readonly problem: MemberProblem | null;
  /** As it is now; null when it was removed or is not there. */
  readonly member: Member | null;
}

/** Why something was not done for one of several members. */
export type MemberProblem =
  Denial | { readonly code: 'member-not-found' } | { readonly code: 'stale-version' };

/** What became of each of several members, in the order asked. */
export interface ChangedMembers {
  readonly organization: string;
  readonly outcomes: readonly MemberOutcome[];
  /** How many owners there are now. */
  readonly owners: number;
}

/** What each role may do (R26). */
export interface PermissionMatrix {
  readonly organization: string;
  /** By role, then by feature: what is in force. */
  readonly levels: Readonly<Record<Role, Permissions>>;
  /** Rises with each change; sent back with the next one. */
  readonly version: number;
}

/** Changes of the permission matrix (R27); all of them, or none. */
export interface SavePermissions {
  readonly changes: readonly {
    readonly role: Role;
    readonly feature: string;
    readonly level: Level;
  }[];
  /** The matrix' version that the decision was made on. */
  readonly version: number;
}

/** What one session does in one organization. */
export interface SessionPart {
  /** A UUID; it says nothing of the session itself. */
  readonly id: string;
  /** The browser or program, as it called itself; empty when it did not. */
  readonly device: string;
  /** ISO 8601, UTC: since when it is in this organization. */
  readonly since: string;
  /** ISO 8601, UTC; up to five minutes old. */
  readonly lastSeenAt: string;
}

/** Where a member's sessions are in this organization, the last seen first. */
export interface MemberSessions {
  readonly organization: string;
  readonly sessions: readonly SessionPart[];
}

/** One of the person's own sessions. */
export interface MySession {
  /** A UUID. */
  readonly id: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
  /** The browser or program, as it called itself; empty when it did not. */
  readonly device: string;
  /** ISO 8601, UTC: when it signed in. */
  readonly since: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  /** Where it has been: the organizations' names, with since when and last seen. */
  readonly organizations: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: string;
    readonly lastSeenAt: string;
  }[];
}

/** The person's own sessions, the newest first. */
export interface MySessions {
  readonly sessions: readonly MySession[];
}

/** Ends what everyone's sessions do in an organization (R37). */
export interface EndEveryonesSessions {
  /** Whether it ends the sessions of whoever asks, too. */
  readonly includeOwn: boolean;
}

/** Whose sessions have ended, and whose were spared. */
export interface EndedSessions {
  readonly organization: string;
  /** How many members were signed out. */
  readonly members: number;
  /** How many of each role were not, because whoever asked does not manage them. */
  readonly spared: readonly { readonly role: Role; readonly members: number }[];
}

/** What is recorded (R34). */
export type ActivityAction =
  | 'organization.created'
  | 'organization.deleted'
  | 'member.joined'
  | 'member.role-changed'
  | 'member.removed'
  | 'member.left'
  | 'invitation.sent'
  | 'invitation.resent'
  | 'invitation.prolonged'
  | 'invitation.revoked'
  | 'invitation.accepted'
  | 'invitation.declined'
  | 'invitation.lapsed'
  | 'permissions.changed'
  | 'guests.changed'
  | 'guests.secret-rotated'
  | 'guest.ended'
  | 'text-source.created'
  | 'text-source.changed'
  | 'text-source.removed'
  | 'session.ended'
  | 'sessions.ended';

/** One act of the record. */
export interface Activity {
  /** A UUID. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who acted; the name is empty once the person was erased. */
  readonly actor: { readonly person: string; readonly name: string };
  readonly action: ActivityAction;
  /** On whom, where it was a person. */
  readonly subject: { readonly person: string; readonly name: string } | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What happened, the newest first, a page of it. */
export interface ActivityPage {
  readonly organization: string;
  readonly activities: readonly Activity[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
}

/** Which page of the record. */
export interface ActivityQuery {
  /** How many at most, 1 to 200; 50 when left out. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** Address and password of an account. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** What an account is made from. */
export interface SignUp {
  /** As the domain's `checkName` has it. */
  readonly name: string;
  readonly email: string;
  /** 8 to 128 characters. */
  readonly password: string;
}

/** An address, with or without an account. */
export interface AccountAddress {
  readonly email: string;
}

/** The end of signing up, from the link of a letter. */
export interface VerifyAddress {
  readonly token: string;
  readonly password: string;
  /**
   * The password is a new one, in place of the one chosen when signing up; every session of the
   * account ends.
   */
  readonly replace?: boolean | undefined;
}

/** A new password, from the link of a letter. */
export interface ResetPassword {
  readonly token: string;
  /** 8 to 128 characters. */
  readonly password: string;
}

/** What people say of themselves. */
export interface ChangeProfile {
  /** As the domain's `checkName` has it. */
  readonly name: string;
}

/** A new password, from somebody who knows the old one. */
export interface ChangePassword {
  readonly current: string;
  /** 8 to 128 characters. */
  readonly password: string;
}

/** An answer without a body. */
export type Nothing = undefined;

/** The shapes that routes name. */
export interface Shapes {
  AccountAddress: AccountAddress;
  ActivityPage: ActivityPage;
  ActivityQuery: ActivityQuery;
  Assignees: Assignees;
  BeginConversation: BeginConversation;
  ChangeConversation: ChangeConversation;
  ChangedConversation: ChangedConversation;
  ChangedInvitation: ChangedInvitation;
  ChangedMember: ChangedMember;
  ChangedMembers: ChangedMembers;
  ChangedTextSource: ChangedTextSource;
  ChangeGuestAccess: ChangeGuestAccess;
  ChangeMembers: ChangeMembers;
  ChangePassword: ChangePassword;
  ChangeProfile: ChangeProfile;
  ChangeRole: ChangeRole;
  ChangeTextSource: ChangeTextSource;
  CheckedSlug: CheckedSlug;
  ConversationPage: ConversationPage;
  ConversationQuery: ConversationQuery;
  CreateOrganization: CreateOrganization;
  CreateTextSource: CreateTextSource;
  DoorQuery: DoorQuery;
  EndedSessions: EndedSessions;
  EndEveryonesSessions: EndEveryonesSessions;
  GuestAccess: GuestAccess;
  GuestConversation: GuestConversation;
  GuestDoor: GuestDoor;
  GuestEvent: GuestEvent;
  GuestPage: GuestPage;
  GuestQuery: GuestQuery;
  GuestTokens: GuestTokens;
  Inbox: Inbox;
  IntroduceGuest: IntroduceGuest;
  InvitationIds: InvitationIds;
  InvitationLink: InvitationLink;
  InvitationLinks: InvitationLinks;
  InvitationOutcomes: InvitationOutcomes;
  InvitationPage: InvitationPage;
  InvitationQuery: InvitationQuery;
  JoinAsGuest: JoinAsGuest;
  LiveEvent: LiveEvent;
  MemberPage: MemberPage;
  MemberQuery: MemberQuery;
  MemberSessions: MemberSessions;
  KeepConversation: KeepConversation;
  MyOrganization: MyOrganization;
  MyOrganizations: MyOrganizations;
  MySessions: MySessions;
  Nothing: Nothing;
  OpenedConversation: OpenedConversation;
  OpenedInvitation: OpenedInvitation;
  OpenedTextSource: OpenedTextSource;
  PermissionMatrix: PermissionMatrix;
  Person: Person;
  ProlongInvitation: ProlongInvitation;
  ReadUpTo: ReadUpTo;
  RefreshGuest: RefreshGuest;
  RemovedMember: RemovedMember;
  ResendInvitation: ResendInvitation;
  ResetPassword: ResetPassword;
  RevokedInvitations: RevokedInvitations;
  RotateSigningSecret: RotateSigningSecret;
  SavePermissions: SavePermissions;
  SendInvitations: SendInvitations;
  SentAnswer: SentAnswer;
  SentMessage: SentMessage;
  Session: Session;
  SignIn: SignIn;
  SigningSecret: SigningSecret;
  SignUp: SignUp;
  SignUpInvited: SignUpInvited;
  SlugQuery: SlugQuery;
  TextSources: TextSources;
  TriedQuestion: TriedQuestion;
  TryQuestion: TryQuestion;
  VerifyAddress: VerifyAddress;
  WriteMessage: WriteMessage;
}

/** The name of a shape. */
export type ShapeName = keyof Shapes;
