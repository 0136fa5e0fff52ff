import { html, nothing, type TemplateResult } from 'lit';
import type {
  Conversation,
  Message,
  OpenedConversation,
  Session,
} from '../../client/backend-client.ts';
import { addPlaces, CONVERSATION_PLACES } from '../../client/places.ts';
import { canAnswerGuests, rulesOf, type MemberDenial } from '../../client/policy.ts';
import type { Problem } from '../../client/problem.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { state } from '../../ui/decorators.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { loadMarkdown } from '../../ui/markdown.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { icon, LOCK } from '../../ui/primitives/icon.ts';
import { listHead } from '../../ui/primitives/list-head.ts';
import { transcript, transcriptStyles } from '../../ui/primitives/transcript.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import { GuestAnsweredEvent, GuestAnswerEvent } from './events.ts';
import { styles } from './guest-conversations.styles.ts';
import { loadWords } from './words.ts';

const RULES = { canAnswerGuests };

const SKELETON_ROWS = 3;

/** Which conversation of which organization. */
interface Place {
  readonly organization: string;
  readonly conversation: string;
}

/** What was written and is not sent yet; sent again with the same id it is stored once. */
interface Draft {
  readonly id: string;
  readonly text: string;
  readonly problem?: Problem | undefined;
}

/**
 * Shows what guests write on the organization's sites, those who wait first, and lets members answer, for
 * whom the Conversations permission is.
 *
 * @tagname guest-conversations
 * @fires {GuestAnswerEvent} org-guest-answer - Before a guest is answered. Cancel to leave it in the field.
 * @fires {GuestAnsweredEvent} org-guest-answered - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @csspart list - The list.
 * @csspart row - One conversation, which opens it.
 * @csspart name - Who the guest is.
 * @csspart state - Whether somebody is waited for, as a word.
 * @csspart excerpt - The beginning of what was written last.
 * @csspart thread - The conversation that is open.
 * @csspart log - What was written in it.
 * @csspart message - One message.
 * @csspart text - What it says.
 * @csspart delivery - Whether the guest has read the last answer.
 * @csspart source - Where an automatic answer is from.
 * @csspart back-button - Leads back to the list, where there is no room for both.
 * @csspart input - The answer that is being written.
 * @csspart send-button - Sends it.
 * @csspart resolve-button - Says that it is done, or opens it again.
 * @csspart hand-back-button - Leaves it to automatic answers again.
 * @csspart problem - Why something was not done, as a sentence.
 * @cssstate busy - An answer is on its way.
 */
export class GuestConversations extends OrgElement {
  static {
    loadWords();
    addPlaces(CONVERSATION_PLACES);
  }
  static override readonly styles = [OrgElement.styles, transcriptStyles, styles];

