import type { InvitationEnd, InvitationState, InviteeDenial, Role } from '../domain/index.ts';

/** How many addresses one request invites at most. */
export const INVITEES = 500;

/** An invitation, as those see it who may invite. Its link is asked for apart. */
export interface Invitation {
  /** UUID. */
  readonly id: string;
  /** To whom it was sent, in lower case. */
  readonly address: string;
  /** As what it admits. */
  readonly role: Role;
  readonly inviter: { readonly person: string; readonly name: string };
  readonly state: InvitationState;
  /** How it ended; null while it is pending. */
  readonly ended: InvitationEnd | null;
  /** ISO 8601, UTC; null while it is pending. */
  readonly endedAt: string | null;
  /** Who ended it; null while it is pending, and where nobody did. */
  readonly endedBy: { readonly person: string; readonly name: string } | null;
  /** ISO 8601, UTC: when it was sent, the last time. */
  readonly sentAt: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  /** It is pending and has had no answer for days. */
  readonly stale: boolean;
  /** What became of its letter. */
  readonly mail: MailState;
  /** Rises with each change; sent back with the next one. */
  readonly version: number;
}

/**
 * What became of a letter: `none` where the server sends no mail, so that the link is all there is;
 * `failed` after the server has given up, and where it is not known for minutes.
 */
export type MailState = 'none' | 'sending' | 'sent' | 'failed';

/** Until when an invitation is to be valid: for so long from now, or until then; never both. */
export interface Validity {
  /** Seconds, 300 to 604,800. */
  readonly lifetime?: number | undefined;
  /** ISO 8601, UTC; 5 minutes to 7 days from now. */
  readonly expiresAt?: string | undefined;
}

/** Invites people, each at an address (R18). */
export interface SendInvitations extends Validity {
  /** 1 to 500. */
  readonly invitees: readonly {
    /** As it was typed. */
    readonly address: string;
    /** It is right, though it looks mistyped. */
    readonly sure?: boolean | undefined;
  }[];
  readonly role: Role;
}

/** What became of one address. */
export interface InvitationOutcome {
  /** As it was sent. */
  readonly address: string;
  /** Null when somebody was invited. */
  readonly problem: InviteeProblem | null;
  /** The new invitation, or the one that is pending already. */
  readonly invitation: Invitation | null;
}

/** Why nobody was invited at an address. */
export type InviteeProblem =
  | InviteeDenial
  | { readonly code: 'not-an-address' }
  /** No account of the backend's own can have it, where there are such accounts. */
  | { readonly code: 'unsupported-address' }
  | {
      readonly code: 'rate-limited';
      /** Seconds. */
      readonly retryAfter: number;
    };

/** What became of each address, in the order asked. */
export interface InvitationOutcomes {
  readonly organization: string;
  readonly outcomes: readonly InvitationOutcome[];
}

/** Sends a pending invitation again, with a link of its own: the older ones open nothing any more. */
export interface ResendInvitation extends Validity {
  /** Another role; the same when left out. */
  readonly role?: Role | undefined;
  /** The invitation's version that the decision was made on. */
  readonly version: number;
}

/** Gives a pending invitation another end; its links stay as they are. */
export interface ProlongInvitation extends Validity {
  /** The invitation's version that the decision was made on. */
  readonly version: number;
}

/** An invitation after a change. */
export interface ChangedInvitation {
  readonly organization: string;
  readonly invitation: Invitation;
}

/** Some invitations of the organization. */
export interface InvitationIds {
  /** 1 to 500, each once. */
  readonly invitations: readonly string[];
}

/** What became of each of several invitations, in the order asked. */
export interface RevokedInvitations {
  readonly organization: string;
  readonly outcomes: readonly {
    readonly id: string;
    /** Null when it was revoked. */
    readonly problem: InvitationProblem | null;
    /** As it is now; null when it is not there. */
    readonly invitation: Invitation | null;
  }[];
}

/** The links of invitations, to copy, in the order asked (R19). They admit, and prove no address. */
export interface InvitationLinks {
  readonly organization: string;
  readonly links: readonly {
    readonly id: string;
    /** Null where there is a problem. */
    readonly url: string | null;
    readonly problem: InvitationProblem | null;
  }[];
}

/** Why something was not done with one of several invitations. */
export type InvitationProblem =
  | { readonly code: 'cannot-manage-role' | 'above-own-role'; readonly role: Role }
  | {
      readonly code:
        | 'no-team-management'
        | 'invitation-not-found'
        | 'invitation-expired'
        | 'invitation-revoked'
        | 'invitation-used'
        | 'link-lost';
    };

/** What invitations are sorted by. */
export type InvitationColumn = 'address' | 'role' | 'sentAt' | 'expiresAt';

/** A column, with a hyphen before it the other way round. Roles go by rank, the most powerful first. */
export type InvitationSort = `${'' | '-'}${InvitationColumn}`;

/** Which invitations are listed: those that are pending, or how the others ended. */
export type InvitationFilter = 'pending' | 'stale' | 'past' | Exclude<InvitationEnd, 'replaced'>;

/** Which invitations, in which order, and which page of them. */
export interface InvitationQuery {
  /** `pending` when left out. */
  readonly state?: InvitationFilter | undefined;
  /** `-sentAt` when left out. */
  readonly sort?: InvitationSort | undefined;
  /** Only those with this in the address; as for members. */
  readonly q?: string | undefined;
  /** How many at most, 1 to 200; 50 when left out. */
  readonly limit?: number | undefined;
  /** `next` of the page before, of the same list. */
  readonly cursor?: string | undefined;
}

/** Invitations, a page of them. */
export interface InvitationPage {
  /** The organization that they are to. */
  readonly organization: string;
  readonly invitations: readonly Invitation[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
  /** How many there are on all pages. */
  readonly total: number;
  /** There are more than `total`: counting stopped there. */
  readonly totalIsMinimum: boolean;
  /** How many pending ones are stale that the member may revoke, whatever is listed. */
  readonly stale: number;
}

/** What somebody is told of an invitation to them. */
export interface ReceivedInvitation {
  /** UUID. */
  readonly id: string;
  readonly organization: { readonly name: string; readonly purpose: string | null };
  readonly inviter: { readonly name: string };
  readonly role: Role;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** The pending invitations to the person's verified address, the newest first (R21). */
export interface Inbox {
  readonly invitations: readonly ReceivedInvitation[];
}

/** What the link of an invitation carries. */
export interface InvitationLink {
  readonly token: string;
}

/** What the link of a pending invitation tells whoever has it (R20): neither whose it is, nor more. */
export interface OpenedInvitation extends Omit<ReceivedInvitation, 'id'> {
  /** Whether it is to the person who is signed in; null where nobody is. */
  readonly yours: boolean | null;
  /** Whether there is an account with its address, to sign in to. */
  readonly hasAccount: boolean;
}

/** What an account is made from, where there is an invitation to its address. */
export interface SignUpInvited {
  readonly token: string;
  /** As the domain's `checkName` has it. */
  readonly name: string;
  /** The address that was invited. */
  readonly email: string;
  /** 8 to 128 characters. */
  readonly password: string;
}
