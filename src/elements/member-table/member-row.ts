import { html, nothing, type TemplateResult } from 'lit';
import type { Member } from '../../client/backend-client.ts';
import type { Policy, Role, RoleChoices } from '../../client/policy.ts';
import type { Problem } from '../../client/problem.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { avatar } from '../../ui/primitives/avatar.ts';
import { icon, PENCIL, TRASH } from '../../ui/primitives/icon.ts';
import { middleCut } from '../../ui/primitives/middle-cut.ts';
import { reasonButton } from '../../ui/primitives/reason-button.ts';
import { roleBadge } from '../../ui/primitives/role-badge.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import { select } from '../../ui/primitives/select.ts';

/** What is being changed in a row. */
export interface Edit {
  /** As the row showed them when it was begun. */
  readonly member: Member;
  readonly role: Role;
  readonly saving: boolean;
  /** What was sent and not stored, and why. */
  readonly sent?: Role;
  readonly problem?: Problem;
}

/** What can be done with a row's member, or why not; what is never offered here is absent. */
export interface RowOptions {
  readonly choices?: RoleChoices | undefined;
  readonly removal?: ReturnType<Policy['canRemove']> | undefined;
}

/** What a row shows. */
export interface Row {
  readonly localize: Localize;
  readonly member: Member;
  readonly isMe: boolean;
  readonly options: RowOptions;
  readonly edit: Edit | undefined;
  /** The last change was made here, and can be taken back. */
  readonly undoes: boolean;
  readonly acts: RowActs;
}

/** What a person does with a row. */
export interface RowActs {
  readonly begin: (member: Member) => unknown;
  readonly choose: (member: Member, role: Role) => unknown;
  readonly cancel: (member: Member) => unknown;
  readonly save: (member: Member) => unknown;
  readonly undo: (member: Member) => unknown;
  readonly remove: (member: Member) => unknown;
}

/** One member; beneath it, where there is one, the problem of a change. */
export function memberRow(row: Row): TemplateResult {
  const { localize, member, edit, options, undoes, acts } = row;
  const roles = edit && options.choices?.allowed ? options.choices.roles : undefined;
  return html`<tr
      part="row"
      class=${roles ? 'edit' : nothing}
      data-row=${member.id}
      @keydown=${(event: KeyboardEvent) => {
        if (!roles || event.key !== 'Escape') return;
        // Nor does it close a dialog of the page.
        event.preventDefault();
        acts.cancel(member);
      }}
    >
      <td>${who(row)}</td>
      <td class="role">
        ${
          edit && roles
            ? roleSelect(row, edit, roles)
            : html`${roleBadge(member.role, localize)}
              ${undoes ? undoButton(localize, () => acts.undo(member)) : nothing}`
        }
      </td>
      <td class="time muted">
        <span class="label">${localize.term('column', 'joinedAt')}</span>
        ${timeText(member.joinedAt, localize.day(member.joinedAt), localize)}
      </td>
      <td class="time muted">
        <span class="label">${localize.term('column', 'lastActiveAt')}</span>
        ${
          member.lastActiveAt === null
            ? localize.term('never')
            : timeText(
                member.lastActiveAt,
                localize.relative(member.lastActiveAt, Date.now()),
                localize,
              )
        }
      </td>
      <td class="end">${edit && roles ? decision(row, edit) : actions(row)}</td>
    </tr>
    ${problem(row, roles !== undefined)}`;
}

/** Gives back the role from before. */
export function undoButton(localize: Localize, run: () => unknown): TemplateResult {
  return html`<button part="undo-button" type="button" @click=${run}>
    ${localize.term('undo')}
  </button>`;
}

