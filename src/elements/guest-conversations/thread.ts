import { html, nothing, type TemplateResult } from 'lit';
import type { Assignees, Conversation, Message } from '../../client/backend-client.ts';
import { checkMessage, withoutMarkdown } from '../../client/messages.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { link } from '../../ui/markdown.ts';
import { icon, LOCK } from '../../ui/primitives/icon.ts';
import { select } from '../../ui/primitives/select.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import { transcript } from '../../ui/primitives/transcript.ts';
import { sendByEnter } from '../../ui/send-by-enter.ts';
import { backButton } from './back-button.ts';
import { stateBadge } from './conversation-row.ts';
import type { Decision } from './events.ts';
import { loadLaterWords } from './later-words.ts';

loadLaterWords();

/** What the person can do with the conversation that is open. */
export interface Care {
  readonly localize: Localize;
  readonly conversation: Conversation;
  readonly me: { readonly id: string; readonly name: string };
  /** May decide about it. */
  readonly decides: boolean;
  /** May end the guest's access. */
  readonly ends: boolean;
  readonly isBusy: boolean;
  /** Who can be given it, as far as that is known. */
  readonly candidates: Assignees | undefined;
  /** Who is chosen, and does not have it yet: a person's id, or empty for nobody. */
  readonly choice: string | undefined;
  readonly onBack: () => void;
  readonly onChoice: (person: string | undefined) => void;
  readonly onDecide: (decision: Decision) => void;
  readonly onEnd: () => void;
}

/** Who the guest is, how it stands, and what can be done. */
export function threadHead(care: Care): TemplateResult {
  const { localize, conversation, decides, isBusy, onBack, onDecide } = care;
  const isResolved = conversation.state === 'resolved';
  return html`<div
    class="thread-head"
    @keydown=${(event: KeyboardEvent) => {
      // Held, it would do one thing and at once the opposite.
      if (event.repeat && event.key === 'Enter') event.preventDefault();
    }}
  >
    ${backButton(localize, onBack)}
    <div class="title-line">
      <h3 id="thread-heading" tabindex="-1">
        <bdi>${localize.term('guest', conversation.guest.name)}</bdi>
      </h3>
      ${stateBadge(conversation, localize)}
      ${
        conversation.guest.typing && !conversation.guest.ended
          ? html`<span class="muted small" part="typing">${localize.term('isTyping')}</span>`
          : nothing
      }
      ${
        decides
          ? html`<button
              class="resolve"
              part="resolve-button"
              type="button"
              aria-disabled=${isBusy}
              @click=${() => {
                onDecide({ state: isResolved ? 'open' : 'resolved' });
              }}
            >
              ${localize.term(isResolved ? 'reopen' : 'resolve')}
            </button>`
          : nothing
      }
    </div>
    ${details(care)} ${decides ? handling(care) : standing(care)}
  </div>`;
}

/** Where the guest comes from, and how they are reached. */
function details({ localize, conversation, ends, onEnd }: Care): TemplateResult {
  const { guest, page } = conversation;
  const since = localize.relative(guest.joinedAt, Date.now());
  return html`<p class="muted small facts" part="details">
    ${
      guest.vouched
        ? html`<span class="badge" part="vouched">${localize.term('vouchedFor')}</span>`
        : nothing
    }
    ${
      guest.email === null
        ? nothing
        : html`<a part="email" href=${mailto(guest.email)}><bdi>${guest.email}</bdi></a>`
    }
    ${
      page === null
        ? nothing
        : html`<span part="page"
            >${localize.term('onPage')} ${link(page, html`<bdi>${shortened(page)}</bdi>`)}</span
          >`
    }
    <span>${timeText(guest.joinedAt, localize.term('guestSince', since), localize)}</span>
    ${
      guest.ended
        ? html`<span class="badge" part="ended">${localize.term('chatEnded')}</span>`
        : ends
          ? html`<button class="quiet" part="end-button" type="button" @click=${onEnd}>
              ${localize.term('endChat')}
            </button>`
          : nothing
    }
  </p>`;
}

