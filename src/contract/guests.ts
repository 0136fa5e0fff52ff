import type { Answering, ConversationState, MessageAuthor } from '../domain/index.ts';

/** What a page shows before somebody is a guest. */
export interface GuestDoor {
  readonly organization: { readonly name: string };
}

/** What guests say of themselves; empty or left out where they do not. */
export interface IntroduceGuest {
  readonly name?: string | undefined;
  /** Where an answer can be sent to, e.g. `mo@example.org`. */
  readonly email?: string | undefined;
}

/** Joins an organization as a guest (R29). */
export interface JoinAsGuest extends IntroduceGuest {
  /** The address of the page, for those who answer. */
  readonly page?: string | undefined;
  /** The language of the page, e.g. `de`. */
  readonly language?: string | undefined;
}

/** What a guest's browser signs its requests with. */
export interface GuestTokens {
  readonly organization: string;
  /** The guest's id. */
  readonly guest: string;
  /** Bearer of the guest's requests. */
  readonly access: string;
  /** Seconds from now on for which `access` is good. */
  readonly expiresIn: number;
  /** Gets the next tokens, once. */
  readonly refresh: string;
}

/** A token that gets the next ones. */
export interface RefreshGuest {
  readonly refresh: string;
}

/** What somebody writes. */
export interface WriteMessage {
  /** Made by who sends it, a UUID: sent twice, it is stored once. */
  readonly id: string;
  readonly text: string;
}

/** One message of a conversation. */
export interface Message {
  /** Counts from 1 on, without a gap. */
  readonly seq: number;
  /** As who sent it has made it. */
  readonly id: string;
  readonly author: MessageAuthor;
  /** The member who wrote it; null for guests and answerers. */
  readonly name: string | null;
  /** Markdown for answers, else plain text. */
  readonly text: string;
  /** Which texts an answer is from. */
  readonly sources: readonly MessageSource[];
  /** False while an answer is still being written. */
  readonly done: boolean;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}

/** A text that an answer is from. */
export interface MessageSource {
  readonly title: string;
  /** Null where it has no address. */
  readonly url: string | null;
}

/** A message as it is stored. */
export interface SentMessage {
  readonly conversation: string;
  readonly message: Message;
}

/** Begins another conversation. */
export interface BeginConversation {
  /** The address of the page, for those who answer. */
  readonly page?: string | undefined;
}

/** Up to which message a guest has read. */
export interface ReadUpTo {
  readonly seq: number;
}

/** The guest's conversation: the one begun last. */
export interface GuestConversation {
  /** UUID. */
  readonly id: string;
  readonly organization: { readonly name: string };
  readonly state: ConversationState;
  readonly answeredBy: Answering;
  /** Where an answer can be sent to; null where the guest has not said. */
  readonly email: string | null;
  /** Up to which message the organization has read. */
  readonly readSeq: number;
  /** Rises with whatever changes; the stream goes on from there. */
  readonly revision: number;
  /** All of them; in an event those that are another. */
  readonly messages: readonly Message[];
}

/** What a guest hears on the stream: what is another since the revision before, or why it is over. */
export type GuestEvent =
  (GuestConversation & { readonly kind: 'changed' }) | { readonly kind: 'ended' };

/** Whether and from where guests may join. */
export interface GuestAccess {
  readonly organization: string;
  readonly enabled: boolean;
  /** As `https://shop.example` or `https://*.shop.example`. */
  readonly origins: readonly string[];
  /** For how many days a guest is known again. */
  readonly days: number;
  /** Rises with each change; sent back with the next one. */
  readonly version: number;
}

/** Changes who may join; what is left out stays as it is. */
export interface ChangeGuestAccess {
  readonly enabled?: boolean | undefined;
  readonly origins?: readonly string[] | undefined;
  /** 1 to 90. */
  readonly days?: number | undefined;
  /** Ends whoever is a guest now, too. */
  readonly endRunning?: boolean | undefined;
  /** The version that the decision was made on. */
  readonly version: number;
}

/** A guest's conversation, as the organization sees it. */
export interface Conversation {
  /** UUID. */
  readonly id: string;
  readonly guest: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    /** ISO 8601, UTC. */
    readonly joinedAt: string;
    /** Whether they can still write. */
    readonly ended: boolean;
  };
  readonly state: ConversationState;
  readonly answeredBy: Answering;
  /** Who takes care of it; null for nobody. */
  readonly assignee: Assignee | null;
  /** The address of the page on which it was begun; null where that is not known. */
  readonly page: string | null;
  /** The beginning of what was written last. */
  readonly excerpt: string;
  /** Up to which message the guest has read. */
  readonly readSeq: number;
  /** How many messages nobody of the organization has read. */
  readonly unread: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC. */
  readonly lastMessageAt: string;
  /** Rises with whatever changes whose it is, who answers or whether it is done; sent back with a decision. */
  readonly version: number;
}

/** Who takes care of a conversation. */
export interface Assignee {
  readonly person: string;
  /** Empty once the person was erased. */
  readonly name: string;
  /** Whether they may still answer guests: somebody else can be given it where not. */
  readonly mayAnswer: boolean;
}

/** Which conversations, and which page of them. */
export interface ConversationQuery {
  /** Only those in which this is found: in what was written, or in the guest's name or address. */
  readonly q?: string | undefined;
  readonly state?: ConversationState | undefined;
  /** Only those that I take care of, or nobody. */
  readonly assignee?: 'me' | 'nobody' | undefined;
  /** How many at most, 1 to 200; 50 when left out. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** Conversations, those that wait first, and of each kind those in which something is unread: a page of them. */
export interface ConversationPage {
  readonly organization: string;
  readonly conversations: readonly Conversation[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
  /** How many there are on all pages. */
  readonly total: number;
  /** There are more than `total`; they were not counted. */
  readonly totalIsMinimum: boolean;
  /** In how many of all the organization's somebody waits, whichever were asked for. */
  readonly waiting: number;
  readonly waitingIsMinimum: boolean;
}

/** Who can take care of conversations: members who may answer guests, by name. */
export interface Assignees {
  readonly organization: string;
  /** The first 200. */
  readonly people: readonly { readonly person: string; readonly name: string }[];
  /** There are more. */
  readonly more: boolean;
}

/** An answer as it is stored, and the conversation before and after it. */
export interface SentAnswer extends SentMessage {
  /** Before the answer, which opens what is resolved and takes what is nobody's. */
  readonly found: Pick<Conversation, 'state' | 'assignee'>;
  readonly now: Conversation;
}

/** One conversation with what was written in it. */
export interface OpenedConversation {
  readonly organization: string;
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

/** Decides about a conversation; what is left out stays as it is. */
export interface ChangeConversation {
  readonly state?: ConversationState | undefined;
  readonly answeredBy?: Answering | undefined;
  /** A person's id, or null for nobody. */
  readonly assignee?: string | null | undefined;
  /** The version that the decision was made on. */
  readonly version: number;
}

/** A conversation after a change. */
export interface ChangedConversation {
  readonly organization: string;
  readonly conversation: Conversation;
}
