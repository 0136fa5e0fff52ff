import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Problem } from '../../client/problem.ts';

/** Where a resource stands. A later load keeps what was there and says so, also when it fails. */
export type ResourceState<Value> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: Problem; readonly last: Value | undefined }
  | { readonly status: 'ready'; readonly value: Value; readonly reloading: boolean };

/** What a resource loads, and when it has to do so again. */
export interface ResourceOptions<Key, Value> {
  /** What the load depends on, undefined while there is nothing to ask; another one loads anew. */
  readonly key: () => Key | undefined;
  /** Another one loads again behind what is shown. */
  readonly version: () => number;
  readonly load: (key: Key, signal: AbortSignal) => Promise<Value>;
  /** Is what was loaded for `before` worth showing until `next` is there? */
  readonly keep: (before: Key, next: Key) => boolean;
  readonly onProblem: (problem: Problem) => void;
}

/** How long until what failed behind what is shown is tried again. */
const RETRY_MS = 2000;

/** Loads something for a tag, and never shows an answer to a question that is no longer asked. */
export class Resource<Key, Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: ResourceOptions<Key, Value>;
  #state: ResourceState<Value> = { status: 'loading' };
  #key: Key | undefined;
  #version = 0;
  #controller: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: ResourceOptions<Key, Value>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get state(): ResourceState<Value> {
    return this.#state;
  }

  /** What is there, unless a load has failed since. */
  get value(): Value | undefined {
    return this.#state.status === 'ready' ? this.#state.value : undefined;
  }

  /** What is there while nothing newer is on its way. */
  get settled(): Value | undefined {
    return this.#state.status === 'ready' && this.#state.reloading ? undefined : this.value;
  }

  /** Puts in place what a change has answered with. What is on its way may be from before: it is asked for again. */
  set(value: Value): void {
    const reloading = this.#state.status === 'ready' && this.#state.reloading;
    this.#become({ status: 'ready', value, reloading });
    if (!this.#controller) return;
    this.#controller.abort();
    this.#version = NaN;
  }

  /**
   * Loads again; a value that is there stays until the new one comes.
   * @param unseen says nothing of it, and of a failure only when it will not pass
   */
  async reload(unseen = false): Promise<void> {
    this.#controller?.abort();
    this.#version = this.#options.version();
    const key = this.#key;
    if (key === undefined) return;
    const { signal } = (this.#controller = new AbortController());
    // What is seen to be on its way stays so.
    const isUnseen = unseen && this.settled !== undefined;
    if (!isUnseen) {
      const value = this.#last;
      this.#become(
        value === undefined ? { status: 'loading' } : { status: 'ready', value, reloading: true },
      );
    }
    try {
      const value = await this.#options.load(key, signal);
      if (signal.aborted) return;
      this.#controller = undefined;
      this.#become({ status: 'ready', value, reloading: false });
    } catch (error) {
      if (signal.aborted) return;
      const problem = Problem.of(error);
      if (isUnseen && problem.isPassing) {
        setTimeout(() => signal.aborted || void this.reload(true), RETRY_MS);
        return;
      }
      this.#become({ status: 'failed', problem, last: this.#last });
      this.#options.onProblem(problem);
    }
  }

  hostUpdate(): void {
    const key = this.#options.key();
    // Keys are plain values or flat objects of them.
    if (JSON.stringify(key) === JSON.stringify(this.#key)) {
      if (this.#options.version() !== this.#version) void this.reload(true);
      return;
    }
    const before = this.#key;
    this.#key = key;
    const keeps = before !== undefined && key !== undefined && this.#options.keep(before, key);
    if (!keeps) this.#state = { status: 'loading' };
    void this.reload();
  }

  hostDisconnected(): void {
    this.#controller?.abort();
    this.#key = undefined;
  }

  get #last(): Value | undefined {
    const state = this.#state;
    if (state.status === 'ready') return state.value;
    return state.status === 'failed' ? state.last : undefined;
  }

  #become(state: ResourceState<Value>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
