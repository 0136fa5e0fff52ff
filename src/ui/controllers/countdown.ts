import type { ReactiveController, ReactiveControllerHost } from 'lit';

const SECOND_MS = 1000;

/** Counts down to when something may be tried again, each thing under a name of its own. */
export class Countdown<Name extends string> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** Milliseconds since 1970. */
  readonly #ends = new Map<Name, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** @param seconds from now on */
  start(name: Name, seconds: number): void {
    this.#ends.set(name, Date.now() + seconds * SECOND_MS);
    this.#tick();
  }

  /** @returns the seconds that are left, or 0 */
  left(name: Name): number {
    return Math.max(0, Math.ceil(((this.#ends.get(name) ?? 0) - Date.now()) / SECOND_MS));
  }

  hostConnected(): void {
    this.#tick();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Again whenever one of the numbers is another. */
  #tick(): void {
    clearTimeout(this.#timer);
    this.#host.requestUpdate();
    const now = Date.now();
    const left = [...this.#ends.values()].map(end => end - now).filter(ms => ms > 0);
    if (left.length === 0) return;
    const next = Math.min(...left.map(ms => ms % SECOND_MS || SECOND_MS));
    this.#timer = setTimeout(() => {
      this.#tick();
    }, next);
  }
}