/** Whose it is and who answers, for who can change that. */
function handling(care: Care): TemplateResult {
  const { localize, conversation, me, isBusy, choice, onChoice, onDecide } = care;
  const { assignee, answeredBy, state } = conversation;
  const has = assignee?.person ?? '';
  const chosen = choice ?? has;
  const button = (
    part: 'assign-button' | 'take-over-button' | 'hand-back-button',
    term: 'assign' | 'assignToMe' | 'takeOver' | 'handBack',
    decision: Decision,
  ): TemplateResult =>
    html`<button
      class=${term === 'handBack' ? 'quiet' : nothing}
      part=${part}
      type="button"
      aria-disabled=${isBusy}
      @click=${() => {
        onDecide(decision);
      }}
    >
      ${localize.term(term)}
    </button>`;
  return html`<div
    class="handling"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || choice === undefined) return;
      event.preventDefault();
      onChoice(undefined);
    }}
  >
    <label class="small" for="assignee">${localize.term('assignee')}</label>
    ${select({
      part: 'assignee',
      id: 'assignee',
      value: chosen,
      options: choices(care),
      onChange: person => {
        onChoice(person === has ? undefined : person);
      },
    })}
    ${
      chosen !== has
        ? // Whoever is given it answers.
          button('assign-button', 'assign', {
            assignee: chosen || null,
            ...(chosen && { answeredBy: 'people' as const }),
          })
        : answeredBy === 'answerer'
          ? button('take-over-button', 'takeOver', { answeredBy: 'people', assignee: me.id })
          : has === me.id
            ? nothing
            : button('assign-button', 'assignToMe', { assignee: me.id })
    }
    ${
      assignee?.mayAnswer === false
        ? html`<span class="muted small" part="cannot-answer"
            >${localize.term('cannotAnswer', assignee.name)}</span
          >`
        : nothing
    }
    ${
      answeredBy === 'answerer'
        ? html`<span class="muted small" part="answered-by"
            >${localize.term('answersByThemselves')}</span
          >`
        : button('hand-back-button', 'handBack', {
            answeredBy: 'answerer',
            assignee: null,
            ...(state === 'waiting' && { state: 'open' as const }),
          })
    }
  </div>`;
}

/** The same for who can only read it. */
function standing({ localize, conversation, me }: Care): TemplateResult {
  const { assignee, answeredBy } = conversation;
  return html`<p class="muted small facts" part="standing">
    <span
      >${
        assignee?.person === me.id
          ? localize.term('takenByMe')
          : localize.term('takenBy', assignee?.name)
      }</span
    >
    ${
      answeredBy === 'answerer'
        ? html`<span>${localize.term('answersByThemselves')}</span>`
        : nothing
    }
  </p>`;
}

/** What was written in it, and how it is drawn again. */
interface Log {
  readonly localize: Localize;
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly redraw: () => void;
}

/** What was written in it. */
export function threadLog({ localize, conversation, messages, redraw }: Log): TemplateResult {
  const { guest, readSeq } = conversation;
  const lastAnswer = messages.findLast(({ author }) => author === 'member');
  return html`<div
    class="log"
    part="log"
    tabindex="0"
    role="log"
    aria-live="off"
    aria-labelledby="thread-heading"
  >
    ${transcript({
      messages,
      localize,
      isMine: ({ author }) => author !== 'guest',
      delivery: message =>
        message === lastAnswer && readSeq >= message.seq ? localize.term('seenByGuest') : undefined,
      by: message => writer(message, guest.name, localize),
      redraw,
    })}
  </div>`;
}

/** What has become of a conversation, as sentences: empty where nothing has that is worth saying. */
export function changeOf(
  before: Conversation,
  now: Conversation,
  me: string | undefined,
  localize: Localize,
): string {
  if (now.answeredBy === 'answerer' && before.answeredBy !== 'answerer') {
    return localize.term('handedBack');
  }
  const { state, assignee } = now;
  const said: string[] = [];
  if (state !== before.state) said.push(localize.term('nowInState', state));
  if (assignee?.person !== before.assignee?.person) {
    said.push(
      assignee?.person === me
        ? localize.term('takenByMe')
        : localize.term('takenBy', assignee?.name),
    );
  }
  return said.join(' ');
}

