import type {
  AccountAddress,
  ActivityPage,
  ActivityQuery,
  ChangedMember,
  ChangedMembers,
  ChangeMembers,
  ChangePassword,
  ChangeProfile,
  ChangeRole,
  CheckedSlug,
  CreateOrganization,
  EndedSessions,
  EndEveryonesSessions,
  MemberPage,
  MemberQuery,
  MemberSessions,
  MyOrganization,
  MyOrganizations,
  MySessions,
  PermissionMatrix,
  Person,
  RemovedMember,
  ResetPassword,
  SavePermissions,
  Session,
  SignIn,
  SignUp,
  SlugQuery,
  VerifyAddress,
} from '../contract/shapes.ts';
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
} from '../contract/invitations.ts';
import type {
  Assignees,
  ChangeConversation,
  ChangedConversation,
  ChangedTextSource,
  ChangeGuestAccess,
  ChangeTextSource,
  ConversationPage,
  ConversationQuery,
  CreateTextSource,
  GuestAccess,
  GuestPage,
  GuestQuery,
  OpenedConversation,
  OpenedTextSource,
  RotateSigningSecret,
  SigningSecret,
  TextSources,
  TriedQuestion,
  TryQuestion,
  SentAnswer,
  WriteMessage,
} from '../contract/guests.ts';
import type { LiveEvent, LiveStart } from '../contract/changes.ts';
import type { RouteName } from '../contract/routes.ts';
import type { Policy } from './policy.ts';

export type { AccessEnd, ChangeType, LiveEvent, LiveStart } from '../contract/changes.ts';

export type {
  ChangeGuestAccess,
  ChangeTextSource,
  Assignees,
  ChangeConversation,
  Conversation,
  ConversationPage,
  ConversationQuery,
  CreateTextSource,
  Guest,
  GuestAccess,
  GuestPage,
  GuestText,
  Message,
  OfficeDay,
  OfficeHours,
  OpenedConversation,
  SigningSecret,
  TextSource,
  TriedQuestion,
  SentAnswer,
} from '../contract/guests.ts';

export type {
  ChangedInvitation,
  Inbox,
  Invitation,
  InvitationColumn,
  InvitationFilter,
  InvitationLinks,
  InvitationOutcome,
  InvitationOutcomes,
  InvitationPage,
  InvitationProblem,
  InvitationQuery,
  InvitationSort,
  InviteeProblem,
  MailState,
  OpenedInvitation,
  ProlongInvitation,
  ReceivedInvitation,
  ResendInvitation,
  RevokedInvitations,
  SendInvitations,
  SignUpInvited,
  Validity,
} from '../contract/invitations.ts';

export type {
  AccountAddress,
  Activity,
  ActivityPage,
  ChangedMember,
  ChangedMembers,
  ChangePassword,
  ChangeProfile,
  CheckedSlug,
  CreateOrganization,
  EndedSessions,
  Member,
  MemberColumn,
  MemberOutcome,
  MemberPage,
  MemberQuery,
  MemberSessions,
  MemberSort,
  MyOrganization,
  MySession,
  MySessions,
  Organization,
  PermissionMatrix,
  Person,
  RemovedMember,
  ResetPassword,
  SavePermissions,
  Session,
  SessionPart,
  SignIn,
  SignUp,
  Standing,
  VerifyAddress,
} from '../contract/shapes.ts';

/**
 * Something that not every backend can do; what it cannot is hidden. `accounts`: people sign in with an
 * account of the backend's own. Else what a route does, by its name.
 */
export type Capability = 'accounts' | RouteName;

/**
 * What the tags need of a backend. Every method takes a signal that gives up the wait, and rejects
 * with a `Problem`, or with the signal's reason.
 */
export interface BackendClient {
  /** What the backend can do; a `Set` is one. */
  readonly capabilities: { has(what: Capability): boolean };
  /** The rules that are others than the reference backend's. */
  readonly policy?: Partial<Policy>;

  /**
   * Person, organizations, and the standing in one of them. Equal calls under way are one request.
   * @param organization an id; without it the one used last
   */
  session(organization?: string, signal?: AbortSignal): Promise<Session>;

  /**
   * Listens to what changes in the person's organizations, from where a session's answer says. However
   * many pages listen, they share a stream. `resync` says that something may have been missed; the
   * last event is `session-ended`.
   * @param signal ends it
   */
  subscribe(start: LiveStart, listener: (event: LiveEvent) => void, signal: AbortSignal): void;

