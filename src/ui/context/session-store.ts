import type {
  AccessEnd,
  BackendClient,
  ChangeType,
  LiveEvent,
  Member,
  Session,
  Standing,
} from '../../client/backend-client.ts';
import { Problem } from '../../client/problem.ts';
import { pageWide } from '../../client/page-wide.ts';
import { rememberedOrganization, rememberOrganization } from './memory.ts';

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

/** What the tags of a page share, of whichever copy of the kit they are. Dispatches `configured`. */
class Page extends EventTarget {
  /** By the addresses of their backends. */
  readonly clients = new Map<string, BackendClient>();
  /** The stores of each client, by the slug that they are pinned to. */
  readonly stores = new WeakMap<BackendClient, Map<string | undefined, SessionStore>>();
  /** The client of the tags that no provider gives one. */
  client: BackendClient | undefined;
}

export const page = pageWide('page', () => new Page());

/**
 * The one store of a client, for all tags that are in the same organization.
 * @param pinned the slug of the organization that a provider pins
 */
export function storeFor(client: BackendClient, pinned?: string): SessionStore {
  const stores = page.stores.get(client) ?? new Map<string | undefined, SessionStore>();
  page.stores.set(client, stores);
  const store = stores.get(pinned) ?? new SessionStore(client, pinned);
  stores.set(pinned, store);
  return store;
}

/** What leaves the session as it is, and is heard often. */
const OF_CONVERSATIONS: readonly ChangeType[] = ['conversation', 'typing'];

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
  /** The id of the organization that the tags are in; other clients' tags may be in others. */
  #organization = rememberedOrganization();
  /** Another role that the person has been given here, until somebody has said so. */
  #news: Standing | undefined;

  constructor(client: BackendClient, pinned?: string) {
    super();
    this.client = client;
    this.pinned = pinned;
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
    const { status } = this.#state;
    const isOver = status === 'failed' || status === 'signed-out';
    signal.addEventListener('abort', () => {
      this.#users -= 1;
      this.#listen();
    });
    // What was over before anybody came, may have begun again.
    if (this.#load && !(isOver && this.#users === 1)) this.#listen();
    else void this.reload();
  }

  /**
   * How often a change in the tab's organization was heard of, or in what waits for the person; what
   * depends on it loads anew.
   * @param subject of `typing`, in which conversation
   */
  heard(type: ChangeType | 'inbox', subject = ''): number {
    return (this.#heard.get(type + subject) ?? 0) + (this.#heard.get('resync') ?? 0);
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

  /** Keeps which organization the tags are in, for the next load, and through reloads of the page. */
  keep(organization: string | undefined): void {
    if (this.pinned !== undefined) return;
    this.#organization = organization;
    rememberOrganization(organization);
  }

  /** Another role that the person has been given where they are; for the first who asks to say it. */
  takeNews(): Standing | undefined {
    const news = this.#news;
    this.#news = undefined;
    return news;
  }

  /** The stores of the client, this one among them. */
  get siblings(): readonly SessionStore[] {
    return [...(page.stores.get(this.client)?.values() ?? [])];
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
    if (member.id === standingIn(this.#state)?.member) await this.reload();
    else this.ownersCounted(owners);
  }

  /** Takes over how many owners there are after a change. */
  ownersCounted(owners: number): void {
    const standing = standingIn(this.#state);
    if (this.#state.status !== 'ready' || !standing) return;
    const session = { ...this.#state.session, standing: { ...standing, owners } };
    this.#set({ status: 'ready', session });
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
    const organization = this.#organization;
    if (organization === undefined) return this.client.session(undefined, signal);
    try {
      return await this.client.session(organization, signal);
    } catch (error) {
      // What is on the screen is not exchanged for another organization unasked.
      if (this.#state.status === 'ready' || !isLoss(error)) throw error;
      this.keep(undefined);
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
    this.keep(session.standing?.organization.id);
    this.#set({ status: 'ready', session });
  }

  /** @returns whether there was an organization to end */
  #end(reason: Loss): boolean {
    const standing = standingIn(this.#state);
    if (this.#state.status !== 'ready' || !standing) return false;
    if (this.leaving?.organization === standing.organization.id) {
      this.leaving.isClosed = true;
      return true;
    }
    this.#load?.abort();
    this.keep(undefined);
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
    else if (isHere && OF_CONVERSATIONS.includes(event.type)) {
      this.#note(event.type);
      this.#note(event.type + event.subject);
      this.dispatchEvent(new Event('change'));
    } else if (isHere) void this.#catchUp(event.type);
    else if (event.type === 'organization') void this.#catchUp('');
  }

  #note(what: string): void {
    this.#heard.set(what, (this.#heard.get(what) ?? 0) + 1);
  }

  /** Loads anew behind what is shown, once at a time however much is heard, until it succeeds. */
  async #catchUp(what: string): Promise<void> {
    this.#note(what);
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
    if (isLoss(problem) && this.#end('removed')) return;
    if (problem.code === 'no-session') this.#set({ status: 'signed-out' });
    else this.#set({ status: problem.needsSignIn ? 'signed-out' : 'failed', problem });
  }

  #set(state: SessionState): void {
    const before = standingIn(this.#state);
    const now = standingIn(state);
    if (before?.member === now?.member && before?.role !== now?.role) this.#news = now;
    this.#state = state;
    this.#listen();
    this.dispatchEvent(new Event('change'));
  }
}

/** The person's standing in the current organization, once it is known. */
export function standingIn(state: SessionState): Standing | undefined {
  return state.status === 'ready' ? (state.session.standing ?? undefined) : undefined;
}

const LOST: ReadonlySet<string> = new Set(['organization-not-found', 'malformed-id']);

/** Says it that the organization is not there, or not this person's? */
export function isLoss(error: unknown): boolean {
  return error instanceof Problem && LOST.has(error.code);
}