/** A message of a conversation as it is said. */
export function spoken(message: Message, { guest }: Conversation, localize: Localize): string {
  const { author, text } = message;
  const words = author === 'answerer' ? withoutMarkdown(text) : text;
  return `${writer(message, guest.name, localize)}: ${words}`;
}

function writer({ author, name }: Message, guest: string, localize: Localize): string {
  if (author === 'guest') return localize.term('guest', guest);
  return name ?? localize.term('automaticAnswer');
}

/** An answer that is being written. */
export interface Answering {
  readonly localize: Localize;
  readonly conversation: Conversation;
  /** Why the person may not answer, as a sentence. */
  readonly denial: string | undefined;
  readonly text: string;
  /** Why it was not sent, as a sentence. */
  readonly problem: string | undefined;
  /** What the answer before has met with. */
  readonly notice: string | undefined;
  readonly isSending: boolean;
  readonly onWrite: (text: string) => void;
  readonly onSend: () => void;
}

/** Where an answer is written, or why none can be. */
export function answering(answer: Answering): TemplateResult {
  const { localize, conversation, denial, text, problem, notice, isSending } = answer;
  const { guest, left, state } = conversation;
  if (denial !== undefined) {
    return html`<p class="line note-line" part="note">${icon(LOCK)}${denial}</p>`;
  }
  if (guest.ended || (left && guest.email === null)) {
    return html`<p class="muted line note-line" part="note">${localize.term('guestGone')}</p>`;
  }
  const wrong = wrongWith(text, localize);
  const said = wrong ?? problem;
  return html`<form
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      if (wrong === undefined) answer.onSend();
      else (event.target as HTMLFormElement).querySelector('textarea')?.focus();
    }}
  >
    ${
      notice !== undefined
        ? html`<p class="small" part="notice">${notice}</p>`
        : left
          ? html`<p class="muted small" part="left">${localize.term('answerByLetter')}</p>`
          : state === 'resolved'
            ? html`<p class="muted small">${localize.term('answerReopens')}</p>`
            : nothing
    }
    <textarea
      part="input"
      name="answer"
      rows="3"
      dir="auto"
      aria-invalid=${wrong === undefined ? 'false' : 'true'}
      aria-describedby=${said === undefined ? nothing : 'answer-problem'}
      aria-label=${localize.term('yourAnswer')}
      placeholder=${localize.term('yourAnswer')}
      .value=${text}
      @input=${(event: Event) => {
        answer.onWrite((event.target as HTMLTextAreaElement).value);
      }}
      @keydown=${sendByEnter}
    ></textarea>
    ${
      said === undefined
        ? nothing
        : html`<p class="problem" part="problem" id="answer-problem" role="alert">${said}</p>`
    }
    <div class="actions">
      <button class="primary" part="send-button" type="submit" aria-disabled=${isSending}>
        ${localize.term(isSending ? 'sendingMessage' : 'sendMessage')}
      </button>
    </div>
  </form>`;
}

/** What keeps a text from being sent, as a sentence; of an empty field there is nothing to say. */
function wrongWith(text: string, localize: Localize): string | undefined {
  const checked = checkMessage(text);
  if (checked.allowed || checked.denial.code === 'message-blank') return undefined;
  return localize.term('input', checked.denial);
}

/** Nobody, the person, who has it, and everybody else who can be given it. */
function choices({
  localize,
  conversation,
  me,
  candidates,
}: Care): readonly (readonly [string, string])[] {
  const { assignee } = conversation;
  const others = (candidates?.people ?? []).filter(({ person }) => person !== me.id);
  const known = others.some(({ person }) => person === assignee?.person);
  return [
    ['', localize.term('nobody')],
    [me.id, localize.term('me', me.name)],
    ...(assignee && assignee.person !== me.id && !known
      ? [[assignee.person, localize.term('somebody', assignee.name)] as const]
      : []),
    ...others.map(({ person, name }) => [person, localize.term('somebody', name)] as const),
  ];
}

function mailto(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}

/** Without what every address begins with. */
function shortened(page: string): string {
  return page.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}
