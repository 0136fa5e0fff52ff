import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE_MS = 60_000;

/** Has its host say anew, each minute, how long things last. */
export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#tick();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** With the minutes of the day, so that all that is on a page says the same. */
  #tick(): void {
    this.#host.requestUpdate();
    this.#timer = setTimeout(
      () => {
        this.#tick();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    );
  }
}
