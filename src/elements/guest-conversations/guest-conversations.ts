import { html, nothing, type TemplateResult } from 'lit';
import type {
  Assignees,
  ChangeType,
  Conversation,
  ConversationPage,
  ConversationQuery,
  OpenedConversation,
  SentAnswer,
  Session,
} from '../../client/backend-client.ts';
import { addPlaces, CONVERSATION_PLACES, GUEST_PLACES } from '../../client/places.ts';
import {
  canAnswerGuests,
  canSwitchGuests,
  rulesOf,
  type MemberDenial,
} from '../../client/policy.ts';
import type { Problem } from '../../client/problem.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Confirmation } from '../../ui/controllers/confirmation.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { state } from '../../ui/decorators.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { ListElement, PAGE } from '../../ui/list-element.ts';
import { later } from '../../ui/later.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { listHead } from '../../ui/primitives/list-head.ts';
import { searchField } from '../../ui/primitives/search-field.ts';
import { select } from '../../ui/primitives/select.ts';
import { transcriptStyles } from '../../ui/primitives/transcript.styles.ts';
import { backButton } from './back-button.ts';
import { conversationRow } from './conversation-row.ts';
import {
  ConversationChangedEvent,
  ConversationChangeEvent,
  GuestAnsweredEvent,
  GuestAnswerEvent,
  GuestChatEndedEvent,
  GuestChatEndEvent,
  type Decision,
} from './events.ts';
import { TYPING_SHOWN_MS, TypingNotice } from '../../ui/typing-notice.ts';
import { styles } from './guest-conversations.styles.ts';
import { loadWords } from './words.ts';

const RULES = { canAnswerGuests, canSwitchGuests };

const loadHead = later(() => import('./thread.ts'));

const SKELETON_ROWS = 4;

const STATES = ['', 'waiting', 'open', 'resolved'] as const;

/** Which conversation of which organization. */
interface Place {
  readonly organization: string;
  readonly conversation: string;
}

/** Which conversations of which organization. */
interface Listed {
  readonly organization: string;
  readonly query: ConversationQuery;
}

/** A page, and what was asked for. */
interface ShownPage extends ConversationPage {
  readonly query: ConversationQuery;
}

/** In which state, and whose: the two parts of what the list is narrowed by. */
type Filter = `${State} ${Whose}`;
type State = Conversation['state'] | '';
type Whose = NonNullable<ConversationQuery['assignee']> | '';

/** What was written and is not sent yet; sent again with the same id it is stored once. */
interface Draft {
  readonly id: string;
  readonly text: string;
  readonly problem?: Problem | undefined;
}

/** What was not done with a conversation, and why. */
interface Refused {
  readonly conversation: string;
  readonly decision: Decision;
  readonly problem: Problem;
}

/** Up to where what is new in the conversation that is open has been said. */
interface Said {
  readonly conversation: Conversation;
  readonly seq: number;
}

/** How far from its end a log still counts as being there, in pixels. */
const AT_END = 40;