  readonly organizations: {
    /** All of the person's, by name. */
    list(signal?: AbortSignal): Promise<MyOrganizations>;
    /**
     * Makes one, of which the person is the owner.
     * @param key sent again with the same content, it makes no second one
     */
    create(
      organization: CreateOrganization,
      key: string,
      signal?: AbortSignal,
    ): Promise<MyOrganization>;
    /** Whether a slug can be had, and free ones like it. */
    checkSlug(wanted: SlugQuery, signal?: AbortSignal): Promise<CheckedSlug>;
    /** Remembers the organization as the last one used. @returns the session in it */
    switch(organization: string, signal?: AbortSignal): Promise<Session>;
    /** Ends one's own membership. */
    leave(organization: string, signal?: AbortSignal): Promise<void>;
    /** Deletes the organization, for everyone. */
    delete(organization: string, signal?: AbortSignal): Promise<void>;
  };

  readonly members: {
    /** A page, by name unless asked otherwise. */
    list(organization: string, query?: MemberQuery, signal?: AbortSignal): Promise<MemberPage>;
    /** Gives a member another role. */
    changeRole(
      organization: string,
      member: string,
      change: ChangeRole,
      signal?: AbortSignal,
    ): Promise<ChangedMember>;
    remove(organization: string, member: string, signal?: AbortSignal): Promise<RemovedMember>;
    /**
     * Gives several members a role, or removes them, each with an outcome of its own.
     * @param change 1 to 200 members; more are several calls, each of them whole
     */
    changeSeveral(
      organization: string,
      change: ChangeMembers,
      signal?: AbortSignal,
    ): Promise<ChangedMembers>;
  };

  readonly conversations: {
    /** Who can take care of one. */
    assignees(organization: string, signal?: AbortSignal): Promise<Assignees>;
    /** A page, those that wait first. */
    list(
      organization: string,
      query?: ConversationQuery,
      signal?: AbortSignal,
    ): Promise<ConversationPage>;
    open(
      organization: string,
      conversation: string,
      signal?: AbortSignal,
    ): Promise<OpenedConversation>;
    /** Writes to the guest; from then on people answer. */
    answer(
      organization: string,
      conversation: string,
      message: WriteMessage,
      signal?: AbortSignal,
    ): Promise<SentAnswer>;
    /** Notes that who may answer has read all of it; nobody else's reading counts. */
    markRead(
      organization: string,
      conversation: string,
      signal?: AbortSignal,
    ): Promise<ChangedConversation>;
    /** Says that the member is writing; now and then, while they are. */
    type(organization: string, conversation: string, signal?: AbortSignal): Promise<void>;
    /** Rejects with `stale-version` where somebody else has decided meanwhile. */
    change(
      organization: string,
      conversation: string,
      change: ChangeConversation,
      signal?: AbortSignal,
    ): Promise<ChangedConversation>;
  };

  readonly guests: {
    /** Whether, from where and how guests may join. */
    access(organization: string, signal?: AbortSignal): Promise<GuestAccess>;
    /** Rejects with `stale-version` where somebody else has changed it meanwhile. */
    changeAccess(
      organization: string,
      change: ChangeGuestAccess,
      signal?: AbortSignal,
    ): Promise<GuestAccess>;
    /** The secret with which sites vouch for their visitors. */
    signingSecret(organization: string, signal?: AbortSignal): Promise<SigningSecret>;
    /** Makes a new one; the one before is worth nothing from then on. */
    rotateSigningSecret(
      organization: string,
      which: RotateSigningSecret,
      signal?: AbortSignal,
    ): Promise<SigningSecret>;
    /** A page of those who are there now, who joined last first. */
    list(organization: string, query?: GuestQuery, signal?: AbortSignal): Promise<GuestPage>;
    /** Ends the access of one. */
    end(organization: string, guest: string, signal?: AbortSignal): Promise<void>;
  };

  readonly textSources: {
    /** All of them, by title, without their texts. */
    list(organization: string, signal?: AbortSignal): Promise<TextSources>;
    /** @param key sent again with the same content, it makes no second one */
    create(
      organization: string,
      source: CreateTextSource,
      key: string,
      signal?: AbortSignal,
    ): Promise<ChangedTextSource>;
    open(organization: string, source: string, signal?: AbortSignal): Promise<OpenedTextSource>;
    /** Rejects with `stale-version` where somebody else has changed it meanwhile. */
    change(
      organization: string,
      source: string,
      change: ChangeTextSource,
      signal?: AbortSignal,
    ): Promise<ChangedTextSource>;
    remove(organization: string, source: string, signal?: AbortSignal): Promise<void>;
    /** What a guest who asks that is answered with. */
    try(organization: string, question: TryQuestion, signal?: AbortSignal): Promise<TriedQuestion>;
  };

