import type { BackendClient, Member, Session, SignIn } from '../../client/backend-client.ts';
import { Problem } from '../../client/problem.ts';
import { rememberedOrganization, rememberOrganization } from './tab-memory.ts';

/**
 * What is known of the person: nothing yet, nobody (and why, where a sign-in was refused), a reason why
 * it is not known, or the session.
 */
export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-out'; readonly problem?: Problem }
  | { readonly status: 'failed'; readonly problem: Problem }
  | { readonly status: 'ready'; readonly session: Session };

/** Every store of a client, so that signing in or out reaches all of them. */
const storesOf = new WeakMap<BackendClient, Set<SessionStore>>();

/**
 * The session as the tags of one provider share it: loaded once, when the first of them asks, in the
 * organization of this tab. Dispatches `change` whenever `state` is another.
 */
export class SessionStore extends EventTarget {
  readonly client: BackendClient;
  /** The slug of the organization that a provider pins, or undefined. */
  readonly pinned: string | undefined;
  #state: SessionState = { status: 'loading' };
  #load: AbortController | undefined;

  constructor(client: BackendClient, pinned?: string) {
    super();
    this.client = client;
    this.pinned = pinned;
    const stores = storesOf.get(client) ?? new Set();
    storesOf.set(client, stores.add(this));
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Loads the session if nobody has asked yet. */
  start(): void {
    if (!this.#load) void this.reload();
  }

  /** Loads the session anew; what was shown stays until the answer is there. */
  async reload(): Promise<void> {
    this.#load?.abort();
    const { signal } = (this.#load = new AbortController());
    if (this.#state.status === 'failed') this.#set({ status: 'loading' });
    try {
      const session = await this.#loadSession(signal);
      if (!signal.aborted) this.#enter(session);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /**
   * Makes another organization the current one, in this tab and as the person's last.
   * @throws Problem when the backend refuses; the current one stays
   */
  async switch(organization: string): Promise<void> {
    const session = await this.client.organizations.switch(organization);
    this.#load?.abort();
    this.#enter(session);
  }

  /**
   * Signs in, for every store of the client.
   * @throws Problem
   */
  async signIn(credentials: SignIn): Promise<void> {
    await this.client.accounts.signIn(credentials);
    await Promise.all(this.#siblings.map(store => store.reload()));
  }

  /**
   * Ends the session, for every store of the client.
   * @throws Problem
   */
  async signOut(): Promise<void> {
    await this.client.accounts.signOut();
    for (const store of this.#siblings) {
      store.#load?.abort();
      store.#set({ status: 'signed-out' });
    }
  }

  /**
   * Tells of a problem that a request met: one that ends the session ends it here, too, and one that
   * shows what is known to be out of date loads it anew.
   */
  report(problem: Problem): void {
    if (problem.isOutdated) void this.reload();
    else if (problem.needsSignIn) this.#fail(problem);
  }

  /**
   * Takes over what a change of a role has told. One's own role changes everything one may do, so
   * then the session is loaded anew.
   */
  async roleChanged(member: Member, owners: number): Promise<void> {
    if (this.#state.status !== 'ready' || !this.#state.session.standing) return;
    const { session } = this.#state;
    if (member.person === session.person.id) await this.reload();
    else {
      const standing = { ...this.#state.session.standing, owners };
      this.#set({ status: 'ready', session: { ...session, standing } });
    }
  }

  async #loadSession(signal: AbortSignal): Promise<Session> {
    if (this.pinned !== undefined) return this.#loadPinned(this.pinned, signal);
    const remembered = rememberedOrganization();
    if (remembered === undefined) return this.client.session(undefined, signal);
    try {
      return await this.client.session(remembered, signal);
    } catch (error) {
      if (!(error instanceof Problem) || !LOST.has(error.code)) throw error;
      rememberOrganization(undefined);
      return this.client.session(undefined, signal);
    }
  }

  async #loadPinned(slug: string, signal: AbortSignal): Promise<Session> {
    const session = await this.client.session(undefined, signal);
    if (session.standing?.organization.slug === slug) return session;
    const pinned = session.organizations.find(organization => organization.slug === slug);
    return pinned ? this.client.session(pinned.id, signal) : { ...session, standing: null };
  }

  #enter(session: Session): void {
    if (this.pinned === undefined) rememberOrganization(session.standing?.organization.id);
    this.#set({ status: 'ready', session });
  }

  #fail(error: unknown): void {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'no-session') this.#set({ status: 'signed-out' });
    else this.#set({ status: error.needsSignIn ? 'signed-out' : 'failed', problem: error });
  }

  /** The stores of the client, this one among them. */
  get #siblings(): readonly SessionStore[] {
    return [...(storesOf.get(this.client) ?? [])];
  }

  #set(state: SessionState): void {
    this.#state = state;
    this.dispatchEvent(new Event('change'));
  }
}

/** The tab's organization is not there, or not this person's. */
const LOST: ReadonlySet<string> = new Set(['organization-not-found', 'malformed-id']);