  readonly #list = new Resource<string, readonly Conversation[]>(this, {
    key: () => this.#readable,
    version: () => this.session.store?.heard('conversation') ?? 0,
    load: async (organization, signal) =>
      (await this.client.conversations.list(organization, {}, signal)).conversations,
    keep: () => false,
    onProblem: problem => this.fail(problem),
  });

  readonly #thread = new Resource<Place, OpenedConversation>(this, {
    key: () => this.#place,
    version: () => this.session.store?.heard('conversation') ?? 0,
    load: ({ organization, conversation }, signal) =>
      this.client.conversations.open(organization, conversation, signal),
    keep: () => false,
    onProblem: problem => this.fail(problem),
  });

  /** The conversation that is open. */
  @state() private chosen: string | undefined;
  /** By conversation. */
  @state() private drafts: ReadonlyMap<string, Draft> = new Map();
  @state() private sending: Draft | undefined;
  @state() private refused: Problem | undefined;

  #before: string | undefined;
  #at: Place | undefined;
  /** A conversation was chosen, whose heading is still to have the focus. */
  #owesHeading = false;

  constructor() {
    super();
    new Clock(this);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.whose !== this.#before) {
      this.#before = this.whose;
      this.chosen = undefined;
      this.drafts = new Map();
      this.sending = undefined;
      this.refused = undefined;
    }
    this.setState('busy', this.sending !== undefined);
  }

  protected override updated(): void {
    super.updated();
    this.#focusHeading();
    const opened = this.#thread.value;
    if (opened && opened.conversation.unread > 0 && document.visibilityState === 'visible') {
      void this.#markRead(opened);
    }
    const log = this.renderRoot.querySelector('[part=log]');
    log?.scrollTo(0, log.scrollHeight);
  }

  /** Of what was chosen, as soon as it is there; where the list is again, its own. */
  #focusHeading(): void {
    if (!this.#owesHeading || (this.chosen !== undefined && !this.#thread.value)) return;
    this.#owesHeading = false;
    const heading = this.chosen === undefined ? '#heading' : '#thread-heading';
    this.renderRoot.querySelector<HTMLElement>(heading)?.focus();
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">
      ${listHead(this.localize.term('conversationsTitle'))}
      ${skeletonRows(SKELETON_ROWS, this.localize.term('loading'))}
    </div>`;
  }

  protected override renderSession({ standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    const { localize } = this;
    if (this.#readable === undefined) {
      return this.face({
        title: localize.term('conversationsTitle'),
        text: this.reason({ code: 'not-of-role' }),
      });
    }
    const { state: list } = this.#list;
    if (list.status === 'loading') return this.renderLoading();
    if (list.status === 'failed') {
      const retry = (): void => void this.#list.reload();
      return this.failure(localize.term('conversationsFailed'), list.problem, retry);
    }
    if (list.value.length === 0) {
      return this.face({
        title: localize.term('conversationsEmpty'),
        text: localize.term('conversationsEmptyHint'),
      });
    }
    return this.#both(list.value);
  }

  #both(conversations: readonly Conversation[]): TemplateResult {
    const { localize } = this;
    const waiting = conversations.filter(one => one.state === 'waiting').length;
    return html`<div class="card">
      ${listHead(
        localize.term('conversationsTitle'),
        localize.term('waitingCount', waiting, localize.count(waiting)),
      )}
      <div class="both ${this.chosen === undefined ? '' : 'chosen'}">
        <ul part="list" aria-labelledby="heading">
          ${keyedList(conversations.map(one => [one.id, this.#row(one)]))}
        </ul>
        <section part="thread">${this.#opened()}</section>
      </div>
    </div>`;
  }

  #row(conversation: Conversation): TemplateResult {
    const { localize } = this;
    const { id, guest, excerpt, unread, lastMessageAt } = conversation;
    const isChosen = id === this.chosen;
    return html`<li>
      <button
        class="row ${isChosen ? 'current' : ''}"
        part="row"
        type="button"
        aria-current=${isChosen ? 'true' : nothing}
        @click=${() => {
          this.#choose(id);
        }}
      >
        <span class="name-line">
          <bdi class="name ellipsis" part="name">${localize.term('guest', guest.name)}</bdi>
          <span class="badge" part="state"
            >${localize.term('conversationState', conversation.state)}</span
          >
        </span>
        <bdi class="muted small ellipsis" part="excerpt">${excerpt}</bdi>
        <span class="muted small">
          ${timeText(lastMessageAt, localize.relative(lastMessageAt, Date.now()), localize)}
          ${unread > 0 ? html`· ${localize.term('unread', localize.count(unread))}` : nothing}
        </span>
      </button>
    </li>`;
  }

  #opened(): TemplateResult {
    const { localize } = this;
    if (this.chosen === undefined) {
      return html`<p class="muted hint">${localize.term('chooseConversation')}</p>`;
    }
    const { state: thread } = this.#thread;
    if (thread.status === 'loading') return skeletonRows(2, localize.term('loading'));
    if (thread.status === 'failed') {
      return html`<p class="problem hint" part="problem" role="alert">
        ${this.sentence(thread.problem)}
      </p>`;
    }
    const { conversation, messages } = thread.value;
    return html`<div class="thread-head">
        <button
          class="quiet back"
          part="back-button"
          type="button"
          @click=${() => {
            this.#choose(undefined);
          }}
        >
          ${localize.term('backToList')}
        </button>
        <h3 id="thread-heading" tabindex="-1">
          <bdi>${localize.term('guest', conversation.guest.name)}</bdi>
        </h3>
        ${
          conversation.assignee
            ? html`<span class="muted small"
                >${localize.term('takenBy', conversation.assignee.name)}</span
              >`
            : nothing
        }
      </div>
      <div class="log" part="log" tabindex="0" role="log" aria-labelledby="thread-heading">
        ${this.#transcript(messages)}
      </div>
      ${this.#answering(conversation)}`;
  }

  #transcript(messages: readonly Message[]): TemplateResult {
    const { localize } = this;
    if (messages.some(({ author }) => author === 'answerer')) {
      loadMarkdown(() => {
        this.requestUpdate();
      });
    }
    const name = this.#thread.value?.conversation.guest.name ?? '';
    const readSeq = this.#thread.value?.conversation.readSeq ?? 0;
    const lastAnswer = messages.findLast(({ author }) => author === 'member');
    return transcript({
      messages,
      localize,
      isMine: ({ author }) => author !== 'guest',
      delivery: message =>
        message === lastAnswer && readSeq >= message.seq ? localize.term('seenByGuest') : undefined,
      by: message =>
        message.author === 'guest'
          ? localize.term('guest', name)
          : (message.name ?? localize.term('automaticAnswer')),
    });
  }

  #answering(conversation: Conversation): TemplateResult {
    const { localize } = this;
    const { guest, answeredBy } = conversation;
    const denial = this.#denial;
    if (denial) {
      return html`<p class="hint note-line">${icon(LOCK)}${this.reason(denial)}</p>`;
    }
    if (guest.ended) return html`<p class="muted hint">${localize.term('guestGone')}</p>`;
    const draft = this.drafts.get(conversation.id);
    const problem = draft?.problem ?? this.refused;
    const isResolved = conversation.state === 'resolved';
    return html`<form @submit=${(event: SubmitEvent) => void this.#answer(event, conversation)}>
      ${
        answeredBy === 'answerer'
          ? html`<p class="muted small">${localize.term('answersByThemselves')}</p>`
          : nothing
      }
      <textarea
        part="input"
        rows="3"
        maxlength="4000"
        dir="auto"
        aria-label=${localize.term('yourAnswer')}
        placeholder=${localize.term('yourAnswer')}
        .value=${draft?.text ?? ''}
        @input=${(event: Event) => {
          this.#write(conversation.id, (event.target as HTMLTextAreaElement).value);
        }}
      ></textarea>
      ${
        problem
          ? html`<p class="problem" part="problem" role="alert">${this.sentence(problem)}</p>`
          : nothing
      }
      <div class="actions">
        ${
          answeredBy === 'people'
            ? html`<button
                class="quiet"
                part="hand-back-button"
                type="button"
                @click=${() =>
                  void this.#decide(conversation, {
                    answeredBy: 'answerer',
                    state: 'open',
                    assignee: null,
                  })}
              >
                ${localize.term('handBack')}
              </button>`
            : nothing
        }
        <button
          part="resolve-button"
          type="button"
          @click=${() => void this.#decide(conversation, { state: isResolved ? 'open' : 'resolved' })}
        >
          ${localize.term(isResolved ? 'reopen' : 'resolve')}
        </button>
        <button
          class="primary"
          part="send-button"
          type="submit"
          aria-disabled=${this.sending !== undefined}
        >
          ${localize.term(this.sending ? 'sendingMessage' : 'sendMessage')}
        </button>
      </div>
    </form>`;
  }

  #choose(id: string | undefined): void {
    this.chosen = id;
    this.refused = undefined;
    this.#owesHeading = true;
  }

  /** Another text is another message. */
  #write(conversation: string, text: string): void {
    this.drafts = new Map(this.drafts).set(conversation, { id: crypto.randomUUID(), text });
  }

  async #answer(event: SubmitEvent, conversation: Conversation): Promise<void> {
    event.preventDefault();
    const { id } = conversation;
    const draft = this.drafts.get(id);
    if (this.sending || !draft || draft.text.trim() === '') return;
    if (!this.dispatchEvent(new GuestAnswerEvent(conversation, draft.text))) return;
    this.sending = draft;
    const { id: message, text } = draft;
    const problem = await this.attempt(
      () => this.client.conversations.answer(this.#readable ?? '', id, { id: message, text }),
      () => {
        const rest = new Map(this.drafts);
        if (rest.get(id)?.id === draft.id) rest.delete(id);
        this.drafts = rest;
        this.dispatchEvent(new GuestAnsweredEvent(conversation));
        this.announcer.say(this.localize.term('answerSent'));
        void this.#thread.reload(true);
        void this.#list.reload(true);
      },
    );
    if (problem && this.drafts.get(id)?.id === draft.id) {
      this.drafts = new Map(this.drafts).set(id, { ...draft, problem });
    }
    if (this.sending === draft) this.sending = undefined;
  }

  async #decide(
    { id, version }: Conversation,
    wanted: {
      readonly state?: Conversation['state'];
      readonly answeredBy?: Conversation['answeredBy'];
      readonly assignee?: null;
    },
  ): Promise<void> {
    this.refused = await this.attempt(
      () => this.client.conversations.change(this.#readable ?? '', id, { ...wanted, version }),
      ({ conversation }) => {
        const opened = this.#thread.value;
        if (opened) this.#thread.set({ ...opened, conversation });
      },
    );
    void this.#thread.reload(true);
    void this.#list.reload(true);
  }

  async #markRead({ organization, conversation }: OpenedConversation): Promise<void> {
    const opened = this.#thread.value;
    if (opened) this.#thread.set({ ...opened, conversation: { ...conversation, unread: 0 } });
    await this.attempt(
      () => this.client.conversations.markRead(organization, conversation.id),
      () => undefined,
    );
  }

  /** The organization whose conversations the person may read. */
  get #readable(): string | undefined {
    const { standing } = this;
    const level = standing?.permissions.conversations ?? 'none';
    return level === 'none' ? undefined : standing?.organization.id;
  }

  /** One and the same as long as it is the same place. */
  get #place(): Place | undefined {
    const organization = this.#readable;
    if (organization === undefined || this.chosen === undefined) return undefined;
    if (this.#at?.organization !== organization || this.#at.conversation !== this.chosen) {
      this.#at = { organization, conversation: this.chosen };
    }
    return this.#at;
  }

  /** Why the person may not answer. */
  get #denial(): MemberDenial | undefined {
    const { actor } = this;
    const verdict = actor && rulesOf(this.client, RULES).canAnswerGuests(actor);
    return verdict?.allowed === false ? verdict.denial : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'guest-conversations': GuestConversations;
  }
}