  readonly invitations: {
    /** A page, those that are pending unless asked otherwise. */
    list(
      organization: string,
      query?: InvitationQuery,
      signal?: AbortSignal,
    ): Promise<InvitationPage>;
    /**
     * Invites people, with an outcome for each address.
     * @param key sent again with the same content, it invites nobody twice
     */
    send(
      organization: string,
      invitations: SendInvitations,
      key: string,
      signal?: AbortSignal,
    ): Promise<InvitationOutcomes>;
    /** Sends a pending one again; its older links open nothing any more. */
    resend(
      organization: string,
      invitation: string,
      change: ResendInvitation,
      signal?: AbortSignal,
    ): Promise<ChangedInvitation>;
    /** Gives a pending one another end. */
    prolong(
      organization: string,
      invitation: string,
      change: ProlongInvitation,
      signal?: AbortSignal,
    ): Promise<ChangedInvitation>;
    /** Revokes pending ones, with an outcome for each. */
    revoke(
      organization: string,
      which: InvitationIds,
      signal?: AbortSignal,
    ): Promise<RevokedInvitations>;
    /** The links of pending ones, to copy. */
    links(
      organization: string,
      which: InvitationIds,
      signal?: AbortSignal,
    ): Promise<InvitationLinks>;
  };

  readonly inbox: {
    /** The pending invitations to the person's verified address, the newest first. */
    list(signal?: AbortSignal): Promise<Inbox>;
    /** @returns the organization that it has admitted to; the same however often it is asked */
    accept(invitation: string, signal?: AbortSignal): Promise<MyOrganization>;
    decline(invitation: string, signal?: AbortSignal): Promise<void>;
    /** What a link is, for whoever has it, signed in or not. It accepts nothing. */
    open(link: InvitationLink, signal?: AbortSignal): Promise<OpenedInvitation>;
    /** The same as `accept`, with a link. */
    acceptLink(link: InvitationLink, signal?: AbortSignal): Promise<MyOrganization>;
    declineLink(link: InvitationLink, signal?: AbortSignal): Promise<void>;
  };

  readonly permissions: {
    read(organization: string, signal?: AbortSignal): Promise<PermissionMatrix>;
    /** Changes cells of the matrix; all of them, or none. */
    save(
      organization: string,
      change: SavePermissions,
      signal?: AbortSignal,
    ): Promise<PermissionMatrix>;
  };

  readonly sessions: {
    /** The person's own, wherever they are. */
    mine(signal?: AbortSignal): Promise<MySessions>;
    /** Ends one of the person's own, everywhere. */
    end(session: string, signal?: AbortSignal): Promise<void>;
    /** Where a member's sessions are in the organization. */
    ofMember(organization: string, member: string, signal?: AbortSignal): Promise<MemberSessions>;
    /** Ends what one of a member's sessions does in the organization. */
    endOfMember(
      organization: string,
      member: string,
      part: string,
      signal?: AbortSignal,
    ): Promise<void>;
    /** Ends what everyone's sessions do in the organization, but for those one does not manage. */
    endEveryones(
      organization: string,
      which: EndEveryonesSessions,
      signal?: AbortSignal,
    ): Promise<EndedSessions>;
  };

  readonly activity: {
    /** A page of the record, the newest first. */
    list(organization: string, query?: ActivityQuery, signal?: AbortSignal): Promise<ActivityPage>;
  };

  readonly accounts: {
    signIn(credentials: SignIn, signal?: AbortSignal): Promise<void>;
    /** Ends this session. */
    signOut(signal?: AbortSignal): Promise<void>;
    /** Sends a letter, which alone says whether the address has an account already. */
    signUp(wanted: SignUp, signal?: AbortSignal): Promise<void>;
    /** Makes an account with the address of an invitation, and signs in. It accepts nothing. */
    signUpInvited(wanted: SignUpInvited, signal?: AbortSignal): Promise<void>;
    /** Ends a sign-up with the link of its letter, and signs in. */
    verifyAddress(given: VerifyAddress, signal?: AbortSignal): Promise<void>;
    /** Sends the letter of a sign-up again. */
    sendVerification(wanted: AccountAddress, signal?: AbortSignal): Promise<void>;
    /** Sends a letter with a link to choose a new password. */
    forgotPassword(wanted: AccountAddress, signal?: AbortSignal): Promise<void>;
    /** Sets a new password with the link of a letter, ends every session, and signs in. */
    resetPassword(given: ResetPassword, signal?: AbortSignal): Promise<void>;
    /** Changes the person's own name, in every organization. */
    changeProfile(change: ChangeProfile, signal?: AbortSignal): Promise<Person>;
    /** Sets a new password, and ends every other session. */
    changePassword(change: ChangePassword, signal?: AbortSignal): Promise<void>;
  };
}
