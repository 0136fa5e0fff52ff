import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

/** Says things to a screen reader, politely, one at a time. */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #message = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  say(message: string): void {
    this.#message = message;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#message = '';
  }

  /** The live region; it has to be there before there is anything to say. */
  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#message}</div>`;
  }
}
