import type {
  ConnectionEvent,
  GuestClient,
  GuestConversation,
  GuestDoor,
  GuestEvent,
  IntroduceGuest,
  JoinAsGuest,
  Message,
  WriteMessage,
} from '../client/guest-client.ts';
import { guestEnded } from '../client/guest-ended.ts';
import { pause } from '../client/pause.ts';
import { Problem } from '../client/problem.ts';
import { TYPING_SHOWN_MS } from '../ui/typing-notice.ts';
import { subjectOf, type Keeper } from './kept.ts';

/** How often a message is sent before it is said that it was not. */
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;

/** A message that is not known to have arrived. */
export interface Pending extends WriteMessage {
  /** Why it was not sent; undefined while it is on its way. */
  readonly problem?: Problem | undefined;
}

/** What a visitor sees of the chat. */
export type ChatState =
  | { readonly kind: 'loading' }
  /** Not a guest yet. */
  | { readonly kind: 'door'; readonly door: GuestDoor; readonly problem?: Problem | undefined }
  | {
      readonly kind: 'open';
      readonly conversation: GuestConversation;
      /** What is said until something is written, and whether nobody is there; undefined where that is not known. */
      readonly door?: GuestDoor | undefined;
      /** Whether the guest is asked if the conversation goes with the account (R32). */
      readonly isAsked?: boolean;
    }
  /** There is none, or none any more. */
  | { readonly kind: 'closed'; readonly problem: Problem };

/** What the chat is once there is a conversation. */
export type OpenChat = Extract<ChatState, { readonly kind: 'open' }>;

/** What the page says of its visitor. */
export type About = Pick<JoinAsGuest, 'page' | 'language' | 'visitor'>;

/** What a conversation is made of. */
export interface ConversationParts {
  readonly client: GuestClient;
  readonly keeper: Keeper;
  readonly about: () => About;
  /** Told whenever something about it is another. */
  readonly onChange: () => void;
  /** Told when the conversation has gone with the account. */
  readonly onTakenAlong: () => void;
  /** Given back what is not sent, and why, where it cannot be as it is written. */
  readonly onRefused: (text: string, problem?: Problem) => void;
}

