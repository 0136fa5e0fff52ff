import type { Access } from '../domain/index.ts';

/** What a change can be about, and the line of the access list that lets somebody hear of it. */
export const CHANGES = {
  /** The organization itself: its name, settings, end. */
  organization: 'organization.open',
  /** One membership: role, removal, leaving, joining. */
  member: 'members.read',
  /** One invitation: sent, changed, ended. */
  invitation: 'invitations.read',
  /** One conversation with a guest: written in, read, decided about. */
  conversation: 'conversations.read',
  /** A guest is writing in one conversation, and nothing in it is another yet. */
  typing: 'conversations.read',
  /** Whether and from where guests may join, or who they are. */
  guests: 'organization.settings',
  /** The permission matrix. */
  permissions: 'permissions.read',
  /** What sessions do in the organization. */
  sessions: 'members.manage',
} as const satisfies Record<string, Access>;

/** What a change is about. */
export type ChangeType = keyof typeof CHANGES;

/** Where a page begins to listen, so that it misses nothing of what it was told in the same answer. */
export interface LiveStart {
  /** Names the session, and opens nothing: pages with the same one can share a stream. */
  readonly channel: string;
  /** Opaque, but that a later position sorts after an earlier one. */
  readonly position: string;
}

/**
 * What is heard on the stream of changes. It says that something changed, and not what; `inbox`: which
 * invitations wait for the person.
 */
export type LiveEvent =
  | Ready
  | Change
  | AccessGained
  | AccessChanged
  | AccessEnded
  | { readonly kind: 'inbox' }
  | { readonly kind: 'resync' }
  | SessionEnded;

/** Everything until here was heard; from here on it is live. */
export interface Ready {
  readonly kind: 'ready';
  /** The channel of the session that the stream was opened with. */
  readonly channel: string;
}

/** Something in an organization is not what it was. */
export interface Change {
  readonly kind: 'change';
  readonly organization: string;
  readonly type: ChangeType;
  /** The id of what was acted on. */
  readonly subject: string;
  /** The version of what people edit, where the change made a new one. */
  readonly version: number | null;
}

/** The person has become a member, or the session may enter again. */
export interface AccessGained {
  readonly kind: 'access-gained';
  readonly organization: string;
}

/** The person's role, or what the role may do, is another. */
export interface AccessChanged {
  readonly kind: 'access-changed';
  readonly organization: string;
}

/** The session has no access to the organization any more. */
export interface AccessEnded {
  readonly kind: 'access-ended';
  readonly organization: string;
  readonly reason: AccessEnd;
}

/** Why access has ended: no member any more, signed out of the organization, or there is none. */
export type AccessEnd = 'removed' | 'signed-out' | 'deleted';

/** The last one: the session was ended, or its token has had its time and another may be good. */
export interface SessionEnded {
  readonly kind: 'session-ended';
  readonly reason: 'ended' | 'expired';
}
