import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Which links of letters are for a tag, and what follows when one was opened. */
export interface AddressLinksOptions {
  /** What is after the page's address, as the server's letters have it. */
  readonly pattern: RegExp;
  /** Whether links are for this tag at all; else the address is left alone. */
  readonly isWanted: () => boolean;
  /** Called before an update, once for each link, with what is in the groups of the pattern. */
  readonly onOpen: (...groups: readonly string[]) => void;
}

/**
 * Takes a letter's link out of the page's address as soon as it is there, so that it stays neither in
 * the address nor in the history.
 */
export class AddressLinks implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: AddressLinksOptions;

  constructor(host: ReactiveControllerHost, options: AddressLinksOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#look);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#look);
  }

  hostUpdate(): void {
    const { pattern, isWanted, onOpen } = this.#options;
    const found = pattern.exec(location.hash);
    if (!found || !isWanted()) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    onOpen(...found.slice(1));
  }

  readonly #look = (): void => {
    this.#host.requestUpdate();
  };
}
