import { later } from '../ui/later.ts';
import { Keeper, subjectOf } from './kept.ts';
import { isGerman } from './language.ts';
import type { Panel } from './panel.ts';

const loadPanel = later(() => import('./panel.ts'));

const BUBBLE =
  'M4 3.25h8a1.75 1.75 0 0 1 1.75 1.75v4.5A1.75 1.75 0 0 1 12 11.25H8.5l-3 2.5v-2.5H4A1.75 1.75 0 0 1 2.25 9.5V5A1.75 1.75 0 0 1 4 3.25';

/** Not Lit's, which is not there yet; the build makes styles shorter by the name. */
const cssText = String.raw;

/** Of the button, and of what both it and the panel take from the page; the panel brings the rest. */
const STYLES = cssText`
  :host {
    --_accent: var(--org-accent, light-dark(#3e5ed8, #7fa0fc));
    font-size: var(--org-font-size, max(0.875rem, 14px)) !important;
    transition: none !important;
  }
  :host(:not([inline])) {
    display: contents;
  }
  :host([inline]) {
    display: block;
    block-size: 36.571429em;
  }
  :host([hidden]) {
    display: none;
  }
  /* Beside these, language and direction. What else a page says of its text ends here, whatever it is. */
  .launcher,
  .panel {
    all: initial;
    box-sizing: border-box;
    color-scheme: inherit;
    font-family: inherit;
    font-size: inherit;
    visibility: inherit;
    -webkit-locale: inherit;
  }
  /* Named twice: the panel brings styles for every button, and for whatever lies over the page. */
  button.launcher {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 48px;
    padding: 0 18px;
    border: 0;
    border-radius: 24px;
    color: var(
      --org-on-accent,
      oklch(from color(from var(--_accent) xyz y y y) calc((0.565 - l) * 99999) 0 0)
    );
    font-weight: 500;
    unicode-bidi: plaintext;
    cursor: pointer;
  }
  button.launcher,
  button.launcher:hover {
    background: var(--_accent);
  }
  button.launcher[popover] {
    position: fixed;
    inset-block: auto var(--org-launcher-block-end, calc(20px + env(safe-area-inset-bottom)));
    inset-inline: auto 20px;
    box-shadow: 0 8px 24px -8px rgb(0 0 0 / 0.4);
  }
  button.launcher:focus-visible {
    outline: 2px solid currentColor;
    outline-offset: -5px;
  }
  button.launcher[aria-busy] {
    cursor: progress;
    opacity: 0.7;
  }
  button.launcher[hidden] {
    display: none;
  }
  [part='unread'] {
    min-inline-size: 1.5em;
    padding-inline: 0.4em;
    border-radius: 1em;
    background: var(--org-surface, light-dark(#fff, #16181d));
    color: var(--org-text, light-dark(#191c22, #e9ebef));
    text-align: center;
  }
  .launcher svg {
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  @supports not (color: oklch(from red l c h)) {
    button.launcher {
      color: var(--org-on-accent, #fff);
    }
  }
  @media (forced-colors: active) {
    button.launcher {
      border: 1px solid;
    }
  }
`;

/**
 * A chat for visitors of any page, without an account. Before the visitor opens it, it is a button: it
 * asks nobody, stores nothing, and moves nothing on the page.
 *
 * @tagname guest-chat-join
 * @attr {string} organization - The id of the organization.
 * @attr {string} base-url - Where its API is, e.g. `https://app.example`; the page's own origin when left out.
 * @attr {string} visitor - The token with which the page vouches for who is signed in to it; none while nobody is.
 *   It has to be there when the tag gets into the page: without it nothing is kept of who was signed in before.
 * @attr {boolean} inline - Stands where the tag stands, in place of over the page.
 * @slot label - The words of the button; `Chat` when left out.
 * @cssprop [--org-launcher-block-end=20px] - How far above the lower edge of the window the button is: for a page
 *   with a bar of its own there. Any other place is a matter of its part.
 * @csspart launcher - The button that opens the chat.
 * @csspart unread - How many answers nobody has seen, or that the chat could not be loaded.
 * @csspart panel - What it opens.
 * @csspart heading - Whom the chat is with.
 * @csspart close-button - Closes it.
 * @csspart loading - Stands in its place while it loads.
 * @csspart form - What is written, and to whom one writes for the first time.
 * @csspart field - A label, its input, and what is wrong with it.
 * @csspart label - The words of a field.
 * @csspart input - What one writes into.
 * @csspart hint - What helps to fill a field in.
 * @csspart problem - Why something was not done, as a sentence.
 * @csspart welcome - What the organization says first.
 * @csspart away - That nobody is there at this hour.
 * @csspart typing - That somebody is writing.
 * @csspart connection - That the connection is lost, and tried again.
 * @csspart account - Asks whether what was written before belongs to the account.
 * @csspart account-yes-button - Keeps it with the account.
 * @csspart account-no-button - Begins anew with the account.
 * @csspart consent - What becomes of what is written.
 * @csspart closed - Why there is no chat, or none any more.
 * @csspart action-button - The way on from there.
 * @csspart log - What was written.
 * @csspart message - One message.
 * @csspart text - What it says.
 * @csspart delivery - Whether the last message was sent, or seen.
 * @csspart source - Where an automatic answer is from.
 * @csspart again-button - Sends once more what could not be sent.
 * @csspart waiting - That people were asked.
 * @csspart address-form - Asks where the answer can be sent to.
 * @csspart address-input - The address.
 * @csspart address-button - Saves it.
 * @csspart send-button - Sends a message.
 * @csspart person-button - Asks for a person.
 * @csspart new-button - Begins another conversation.
 * @csspart leave-button - Asks whether to erase the chat.
 * @csspart dialog - The question before it is erased.
 * @csspart keep-button - Keeps it.
 * @csspart confirm-button - Erases it.
 */
