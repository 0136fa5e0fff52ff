import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Problem } from '../../client/problem.ts';
import { defaultStore } from './configure.ts';
import { sessionContext } from './session-context.ts';
import { page, type SessionState, type SessionStore } from './session-store.ts';

const PROVIDER = 'org-provider';
const LOADING: SessionState = { status: 'loading' };

/**
 * Gives a tag the session around it: of the nearest `<org-provider>`, also one that is defined later,
 * else the page's default.
 */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #store: SessionStore | undefined;
  #connection = new AbortController();
  #subscription = new AbortController();
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Undefined until the provider around the tag is there. */
  get store(): SessionStore | undefined {
    return this.#store;
  }

  get state(): SessionState {
    return this.#store?.state ?? LOADING;
  }

  /** Lets a problem that ends the session end it for every tag. */
  report(problem: Problem): void {
    this.#store?.report(problem);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    if (undefinedProviderAbove(this.#host)) {
      void customElements.whenDefined(PROVIDER).then(() => {
        if (!signal.aborted) this.#ask(signal);
      });
    } else this.#ask(signal);
  }

  hostDisconnected(): void {
    this.#connection.abort();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#use(undefined);
  }

  #ask(signal: AbortSignal): void {
    this.#host.dispatchEvent(
      new ContextEvent(
        sessionContext,
        this.#host,
        (store, unsubscribe) => {
          this.#unsubscribe = unsubscribe;
          this.#use(store);
        },
        true,
      ),
    );
    if (this.#unsubscribe) return;
    this.#use(defaultStore());
    const follow = (): void => {
      this.#use(defaultStore());
    };
    page.addEventListener('configured', follow, { signal });
  }

  #use(store: SessionStore | undefined): void {
    if (store === this.#store) return;
    this.#subscription.abort();
    this.#subscription = new AbortController();
    this.#store = store;
    store?.addEventListener(
      'change',
      () => {
        this.#host.requestUpdate();
      },
      { signal: this.#subscription.signal },
    );
    this.#host.requestUpdate();
    // A page that imports the tags and then calls configure() does so before this runs.
    const { signal } = this.#subscription;
    queueMicrotask(() => {
      if (!signal.aborted) store?.start(signal);
    });
  }
}

/** Also outside of the shadow roots that the element is in, as events travel. */
function undefinedProviderAbove(element: Element): boolean {
  for (
    let at: Element | undefined = element;
    at;
    at = (at.getRootNode() as Partial<ShadowRoot>).host
  ) {
    if (at.closest(`${PROVIDER}:not(:defined)`)) return true;
  }
  return false;
}
