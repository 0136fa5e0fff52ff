import { html, nothing, type TemplateResult } from 'lit';
import type { Invitation, InvitationFilter } from '../../client/backend-client.ts';
import type { MemberDenial } from '../../client/policy.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { CLOCK, icon, MAIL, TRASH } from '../../ui/primitives/icon.ts';
import { middleCut } from '../../ui/primitives/middle-cut.ts';
import { reasonButton } from '../../ui/primitives/reason-button.ts';
import { roleBadge } from '../../ui/primitives/role-badge.ts';
import { timeText } from '../../ui/primitives/time-text.ts';

/** What is done only once it was asked about. */
export type InvitationAct = 'prolong' | 'resend' | 'revoke';

/** What can be done with an invitation; what is never offered here is absent. */
export interface RowOffers extends Readonly<Record<InvitationAct | 'link', boolean>> {
  /** Why nothing can be done with one that is pending. */
  readonly denial?: MemberDenial | undefined;
}

/** What a row shows. */
export interface Row {
  readonly localize: Localize;
  readonly invitation: Invitation;
  readonly offers: RowOffers;
  readonly isSelected: boolean;
  readonly acts: RowActs;
}

/** What a person does with a row. */
export interface RowActs {
  readonly select: (invitation: Invitation, isSelected: boolean) => void;
  readonly ask: (act: InvitationAct, invitation: Invitation) => void;
  /** The button that copies the link, and what stands beneath the row where it was not copied. */
  readonly link: (invitation: Invitation) => TemplateResult;
  readonly linkOutcome: (invitation: Invitation) => TemplateResult | typeof nothing;
}

/** One invitation. */
export function invitationRow(row: Row): TemplateResult {
  const { localize, invitation, offers, acts } = row;
  const { id, address, role, sentAt, inviter } = invitation;
  const outcome = offers.link ? acts.linkOutcome(invitation) : nothing;
  return html`<tr part="row" data-row=${id}>
      <td class="check">${offers.revoke ? checkbox(row) : nothing}</td>
      <td class="to">
        <span class="name" part="email" id=${`to-${id}`} title=${address}
          >${middleCut(address)}</span
        >
        ${notes(row)}
      </td>
      <td class="role">${roleBadge(role, localize)}</td>
      <td class="time muted">
        <span class="label">${localize.term('invitationColumn', 'sentAt')}</span>
        ${timeText(sentAt, localize.relative(sentAt, Date.now()), localize)}
        <span class="small by">${by(row, inviter)}</span>
      </td>
      <td class="time muted">${end(row)}</td>
      <td class="end">${actions(row)}</td>
    </tr>
    ${
      outcome === nothing
        ? nothing
        : html`<tr class="explains">
            <td colspan="6">${outcome}</td>
          </tr>`
    }`;
}

function checkbox({ invitation, isSelected, acts }: Row): TemplateResult {
  return html`<label
    ><input
      type="checkbox"
      part="select"
      aria-labelledby=${`to-${invitation.id}`}
      .checked=${isSelected}
      @change=${(event: Event) => {
        acts.select(invitation, (event.target as HTMLInputElement).checked);
      }}
  /></label>`;
}

/** What there is to know of it beside. */
function notes({ localize, invitation }: Row): unknown {
  const { state, mail, stale } = invitation;
  if (state !== 'pending') return nothing;
  return html`${
    mail === 'failed'
      ? html`<div class="problem" part="letter">${localize.term('letterFailed')}</div>`
      : mail === 'none'
        ? html`<div class="muted small" part="letter">${localize.term('noLetter')}</div>`
        : nothing
  }
  ${
    stale
      ? html`<span class="badge" part="stale">${localize.term('invitationState', 'stale')}</span>`
      : nothing
  }`;
}

/** Who did something; nobody is named who was erased. */
function by({ localize }: Row, who: Invitation['endedBy']): string {
  return who?.name ? localize.term('by', who.name) : '';
}

/** When it expires, or how it ended, when and by whom. */
function end(row: Row): TemplateResult {
  const { localize, invitation } = row;
  const { state, ended, endedAt, endedBy, expiresAt } = invitation;
  if (state === 'pending') {
    return html`<span class="label">${localize.term('invitationColumn', 'expiresAt')}</span>
      ${timeText(expiresAt, localize.relative(expiresAt, Date.now()), localize)}`;
  }
  const time = endedAt ?? expiresAt;
  return html`<span part="end">${localize.term('invitationState', endOf(ended))}</span>
    <span class="small by">
      ${timeText(time, localize.relative(time, Date.now()), localize)} ${by(row, endedBy)}
    </span>`;
}

/** One that a later one has replaced was revoked, for whoever sent it. */
function endOf(ended: Invitation['ended']): InvitationFilter {
  return ended === 'replaced' ? 'revoked' : (ended ?? 'expired');
}

const BUTTONS = [
  ['resend', MAIL],
  ['prolong', CLOCK],
  ['revoke', TRASH],
] as const;

function actions({ localize, invitation, offers, acts }: Row): TemplateResult {
  const { id, address } = invitation;
  const { denial } = offers;
  return html`<span class="actions">
    ${offers.link ? acts.link(invitation) : nothing}
    ${
      denial
        ? reasonButton({
            id,
            label: localize.term('whyLocked', address),
            reason: localize.term('denial', denial),
          })
        : nothing
    }
    ${BUTTONS.filter(([act]) => offers[act]).map(([act, shape]) => {
      const part = `${act}-button` as const;
      const label = localize.term('actOn', act, address);
      return html`<button
        class="quiet icon"
        part=${part}
        type="button"
        aria-label=${label}
        title=${label}
        @click=${() => {
          acts.ask(act, invitation);
        }}
      >
        ${icon(shape)}
      </button>`;
    })}
  </span>`;
}
