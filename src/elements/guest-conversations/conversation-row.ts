import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../../client/backend-client.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { timeText } from '../../ui/primitives/time-text.ts';

/** One conversation in the list. */
export interface Row {
  readonly localize: Localize;
  readonly conversation: Conversation;
  readonly isChosen: boolean;
  /** Something was written to it, and not sent. */
  readonly isDraft: boolean;
  readonly onChoose: () => void;
}

/** Who it is with, what was written last and when, and whose it is. */
export function conversationRow(row: Row): TemplateResult {
  const { localize, conversation, isChosen, isDraft, onChoose } = row;
  const { id, guest, state, excerpt, unread, assignee, lastMessageAt } = conversation;
  return html`<li>
    <button
      class="row ${isChosen ? 'current' : ''} ${unread > 0 ? 'unread' : ''}"
      part="row"
      type="button"
      data-row=${id}
      aria-current=${isChosen ? 'true' : nothing}
      @click=${onChoose}
    >
      <span class="name-line">
        <bdi class="name ellipsis" part="name">${localize.term('guest', guest.name)}</bdi>
        ${stateBadge(conversation, localize)}
      </span>
      <bdi class="muted small ellipsis excerpt" part="excerpt">${excerpt}</bdi>
      <span class="muted small facts">
        ${timeText(lastMessageAt, localize.relative(lastMessageAt, Date.now()), localize)}
        ${
          unread > 0
            ? html`<span part="unread">${localize.term('unread', localize.count(unread))}</span>`
            : nothing
        }
        ${assignee && state !== 'resolved' ? html`<bdi part="owner">${assignee.name}</bdi>` : nothing}
        ${isDraft ? html`<span part="draft">${localize.term('draft')}</span>` : nothing}
      </span>
    </button>
  </li>`;
}

/** Whether somebody is waited for, as a word. */
export function stateBadge({ state }: Conversation, localize: Localize): TemplateResult {
  return html`<span class="badge ${state}" part="state"
    >${localize.term('conversationState', state)}</span
  >`;
}