/**
 * Shows what guests write on the organization's sites, those who wait first, searched and filtered, and lets
 * members answer, take conversations over or give them to each other, and resolve them, for whom the
 * Conversations permission is.
 *
 * @tagname guest-conversations
 * @fires {GuestAnswerEvent} org-guest-answer - Before a guest is answered. Cancel to leave it in the field.
 * @fires {GuestAnsweredEvent} org-guest-answered - After it.
 * @fires {ConversationChangeEvent} org-conversation-change - Before a conversation is given to somebody, taken over, handed back, resolved or opened again. Cancel to leave it as it is.
 * @fires {ConversationChangedEvent} org-conversation-changed - After it.
 * @fires {GuestChatEndEvent} org-guest-chat-end - Before a guest's access is ended, which was confirmed. Cancel to let them stay.
 * @fires {GuestChatEndedEvent} org-guest-chat-ended - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @csspart search - The field that is searched with.
 * @csspart state-filter - In which state the conversations are that are shown.
 * @csspart assignee-filter - Whose they are.
 * @csspart list - The list.
 * @csspart row - One conversation, which opens it.
 * @csspart name - Who the guest is.
 * @csspart state - Whether somebody is waited for, as a word.
 * @csspart excerpt - The beginning of what was written last.
 * @csspart unread - How many messages nobody who may answer has read.
 * @csspart owner - Who takes care of it.
 * @csspart draft - That something was written to it, and not sent.
 * @csspart all-button - Ends a search that finds nothing.
 * @csspart previous-button - Goes to the page before.
 * @csspart next-button - Goes to the next page.
 * @csspart thread - The conversation that is open.
 * @csspart back-button - Leads back to the list, where there is no room for both.
 * @csspart resolve-button - Says that it is done, or opens it again.
 * @csspart details - Where the guest comes from, and how they are reached.
 * @csspart email - The guest's address.
 * @csspart page - The page on which the conversation was begun.
 * @csspart ended - That the guest's access was ended.
 * @csspart end-button - Asks whether to end it.
 * @csspart assignee - Chooses who takes care of it.
 * @csspart cannot-answer - That who takes care of it can answer no more.
 * @csspart assign-button - Gives it to who is chosen, or takes it oneself.
 * @csspart take-over-button - Ends automatic answers, and takes it oneself.
 * @csspart hand-back-button - Leaves it to automatic answers again.
 * @csspart answered-by - That answers are automatic.
 * @csspart standing - Whose it is and who answers, for who can only read it.
 * @csspart log - What was written in it.
 * @csspart message - One message.
 * @csspart text - What it says.
 * @csspart typing - That the guest is writing.
 * @csspart vouched - That the guest's page says who they are.
 * @csspart delivery - Whether the guest has read the last answer.
 * @csspart source - Where an automatic answer is from.
 * @csspart input - The answer that is being written.
 * @csspart send-button - Sends it.
 * @csspart notice - What an answer has met with that somebody else had done meanwhile.
 * @csspart left - That the guest has begun another conversation.
 * @csspart note - Why the person cannot answer, as a sentence.
 * @csspart dialog - The question before a guest's access is ended.
 * @csspart keep-button - Closes the question; nothing is done.
 * @csspart confirm-button - Does what was asked.
 * @csspart problem - Why something was not done, as a sentence.
 * @cssstate busy - An answer or a decision is on its way.
 * @cssstate reloading - The list is being loaded again.
 */
export class GuestConversations extends ListElement<Filter, ''> {
  static {
    loadWords();
    addPlaces(CONVERSATION_PLACES);
    addPlaces(GUEST_PLACES);
  }
  static override readonly styles = [OrgElement.styles, dialogStyles, transcriptStyles, styles];

