import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a letter's link is for. */
export type Purpose = 'verify' | 'reset';

/** A letter's link that was opened. */
export interface MailedLink {
  readonly purpose: Purpose;
  readonly token: string;
}

/** As the server's letters have it. */
const LINK = /^#(verify|reset)=([\w-]{1,200})$/;

/**
 * Takes a letter's link out of the page's address as soon as it is there, so that it stays neither in
 * the address nor in the history.
 */
export class MailedLinks implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isWanted: () => boolean;
  readonly #onOpen: (link: MailedLink) => void;

  /**
   * @param isWanted whether links are for this tag at all; else the address is left alone
   * @param onOpen called before an update, once for each link
   */
  constructor(
    host: ReactiveControllerHost,
    isWanted: () => boolean,
    onOpen: (link: MailedLink) => void,
  ) {
    this.#host = host;
    this.#isWanted = isWanted;
    this.#onOpen = onOpen;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#look);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#look);
  }

  hostUpdate(): void {
    const [, purpose, token] = LINK.exec(location.hash) ?? [];
    if (token === undefined || !this.#isWanted()) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    this.#onOpen({ purpose: purpose as Purpose, token });
  }

  readonly #look = (): void => {
    this.#host.requestUpdate();
  };
}