function who({ localize, member, isMe }: Row): TemplateResult {
  const { person, name, email, emailVerified } = member;
  return html`<div class="who">
    ${avatar({ id: person, name })}
    <div>
      <div class="name-line">
        <bdi class="name ellipsis" part="name" title=${name}>${name}</bdi>
        ${isMe ? html`<span class="badge">${localize.term('you')}</span>` : nothing}
        ${
          emailVerified === false
            ? html`<span class="badge" part="unverified">${localize.term('unverified')}</span>`
            : nothing
        }
      </div>
      ${
        email === null
          ? nothing
          : html`<div class="muted small" part="email" title=${email}>${middleCut(email)}</div>`
      }
    </div>
  </div>`;
}

function roleSelect({ localize, member, acts }: Row, edit: Edit, roles: readonly Role[]) {
  return select({
    part: 'role',
    label: localize.term('newRoleOf', member.name),
    value: edit.role,
    options: roles.map(role => [role, localize.term('role', role)]),
    locked: edit.saving,
    onChange: role => {
      acts.choose(member, role);
    },
  });
}

function actions(row: Row): TemplateResult {
  const { member, options, acts } = row;
  return html`<span class="actions">
    ${
      options.choices?.allowed
        ? iconButton(row, 'edit-button', PENCIL, 'changeRoleOf', () => acts.begin(member))
        : nothing
    }
    ${
      options.removal?.allowed
        ? iconButton(row, 'remove-button', TRASH, 'removeMember', () => acts.remove(member))
        : nothing
    }
    ${lock(row)}
  </span>`;
}

function iconButton(
  { localize, member: { name } }: Row,
  part: 'edit-button' | 'remove-button',
  shape: string,
  term: 'changeRoleOf' | 'removeMember',
  run: () => unknown,
): TemplateResult {
  const label = localize.term(term, name);
  return html`<button
    class="quiet icon"
    part=${part}
    type="button"
    aria-label=${label}
    title=${label}
    @click=${run}
  >
    ${icon(shape)}
  </button>`;
}

/** Why something cannot be done with the member, behind a button that tells it. */
function lock({ localize, member, options }: Row): TemplateResult | typeof nothing {
  const { choices, removal } = options;
  const denials = [choices, removal].flatMap(verdict =>
    verdict && !verdict.allowed ? [verdict.denial] : [],
  );
  if (denials.length === 0) return nothing;
  // That one could leave instead is not true of the last owner.
  const last = denials.filter(({ code }) => code === 'last-owner');
  const reasons = (last.length > 0 ? last : denials).map(denial => localize.term('denial', denial));
  const isRoleLocked = choices !== undefined && !choices.allowed;
  return reasonButton({
    id: member.id,
    label: localize.term(isRoleLocked ? 'whyRoleLocked' : 'whyNotRemoved', member.name),
    reason: [...new Set(reasons)].join(' '),
  });
}

/** To keep the old role, or to store the chosen one. */
function decision({ localize, member, acts }: Row, edit: Edit): TemplateResult {
  return html`<span class="actions">
    <button
      class="quiet"
      part="cancel-button"
      type="button"
      aria-disabled=${edit.saving}
      @click=${() => acts.cancel(member)}
    >
      ${localize.term('cancel')}
    </button>
    <button
      class="primary"
      part="save-button"
      type="button"
      aria-disabled=${edit.saving}
      @click=${() => acts.save(member)}
    >
      ${localize.term(edit.saving ? 'saving' : 'save')}
    </button>
  </span>`;
}

/** Why a choice was not stored, and that somebody else has made another one meanwhile. */
function problem({ localize, member, edit }: Row, editing: boolean) {
  if (!edit) return nothing;
  const now = edit.member.role === member.role ? undefined : localize.term('roleNow', member.role);
  const why = edit.problem && localize.term('problem', edit.problem);
  const sentence = [why, now].filter(Boolean).join(' ');
  if (sentence === '') return nothing;
  return html`<tr class="explains ${editing ? 'edit' : ''}">
    <td colspan="5"><p class="problem" part="problem" role="alert">${sentence}</p></td>
  </tr>`;
}
