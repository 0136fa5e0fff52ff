import type {
  AccessEnd,
  BackendClient,
  ChangeType,
  LiveEvent,
  Member,
  Session,
} from '../../client/backend-client.ts';
import { Problem } from '../../client/problem.ts';
import { rememberedOrganization, rememberOrganization, rememberSignedIn } from './tab-memory.ts';

/**
 * What is known of the person: nothing yet, nobody (and why, where a sign-in was refused), a reason why
 * it is not known, or the session.
 */
export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-out'; readonly problem?: Problem }
  | { readonly status: 'failed'; readonly problem: Problem }
  | { readonly status: 'ready'; readonly session: Session }
  | Ended;

/** The tab's organization is closed to the session; where to go on is for the person to say. */
export interface Ended {
  readonly status: 'ended';
  readonly session: Session;
  readonly reason: Loss;
}

/** Why an organization is closed to somebody who is signed in. */
export type Loss = Exclude<AccessEnd, 'signed-out'>;

/** How long until what failed behind what is shown is tried again. */
const RETRY_MS = 2000;

/** Every store of a client, so that signing in or out reaches all of them. */
const storesOf = new WeakMap<BackendClient, Set<SessionStore>>();

/**
 * The session as the tags of one provider share it: loaded once, when the first of them asks, in the
 * organization of this tab, and kept true while one of them is there. Dispatches `change` whenever
 * `state` is another, or something was heard.
 */
export class SessionStore extends EventTarget {
  readonly client: BackendClient;
  /** The slug of the organization that a provider pins, or undefined. */
  readonly pinned: string | undefined;
  #state: SessionState = { status: 'loading' };
  #load: AbortController | undefined;
  #users = 0;
  /** The channel that is listened to, and how to leave it. */
  #listening: { readonly channel: string; readonly leave: AbortController } | undefined;
  /** How often what was heard of: a type of change, or a kind of event. */
  readonly #heard = new Map<string, number>();
  /** The organization that the person is leaving, and whether it has closed to them: that is then no news. */
  leaving: { readonly organization: string; isClosed: boolean } | undefined;
  #asked = 0;
  #catchingUp = false;

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

