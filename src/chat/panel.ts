import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { GuestConversation, GuestDoor, Message } from '../client/guest-client.ts';
import { createGuestHttpClient } from '../client/http/guest-http-client.ts';
import { checkMessage } from '../client/messages.ts';
import { duration, Problem } from '../client/problem.ts';
import { inputDenialOf, inputDenialSentence, type InputDenial } from '../client/input-denials.ts';
import { isComposing } from '../ui/composing.ts';
import { Clock } from '../ui/controllers/clock.ts';
import { Confirmation } from '../ui/controllers/confirmation.ts';
import { Localize } from '../ui/i18n/localize.ts';
import { keyedList } from '../ui/keyed-list.ts';
import { later } from '../ui/later.ts';
import { markdown } from '../ui/markdown.ts';
import { dialogStyles } from '../ui/primitives/dialog.ts';
import { CROSS, icon } from '../ui/primitives/icon.ts';
import { textField, textFieldStyles } from '../ui/primitives/text-field.ts';
import { plainText, transcript } from '../ui/primitives/transcript.ts';
import { transcriptStyles } from '../ui/primitives/transcript.styles.ts';
import { sendByEnter } from '../ui/send-by-enter.ts';
import { shared } from '../ui/styles/shared.ts';
import { TypingNotice } from '../ui/typing-notice.ts';
import { ControllerHost } from './controller-host.ts';
import { Conversation, type ChatState, type OpenChat, type Pending } from './conversation.ts';
import { isGerman, languageOf } from './language.ts';
import { subjectOf, type Keeper, type Kept } from './kept.ts';
import { panelStyles } from './panel.styles.ts';
import { keepTyped, readTyped, type Typed } from './typed.ts';
import { followVisibleWindow } from './visible-window.ts';
import { loadWords } from './words.ts';

const loadGerman = later(() => import('./de.ts'));

/** Where the panel is, and what is kept of whose it is. */
export interface PanelOptions {
  /** Says the organization, and who is signed in to the page; the panel ends when these are others. */
  readonly tag: HTMLElement;
  readonly root: ShadowRoot;
  readonly keeper: Keeper;
  readonly baseUrl: string;
  /** Told when it has opened or closed, and whether it had the focus. */
  readonly onToggle: (isOpen: boolean, hadFocus: boolean) => void;
  /** Told when there are more or fewer answers that nobody has seen. */
  readonly onUnread: () => void;
  /** Told when a conversation has gone with an account, maybe too late for who is here. */
  readonly onTakenAlong: () => void;
}

/** The open chat. */
export interface Panel {
  show(takesFocus: boolean): void;
  close(): void;
  /** Told when another tab has changed what the browser keeps. */
  hear(): void;
  /** Closes it for good. */
  end(): void;
}

/** Makes the panel in the tag's shadow root; nothing is asked before it is shown. */
export async function createPanel(options: PanelOptions): Promise<Panel> {
  loadWords();
  if (isGerman(options.tag)) await loadGerman();
  return new ChatPanel(options);
}

/** Up to which of its messages something is so. */
type Place = NonNullable<Kept['seen']>;

/** What was not done, and beside what it is said. */
interface Refused {
  readonly at: 'message' | 'address';
  readonly problem: Problem | undefined;
}

