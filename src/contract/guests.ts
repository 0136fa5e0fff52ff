import type {
  Answering,
  ConversationState,
  GuestText,
  GuestWords,
  MessageAuthor,
  OfficeHours,
} from '../domain/index.ts';

export type { GuestText, GuestWords, OfficeDay, OfficeHours } from '../domain/index.ts';

/** What a page shows before somebody is a guest. */
export interface GuestDoor {
  readonly organization: { readonly name: string };
  /** In the language asked for, else in the first one that the organization has written them in. */
  readonly texts: GuestWords;
  /** Whether it is outside of the office hours. */
  readonly away: boolean;
}

/** In which language a page speaks. */
export interface DoorQuery {
  /** E.g. `de`. */
  readonly language?: string | undefined;
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
  /** The token with which the page vouches for who is signed in to it. */
  readonly visitor?: string | undefined;
}

/** Agrees that a conversation that was begun by nobody known belongs to who is signed in to the page (R32). */
export interface KeepConversation {
  /** The token with which the page vouches for them. */
  readonly visitor: string;
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
  /** Whether a member is writing just now. */
  readonly typing: boolean;
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
  /** By language; the first one is for visitors of all others. */
  readonly texts: readonly GuestText[];
  /** When people answer; null for always. */
  readonly hours: OfficeHours | null;
  /** Where the API is reached, for the pages that have the chat. */
  readonly baseUrl: string;
  /** Rises with each change; sent back with the next one. */
  readonly version: number;
}

/** Changes who may join; what is left out stays as it is. */
export interface ChangeGuestAccess {
  readonly enabled?: boolean | undefined;
  readonly origins?: readonly string[] | undefined;
  /** 1 to 90. */
  readonly days?: number | undefined;
  /** All of them; at most 20 languages, each once. */
  readonly texts?: readonly GuestText[] | undefined;
  readonly hours?: OfficeHours | null | undefined;
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
    /** Whether the page vouches for who they are. */
    readonly vouched: boolean;
    /** Whether they are writing just now. */
    readonly typing: boolean;
    /** ISO 8601, UTC. */
    readonly joinedAt: string;
    /** Whether they can still write. */
    readonly ended: boolean;
  };
  readonly state: ConversationState;
  readonly answeredBy: Answering;
  /** Who takes care of it; null for nobody. */
  readonly assignee: Assignee | null;
  /** Whether the guest has begun another since, and does not see this one any more. */
  readonly left: boolean;
  /** The address of the page on which it was begun; null where that is not known. */
  readonly page: string | null;
  /** The beginning of what was written last. */
  readonly excerpt: string;
  /** Up to which message the guest has read. */
  readonly readSeq: number;
  /** How many messages nobody of the organization who may answer has read. */
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

/** Somebody who is a guest now. */
export interface Guest {
  /** UUID. */
  readonly id: string;
  /** Empty where they have not said. */
  readonly name: string;
  readonly email: string | null;
  /** ISO 8601, UTC. */
  readonly joinedAt: string;
  /** ISO 8601, UTC, and up to ten minutes old. */
  readonly lastSeenAt: string;
}

/** Which page of the guests. */
export interface GuestQuery {
  /** How many at most, 1 to 200; 50 when left out. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** Guests who were there within the last 15 minutes, who joined last first, a page of them. */
export interface GuestPage {
  readonly organization: string;
  readonly guests: readonly Guest[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
  /** How many there are on all pages. */
  readonly total: number;
}

/** The secret with which a site vouches for its visitors. */
export interface SigningSecret {
  readonly organization: string;
  readonly secret: string;
  /** Counts how often there was a new one. */
  readonly generation: number;
}

/** Makes a new secret; the one before is worth nothing from then on. Asked again, it makes no other. */
export interface RotateSigningSecret {
  /** The generation that is to end. */
  readonly generation: number;
}

/** A text that answers are made of, without the text. */
export interface TextSource {
  /** UUID. */
  readonly id: string;
  readonly title: string;
  /** Where it can be read whole; null where it cannot. */
  readonly url: string | null;
  /** Whether guests are answered with it. */
  readonly public: boolean;
  /** How many characters the text has. */
  readonly length: number;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  /** Rises with each change; sent back with the next one. */
  readonly version: number;
}

/** All texts, by title. */
export interface TextSources {
  readonly organization: string;
  readonly sources: readonly TextSource[];
}

/** One text, whole. */
export interface OpenedTextSource {
  readonly organization: string;
  readonly source: TextSource;
  readonly text: string;
}

/** A text after a change. */
export interface ChangedTextSource {
  readonly organization: string;
  readonly source: TextSource;
}

/** Adds a text. */
export interface CreateTextSource {
  readonly title: string;
  readonly url?: string | null | undefined;
  /** At most 100,000 characters. */
  readonly text: string;
  /** Left out: it is not. */
  readonly public?: boolean | undefined;
}

/** Changes a text; what is left out stays as it is. */
export interface ChangeTextSource {
  readonly title?: string | undefined;
  readonly url?: string | null | undefined;
  readonly text?: string | undefined;
  readonly public?: boolean | undefined;
  /** The version that the decision was made on. */
  readonly version: number;
}

/** What a guest might ask. */
export interface TryQuestion {
  readonly text: string;
}

/** What a guest who asks that is answered with. */
export interface TriedQuestion {
  readonly organization: string;
  /** Null where nothing fits, and people are asked. */
  readonly found: {
    readonly title: string;
    readonly url: string | null;
    readonly passage: string;
  } | null;
}