  /**
   * Loads the session if nobody has asked yet, and listens to what changes.
   * @param signal ends this use; after the last one nothing is listened to
   */
  start(signal: AbortSignal): void {
    this.#users += 1;
    signal.addEventListener('abort', () => {
      this.#users -= 1;
      this.#listen();
    });
    if (this.#load) this.#listen();
    else void this.reload();
  }

  /** How often a change in the tab's organization was heard of; what depends on it loads anew. */
  heard(type: ChangeType): number {
    return (this.#heard.get(type) ?? 0) + (this.#heard.get('resync') ?? 0);
  }

  /** Loads the session anew; what was shown stays until the answer is there. */
  async reload(): Promise<void> {
    if (this.#state.status === 'failed') this.#set({ status: 'loading' });
    const problem = await this.#tryToLoad();
    if (problem) this.#fail(problem);
  }

  /** Takes over a session, or that there is none, in place of what is being loaded. */
  take(state: SessionState): void {
    this.#load?.abort();
    if (state.status === 'ready') this.#enter(state.session);
    else this.#set(state);
  }

  /** The stores of the client, this one among them. */
  get siblings(): readonly SessionStore[] {
    return [...(storesOf.get(this.client) ?? [])];
  }

  /**
   * Tells of a problem that a request met: one that ends the session ends it here, too, and one that
   * shows what is known to be out of date loads it anew.
   */
  report(problem: Problem): void {
    // Who has lost an organization decides where to go on.
    if (problem.isOutdated) void (this.#state.status === 'ended' || this.reload());
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
    else this.ownersCounted(owners);
  }

  /** Takes over how many owners there are after a change. */
  ownersCounted(owners: number): void {
    if (this.#state.status !== 'ready' || !this.#state.session.standing) return;
    const { session } = this.#state;
    const standing = { ...this.#state.session.standing, owners };
    this.#set({ status: 'ready', session: { ...session, standing } });
  }

  /** @returns what went wrong, where it still matters */
  async #tryToLoad(): Promise<Problem | undefined> {
    this.#load?.abort();
    const { signal } = (this.#load = new AbortController());
    try {
      const session = await this.#loadSession(signal);
      if (!signal.aborted) this.#enter(session);
    } catch (error) {
      if (!signal.aborted) return Problem.of(error);
    }
    return undefined;
  }

  async #loadSession(signal: AbortSignal): Promise<Session> {
    if (this.pinned !== undefined) return this.#loadPinned(this.pinned, signal);
    const remembered = rememberedOrganization();
    if (remembered === undefined) return this.client.session(undefined, signal);
    try {
      return await this.client.session(remembered, signal);
    } catch (error) {
      // What is on the screen is not exchanged for another organization unasked.
      if (this.#state.status === 'ready' || !LOST.has(Problem.of(error).code)) throw error;
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

  /** @returns whether there was an organization to end */
  #end(reason: Loss): boolean {
    if (this.#state.status !== 'ready' || !this.#state.session.standing) return false;
    if (this.leaving?.organization === this.#state.session.standing.organization.id) {
      this.leaving.isClosed = true;
      return true;
    }
    this.#load?.abort();
    rememberOrganization(undefined);
    this.#set({ ...this.#state, status: 'ended', reason });
    return true;
  }

  /** Listens for the session that is there, as long as a tag is. */
  #listen(): void {
    const live = this.#users > 0 && 'session' in this.#state ? this.#state.session.live : undefined;
    if (live?.channel === this.#listening?.channel) return;
    this.#listening?.leave.abort();
    const leave = new AbortController();
    this.#listening = live && { channel: live.channel, leave };
    if (live) this.client.subscribe(live, event => this.#hear(event), leave.signal);
  }

  #hear(event: LiveEvent): void {
    if (!('session' in this.#state)) return;
    const here = this.#state.session.standing?.organization.id;
    const isHere = 'organization' in event && event.organization === here;
    if (event.kind === 'access-ended' && isHere && event.reason !== 'signed-out') {
      this.#end(event.reason);
      return;
    }
    if (event.kind === 'session-ended') this.#listening = undefined;
    // Who has lost an organization decides where to go on.
    else if (this.#state.status === 'ended' && !isHere) return;
    if (event.kind !== 'change') void this.#catchUp(event.kind);
    else if (isHere) void this.#catchUp(event.type);
    else if (event.type === 'organization') void this.#catchUp('');
  }

  /** Loads anew behind what is shown, once at a time however much is heard, until it succeeds. */
  async #catchUp(what: string): Promise<void> {
    this.#heard.set(what, (this.#heard.get(what) ?? 0) + 1);
    this.#asked += 1;
    if (this.#catchingUp) return;
    this.#catchingUp = true;
    for (let answered = 0; answered !== this.#asked && this.#users > 0;) {
      const asked = this.#asked;
      const problem = await this.#tryToLoad();
      if (problem?.isPassing) {
        await new Promise(resolve => setTimeout(resolve, RETRY_MS));
      } else {
        answered = asked;
        if (problem) this.#fail(problem);
      }
    }
    this.#catchingUp = false;
  }

  #fail(problem: Problem): void {
    if (LOST.has(problem.code) && this.#end('removed')) return;
    if (problem.code === 'no-session') this.#set({ status: 'signed-out' });
    else this.#set({ status: problem.needsSignIn ? 'signed-out' : 'failed', problem });
  }

  #set(state: SessionState): void {
    this.#state = state;
    if (state.status === 'ready') rememberSignedIn(true);
    if (state.status === 'signed-out') rememberSignedIn(false);
    this.#listen();
    this.dispatchEvent(new Event('change'));
  }
}

/** The tab's organization is not there, or not this person's. */
export const LOST: ReadonlySet<string> = new Set(['organization-not-found', 'malformed-id']);
