import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE_MS = 60_000;

/** Has its host say anew, each minute and whenever it is looked at again, how long things last. */
export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #lookAgain = (): void => {
    this.#host.requestUpdate();
  };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#lookAgain);
    this.#tick();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#lookAgain);
    clearTimeout(this.#timer);
  }

  /** With the minutes of the day, so that all that is on a page says the same. */
  #tick(): void {
    this.#lookAgain();
    this.#timer = setTimeout(
      () => {
        this.#tick();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    );
  }
}