class ChatPanel extends ControllerHost implements Panel {
  readonly #options: PanelOptions;
  readonly #localize = new Localize(this);
  readonly #keeper: Keeper;
  readonly #place = document.createElement('div');
  readonly #conversation: Conversation;
  readonly #erasing: Confirmation<GuestConversation>;
  readonly #over = new AbortController();
  #hasBegun = false;
  #isShown = false;
  /** It has been opened, and what is new is to be seen. */
  #isOpening = false;
  #isJoining = false;
  #owesFocus = false;
  #knowsGerman = false;
  /** What of the page had the focus when it was opened, and gets it back. */
  #openedFrom: Element | null = null;
  readonly #typing = new TypingNotice();
  /** What is written, and what visitors say of themselves, until it is sent. */
  #typed: Typed;
  /** The address that is being typed where an answer can be sent to. */
  #address = '';
  /** One was saved, of which is said where answers go. */
  #hasSaved = false;
  /** What was refused, and where that is said. */
  #refused: Refused | undefined;
  /** What came too often, and until when it is waited: milliseconds since 1970. */
  #ticking: ReturnType<typeof setTimeout> | undefined;
  #wait: { readonly problem: Problem | undefined; readonly until: number } = {
    problem: undefined,
    until: 0,
  };
  /** Up to which message answers were read out. */
  #told: Place | undefined;
  /** The answers that came last, which are read out. */
  #news: readonly Message[] = [];
  /** Up to which message the guest has read. */
  #read = 0;

  constructor(options: PanelOptions) {
    super();
    new Clock(this);
    const { tag, root, keeper, baseUrl } = options;
    const isInline = tag.hasAttribute('inline');
    this.#options = options;
    this.#keeper = keeper;
    this.#typed = readTyped(keeper.key, subjectOf(this.#visitor));
    const client = createGuestHttpClient({
      baseUrl,
      organization: tag.getAttribute('organization') ?? '',
      language: () => languageOf(options.tag),
      store: {
        read: () => keeper.read().tokens,
        write: tokens => {
          keeper.write({ tokens });
        },
      },
    });
    this.#conversation = new Conversation({
      client,
      keeper,
      about: () => ({
        page: pageAddress(),
        language: /^[a-z]{2,3}/.exec(this.#localize.locale)?.[0],
        visitor: this.#visitor,
      }),
      onChange: () => {
        this.requestUpdate();
      },
      onTakenAlong: options.onTakenAlong,
      onRefused: (text, problem) => {
        this.#type({ text: [text, this.#typed.text].filter(Boolean).join('\n\n') });
        if (problem) this.#refuse('message', problem);
      },
    });
    this.#erasing = new Confirmation<GuestConversation>(this, {
      localize: this.#localize,
      whose: () => this.#open?.id,
      question: () => ({
        title: this.#localize.term('eraseQuestion'),
        loss: this.#localize.term('eraseLoses'),
        confirm: this.#localize.term('erase'),
        confirming: this.#localize.term('erasing'),
      }),
      act: async () => {
        const problem = await this.#conversation.leave();
        if (!problem) this.#type({ text: '', name: '', email: '' });
        return problem;
      },
      onClose: () => {
        void this.updateComplete.then(() => this.#focus('[part=leave-button]'));
      },
    });
    this.#place.className = 'panel';
    this.#place.setAttribute('part', 'panel');
    this.#place.setAttribute('role', isInline ? 'region' : 'dialog');
    this.#place.setAttribute('aria-labelledby', 'heading');
    if (!isInline) this.#place.popover = 'manual';
    this.#place.addEventListener('keydown', event => {
      if (this.#place.querySelector('dialog') !== null) return;
      if (event.key === 'Escape' && !isComposing(event)) this.close();
      this.#goRound(event);
    });
    const styles = [...shared, textFieldStyles, dialogStyles, transcriptStyles, panelStyles];
    const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
    // There may have been a panel before.
    root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])];
    root.append(this.#place);
    followVisibleWindow(this.#place, this.#over.signal);
    this.connect();
  }

  /** The language of the words. */
  get lang(): string {
    return this.#options.tag.lang;
  }

  /** Vouches for who is signed in to the page; undefined while nobody is. */
  get #visitor(): string | undefined {
    return this.#options.tag.getAttribute('visitor') ?? undefined;
  }

  show(takesFocus: boolean): void {
    if (!this.#hasBegun || this.#mayBeOpenNow) void this.#conversation.open();
    this.#hasBegun = true;
    if (!this.#isShown) this.#openedFrom = takesFocus ? focused(this.#options.tag) : null;
    this.#isShown = true;
    this.#place.hidden = false;
    if (this.#place.popover !== null && !this.#place.matches(':popover-open')) {
      this.#place.showPopover();
    }
    this.#keeper.write({ open: true });
    this.#options.onToggle(true, false);
    this.#isOpening = true;
    this.#owesFocus = takesFocus;
    this.update();
  }

  close(): void {
    if (!this.#isShown) return;
    const hadFocus = this.#options.root.activeElement !== null;
    this.#isShown = false;
    if (this.#place.popover === null) this.#place.hidden = true;
    else this.#place.hidePopover();
    this.#keeper.write({ open: false });
    this.#options.onToggle(false, hadFocus);
    if (hadFocus && this.#openedFrom instanceof HTMLElement) this.#openedFrom.focus();
  }

  hear(): void {
    if (this.#hasBegun) void this.#conversation.hearOthers();
    this.requestUpdate();
  }

  end(): void {
    this.#over.abort();
    clearTimeout(this.#ticking);
    this.disconnect();
    this.#conversation.close();
    const hadFocus = this.#options.root.activeElement !== null;
    this.#place.remove();
    if (hadFocus) this.#options.onToggle(false, true);
  }

  protected override update(): void {
    this.#learnGerman();
    const unseen = this.#isOpening ? this.#firstUnseen() : undefined;
    this.#tell();
    this.#countDown();
    const isAtEnd = this.#isAtEnd();
    const { activeElement } = this.#options.root;
    render(this.#content(), this.#place);
    this.#place.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    if (isAtEnd || unseen !== undefined) this.#log?.scrollTo(0, this.#log.scrollHeight);
    if (unseen !== undefined) this.#scrollUpTo(unseen);
    // What had the focus has gone: the chat has opened, or ended.
    const isLost = activeElement !== null && !this.#options.root.contains(activeElement);
    if (this.#isShown && (this.#owesFocus || isLost)) this.#takeFocus();
  }

  /** The page may be in another language by now. */
  #learnGerman(): void {
    if (this.#knowsGerman || !isGerman(this.#options.tag)) return;
    this.#knowsGerman = true;
    loadGerman().catch(reportError);
  }

  /** To where one goes on; while there is nothing to do yet, to the heading, and from there later. */
  #takeFocus(): void {
    const field = this.#place.querySelector<HTMLElement>('textarea, button.primary');
    (field ?? this.#place.querySelector<HTMLElement>('#heading'))?.focus();
    // All of it, above the row of buttons: the browser shows the line that is written in.
    field?.scrollIntoView({ block: 'nearest' });
    this.#owesFocus = !field;
  }

  /** Where the panel has all of the window, as on phones, Tab does not lead behind it. */
  #goRound(event: KeyboardEvent): void {
    const { popover, clientWidth } = this.#place;
    if (event.key !== 'Tab' || popover === null || clientWidth < innerWidth) return;
    const all = [...this.#place.querySelectorAll<HTMLElement>('button, textarea, input, a, .log')];
    if (event.shiftKey) all.reverse();
    if (this.#options.root.activeElement !== all.at(-1)) return;
    event.preventDefault();
    all[0]?.focus();
  }

  /** Guests may not have been let in when it was looked at last. */
  get #mayBeOpenNow(): boolean {
    return !this.#isShown && this.#state.kind === 'closed' && !this.#state.problem.needsSignIn;
  }

  /** Counts the seconds until it may be tried again. */
  #countDown(): void {
    const problem = this.#state.kind === 'door' ? this.#state.problem : this.#undelivered;
    if (problem !== this.#wait.problem) {
      this.#wait = { problem, until: Date.now() + 1000 * (problem?.details.retryAfter ?? 0) };
    }
    clearTimeout(this.#ticking);
    if (this.#secondsLeft > 0) this.#ticking = setTimeout(() => this.requestUpdate(), 1000);
  }

  get #secondsLeft(): number {
    return Math.ceil((this.#wait.until - Date.now()) / 1000);
  }

  /** Why messages stand there that were not sent. */
  get #undelivered(): Problem | undefined {
    return this.#conversation.pending.find(({ problem }) => problem)?.problem;
  }

  get #state(): ChatState {
    return this.#conversation.state;
  }

  get #open(): GuestConversation | undefined {
    return this.#state.kind === 'open' ? this.#state.conversation : undefined;
  }

  /** Reads finished answers out, once each, and says that they are read, or how many nobody has seen. */
  #tell(): void {
    const conversation = this.#open;
    const before = this.#told?.conversation === conversation?.id ? this.#told : undefined;
    if (!before) {
      this.#news = [];
      this.#address = '';
      this.#hasSaved = false;
      // What was refused of another one.
      if (this.#told) this.#refused = undefined;
      this.#told = undefined;
    }
    if (!conversation) return;
    const { id, messages } = conversation;
    const answers = messages.filter(({ author, done }) => author !== 'guest' && done);
    const last = answers.at(-1)?.seq ?? 0;
    const told = before?.seq ?? last;
    this.#told = { conversation: id, seq: last };
    const news = answers.filter(({ seq }) => seq > told);
    if (news.length > 0) {
      const waiting = this.#news.filter(one => this.#readOut(one) === nothing);
      this.#news = [...waiting, ...news];
    }
    if (last > 0) this.#note(id, answers, before !== undefined);
  }

  /** In what the browser keeps, so that each tab counts the same, and none what another has shown. */
  #note(id: string, answers: readonly Message[], isSame: boolean): void {
    const last = answers.at(-1)?.seq ?? 0;
    const seen = this.#seenIn(id) ?? 0;
    const isSeen = this.#isShown && document.visibilityState === 'visible';
    if (isSeen && !(isSame && this.#read === last)) this.#conversation.markRead(last);
    if (isSeen) this.#read = last;
    const unread = isSeen ? 0 : answers.filter(({ seq }) => seq > seen).length;
    if (this.#keeper.read().unread === unread && !(isSeen && seen < last)) return;
    this.#keeper.write({ unread, ...(isSeen && { seen: { conversation: id, seq: last } }) });
    this.#options.onUnread();
  }

  /** @returns up to which message what is in a conversation was seen, in whichever tab */
  #seenIn(conversation: string): number | undefined {
    const { seen } = this.#keeper.read();
    return seen?.conversation === conversation ? seen.seq : undefined;
  }

  #content(): TemplateResult {
    const state = this.#state;
    const name =
      state.kind === 'door' ? state.door.organization.name : this.#open?.organization.name;
    return html`<div class="top">
        <h2 id="heading" tabindex="-1" part="heading">
          ${name === undefined ? this.#localize.term('chatTitle') : this.#localize.term('chatWith', name)}
        </h2>
        <button
          class="quiet icon"
          type="button"
          part="close-button"
          aria-label=${this.#localize.term('closeChat')}
          @click=${() => {
            this.close();
          }}
        >
          ${icon(CROSS)}
        </button>
      </div>
      ${this.#body(state)}
      <div class="visually-hidden" role="status" aria-atomic="false">
        ${keyedList(this.#news.map(one => [String(one.seq), this.#readOut(one)]))}
      </div>`;
  }

  /** Once what is Markdown can be drawn: then it stays the same, and is read once. */
  #readOut(answer: Message): TemplateResult | typeof nothing {
    const { author, text } = answer;
    const said = author === 'answerer' ? markdown(text, []) : text;
    if (said === undefined) return nothing;
    return html`<div>${this.#by(answer)}: <bdi dir="auto">${said}</bdi></div>`;
  }

  #body(state: ChatState): TemplateResult {
    switch (state.kind) {
      case 'loading':
        return html`<p class="log muted" part="loading" aria-busy="true">
          ${this.#localize.term('loading')}
        </p>`;
      case 'door':
        return this.#door(state);
      case 'closed':
        return this.#closed(state.problem);
      case 'open':
        return this.#conversationOf(state);
    }
  }

  #door({ door, problem }: Extract<ChatState, { kind: 'door' }>): TemplateResult {
    const fields = problem?.details.fields;
    const wrong: string[] = [];
    const typed = (
      name: 'name' | 'email',
      label: string,
      type: 'text' | 'email',
    ): TemplateResult => {
      const denial = inputDenialOf(fields?.find(({ field }) => field === name)?.code ?? '');
      const said = denial && this.#localize.term('input', denial);
      if (said !== undefined) wrong.push(said);
      return textField({
        name,
        label,
        type,
        autocomplete: name,
        dir: name === 'email' ? 'ltr' : 'auto',
        problem: said,
        value: this.#typed[name],
        onInput: value => {
          this.#type({ [name]: value });
        },
      });
    };
    const isKnown = this.#visitor !== undefined;
    return html`<form class="door" part="form" novalidate @submit=${this.#join}>
      ${this.#greeting(door)}
      ${
        isKnown
          ? nothing
          : html`${typed('name', this.#localize.term('nameIfYouLike'), 'text')}
            ${typed('email', this.#localize.term('emailForLater'), 'email')}`
      }
      <p class="visually-hidden" role="alert">${wrong.join(' ')}</p>
      ${this.#messageField()} ${this.#refusedAt('message')} ${this.#consent(door)}
      ${problem && !fields ? this.#problem(problem) : nothing}
      <div class="actions">${this.#sendButton()}</div>
    </form>`;
  }

  /** What the organization says first. */
  #greeting(door: GuestDoor): TemplateResult {
    const { welcome } = door.texts;
    return html`${welcome === null ? nothing : html`<p part="welcome">${ownWords(welcome)}</p>`}
    ${door.away ? this.#away(door) : nothing}`;
  }

  #away({ texts: { away } }: GuestDoor): TemplateResult {
    return html`<p part="away">
      ${away === null ? this.#localize.term('nobodyIsHere') : ownWords(away)}
    </p>`;
  }

  #consent({ texts: { consent }, organization }: GuestDoor): TemplateResult {
    return html`<p class="muted small" part="consent">
      ${consent === null ? this.#localize.term('consent', organization.name) : ownWords(consent)}
    </p>`;
  }

  #closed(problem: Problem): TemplateResult {
    const canBegin = problem.needsSignIn;
    return html`<div class="log" part="closed">
      <div role="alert">
        <p class="over">${this.#localize.term(canBegin ? 'chatOver' : 'chatFailed')}</p>
        <p class="muted">${this.#localize.term('problem', problem)}</p>
      </div>
      ${
        canBegin || problem.isPassing
          ? html`<button
              class="primary"
              type="button"
              part="action-button"
              @click=${() => void (canBegin ? this.#conversation.beginAnew() : this.#conversation.open())}
            >
              ${this.#localize.term(canBegin ? 'beginAnew' : 'retry')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #conversationOf({ conversation, door, isAsked }: OpenChat): TemplateResult {
    const { messages, state } = conversation;
    const { pending, isConnected } = this.#conversation;
    const isEmpty = messages.length + pending.length === 0;
    return html`<div
        class="log"
        part="log"
        tabindex="0"
        role="log"
        aria-live="off"
        aria-labelledby="heading"
      >
        ${door && isEmpty ? html`${this.#greeting(door)} ${this.#consent(door)}` : nothing}
        ${this.#transcript(conversation)} ${pending.map(one => this.#pending(one))}
        ${this.#notSent()}
        ${
          conversation.typing
            ? html`<p class="muted small" part="typing">
                ${this.#localize.term('somebodyWrites')}
              </p>`
            : nothing
        }
        ${state === 'waiting' || this.#isTypingAddress || this.#hasSaved ? this.#waiting(conversation, door) : nothing}
      </div>
      <div role="status">
        ${
          isConnected
            ? nothing
            : html`<p class="connection muted small" part="connection">
                ${this.#localize.term('connectionLost')}
              </p>`
        }
      </div>
      ${isAsked ? this.#accountQuestion(conversation) : this.#writing(conversation)}
      ${this.#erasing.render()}`;
  }

  /** Whether what was written before goes with the account (R32). */
  #accountQuestion({ organization }: GuestConversation): TemplateResult {
    return html`<div class="account" part="account">
      <p class="over">${this.#localize.term('accountQuestion')}</p>
      <p class="muted small">${this.#localize.term('accountChoice', organization.name)}</p>
      ${this.#refusedAt('message')}
      <div class="actions">
        <button
          type="button"
          part="account-no-button"
          @click=${() => {
            this.#type({ text: '' });
            void this.#conversation.letGo();
          }}
        >
          ${this.#localize.term('accountBeginsAnew')}
        </button>
        <button
          class="primary"
          type="button"
          part="account-yes-button"
          @click=${() => void this.#do(this.#conversation.keep())}
        >
          ${this.#localize.term('accountKeeps')}
        </button>
      </div>
    </div>`;
  }

  #writing(conversation: GuestConversation): TemplateResult {
    const { messages, answeredBy } = conversation;
    return html`<form part="form" @submit=${this.#send}>
        ${this.#messageField()} ${this.#refusedAt('message')}
        <div class="actions">
          ${
            answeredBy === 'answerer' && messages.length > 0
              ? html`<button
                  type="button"
                  part="person-button"
                  @click=${() => void this.#do(this.#conversation.askForPerson())}
                >
                  ${this.#localize.term('askForPerson')}
                </button>`
              : nothing
          }
          ${this.#sendButton()}
        </div>
      </form>
      <div class="bottom">
        ${
          messages.length > 0
            ? html`<button
                class="quiet small"
                type="button"
                part="new-button"
                @click=${() => void this.#do(this.#conversation.begin(pageAddress()))}
              >
                ${this.#localize.term('newConversation')}
              </button>`
            : nothing
        }
        <button
          class="quiet small"
          type="button"
          part="leave-button"
          @click=${() => {
            this.#erasing.ask(conversation);
          }}
        >
          ${this.#localize.term('leaveAndErase')}
        </button>
      </div>`;
  }

  /** That people were asked, and where an answer goes to whoever does not stay. */
  #waiting({ state, email }: GuestConversation, door: GuestDoor | undefined): TemplateResult {
    const refused = this.#refusedAt('address');
    return html`<div class="waiting muted small" part="waiting">
      ${
        state !== 'waiting'
          ? nothing
          : door?.away
            ? this.#away(door)
            : html`<p>${this.#localize.term('somebodyAnswers')}</p>`
      }
      ${
        email === null || this.#isTypingAddress
          ? html`<form
              class="address"
              part="address-form"
              novalidate
              @submit=${this.#introduce}
              @focusout=${() => {
                this.requestUpdate();
              }}
            >
              <label for="answer-to">${this.#localize.term('whereToAnswer')}</label>
              <input
                id="answer-to"
                name="email"
                part="address-input"
                type="email"
                autocomplete="email"
                dir="ltr"
                .value=${live(this.#address)}
                aria-invalid=${refused === nothing ? 'false' : 'true'}
                aria-describedby=${refused === nothing ? nothing : 'address-help'}
                @input=${(event: Event) => {
                  this.#address = (event.target as HTMLInputElement).value;
                }}
              />
              <button part="address-button">${this.#localize.term('keepAddress')}</button>
              <div id="address-help">${refused}</div>
            </form>`
          : html`<p role="status">${this.#localize.term('answerGoesTo', email)}</p>`
      }
    </div>`;
  }

  #messageField(): TemplateResult {
    return html`<textarea
      name="text"
      part="input"
      rows="2"
      dir="auto"
      aria-label=${this.#localize.term('yourMessage')}
      placeholder=${this.#localize.term('yourMessage')}
      .value=${live(this.#typed.text)}
      @input=${(event: Event) => {
        this.#type({ text: (event.target as HTMLTextAreaElement).value });
        if (this.#typed.text !== '' && this.#open)
          this.#typing.tell(() => this.#conversation.type());
      }}
      @keydown=${sendByEnter}
    ></textarea>`;
  }

  #sendButton(): TemplateResult {
    return html`<button class="primary" part="send-button" aria-disabled=${this.#isJoining}>
      ${this.#localize.term(this.#isJoining ? 'sendingMessage' : 'sendMessage')}
    </button>`;
  }

  #transcript({ messages, readSeq }: GuestConversation): TemplateResult {
    const lastOwn = messages.findLast(({ author }) => author === 'guest');
    return transcript({
      messages,
      localize: this.#localize,
      isMine: ({ author }) => author === 'guest',
      by: message => this.#by(message),
      delivery: message =>
        message === lastOwn
          ? this.#localize.term(readSeq >= message.seq ? 'messageSeen' : 'messageSent')
          : undefined,
      redraw: () => {
        this.requestUpdate();
      },
    });
  }

  #by({ author, name }: Message): string {
    return author === 'guest'
      ? this.#localize.term('byYou')
      : (name ?? this.#localize.term('automaticAnswer'));
  }

  #pending({ text, problem }: Pending): TemplateResult {
    return html`<div class="message mine" part="message">
      <p class="muted small">
        <bdi>${this.#localize.term('byYou')}</bdi>
        · ${this.#localize.term(problem ? 'notSent' : 'sendingMessage')}
      </p>
      <div class="text" part="text">${plainText(text)}</div>
    </div>`;
  }

  /** Once for all that was not sent. */
  #notSent(): TemplateResult | typeof nothing {
    const problem = this.#undelivered;
    if (!problem) return nothing;
    return html`<div class="waiting">
      ${this.#problem(problem)}
      <button
        type="button"
        part="again-button"
        @click=${() => {
          this.#conversation.sendAgain();
        }}
      >
        ${this.#localize.term('sendOnceMore')}
      </button>
    </div>`;
  }

  /** As a sentence; counting down, it is no alert. */
  #problem(problem: Problem): TemplateResult {
    const seconds = problem === this.#wait.problem ? this.#secondsLeft : 0;
    if (seconds > 0) {
      return html`<p class="problem" part="problem" role="timer">
        ${this.#localize.term('waitFor', duration(seconds, this.#localize.locale))}
      </p>`;
    }
    const denial = inputDenialOf(problem.details.fields?.[0]?.code ?? '');
    return html`<p class="problem" part="problem" role="alert">
      ${denial ? this.#localize.term('input', denial) : this.#localize.term('problem', problem)}
    </p>`;
  }

  #refusedAt(place: Refused['at']): TemplateResult | typeof nothing {
    const { at, problem } = this.#refused ?? {};
    return problem && at === place ? this.#problem(problem) : nothing;
  }

  #refuse(at: Refused['at'], problem: Problem | undefined): void {
    this.#refused = { at, problem };
    this.requestUpdate();
  }

  /** Says beside the field why it was not done. */
  async #do(done: Promise<Problem | undefined>, at: Refused['at'] = 'message'): Promise<void> {
    const of = this.#open?.id;
    const problem = await done;
    // Of a conversation that is erased or left meanwhile, nothing more is said.
    if (!problem || this.#open?.id === of) this.#refuse(at, problem);
  }

  /** Who they are, where another tab has joined before they were asked for more. */
  async #tellWhatWasTypedAtTheDoor(): Promise<void> {
    const { name, email } = this.#typed;
    this.#type({ name: '', email: '' });
    // Each by itself: what is wrong with one is nothing to the other.
    if (name.trim() !== '') await this.#introduceBy({ name }, 'message');
    if (email.trim() !== '') await this.#introduceBy({ email }, 'address');
  }

  async #introduceBy(said: Partial<Typed>, at: Refused['at']): Promise<void> {
    const of = this.#open?.id;
    const problem = await this.#conversation.introduce(said);
    if (!problem || this.#open?.id !== of) return;
    if (problem.isPassing) {
      this.#type(said);
      return;
    }
    // Where it is asked for once more.
    this.#address ||= said.email ?? '';
    this.#refuse(at, problem);
  }

  readonly #join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = this.#typed.text;
    if (this.#isJoining || text.trim() === '') {
      this.#focus('textarea');
      return;
    }
    if (!this.#accepts(text)) return;
    this.#isJoining = true;
    this.requestUpdate();
    const { name, email } = this.#typed;
    await this.#conversation.join({ name, email });
    this.#isJoining = false;
    // What was refused stays in its field.
    if (this.#open) {
      this.#type({ name: '', email: '' });
      this.#sendText(text);
    }
    this.requestUpdate();
    await this.updateComplete;
    this.#focus('[aria-invalid=true]');
  };

  readonly #send = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#tellWhatWasTypedAtTheDoor();
    this.#sendText(this.#typed.text);
    this.#focus('textarea');
  };

  readonly #introduce = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = this.#address;
    if (email.trim() === '') return;
    await this.#do(this.#conversation.introduce({ email }), 'address');
    if (this.#refused?.problem || this.#address !== email) return;
    this.#address = '';
    this.#hasSaved = true;
    this.#focus('textarea');
    this.requestUpdate();
  };

  /** Also when nobody is waited for any more, until it is saved, or emptied and left. */
  get #isTypingAddress(): boolean {
    return this.#address !== '' || this.#hasFocus('[part=address-form]');
  }

  #hasFocus(selector: string): boolean {
    return this.#options.root.activeElement?.closest(selector) != null;
  }

  #type(change: Partial<Typed>): void {
    if (this.#over.signal.aborted) return;
    this.#typed = { ...this.#typed, ...change };
    keepTyped(this.#keeper.key, this.#typed, subjectOf(this.#visitor));
    this.requestUpdate();
  }

  /** What is typed since stays. */
  #sendText(text: string): void {
    if (text.trim() === '' || !this.#accepts(text)) return;
    const isStillThere = this.#typed.text.startsWith(text);
    this.#type({
      text: isStillThere ? this.#typed.text.slice(text.length).trimStart() : this.#typed.text,
    });
    this.#conversation.send(text);
  }

  /** Says at once what the server would: it is neither drawn nor sent. */
  #accepts(text: string): boolean {
    const checked = checkMessage(text);
    this.#refuse('message', checked.allowed ? undefined : refusedText(checked.denial));
    return checked.allowed;
  }

  #focus(selector: string): void {
    this.#place.querySelector<HTMLElement>(selector)?.focus();
  }

  /** @returns the place of the first answer that was not seen, or -1; undefined while that is not known */
  #firstUnseen(): number | undefined {
    const conversation = this.#open;
    if (!conversation) return undefined;
    this.#isOpening = false;
    const seen = this.#seenIn(conversation.id) ?? Infinity;
    return conversation.messages.findIndex(({ author, seq }) => author !== 'guest' && seq > seen);
  }

  /** Where there is more of it than there is room, the first comes first. */
  #scrollUpTo(unseen: number): void {
    const first = this.#log?.querySelectorAll('[part=message]')[unseen];
    if (!this.#log || !first) return;
    const above = first.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
    this.#log.scrollBy(0, Math.min(0, above));
  }

  get #log(): HTMLElement | null {
    return this.#place.querySelector('[part=log]');
  }

  #isAtEnd(): boolean {
    const log = this.#log;
    return !log || log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  }
}

/** What of the page around a tag has the focus. */
function focused(tag: HTMLElement): Element | null {
  const { activeElement } = tag.getRootNode() as Document | ShadowRoot;
  return activeElement === tag ? null : activeElement;
}

/** In lines, as the organization has written them. */
function ownWords(text: string): TemplateResult {
  return html`<bdi class="own-words">${text}</bdi>`;
}

/** What a server would answer to what was written. */
function refusedText(denial: InputDenial): Problem {
  const fields = [{ field: 'text', code: denial.code }];
  const said = { status: 400, title: inputDenialSentence(denial) };
  return Problem.answered('invalid-input', { fields }, said);
}

/** What the server takes of the page's address. */
function pageAddress(): string {
  return location.href.slice(0, 1000);
}