  readonly #list = new Resource<Listed, ShownPage>(this, {
    key: () => {
      const organization = this.#readable;
      if (organization === undefined) return undefined;
      const { q, filter, path } = this.view;
      const [state, assignee] = partsOf(filter);
      const query = {
        limit: PAGE,
        cursor: path.at(-1),
        q: q || undefined,
        state: state || undefined,
        assignee: assignee || undefined,
      };
      return { organization, query };
    },
    version: () => this.#heard('conversation') + this.#heard('member'),
    load: async ({ organization, query }, signal) => ({
      ...(await this.client.conversations.list(organization, query, signal)),
      query,
    }),
    keep: (before, next) => before.organization === next.organization,
    onProblem: problem => this.fail(problem),
  });

  readonly #thread = new Resource<Place, OpenedConversation>(this, {
    key: () => this.#place,
    version: () => {
      // What is erased comes back no more.
      if (!this.#isErased) {
        this.#heardOfThread =
          this.#heard('conversation') + this.#heard('member') + this.#heard('typing', this.chosen);
      }
      return this.#heardOfThread;
    },
    load: async ({ organization, conversation }, signal) => {
      const [opened, head] = await Promise.all([
        this.client.conversations.open(organization, conversation, signal),
        loadHead(),
      ]);
      this.#head = head;
      return opened;
    },
    keep: () => false,
    onProblem: problem => {
      // What was said last may be of what is erased.
      if (this.#isErased) this.announcer.say('');
      this.fail(problem);
    },
  });

  readonly #assignees = new Resource<string, Assignees>(this, {
    key: () => (this.chosen === undefined || this.#denial ? undefined : this.#readable),
    version: () => this.#heard('member') + this.#heard('permissions'),
    load: (organization, signal) => this.client.conversations.assignees(organization, signal),
    keep: () => false,
    onProblem: problem => this.fail(problem),
  });

  protected override readonly first = { filter: ' ', sort: '' } as const;

  protected override get settled(): ShownPage | undefined {
    return this.#list.settled;
  }

  /** What is open stays open, whichever are listed. */
  protected override leave(): void {
    this.renderRoot.querySelector('[part=list]')?.scrollTo(0, 0);
  }

  readonly #ending = new Confirmation<Conversation>(this, {
    localize: this.localize,
    // Where the guest has erased it, there is nothing to be asked any more.
    whose: () => this.#thread.value && this.whose && `${this.whose} ${this.standing?.role}`,
    question: ({ guest: { name } }) => ({
      title: this.localize.term('endChatQuestion', name),
      loss: this.localize.term('endingChatLoses', name),
      confirm: this.localize.term('endChat'),
      confirming: this.localize.term('endingChat'),
    }),
    act: conversation => this.#end(conversation),
    onClose: () => void this.#afterQuestion(),
  });

  readonly #typing = new TypingNotice();
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  /** How often something was heard that could be of what is open. */
  #heardOfThread = 0;

  /** What stands above the conversation that is open. */
  #head: Awaited<ReturnType<typeof loadHead>> | undefined;

  /** The conversation that is open. */
  @state() private chosen: string | undefined;
  /** The place of its row, in the list that was asked for then. */
  #chosenAt: { readonly row: number; readonly query: ConversationQuery | undefined } | undefined;
  /** By conversation. */
  @state() private drafts: ReadonlyMap<string, Draft> = new Map();
  @state() private sending: Draft | undefined;
  /** What is being decided. */
  @state() private deciding: Decision | undefined;
  @state() private refused: Refused | undefined;
  /** To whom what is open is to be given; undefined where that is not another. */
  @state() private choice: string | undefined;
  /** What the last answer has met with, in whatever the page's language then is. */
  @state() private notice: (() => string) | undefined;

  #before: string | undefined;
  #at: Place | undefined;
  /** What was chosen, or left for the list, is still to have the focus. */
  #owesFocus: { readonly left?: string | undefined } | undefined;
  /** Something in what is open had the focus before it was drawn again. */
  #wasWithin = false;
  /** The log was at its end before it was drawn again. */
  #wasAtEnd = true;
  #said: Said | undefined;
  /** The ids of what was sent here. */
  readonly #own = new Set<string>();

  constructor() {
    super();
    new Clock(this);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.whose !== this.#before) {
      this.#before = this.whose;
      this.forget();
      this.#leaveThread(undefined);
      this.drafts = new Map();
      this.sending = undefined;
      this.deciding = undefined;
    }
    // An answer that got lost, or somebody else who wanted the same.
    const now = this.#thread.value?.conversation;
    if (now?.id === this.refused?.conversation && now && this.refused) {
      if (isSo(now, this.refused.decision)) this.refused = undefined;
    }
    this.#wasWithin = this.#active?.closest('[part=thread]') != null;
    const log = this.#log;
    this.#wasAtEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < AT_END;
    this.setState(
      'busy',
      this.#ending.isUnderWay || this.sending !== undefined || this.deciding !== undefined,
    );
  }

  protected override updated(): void {
    this.#keepFocusWithin();
    super.updated();
    this.#lookAgainAfterTyping();
    this.#giveFocus();
    this.#showChoices();
    const opened = this.#thread.value;
    const isUnread = opened && opened.conversation.unread > 0;
    const counts = this.actor && !this.#denial && document.visibilityState === 'visible';
    if (isUnread && counts) void this.#markRead(opened);
    if (opened) this.#sayNews(opened);
    const isOther = opened?.conversation.id !== this.#said?.conversation.id;
    if (this.#wasAtEnd || isOther) this.#log?.scrollTo(0, this.#log.scrollHeight);
    const page = this.settled;
    if (page && this.arrived(this.#inPlace(page).length)) {
      this.announcer.say(this.localize.term('conversationCount', page.total, this.total(page)));
    }
  }

  /** What has gone that had the focus leaves it to what stands beside it. */
  #keepFocusWithin(): void {
    if (!this.#wasWithin || this.#active || document.activeElement !== document.body) return;
    this.#focusFirst('[part=assignee]', '#thread-heading');
  }

  /** To what was chosen, as soon as it is there; where the list is again, to what was left. */
  #giveFocus(): void {
    if (!this.#owesFocus || (this.chosen !== undefined && !this.#thread.value)) return;
    const { left } = this.#owesFocus;
    this.#owesFocus = undefined;
    if (this.chosen !== undefined) this.#focusFirst('#thread-heading');
    else this.#focusFirst(`[data-row='${left ?? ''}']`, '#heading');
  }

  /** A select keeps what was chosen in it last, whatever it is told afterwards. */
  #showChoices(): void {
    for (const one of this.renderRoot.querySelectorAll('select')) {
      const option = one.querySelector<HTMLOptionElement>('option[selected]');
      if (option && !option.selected) one.value = option.value;
    }
  }

  /** Says once what others have written, as soon as it is whole, and what they have decided. */
  #sayNews({ conversation, messages }: OpenedConversation): void {
    const head = this.#head;
    const before = this.#said?.conversation.id === conversation.id ? this.#said : undefined;
    const unfinished = messages.find(({ done }) => !done)?.seq ?? Infinity;
    const whole = messages.filter(({ seq }) => seq < unfinished);
    const seq = whole.at(-1)?.seq ?? 0;
    // What one is about to do oneself is said then.
    if (!head || (before && (this.sending ?? this.deciding))) return;
    this.#said = { conversation, seq: Math.max(seq, before?.seq ?? 0) };
    if (!before) return;
    const fresh = whole.filter(one => one.seq > before.seq);
    const others = fresh.filter(one => !this.#own.has(one.id));
    if (others.length > 0) {
      this.announcer.say(
        others.map(one => head.spoken(one, conversation, this.localize)).join(' '),
      );
    } else if (conversation.version > before.conversation.version && fresh.length === 0) {
      this.#sayChange(before.conversation, conversation);
    }
  }

  #sayChange(before: Conversation, now: Conversation): void {
    const said = this.#head?.changeOf(before, now, this.person?.id, this.localize);
    if (said) this.announcer.say(said);
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">
      ${listHead(this.localize.term('conversationsTitle'))}
      <div class="both">
        <div class="side">
          <div class="tools skeleton">
            <span class="search bone"></span><span class="bone"></span><span class="bone"></span>
          </div>
          ${skeletonRows(SKELETON_ROWS, this.localize.term('loading'))}
        </div>
        <section></section>
      </div>
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
    this.setState('reloading', list.status === 'ready' && list.reloading);
    if (list.status === 'ready') return this.#both(list.value);
    if (list.last) return this.#both(list.last, list.problem);
    const retry = (): void => void this.#list.reload();
    return this.failure(localize.term('conversationsFailed'), list.problem, retry);
  }

  #both(page: ShownPage, problem?: Problem): TemplateResult {
    const { localize } = this;
    const { conversations, waiting, query } = page;
    const isNarrowed = (query.q ?? query.state ?? query.assignee) !== undefined;
    const rows = this.#inPlace(page);
    const isFirst = this.view.path.length === 0;
    if (conversations.length === 0 && !isNarrowed && isFirst && this.chosen === undefined) {
      return this.face({
        title: localize.term('conversationsEmpty'),
        text: localize.term('conversationsEmptyHint'),
      });
    }
    const shown = this.total({ ...page, total: waiting, totalIsMinimum: page.waitingIsMinimum });
    return html`<div class="card">
      ${listHead(
        localize.term('conversationsTitle'),
        localize.term('waitingCount', waiting, shown),
      )}
      <div class="both ${this.chosen === undefined ? '' : 'chosen'}">
        <div class="side">
          ${this.#tools()}
          ${problem ? this.notLoaded(problem, () => void this.#list.reload()) : nothing}
          <ul part="list" aria-labelledby="heading">
            ${keyedList(rows.map((one, at) => [one.id, this.#row(one, at)]))}
          </ul>
          ${rows.length === 0 ? this.#none() : nothing}
          ${page.next === null && isFirst ? nothing : this.foot(page, conversations.length)}
        </div>
        <section part="thread">${this.#opened()}</section>
      </div>
      ${this.#ending.render()}
    </div>`;
  }

  #tools(): TemplateResult {
    const { localize, view } = this;
    const [state, assignee] = partsOf(view.filter);
    const words = (one: State): string =>
      one === '' ? localize.term('everyState') : localize.term('conversationState', one);
    return html`<div class="tools">
      ${searchField({
        label: localize.term('searchConversations'),
        value: view.q,
        onSearch: this.search,
      })}
      ${select<'state-filter', State>({
        part: 'state-filter',
        label: localize.term('conversationStateFilter'),
        value: state,
        options: STATES.map(one => [one, words(one)] as const),
        onChange: chosen => {
          this.show({ filter: `${chosen} ${assignee}` });
        },
      })}
      ${select<'assignee-filter', Whose>({
        part: 'assignee-filter',
        label: localize.term('assigneeFilter'),
        value: assignee,
        options: [
          ['', localize.term('everyonesConversations')],
          ['me', localize.term('myConversations')],
          ['nobody', localize.term('nobody')],
        ],
        onChange: chosen => {
          this.show({ filter: `${state} ${chosen}` });
        },
      })}
    </div>`;
  }

  #none(): TemplateResult {
    return html`<div class="nothing">
      <p class="muted">${this.localize.term('noConversationFound')}</p>
      <button
        part="all-button"
        type="button"
        @click=${() => {
          this.show({ q: '', filter: ' ' });
          this.searchField?.focus();
        }}
      >
        ${this.localize.term('showAllConversations')}
      </button>
    </div>`;
  }

  /** What is open stays where it was chosen, though it has been read by then, or is of another state. */
  #inPlace({ conversations, query }: ShownPage): readonly Conversation[] {
    const isOpen = ({ id }: Conversation): boolean => id === this.chosen;
    const opened = this.#thread.value?.conversation;
    const open = conversations.find(isOpen) ?? (opened && isOpen(opened) ? opened : undefined);
    const at = this.#chosenAt;
    if (!open || at?.query !== query) return conversations;
    return conversations.filter(one => one.id !== open.id).toSpliced(at.row, 0, open);
  }

  #row(conversation: Conversation, at: number): TemplateResult {
    const { id } = conversation;
    const isChosen = id === this.chosen;
    return conversationRow({
      localize: this.localize,
      conversation,
      isChosen,
      isDraft: !isChosen && (this.drafts.get(id)?.text ?? '').trim() !== '',
      onChoose: () => {
        this.#leaveThread(id);
        this.#chosenAt = { row: at, query: this.#list.value?.query };
        this.#owesFocus = {};
      },
    });
  }

  #opened(): TemplateResult | typeof nothing {
    const { localize } = this;
    if (this.chosen === undefined) {
      return html`<p class="muted hint">${localize.term('chooseConversation')}</p>`;
    }
    const { state: thread } = this.#thread;
    if (thread.status === 'loading') {
      return html`${this.#back()}${skeletonRows(2, localize.term('loading'))}`;
    }
    if (thread.status === 'failed' && (this.#isErased || !thread.last)) {
      return html`${this.#back()}
        <p class="problem hint" part="problem" role="alert" id="thread-heading" tabindex="-1">
          ${
            this.#isErased && this.#head
              ? localize.term('erasedByGuest')
              : this.sentence(thread.problem)
          }
        </p>`;
    }
    const opened = thread.status === 'failed' ? thread.last : thread.value;
    if (!opened || !this.#head) return nothing;
    const { conversation, messages } = opened;
    const refused = this.refused?.conversation === conversation.id ? this.refused : undefined;
    const problem = thread.status === 'failed' ? thread.problem : refused?.problem;
    const { person } = this;
    return html`${this.#head.threadHead({
      localize,
      conversation,
      me: { id: person?.id ?? '', name: person?.name ?? '' },
      decides: this.#denial === undefined,
      ends: this.#ends,
      isBusy: (this.sending ?? this.deciding) !== undefined,
      candidates: this.#assignees.value,
      choice: this.choice,
      onBack: this.#goBack,
      onChoice: choice => {
        this.choice = choice;
      },
      onDecide: decision => void this.#decide(conversation, decision),
      onEnd: () => {
        this.#ending.ask(conversation);
      },
    })}
    ${
      problem
        ? html`<p class="problem line" part="problem" role="alert">${this.sentence(problem)}</p>`
        : nothing
    }
    ${this.#head.threadLog({
      localize,
      conversation,
      messages,
      redraw: () => {
        this.requestUpdate();
      },
    })}
    ${this.#answering(conversation)}`;
  }

  #back(): TemplateResult {
    return html`<div class="thread-head back">${backButton(this.localize, this.#goBack)}</div>`;
  }

  #answering(conversation: Conversation): TemplateResult | undefined {
    const denial = this.#denial;
    const draft = this.drafts.get(conversation.id);
    return this.#head?.answering({
      localize: this.localize,
      conversation,
      denial: denial && this.reason(denial),
      text: draft?.text ?? '',
      problem: draft?.problem && this.sentence(draft.problem),
      notice: this.notice?.(),
      isSending: this.sending !== undefined,
      onWrite: text => {
        this.#write(conversation.id, text);
      },
      onSend: () => void this.#answer(conversation),
    });
  }

  readonly #goBack = (): void => {
    const left = this.chosen;
    this.#leaveThread(undefined);
    this.#owesFocus = { left };
  };

  /** Opens another conversation, or none. */
  #leaveThread(id: string | undefined): void {
    this.chosen = id;
    this.refused = undefined;
    this.choice = undefined;
    this.notice = undefined;
    this.#said = undefined;
    this.#owesFocus = undefined;
  }

  /** Another text is another message. */
  #write(conversation: string, text: string): void {
    this.notice = undefined;
    this.drafts = new Map(this.drafts).set(conversation, { id: crypto.randomUUID(), text });
    const organization = this.#readable;
    if (organization === undefined || text === '') return;
    this.#typing.tell(() => this.client.conversations.type(organization, conversation));
  }

  /** That a guest writes is told, and not that they have stopped. */
  #lookAgainAfterTyping(): void {
    clearTimeout(this.#typingTimer);
    if (!this.isConnected || !this.#thread.value?.conversation.guest.typing) return;
    this.#typingTimer = setTimeout(() => void this.#thread.reload(true), TYPING_SHOWN_MS);
  }

  async #answer(conversation: Conversation): Promise<void> {
    const { id } = conversation;
    const draft = this.drafts.get(id);
    if (this.sending || !draft || draft.text.trim() === '') return;
    if (!this.dispatchEvent(new GuestAnswerEvent(conversation, draft.text))) return;
    this.sending = draft;
    const { id: message, text } = draft;
    this.#own.add(message);
    const problem = await this.attempt(
      () => this.client.conversations.answer(this.#readable ?? '', id, { id: message, text }),
      ({ found, now }) => {
        const rest = new Map(this.drafts);
        if (rest.get(id)?.id === draft.id) rest.delete(id);
        this.drafts = rest;
        const met = this.#met(conversation, found);
        if (met && this.chosen === id) this.notice = met;
        this.#changed(now);
        this.announcer.say(met?.() ?? this.localize.term('answerSent'));
        this.dispatchEvent(new GuestAnsweredEvent(conversation));
        this.#lookAgain();
      },
    );
    if (problem && this.drafts.get(id)?.id === draft.id) {
      this.drafts = new Map(this.drafts).set(id, { ...draft, problem });
    }
    if (this.sending === draft) this.sending = undefined;
  }

  /** What somebody else has done while an answer was written, and nobody here could know yet. */
  #met(seen: Conversation, { state, assignee }: SentAnswer['found']): (() => string) | undefined {
    if (state === 'resolved' && seen.state !== 'resolved') {
      return () => this.localize.term('sentAndReopened');
    }
    const isNews =
      assignee && assignee.person !== seen.assignee?.person && assignee.person !== this.person?.id;
    return isNews ? () => this.localize.term('sentThoughTaken', assignee.name) : undefined;
  }

  async #decide(conversation: Conversation, decision: Decision): Promise<void> {
    if (this.sending ?? this.deciding) return;
    if (!this.dispatchEvent(new ConversationChangeEvent(conversation, decision))) return;
    this.deciding = decision;
    this.refused = undefined;
    const { id, version } = conversation;
    const organization = this.#readable ?? '';
    const problem = await this.attempt(
      () =>
        this.client.conversations
          .change(organization, id, { ...decision, version })
          .catch((error: unknown) => this.#doneBefore(organization, id, decision, error)),
      ({ conversation: now }) => {
        this.#decided(conversation, now, decision);
      },
    );
    if (this.deciding !== decision) return;
    this.deciding = undefined;
    if (!problem) return;
    if (this.chosen === id) this.refused = { conversation: id, decision, problem };
    if (problem.isOutdated) {
      this.#lookAgain();
      void this.#assignees.reload(true);
    }
  }

  /**
   * What an earlier attempt has done whose answer got lost, or somebody else who wanted the same.
   * @throws the error that there was, where it was not that
   */
  async #doneBefore(
    organization: string,
    id: string,
    decision: Decision,
    error: unknown,
  ): Promise<Pick<OpenedConversation, 'conversation'>> {
    if ((error as Partial<Problem>).code !== 'stale-version') throw error;
    const now = await this.client.conversations.open(organization, id);
    if (!isSo(now.conversation, decision)) throw error;
    return now;
  }

  #decided(before: Conversation, now: Conversation, decision: Decision): void {
    this.#changed(now);
    if ('assignee' in decision) this.choice = undefined;
    this.#sayChange(before, now);
    this.dispatchEvent(new ConversationChangedEvent(now, decision));
    this.#lookAgain();
  }

  /** Shows what one has done oneself, which is said for itself. */
  #changed(now: Conversation): void {
    if (this.#said?.conversation.id === now.id) this.#said = { ...this.#said, conversation: now };
    this.#show(now);
  }

  /** Shows a conversation as it is now, at once. */
  #show(now: Conversation): void {
    const opened = this.#thread.value;
    if (opened?.conversation.id === now.id) this.#thread.set({ ...opened, conversation: now });
    const page = this.#list.value;
    if (page) {
      const conversations = page.conversations.map(one => (one.id === now.id ? now : one));
      this.#list.set({ ...page, conversations });
    }
  }

  #lookAgain(): void {
    void this.#thread.reload(true);
    void this.#list.reload(true);
  }

  /** @returns why the guest is still there */
  async #end(conversation: Conversation): Promise<Problem | undefined> {
    if (!this.dispatchEvent(new GuestChatEndEvent(conversation))) return undefined;
    const { guest } = conversation;
    return this.attempt(
      () => this.client.guests.end(this.#readable ?? '', guest.id),
      () => {
        this.#show({ ...conversation, guest: { ...guest, ended: true } });
        this.announcer.say(this.localize.term('chatEndedNow', guest.name));
        this.dispatchEvent(new GuestChatEndedEvent(conversation));
        this.#lookAgain();
      },
    );
  }

  async #afterQuestion(): Promise<void> {
    await this.updateComplete;
    this.#focusFirst('[part=end-button]', '#thread-heading');
  }

  async #markRead({ organization, conversation }: OpenedConversation): Promise<void> {
    this.#show({ ...conversation, unread: 0 });
    await this.attempt(
      () => this.client.conversations.markRead(organization, conversation.id),
      ({ conversation: now }) => {
        this.#show(now);
      },
    );
  }

  #focusFirst(...selectors: readonly string[]): void {
    const find = (selector: string): HTMLElement | null => this.renderRoot.querySelector(selector);
    selectors.map(find).find(Boolean)?.focus();
  }

  get #active(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
  }

  get #log(): Element | null {
    return this.renderRoot.querySelector('[part=log]');
  }

  /** Has the guest erased what is open? */
  get #isErased(): boolean {
    const { state: thread } = this.#thread;
    return thread.status === 'failed' && thread.problem.code === 'conversation-not-found';
  }

  #heard(type: ChangeType, subject?: string): number {
    return this.session.store?.heard(type, subject) ?? 0;
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

  /** May the person end a guest's access? */
  get #ends(): boolean {
    const { actor } = this;
    return (
      actor !== undefined &&
      this.client.capabilities.has('guests.end') &&
      rulesOf(this.client, RULES).canSwitchGuests(actor).allowed
    );
  }
}

function partsOf(filter: Filter): [State, Whose] {
  return filter.split(' ') as [State, Whose];
}

/** Is a conversation as it was decided? */
function isSo(now: Conversation, { state, answeredBy, assignee }: Decision): boolean {
  return (
    (state === undefined || now.state === state) &&
    (answeredBy === undefined || now.answeredBy === answeredBy) &&
    (assignee === undefined || (now.assignee?.person ?? null) === assignee)
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'guest-conversations': GuestConversations;
  }
}