export class GuestChatJoin extends HTMLElement {
  static readonly observedAttributes = ['organization', 'base-url', 'inline', 'visitor'];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #launcher = document.createElement('button');
  /** How many answers are unread, or that something went wrong. */
  readonly #mark = document.createElement('span');
  #panel: Promise<Panel> | undefined;
  #keeper = new Keeper('');
  /** What the browser keeps is another. */
  readonly #hear = (event?: StorageEvent): void => {
    // Without a key, all is cleared.
    if (event?.key && event.key !== this.#keeper.key) return;
    this.#count();
    void this.#panel?.then(panel => panel.hear());
  };

  connectedCallback(): void {
    if (!this.#root.firstChild) this.#build();
    const isInline = this.hasAttribute('inline');
    this.#launcher.popover = isInline ? null : 'manual';
    // Over the page it is in the top layer, where no layer of the page covers it, and nothing moves it.
    if (!isInline) this.#launcher.togglePopover(true);
    addEventListener('storage', this.#hear);
    this.#keeper = new Keeper(this.getAttribute('organization') ?? '', subjectOf(this.#visitor));
    this.#keeper.begin();
    this.#count();
    // Somebody who has it open goes from page to page, or writes in it, and is somebody else now.
    if (this.#keeper.read().open) void this.#show(this.#root.activeElement !== null);
  }

  disconnectedCallback(): void {
    removeEventListener('storage', this.#hear);
    this.#end();
  }

  /** Another organization, place or person is another chat; another token for the same person is not. */
  attributeChangedCallback(name: string, before: string | null): void {
    if (!this.#launcher.isConnected) return;
    if (name === 'visitor' && subjectOf(before) === subjectOf(this.#visitor)) return;
    this.#end();
    this.connectedCallback();
  }

  /** Opens the chat, as its button does. */
  async open(): Promise<void> {
    await this.#show(true);
  }

  /** Closes it; what was written stays. */
  async close(): Promise<void> {
    (await this.#panel)?.close();
  }

  async #show(takesFocus: boolean): Promise<void> {
    const panel = (this.#panel ??= this.#load());
    this.#launcher.ariaBusy = 'true';
    try {
      const loaded = await panel;
      // Taken out of the page meanwhile, or somebody else's, it has ended.
      if (this.#panel === panel) loaded.show(takesFocus);
      this.#count();
    } catch (error) {
      this.#panel = undefined;
      this.#showSign('!', 'Not loaded. Press again.', 'Nicht geladen. Drück noch einmal.');
      reportError(error);
    }
    this.#launcher.ariaBusy = null;
  }

  async #load(): Promise<Panel> {
    return (await loadPanel()).createPanel({
      tag: this,
      root: this.#root,
      keeper: this.#keeper,
      baseUrl: this.getAttribute('base-url') ?? '',
      onToggle: (isOpen, hadFocus) => {
        this.#launcher.hidden = isOpen;
        if (hadFocus) this.#launcher.focus();
      },
      onUnread: () => this.#count(),
      onTakenAlong: () => this.#hear(),
    });
  }

  #build(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    const button = this.#launcher;
    const mark = this.#mark;
    button.className = 'launcher';
    button.part.add('launcher');
    button.ariaHasPopup = 'dialog';
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.ariaHidden = 'true';
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', BUBBLE);
    svg.append(path);
    const label = document.createElement('slot');
    label.name = 'label';
    label.append('Chat');
    mark.part.add('unread');
    mark.role = 'img';
    button.append(svg, label, mark);
    button.addEventListener('click', () => void this.open());
    this.#root.append(button);
  }

  #end(): void {
    this.#keeper.end();
    void this.#panel?.then(panel => panel.end());
    this.#panel = undefined;
    this.#launcher.hidden = false;
  }

  get #visitor(): string | null {
    return this.getAttribute('visitor');
  }

  #count(): void {
    const { unread = 0 } = this.#keeper.read();
    const count = unread ? String(unread) : '';
    this.#showSign(count, `${count} unread`, `${count} ungelesen`);
  }

  /** Puts a sign on the button. @param english what it says in words; and in German */
  #showSign(sign: string, english: string, german: string): void {
    const mark = this.#mark;
    mark.textContent = sign;
    mark.hidden = !sign;
    if (sign) mark.title = isGerman(this) ? german : english;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'guest-chat-join': GuestChatJoin;
  }
}
