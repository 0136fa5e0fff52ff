import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { GuestConversation, GuestDoor, Message } from '../client/guest-client.ts';
import { createGuestHttpClient } from '../client/http/guest-http-client.ts';
import { duration, type Problem } from '../client/problem.ts';
import { inputDenialOf } from '../client/typed-text.ts';
import { Clock } from '../ui/controllers/clock.ts';
import { Confirmation } from '../ui/controllers/confirmation.ts';
import { Localize } from '../ui/i18n/localize.ts';
import { loadMarkdown, markdown } from '../ui/markdown.ts';
import { dialogStyles } from '../ui/primitives/dialog.ts';
import { CROSS, icon } from '../ui/primitives/icon.ts';
import { textField, textFieldStyles } from '../ui/primitives/text-field.ts';
import { plainText, transcript, transcriptStyles } from '../ui/primitives/transcript.ts';
import { shared } from '../ui/styles/shared.ts';
import { TypingNotice } from '../ui/typing-notice.ts';
import { ControllerHost } from './controller-host.ts';
import { Conversation, type ChatState, type OpenChat, type Pending } from './conversation.ts';
import type { Keeper } from './kept.ts';
import { panelStyles } from './panel.styles.ts';
import { followVisibleWindow } from './visible-window.ts';
import { loadWords } from './words.ts';

/** Where the panel is, and whose. */
export interface PanelOptions {
  readonly tag: HTMLElement;
  readonly root: ShadowRoot;
  readonly organization: string;
  readonly baseUrl: string;
  readonly keeper: Keeper;
  readonly isInline: boolean;
  /** The token with which the page vouches for who is signed in to it; undefined while nobody is. */
  readonly visitor: () => string | undefined;
  /** Told when it has opened or closed, and whether it had the focus. */
  readonly onToggle: (isOpen: boolean, hadFocus: boolean) => void;
  /** Told how many answers came while it was closed. */
  readonly onUnread: (count: number) => void;
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
  if (/^de\b/i.test(languageOf(options.tag))) await import('./de.ts');
  return new ChatPanel(options);
}

