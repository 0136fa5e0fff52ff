import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BackendClient, CheckedSlug } from '../../client/backend-client.ts';
import { Problem } from '../../client/problem.ts';
import { checkSlug } from '../../client/typed-text.ts';

/** How long a pause in typing is waited for, in milliseconds. */
const PAUSE_MS = 300;

/** What is known of a slug: `unknown` is one that could not be asked about. */
export type SlugState =
  | { readonly status: 'empty' | 'checking' | 'unknown' }
  | { readonly status: 'free'; readonly slug: string }
  | { readonly status: 'denied'; readonly code: string; readonly suggestions: readonly string[] };

/** Looks whether a slug can be had, as it is typed: by the rules, then with the backend. */
export class SlugCheck implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => BackendClient;
  #state: SlugState = { status: 'empty' };
  #controller: AbortController | undefined;

  constructor(host: ReactiveControllerHost, client: () => BackendClient) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  get state(): SlugState {
    return this.#state;
  }

  /** Looks at another slug once the person pauses. */
  ask(slug: string): void {
    const signal = this.#begin(slug);
    setTimeout(() => signal.aborted || void this.#check(slug, signal), PAUSE_MS);
  }

  /** Looks at a slug at once. */
  askNow(slug: string): void {
    void this.#check(slug, this.#begin(slug));
  }

  /** Looks at none. */
  forget(): void {
    this.#begin('');
  }

  hostDisconnected(): void {
    this.#controller?.abort();
  }

  #begin(slug: string): AbortSignal {
    this.#controller?.abort();
    this.#controller = new AbortController();
    this.#set({ status: slug === '' ? 'empty' : 'checking' });
    if (slug === '') this.#controller.abort();
    return this.#controller.signal;
  }

  async #check(slug: string, signal: AbortSignal): Promise<void> {
    const checked = checkSlug(slug);
    if (!checked.allowed) {
      this.#set({ status: 'denied', code: checked.denial.code, suggestions: [] });
      return;
    }
    try {
      const answer = await this.#client().organizations.checkSlug({ slug: checked.value }, signal);
      if (!signal.aborted) this.#set(stateOf(answer));
    } catch (error) {
      if (signal.aborted) return;
      // Whether it can be had shows when it is made; only a fault of the client's is told.
      Problem.of(error);
      this.#set({ status: 'unknown' });
    }
  }

  #set(state: SlugState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

function stateOf({ slug, problem, suggestions }: CheckedSlug): SlugState {
  return problem === null
    ? { status: 'free', slug }
    : { status: 'denied', code: problem, suggestions };
}