/** The visitor's conversation: joins, reads, writes, listens, and says when it is another. */
export class Conversation {
  readonly #client: GuestClient;
  readonly #keeper: Keeper;
  readonly #about: () => About;
  readonly #onChange: () => void;
  readonly #onTakenAlong: () => void;
  readonly #onRefused: ConversationParts['onRefused'];
  /** Ends with what is entered: what was asked for before then is of no use after it. */
  #over = new AbortController();
  #isClosed = false;
  #state: ChatState = { kind: 'loading' };
  /** Whose conversation it is; undefined at the door. */
  #guest: string | undefined;
  /** What is entered after the other. */
  #entered: Promise<unknown> = Promise.resolve();
  #pending: readonly Pending[];
  /** Until when that is which is being sent; undefined while nothing is. */
  #sending: AbortSignal | undefined;
  /** How often sending was of no use since it was said so, and what ends the pause before it is tried again. */
  #failures = 0;
  #pause = new AbortController();
  #isLeaving = false;
  #isConnected = true;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #sendingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ client, keeper, about, onChange, onTakenAlong, onRefused }: ConversationParts) {
    this.#client = client;
    this.#keeper = keeper;
    this.#about = about;
    this.#onChange = onChange;
    this.#onTakenAlong = onTakenAlong;
    this.#onRefused = onRefused;
    const { pending = [], tokens } = keeper.read();
    this.#pending = pending.filter(({ guest }) => guest === tokens?.guest);
  }

  get state(): ChatState {
    return this.#state;
  }

  /** Those that are on their way, or could not be sent, in their order. */
  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** False while what the others write does not arrive; it is tried again by itself. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Looks whether the visitor is a guest already, and whether guests may join. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#open());
  }

  /** Becomes a guest. */
  join(said: IntroduceGuest): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.kind === 'door') await this.#joinBy(this.#state.door, said);
    });
  }

  /** Looks whether another tab has joined, left, or begun anew: here, too, it is that guest who is shown. */
  hearOthers(): Promise<void> {
    return this.#inTurn(async () => {
      const { tokens } = this.#keeper.read();
      if (tokens?.guest === this.#guest) return;
      this.#takeBack();
      await this.#start(async () => {
        if (this.#keeper.isOver) throw guestEnded();
        await (tokens ? this.#readAsBefore() : this.#goToDoor());
      }, this.#state);
    });
  }

  /** Sends a message, which is shown at once; what could not be sent before it for now goes first. */
  send(text: string): void {
    const before = this.#pending.map(one => (one.problem?.isPassing ? unsent(one) : one));
    this.#setPending([...before, { id: crypto.randomUUID(), text }]);
    void this.#flush();
  }

  /** Sends again what could not be sent. */
  sendAgain(): void {
    clearTimeout(this.#sendingTimer);
    this.#setPending(this.#pending.map(unsent));
    void this.#flush();
  }

  /** @returns why it was not done */
  async askForPerson(): Promise<Problem | undefined> {
    return this.#attempt(this.#client.askForPerson());
  }

  /** @returns why it was not done */
  async introduce(said: IntroduceGuest): Promise<Problem | undefined> {
    return this.#attempt(this.#client.introduce(said));
  }

  /** Begins another conversation, as the same guest. @returns why it was not done */
  async begin(page: string): Promise<Problem | undefined> {
    const { signal } = this.#over;
    const begun = this.#client.begin(page);
    return this.#attempt(
      begun.then(conversation => {
        if (this.#state.kind !== 'open' || signal.aborted) return;
        this.#set({ ...this.#state, conversation });
      }),
    );
  }

  /** Says that the guest is writing. */
  type(): Promise<void> {
    return this.#client.type();
  }

  /** Notes that all is read up to a message. */
  markRead(seq: number): void {
    void this.#attempt(this.#client.markRead(seq));
  }

  /** Erases the guest, and begins anew. @returns why it was not done */
  async leave(): Promise<Problem | undefined> {
    this.#isLeaving = true;
    const problem = await this.#attempt(this.#client.leave());
    this.#isLeaving = false;
    // Another tab may have begun anew already.
    if (problem || this.#client.hasJoined) return problem;
    this.#dropPending();
    // Nobody is made a guest again by having left.
    await this.#inTurn(() =>
      this.#start(() => {
        this.#keeper.write({ seen: undefined, unread: 0 });
        return this.#goToDoor();
      }),
    );
    return undefined;
  }

  /** Agrees that the conversation goes with the account. @returns why it was not done */
  async keep(): Promise<Problem | undefined> {
    const { visitor = '' } = this.#about();
    const { signal } = this.#over;
    const guest = this.#guest ?? '';
    return this.#attempt(
      this.#client.keep(visitor).then(() => {
        this.#keeper.takeAlong(guest);
        this.#onTakenAlong();
        if (this.#state.kind !== 'open' || signal.aborted) return;
        this.#set({ ...this.#state, isAsked: false });
        // The account may have another address, and other conversations.
        void this.#readAgain();
      }),
    );
  }

  /** Leaves the conversation to whom it was with, and is here with the account. */
  letGo(): Promise<void> {
    return this.#inTurn(() => this.#letGo());
  }

  /** Begins anew, as somebody who was never here; what was not sent is to be written still. */
  async beginAnew(): Promise<void> {
    // Another tab may have done so already.
    if (this.#keeper.read().tokens?.guest === this.#guest) this.#client.forget();
    this.#takeBack();
    await this.open();
  }

  /** Listens no more, and sends nothing. */
  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#typingTimer);
    clearTimeout(this.#sendingTimer);
    this.#over.abort();
  }

  /** One after the other, so that each finds what the one before has made. */
  async #inTurn(enter: () => Promise<void>): Promise<void> {
    const before = this.#entered;
    const entered = (async () => {
      await before;
      await enter();
    })();
    this.#entered = entered;
    await entered;
  }

  async #open(): Promise<void> {
    await this.#start(async () => {
      if (this.#client.hasJoined) return this.#readAsBefore();
      const { visitor } = this.#about();
      // Whom the page vouches for may have a conversation, begun in another browser.
      if (visitor === undefined) await this.#goToDoor();
      else await this.#joinBy(await this.#client.door(this.#over.signal), {});
    });
  }

  /** @param meanwhile what is shown until it is known what there is */
  async #start(
    enter: () => Promise<void>,
    meanwhile: ChatState = { kind: 'loading' },
  ): Promise<void> {
    if (this.#isClosed) return;
    this.#stop();
    this.#over = new AbortController();
    const { signal } = this.#over;
    this.#isConnected = true;
    this.#set(meanwhile);
    try {
      await enter();
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  async #goToDoor(): Promise<void> {
    this.#guest = undefined;
    this.#set({ kind: 'door', door: await this.#client.door(this.#over.signal) });
  }

  async #joinBy(door: GuestDoor, said: IntroduceGuest): Promise<void> {
    const { signal } = this.#over;
    try {
      signal.throwIfAborted();
      // Before other tabs hear of it, who would ask whose it is; not of one who has joined there meanwhile.
      if (!this.#client.hasJoined) this.#keeper.claim();
      await this.#client.join({ ...said, ...this.#about() });
      signal.throwIfAborted();
      await this.#readOwn(door);
    } catch (error) {
      if (signal.aborted) return;
      const problem = Problem.of(error);
      const isTheirs = problem.isPassing || problem.code === 'invalid-input';
      if (isTheirs && !this.#client.hasJoined) this.#set({ kind: 'door', door, problem });
      else this.#fail(problem);
    }
  }

  async #readAsBefore(): Promise<void> {
    const { signal } = this.#over;
    // Switched off for those who come, it goes on for those who are here.
    const door = await this.#client.door(signal).catch(() => undefined);
    signal.throwIfAborted();
    await this.#readOwn(door);
  }

  /** What was written before there was an account goes with it only if the guest says so. */
  async #readOwn(door: GuestDoor | undefined): Promise<void> {
    const { subject } = this.#keeper.read();
    const isNew = subject === undefined && subjectOf(this.#about().visitor) !== undefined;
    await this.#read({ isAsked: isNew, door });
    const isEmpty =
      this.#state.kind === 'open' &&
      this.#state.conversation.messages.length + this.#pending.length === 0;
    if (isNew && isEmpty) await this.#letGo();
  }

  async #letGo(): Promise<void> {
    this.#client.forget();
    this.#dropPending();
    await this.#open();
  }

  async #attempt(done: Promise<unknown>): Promise<Problem | undefined> {
    const { signal } = this.#over;
    try {
      await done;
    } catch (error) {
      const problem = Problem.of(error);
      if (problem.needsSignIn) this.#fail(problem, signal);
      return problem;
    }
    return undefined;
  }

  /** One after the other, so that they arrive in their order. */
  async #flush(): Promise<void> {
    const { signal } = this.#over;
    if (this.#sending === signal) return;
    this.#pause.abort();
    this.#failures = 0;
    this.#sending = signal;
    for (let next = this.#next; next; next = this.#next) {
      const problem = await this.#sendOne(next, signal);
      if (signal.aborted) return;
      if (!problem) continue;
      if (problem.needsSignIn) this.#fail(problem);
      if (problem.isPassing || problem.needsSignIn) this.#keepBack(problem);
      else {
        this.#setPending(this.#pending.filter(one => one.id !== next.id));
        this.#onRefused(next.text, problem);
      }
    }
    this.#sending = undefined;
  }

  /** Sends nothing for a while, or as long as was said to wait, unless it is told to. */
  #keepBack(problem: Problem): void {
    this.#setPending(this.#pending.map(one => ({ ...one, problem })));
    const { retryAfter } = problem.details;
    if (retryAfter === undefined) void this.#tryLater();
    else this.#sendingTimer = setTimeout(() => this.sendAgain(), retryAfter * 1000);
  }

  /** Sends the first again, of which it is said meanwhile that it was not; with it, all the others. */
  async #tryLater(): Promise<void> {
    const { signal } = this.#over;
    this.#pause = new AbortController();
    const until = AbortSignal.any([this.#pause.signal, signal]);
    this.#failures += 1;
    await pause(this.#failures + 1, until);
    const [first] = this.#pending;
    if (until.aborted || !first) return;
    this.#sending = signal;
    const problem = await this.#sendOne(first, signal, 1);
    if (signal.aborted) return;
    this.#sending = undefined;
    if (problem?.isPassing) this.#keepBack(problem);
    else this.sendAgain();
  }

  get #next(): Pending | undefined {
    return this.#pending.find(({ problem }) => !problem);
  }

  /** @returns why it could not be sent, also after some attempts; undefined where that is of no use any more */
  async #sendOne(
    { id, text }: WriteMessage,
    signal: AbortSignal,
    attempts = ATTEMPTS,
  ): Promise<Problem | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { conversation, message } = await this.#client.write({ id, text });
        if (signal.aborted) return undefined;
        this.#setPending(this.#pending.filter(one => one.id !== id));
        const { state } = this;
        if (state.kind === 'open' && state.conversation.id === conversation) this.#take([message]);
        else void this.#readAgain();
        return undefined;
      } catch (error) {
        const problem = Problem.of(error);
        const isWorthIt = problem.isPassing && problem.code !== 'rate-limited';
        if (!isWorthIt || attempt === attempts) return problem;
        await new Promise(resolve => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
        // Heard of meanwhile, or written anew.
        if (signal.aborted || !this.#pending.some(one => one.id === id)) return undefined;
      }
    }
  }

  async #read(more: Pick<OpenChat, 'door' | 'isAsked'>): Promise<void> {
    const { signal } = this.#over;
    this.#guest = this.#keeper.read().tokens?.guest;
    const conversation = await this.#client.read(signal);
    this.#set({ kind: 'open', conversation, ...more });
    this.#client.listen(conversation.revision, event => this.#hear(event), signal);
    this.sendAgain();
  }

  /** Another tab has begun another, maybe as another guest. */
  async #readAgain(): Promise<void> {
    await this.hearOthers();
    const { signal } = this.#over;
    await this.#attempt(
      this.#client.read().then(now => {
        if (!signal.aborted) this.#show(now);
      }),
    );
  }

  #hear(event: GuestEvent | ConnectionEvent): void {
    if (event.kind === 'ended' || event.kind === 'refused') {
      // Whoever has left knows.
      if (!this.#isLeaving) this.#fail(event.kind === 'ended' ? guestEnded() : event.problem);
      return;
    }
    if (event.kind !== 'changed') {
      this.#isConnected = event.kind === 'connected';
      if (this.#isConnected) this.sendAgain();
      else this.#onChange();
      return;
    }
    const { kind, ...news } = event;
    this.#show(news);
  }

  /** Shows how it is now, with what of its messages is new. */
  #show({ messages, ...news }: GuestConversation): void {
    if (this.#state.kind !== 'open') return;
    clearTimeout(this.#typingTimer);
    // That somebody writes is told, and not that they have stopped.
    if (news.typing) this.#typingTimer = setTimeout(() => this.#stopTyping(), TYPING_SHOWN_MS);
    const { conversation } = this.#state;
    const isSame = conversation.id === news.id;
    const before = isSame ? conversation.messages : [];
    this.#state = { ...this.#state, conversation: { ...news, messages: before } };
    this.#take(messages);
  }

  #stopTyping(): void {
    if (this.#state.kind !== 'open') return;
    this.#set({ ...this.#state, conversation: { ...this.#state.conversation, typing: false } });
  }

  /** Puts what is new among what is there; a message that comes twice is there once. */
  #take(messages: readonly Message[]): void {
    if (this.#state.kind !== 'open') return;
    const { conversation } = this.#state;
    const all = new Map<number, Message>();
    for (const message of [...conversation.messages, ...messages]) {
      const known = all.get(message.seq);
      // An answer that is being written never gets shorter.
      if (!known || message.done || message.text.length >= known.text.length) {
        all.set(message.seq, message);
      }
    }
    const ids = new Set(messages.map(({ id }) => id));
    this.#setPending(this.#pending.filter(({ id }) => !ids.has(id)));
    const ordered = [...all.values()].toSorted((a, b) => a.seq - b.seq);
    this.#set({ ...this.#state, conversation: { ...conversation, messages: ordered } });
  }

  /** Keeps them, beside those of other tabs. */
  #setPending(pending: readonly Pending[]): void {
    const own = new Set(this.#pending.map(({ id }) => id));
    const guest = this.#guest;
    const others = (this.#keeper.read().pending ?? []).filter(
      one => one.guest === guest && !own.has(one.id),
    );
    this.#pending = pending;
    this.#keeper.write({
      pending: [...others, ...pending.map(one => ({ ...unsent(one), guest }))],
    });
    this.#onChange();
  }

  /** Gives back what was not sent. */
  #takeBack(): void {
    const text = this.#pending.map(one => one.text).join('\n\n');
    if (text === '') return;
    this.#setPending([]);
    this.#onRefused(text);
  }

  /** Those of other tabs, too. */
  #dropPending(): void {
    this.#setPending([]);
    this.#keeper.write({ pending: [] });
  }

  /**
   * Over, or not to be had.
   * @param signal of what it is that fails: later nothing does
   */
  #fail(error: unknown, signal = this.#over.signal): void {
    if (signal.aborted) return;
    this.#stop();
    this.#set({ kind: 'closed', problem: Problem.of(error) });
  }

  #set(state: ChatState): void {
    this.#state = state;
    this.#onChange();
  }
}

/** As it is before it is sent. */
function unsent({ id, text }: Pending): WriteMessage {
  return { id, text };
}
