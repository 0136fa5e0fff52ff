import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../ui/i18n/localize.ts';
import { icon, LEAVE, LOCK, PLUS } from '../../ui/primitives/icon.ts';

/** What can be done beside choosing an organization; what is left out is not offered. */
export interface MenuFoot {
  readonly localize: Localize;
  /** A switch is under way: until then nothing else can be done. */
  readonly busy: boolean;
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
export function menuFoot({ localize, busy, onCreate, leave }: MenuFoot): TemplateResult {
  return html`<div class="foot">
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