function languageOf(tag: HTMLElement): string {
  return tag.lang || document.documentElement.lang || navigator.language;
}

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
  #isJoining = false;
  #owesFocus = false;
  readonly #typing = new TypingNotice();
  /** What visitors say of themselves, until it is sent. */
  #said = { name: '', email: '' };
  /** What was refused, and where that is said. */
  #refused: Refused | undefined;
  /** Of this tab alone; what is kept is for the next page. */
  #draft: string;
  /** What came too often, and until when it is waited: milliseconds since 1970. */
  #ticking: ReturnType<typeof setTimeout> | undefined;
  #wait: { readonly problem: Problem | undefined; readonly until: number } = {
    problem: undefined,
    until: 0,
  };
  /** Up to which message answers were read out, or counted while nobody saw them. */
  #told: { readonly conversation: string; readonly seq: number } | undefined;
  /** The last answer that came while it was open, which is read out. */
  #latest: Message | undefined;
  /** Up to which message the guest has read. */
  #read = 0;

  constructor(options: PanelOptions) {
    super();
    new Clock(this);
    const { root, organization, baseUrl, keeper, isInline } = options;
    this.#options = options;
    this.#keeper = keeper;
    this.#draft = this.#keeper.read().draft ?? '';
    const client = createGuestHttpClient({
      baseUrl,
      organization,
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
        visitor: options.visitor(),
      }),
      onChange: () => {
        this.requestUpdate();
      },
      onRefused: (text, problem) => {
        this.#write([text, this.#draft].filter(Boolean).join('\n\n'));
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
        if (!problem) this.#write('');
        return problem;
      },
      onClose: () => {
        this.#owesFocus = true;
        this.requestUpdate();
      },
    });
    this.#place.className = 'panel';
    this.#place.setAttribute('part', 'panel');
    this.#place.setAttribute('role', isInline ? 'region' : 'dialog');
    this.#place.setAttribute('aria-labelledby', 'heading');
    if (!isInline) this.#place.popover = 'manual';
    this.#place.addEventListener('keydown', event => {
      if (this.#place.querySelector('dialog') !== null) return;
      if (event.key === 'Escape' && !event.isComposing) this.close();
      this.#goRound(event);
    });
    const sheets = [...shared, textFieldStyles, dialogStyles, transcriptStyles, panelStyles];
    root.adoptedStyleSheets = [
      ...root.adoptedStyleSheets,
      ...sheets.flatMap(({ styleSheet }) => styleSheet ?? []),
    ];
    root.append(this.#place);
    followVisibleWindow(this.#place, this.#over.signal);
    this.connect();
  }

  /** The language of the words. */
  get lang(): string {
    return this.#options.tag.lang;
  }

  show(takesFocus: boolean): void {
    if (!this.#hasBegun) void this.#conversation.open();
    this.#hasBegun = true;
    this.#isShown = true;
    this.#place.hidden = false;
    if (this.#place.popover !== null && !this.#place.matches(':popover-open')) {
      this.#place.showPopover();
    }
    this.#keeper.write({ open: true, unread: 0 });
    this.#options.onToggle(true, false);
    this.#options.onUnread(0);
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
  }

  hear(): void {
    if (this.#hasBegun) void this.#conversation.hearOthers();
  }

  end(): void {
    this.#over.abort();
    clearTimeout(this.#ticking);
    this.disconnect();
    this.#conversation.close();
    this.#place.remove();
  }

  protected override update(): void {
    this.#tell();
    this.#countDown();
    const isAtEnd = this.#isAtEnd();
    const { activeElement } = this.#options.root;
    render(this.#content(), this.#place);
    this.#place.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    if (isAtEnd) this.#log?.scrollTo(0, this.#log.scrollHeight);
    // What had the focus has gone: the chat has opened, or ended.
    const isLost = activeElement !== null && !this.#options.root.contains(activeElement);
    if (this.#isShown && (this.#owesFocus || isLost)) this.#takeFocus();
  }

  /** To where one goes on; while there is nothing to do yet, to the heading, and from there later. */
  #takeFocus(): void {
    const field = this.#place.querySelector<HTMLElement>('textarea, button.primary');
    (field ?? this.#place.querySelector<HTMLElement>('#heading'))?.focus();
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

  /** Reads finished answers out, once, and says that they are read; counts them while it is closed. */
  #tell(): void {
    const conversation = this.#open;
    if (!conversation) return;
    const { id, messages } = conversation;
    const answers = messages.filter(({ author, done }) => author !== 'guest' && done);
    const last = answers.at(-1);
    const told = this.#told?.conversation === id ? this.#told.seq : undefined;
    this.#told = { conversation: id, seq: last?.seq ?? 0 };
    if (!last) return;
    const news = answers.filter(({ seq }) => told !== undefined && seq > told);
    if (news.length > 0) this.#latest = last;
    if (!this.#isShown && news.length > 0) {
      const unread = (this.#keeper.read().unread ?? 0) + news.length;
      this.#keeper.write({ unread });
      this.#options.onUnread(unread);
    }
    const isSeen = this.#isShown && document.visibilityState === 'visible';
    if (!isSeen || (told !== undefined && this.#read === last.seq)) return;
    this.#read = last.seq;
    this.#conversation.markRead(last.seq);
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
      <div class="visually-hidden" role="status">
        ${this.#latest && this.#readOut(this.#latest)}
      </div>`;
  }

  /** Once what is Markdown can be drawn: then it stays the same, and is read once. */
  #readOut(answer: Message): TemplateResult | typeof nothing {
    const { author, text } = answer;
    const said = author === 'answerer' ? markdown(text, []) : text;
    if (said === undefined) return nothing;
    return html`${this.#by(answer)}: <bdi dir="auto">${said}</bdi>`;
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
    const typed = (
      name: 'name' | 'email',
      label: string,
      type: 'text' | 'email',
    ): TemplateResult => {
      const denial = inputDenialOf(fields?.find(({ field }) => field === name)?.code ?? '');
      return textField({
        name,
        label,
        type,
        autocomplete: name,
        dir: name === 'email' ? 'ltr' : 'auto',
        problem: denial && this.#localize.term('input', denial),
        onInput: value => {
          this.#said = { ...this.#said, [name]: value };
        },
      });
    };
    const isKnown = this.#options.visitor() !== undefined;
    return html`<form class="door" part="form" novalidate @submit=${this.#join}>
      ${this.#greeting(door)}
      ${
        isKnown
          ? nothing
          : html`${typed('name', this.#localize.term('nameIfYouLike'), 'text')}
            ${typed('email', this.#localize.term('emailForLater'), 'email')}`
      }
      ${this.#messageField()} ${this.#consent(door)}
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
        ${state === 'waiting' ? this.#waiting(conversation, door) : nothing}
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
            this.#write('');
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
  #waiting({ email }: GuestConversation, door: GuestDoor | undefined): TemplateResult {
    return html`<div class="waiting muted small" part="waiting">
      ${door?.away ? this.#away(door) : html`<p>${this.#localize.term('somebodyAnswers')}</p>`}
      ${
        email === null
          ? html`<form class="address" part="address-form" novalidate @submit=${this.#introduce}>
              <label for="answer-to">${this.#localize.term('whereToAnswer')}</label>
              <input
                id="answer-to"
                name="email"
                part="address-input"
                type="email"
                autocomplete="email"
                dir="ltr"
              />
              <button part="address-button">${this.#localize.term('keepAddress')}</button>
              ${this.#refusedAt('address')}
            </form>`
          : html`<p>${this.#localize.term('answerGoesTo', email)}</p>`
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
      .value=${live(this.#draft)}
      @input=${(event: Event) => {
        this.#write((event.target as HTMLTextAreaElement).value);
        if (this.#draft !== '' && this.#open) this.#typing.tell(() => this.#conversation.type());
      }}
      @keydown=${sendByEnter}
    ></textarea>`;
  }

  #sendButton(): TemplateResult {
    return html`<button class="primary" part="send-button">
      ${this.#localize.term('sendMessage')}
    </button>`;
  }

  #transcript({ messages, readSeq }: GuestConversation): TemplateResult {
    if (messages.some(({ author }) => author === 'answerer')) {
      loadMarkdown(() => {
        this.requestUpdate();
      });
    }
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
    this.#refuse(at, await done);
  }

  readonly #join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.#isJoining || this.#draft.trim() === '') {
      this.#place.querySelector('textarea')?.focus();
      return;
    }
    this.#isJoining = true;
    await this.#conversation.join(this.#said);
    this.#isJoining = false;
    // What was refused stays in its field.
    if (this.#open) this.#sendDraft();
  };

  readonly #send = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#refused = undefined;
    this.#sendDraft();
    this.#place.querySelector('textarea')?.focus();
  };

  readonly #introduce = (event: SubmitEvent): void => {
    event.preventDefault();
    const email = new FormData(event.target as HTMLFormElement).get('email') as string;
    if (email.trim() !== '') void this.#do(this.#conversation.introduce({ email }), 'address');
  };

  #write(draft: string): void {
    this.#draft = draft;
    this.#keeper.write({ draft });
    this.requestUpdate();
  }

  #sendDraft(): void {
    const text = this.#draft;
    if (text.trim() === '') return;
    this.#draft = '';
    // Another tab may have written over it what is its own.
    if (this.#keeper.read().draft === text) this.#keeper.write({ draft: '' });
    this.#conversation.send(text);
  }

  get #log(): HTMLElement | null {
    return this.#place.querySelector('[part=log]');
  }

  #isAtEnd(): boolean {
    const log = this.#log;
    return !log || log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  }
}

/** In lines, as the organization has written them. */
function ownWords(text: string): TemplateResult {
  return html`<bdi class="own-words">${text}</bdi>`;
}

/** What the server takes of the page's address. */
function pageAddress(): string {
  return location.href.slice(0, 1000);
}

function sendByEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}
