import type {
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
import { Problem } from '../client/problem.ts';
import { TYPING_SHOWN_MS } from '../ui/typing-notice.ts';
import type { Keeper } from './kept.ts';

/** How often a message is sent by itself before the guest is asked. */
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
  | { readonly kind: 'open'; readonly conversation: GuestConversation }
  /** There is none, or none any more. */
  | { readonly kind: 'closed'; readonly problem: Problem };

/** The visitor's conversation: joins, reads, writes, listens, and says when it is another. */
export class Conversation {
  readonly #client: GuestClient;
  readonly #keeper: Keeper;
  readonly #onChange: () => void;
  #over = new AbortController();
  #state: ChatState = { kind: 'loading' };
  #pending: readonly Pending[];
  #isSending = false;
  #isLeaving = false;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange told whenever something about it is another */
  constructor(client: GuestClient, keeper: Keeper, onChange: () => void) {
    this.#client = client;
    this.#keeper = keeper;
    this.#onChange = onChange;
    this.#pending = keeper.read().pending ?? [];
  }

  get state(): ChatState {
    return this.#state;
  }

  /** Those that are on their way, or could not be sent, in their order. */
  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** Looks whether the visitor is a guest already, and whether guests may join. */
  async open(): Promise<void> {
    this.close();
    this.#over = new AbortController();
    this.#set({ kind: 'loading' });
    try {
      if (this.#client.hasJoined) await this.#read();
      else this.#set({ kind: 'door', door: await this.#client.door(this.#over.signal) });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Becomes a guest. */
  async join(wanted: JoinAsGuest): Promise<void> {
    const before = this.#state;
    try {
      await this.#client.join(wanted);
    } catch (error) {
      const problem = Problem.of(error);
      const isTheirs = problem.isPassing || problem.code === 'invalid-input';
      if (before.kind === 'door' && isTheirs) this.#set({ ...before, problem });
      else this.#fail(problem);
      return;
    }
    await this.#read().catch((error: unknown) => {
      this.#fail(error);
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
    const begun = this.#client.begin(page);
    return this.#attempt(begun.then(conversation => this.#set({ kind: 'open', conversation })));
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
    if (problem) return problem;
    this.#dropPending();
    await this.open();
    return undefined;
  }

  /** Begins anew, as somebody who was never here; what was not sent is to be written still. */
  async beginAnew(): Promise<void> {
    this.#client.forget();
    const { pending = [], draft: typed = '' } = this.#keeper.read();
    const draft = [...pending.map(({ text }) => text), typed].filter(Boolean).join('\n\n');
    this.#keeper.write({ draft });
    this.#dropPending();
    await this.open();
  }

  /** Listens no more. */
  close(): void {
    clearTimeout(this.#typingTimer);
    this.#over.abort();
  }

  async #attempt(done: Promise<unknown>): Promise<Problem | undefined> {
    try {
      await done;
    } catch (error) {
      const problem = Problem.of(error);
      if (problem.needsSignIn) this.#fail(problem);
      return problem;
    }
    return undefined;
  }

  /** One after the other, so that they arrive in their order. */
  async #flush(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#next; next; next = this.#next) {
      const { id } = next;
      const problem = await this.#sendOne(next);
      if (!problem) continue;
      if (problem.needsSignIn) this.#fail(problem);
      // One that is refused for itself keeps no other back.
      const isAll = problem.isPassing || problem.needsSignIn;
      this.#setPending(
        this.#pending.map(one => (isAll || one.id === id ? { ...one, problem } : one)),
      );
    }
    this.#isSending = false;
  }

  get #next(): Pending | undefined {
    return this.#pending.find(({ problem }) => !problem);
  }

  /** @returns why it could not be sent, also after some attempts */
  async #sendOne({ id, text }: WriteMessage): Promise<Problem | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { message } = await this.#client.write({ id, text });
        this.#setPending(this.#pending.filter(one => one.id !== id));
        this.#take([message]);
        return undefined;
      } catch (error) {
        const problem = Problem.of(error);
        const isWorthIt = problem.isPassing && problem.code !== 'rate-limited';
        if (!isWorthIt || attempt === ATTEMPTS) return problem;
        await new Promise(resolve => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
        // Heard of meanwhile, or written anew.
        if (!this.#pending.some(one => one.id === id)) return undefined;
      }
    }
  }

  async #read(): Promise<void> {
    const { signal } = this.#over;
    const conversation = await this.#client.read(signal);
    this.#set({ kind: 'open', conversation });
    this.#client.listen(conversation.revision, event => this.#hear(event), signal);
    this.sendAgain();
  }

  #hear(event: GuestEvent): void {
    if (event.kind === 'ended') {
      // Whoever has left knows.
      if (this.#isLeaving) return;
      this.#fail(guestEnded());
      return;
    }
    const { kind, messages, ...news } = event;
    if (this.#state.kind !== 'open') return;
    clearTimeout(this.#typingTimer);
    // That somebody writes is told, and not that they have stopped.
    if (news.typing) this.#typingTimer = setTimeout(() => this.#stopTyping(), TYPING_SHOWN_MS);
    const { conversation } = this.#state;
    const isSame = conversation.id === news.id;
    const before = isSame ? conversation.messages : [];
    this.#state = { kind: 'open', conversation: { ...news, messages: before } };
    this.#take(messages);
  }

  #stopTyping(): void {
    if (this.#state.kind !== 'open') return;
    this.#set({ kind: 'open', conversation: { ...this.#state.conversation, typing: false } });
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
    this.#set({ kind: 'open', conversation: { ...conversation, messages: ordered } });
  }

  /** Keeps them, beside those of other tabs. */
  #setPending(pending: readonly Pending[]): void {
    const own = new Set(this.#pending.map(({ id }) => id));
    const others = (this.#keeper.read().pending ?? []).filter(({ id }) => !own.has(id));
    this.#pending = pending;
    this.#keeper.write({ pending: [...others, ...pending.map(unsent)] });
    this.#onChange();
  }

  /** Those of other tabs, too. */
  #dropPending(): void {
    this.#setPending([]);
    this.#keeper.write({ pending: [] });
  }

  /** Over, or not to be had. */
  #fail(error: unknown): void {
    if (this.#over.signal.aborted) return;
    this.close();
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
