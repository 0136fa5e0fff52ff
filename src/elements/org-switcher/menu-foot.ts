import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../ui/i18n/localize.ts';
import { icon, LEAVE, LOCK, MAIL, PLUS } from '../../ui/primitives/icon.ts';

/** What can be done beside choosing an organization; what is left out is not offered. */
export interface MenuFoot {
  readonly localize: Localize;
  /** A switch is under way: until then nothing else can be done. */
  readonly busy: boolean;
  /** What leads to the invitations to the person. */
  readonly inbox: TemplateResult | typeof nothing;
  readonly onCreate: (() => void) | undefined;
  readonly leave: LeaveOption | undefined;
}

interface LeaveOption {
  /** The organization's name. */
  readonly name: string;
  /** Why the person cannot leave, as a sentence, and whether it is shown. */
  readonly reason: string | undefined;
  readonly isExplained: boolean;
  /** To leave, or to be told why not. */
  readonly onClick: () => void;
}

/** The buttons below the list. */
export function menuFoot({ localize, busy, inbox, onCreate, leave }: MenuFoot): TemplateResult {
  return html`<div class="foot">
    ${inbox}
    ${
      onCreate
        ? html`<button
            class="quiet"
            part="create-button"
            type="button"
            aria-disabled=${busy}
            @click=${onCreate}
          >
            ${icon(PLUS)}<span class="ellipsis">${localize.term('createOrganization')}</span>
          </button>`
        : nothing
    }
    ${leave ? leaveButton(leave, localize.term('leave', leave.name), busy) : nothing}
  </div>`;
}

/** Leads to the invitations that wait for the person; nothing without any. */
export function inboxButton(
  count: number,
  localize: Localize,
  onClick: () => void,
): TemplateResult | typeof nothing {
  return count > 0
    ? html`<button class="quiet" part="inbox-button" type="button" @click=${onClick}>
        ${icon(MAIL)}<span>${invitations(count, localize)}</span>
      </button>`
    : nothing;
}

/** How many invitations there are, in words. */
export function invitations(count: number, localize: Localize): string {
  return localize.term('invitationCount', count, localize.count(count));
}

function leaveButton(
  { reason, isExplained, onClick }: LeaveOption,
  label: string,
  busy: boolean,
): TemplateResult {
  const isDenied = reason !== undefined;
  return html`<button
      class="quiet"
      part="leave-button"
      type="button"
      title=${reason ?? label}
      aria-disabled=${busy || isDenied}
      aria-describedby=${isDenied ? 'reason' : nothing}
      @click=${onClick}
    >
      ${icon(isDenied ? LOCK : LEAVE)}<span>${label}</span>
    </button>
    ${
      isDenied
        ? html`<p class="reason muted small" part="reason" id="reason" ?hidden=${!isExplained}>
            ${reason}
          </p>`
        : nothing
    }`;
}
