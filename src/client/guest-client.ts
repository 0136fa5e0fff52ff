import type {
  GuestConversation,
  GuestDoor,
  GuestEvent,
  GuestTokens,
  IntroduceGuest,
  JoinAsGuest,
  SentMessage,
  WriteMessage,
} from '../contract/guests.ts';
import type { Problem } from './problem.ts';

export type {
  GuestConversation,
  GuestDoor,
  GuestEvent,
  GuestTokens,
  IntroduceGuest,
  JoinAsGuest,
  Message,
  MessageSource,
  SentMessage,
  WriteMessage,
} from '../contract/guests.ts';

/** Where a guest's tokens are between two pages. */
export interface GuestStore {
  read(): GuestTokens | undefined;
  /**
   * Keeps nothing where it is somebody else's turn by now.
   * @param tokens undefined where the guest is none any more
   */
  write(tokens: GuestTokens | undefined): void;
}

/**
 * What a page hears of its connection; `disconnected` once another attempt has failed, too, and `refused` where
 * none would be of use.
 */
export type ConnectionEvent =
  | { readonly kind: 'connected' | 'disconnected' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * What the chat of guests needs of a backend. Every method rejects with a `Problem`, or with the
 * signal's reason.
 */
export interface GuestClient {
  /** Whether the page's visitor is a guest already. */
  readonly hasJoined: boolean;
  /** What it is about, and what it says in the language of the page. */
  door(signal?: AbortSignal): Promise<GuestDoor>;
  /** Becomes a guest; where another page of the browser has meanwhile, it is the same one. */
  join(wanted: JoinAsGuest): Promise<void>;
  read(signal?: AbortSignal): Promise<GuestConversation>;
  write(message: WriteMessage): Promise<SentMessage>;
  askForPerson(): Promise<void>;
  introduce(said: IntroduceGuest): Promise<void>;
  /** @param page the address of the page, for those who answer */
  begin(page: string): Promise<GuestConversation>;
  /** Notes that the guest has read what came up to a message. */
  markRead(seq: number): Promise<void>;
  /** Says that the guest is writing; now and then, while they are. */
  type(): Promise<void>;
  /** Agrees that the conversation belongs to who is signed in to the page. @param visitor vouches for them */
  keep(visitor: string): Promise<void>;
  /** Erases the guest, and all that was written with them; here, too. */
  leave(): Promise<void>;
  /**
   * Listens to what changes in the conversation after a revision, and again whenever it breaks off; the
   * last event is `ended` or `refused`.
   */
  listen(
    revision: number,
    listener: (event: GuestEvent | ConnectionEvent) => void,
    signal: AbortSignal,
  ): void;
  /** Forgets the guest in this browser. */
  forget(): void;
}
