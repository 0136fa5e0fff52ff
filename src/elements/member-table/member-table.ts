import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../../ui/decorators.ts';
import { repeat } from 'lit/directives/repeat.js';
import type {
  BackendClient,
  ChangedMember,
  Member,
  MemberPage,
  Session,
  Standing,
} from '../../client/backend-client.ts';
import type { Role, RoleChoices } from '../../client/policy.ts';
import type { Problem } from '../../client/problem.ts';
import { Confirmation } from '../../ui/controllers/confirmation.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { avatar, avatarStyles } from '../../ui/primitives/avatar.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { icon } from '../../ui/primitives/icon.ts';
import { badgeStyles, roleBadge } from '../../ui/primitives/role-badge.ts';
import {
  MemberRemovedEvent,
  MemberRemoveEvent,
  RoleChangedEvent,
  RoleChangeEvent,
} from './events.ts';
import { styles } from './member-table.styles.ts';
import { loadWords } from './words.ts';

const PAGE = 25;
const SKELETON_ROWS = 5;

/** What is being changed in a row. */
interface Edit {
  /** What the role was when the person last saw that it had changed. */
  readonly from: Role;
  readonly role: Role;
  readonly saving: boolean;
  /** Why it was not stored, as a sentence. */
  readonly problem?: string;
}

/** Whom to remove, and the name of the organization. */
interface Removal {
  readonly member: Member;
  readonly organization: string;
}

/** What can be done with a row's member, or why not; what is never offered here is absent. */
interface RowOptions {
  readonly choices?: RoleChoices | undefined;
  readonly removal?: ReturnType<BackendClient['policy']['canRemove']> | undefined;
}

/** Which page of which organization, and as what, since that decides what is shown of a member. */
interface Place {
  readonly organization: string;
  readonly role: Role;
  readonly cursor: string | undefined;
}

/**
 * Lists the members of the current organization and lets those who may, change their roles and
 * remove them.
 *
 * @tagname member-table
 * @fires {RoleChangeEvent} org-role-change - Before a role is stored. Cancel to keep the old one.
 * @fires {RoleChangedEvent} org-role-changed - After it is stored.
 * @fires {MemberRemoveEvent} org-member-remove - Before a removal that was confirmed. Cancel to keep them.
 * @fires {MemberRemovedEvent} org-member-removed - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the table says it, too.
 * @csspart table - The table.
 * @csspart row - One member.
 * @csspart avatar - The member's initials.
 * @csspart name - The member's name.
 * @csspart email - The member's address.
 * @csspart role - The role, as text or as the select of a row that is being edited.
 * @csspart edit-button - Begins to change a role.
 * @csspart save-button - Stores the chosen role.
 * @csspart cancel-button - Keeps the old role.
 * @csspart remove-button - Asks whether to remove a member.
 * @csspart dialog - The question before a removal.
 * @csspart keep-button - Closes the question; nobody is removed.
 * @csspart confirm-button - Removes the member.
 * @csspart reason-button - Stands where something cannot be done with a member, and tells why.
 * @csspart reason - Why that cannot be done, in sentences.
 * @csspart note - Why no member can be changed here at all, as a sentence.
 * @csspart problem - Why a change or a removal was not done, as a sentence.
 * @csspart previous-button - Goes to the page before.
 * @csspart next-button - Goes to the next page.
 * @cssstate busy - A change is being stored, or a member removed.
 * @cssstate reloading - What is shown is being loaded again.
 * @cssprop [--org-row-height=3.5rem] - Height of one row.
 */
export class MemberTable extends OrgElement {
  static {
    loadWords();
  }
  static override readonly styles = [
    OrgElement.styles,
    avatarStyles,
    badgeStyles,
    dialogStyles,
    styles,
  ];

  readonly #members = new Resource<Place, MemberPage>(this, {
    key: () => {
      const { standing } = this;
      if (!standing) return undefined;
      const organization = standing.organization.id;
      return { organization, role: standing.role, cursor: this.#path(organization).at(-1) };
    },
    version: () => this.session.store?.heard('member') ?? 0,
    load: ({ organization, cursor }, signal) =>
      this.#client.members.list(organization, { limit: PAGE, cursor }, signal),
    keep: (before, next) => before.organization === next.organization,
    onProblem: problem => this.fail(problem),
  });

  readonly #removal = new Confirmation<Removal>(this, {
    question: ({ member: { name }, organization }) => ({
      title: this.localize.term('removeQuestion', name),
      loss: this.localize.term('removalLoses', name, organization),
      keep: this.localize.term('cancel'),
      confirm: this.localize.term('remove'),
      confirming: this.localize.term('removing'),
    }),
    act: ({ member }) => this.#remove(member),
    onClose: ({ member }) => void this.#returnTo(member),
  });

  /** Shows the table without any control that changes something. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  /** By the membership's id; those of one person in one organization. */
  @state() private edits: ReadonlyMap<string, Edit> = new Map();
  #editor: string | undefined;
  /** Where the row was that is being removed. */
  #removedAt = -1;
  /** The cursors of the pages gone through to reach this one. */
  @state() private paging:
    { readonly organization: string; readonly path: readonly string[] } | undefined;

  protected override willUpdate(): void {
    super.willUpdate();
    const saving = [...this.edits.values()].some(edit => edit.saving);
    this.setState('busy', saving || this.#removal.isUnderWay);
    const { state } = this.session;
    if (state.status !== 'ready') return;
    const editor = `${state.session.person.id} ${String(this.standing?.organization.id)}`;
    if (this.#editor !== editor) {
      this.edits = new Map();
      this.#removal.forget();
    }
    this.#editor = editor;
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">
      <div class="head">
        <h2 id="heading" tabindex="-1">${this.localize.term('members')}</h2>
        <div class="muted small">&nbsp;</div>
      </div>
      ${skeletonRows(SKELETON_ROWS, this.localize.term('loading'))}
    </div>`;
  }

  protected override renderSession({ person, standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    const { state } = this.#members;
    if (state.status === 'loading') return this.renderLoading();
    if (state.status === 'failed') {
      return this.face({
        title: this.localize.term('membersFailed'),
        text: this.sentence(state.problem),
        action: { label: this.localize.term('retry'), run: () => void this.#members.reload() },
        failed: true,
      });
    }
    this.setState('reloading', state.reloading);
    return this.#table(state.value, standing, person.id);
  }

  #table(page: MemberPage, standing: Standing, me: string): TemplateResult {
    const { localize } = this;
    const actor = { person: me, role: standing.role, permissions: standing.permissions };
    const { capabilities, policy } = this.#client;
    const changesRoles = !this.readonly && capabilities.has('change-role');
    const removes = !this.readonly && capabilities.has('remove-member');
    const access = policy.canAccess('members.manage', actor);
    const optionsFor = (target: Member): RowOptions => {
      if (!access.allowed) return {};
      const act = { actor, target, owners: standing.owners };
      return {
        choices: changesRoles ? policy.roleChoices(act) : undefined,
        removal: removes ? policy.canRemove(act) : undefined,
      };
    };

    return html`<section class="card" aria-labelledby="heading">
      <div class="head">
        <h2 id="heading" tabindex="-1">${localize.term('members')}</h2>
        <div class="muted small">
          ${localize.term('membersOf', page.total, this.#total(page), standing.organization.name)}
        </div>
      </div>
      <table part="table" aria-labelledby="heading">
        <thead>
          <tr>
            <th scope="col">${localize.term('name')}</th>
            <th scope="col" class="column-role">${localize.term('roleColumn')}</th>
            <th scope="col" class="column-time">${localize.term('joined')}</th>
            <th scope="col" class="column-time">${localize.term('lastActive')}</th>
            <th scope="col" class="column-actions">
              <span class="visually-hidden">${localize.term('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            page.members,
            member => member.id,
            member => this.#row(member, member.person === me, optionsFor(member)),
          )}
        </tbody>
      </table>
      ${
        (changesRoles || removes) && !access.allowed
          ? html`<p class="note" part="note">${icon('lock')}${this.reason(access.denial)}</p>`
          : nothing
      }
      ${this.#foot(page)} ${this.#removal.render()}
    </section>`;
  }

  #row(member: Member, isMe: boolean, options: RowOptions): TemplateResult {
    const { choices } = options;
    const edit = this.edits.get(member.id);
    const roles = edit && choices?.allowed ? choices.roles : undefined;
    return html`<tr
        part="row"
        class=${roles ? 'edit' : nothing}
        data-member=${member.id}
        @keydown=${(event: KeyboardEvent) => {
          if (roles && event.key === 'Escape') void this.#cancel(member);
        }}
      >
        <td>${this.#who(member, isMe)}</td>
        <td class="role">
          ${
            edit && roles
              ? this.#select(member, edit, roles)
              : roleBadge(member.role, this.localize)
          }
        </td>
        <td class="time muted">
          ${this.#time(member.joinedAt, this.localize.day(member.joinedAt))}
        </td>
        <td class="time muted">
          ${
            member.lastActiveAt === null
              ? this.localize.term('never')
              : this.#time(member.lastActiveAt, this.localize.ago(member.lastActiveAt, Date.now()))
          }
        </td>
        <td class="end">
          ${edit && roles ? this.#decision(member, edit) : this.#actions(member, options)}
        </td>
      </tr>
      ${this.#problem(member, edit, roles !== undefined)}`;
  }

  /** Why a choice was not stored, and that somebody else has made another one meanwhile. */
  #problem({ role }: Member, edit: Edit | undefined, editing: boolean) {
    if (!edit) return nothing;
    const now = edit.from === role ? undefined : this.localize.term('roleNow', role);
    const problem = [edit.problem, now].filter(Boolean).join(' ');
    if (problem === '') return nothing;
    return html`<tr class="explains ${editing ? 'edit' : ''}">
      <td colspan="5"><p class="problem" part="problem" role="alert">${problem}</p></td>
    </tr>`;
  }

  #who({ person, name, email }: Member, isMe: boolean): TemplateResult {
    return html`<div class="who">
      ${avatar({ id: person, name, shape: 'person' })}
      <div>
        <div class="name-line">
          <span class="name ellipsis" part="name" title=${name}><bdi>${name}</bdi></span>
          ${isMe ? html`<span class="badge">${this.localize.term('you')}</span>` : nothing}
        </div>
        ${
          email === null
            ? nothing
            : html`<div class="muted small ellipsis" part="email" title=${email}>${email}</div>`
        }
      </div>
    </div>`;
  }

  #time(time: string, shown: string): TemplateResult {
    return html`<time datetime=${time} title=${this.localize.exact(time)}>${shown}</time>`;
  }

  #select(member: Member, edit: Edit, roles: readonly Role[]): TemplateResult {
    return html`<select
      part="role"
      aria-label=${this.localize.term('newRoleOf', member.name)}
      aria-disabled=${edit.saving ? 'true' : 'false'}
      @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        if (edit.saving) select.value = edit.role;
        else this.#setEdit(member, { ...edit, role: select.value as Role });
      }}
    >
      ${roles.map(
        role =>
          html`<option value=${role} ?selected=${role === edit.role}>
            ${this.localize.term('role', role)}
          </option>`,
      )}
    </select>`;
  }

  #actions(member: Member, { choices, removal }: RowOptions): TemplateResult {
    return html`<span class="actions">
      ${
        choices?.allowed
          ? this.#iconButton('edit-button', 'pencil', 'changeRoleOf', member, () => {
              void this.#begin(member);
            })
          : nothing
      }
      ${
        removal?.allowed
          ? this.#iconButton('remove-button', 'trash', 'removeMember', member, () => {
              this.#removal.ask({ member, organization: this.standing?.organization.name ?? '' });
            })
          : nothing
      }
      ${this.#lock(member, { choices, removal })}
    </span>`;
  }

  #iconButton(
    part: 'edit-button' | 'remove-button',
    shape: 'pencil' | 'trash',
    term: 'changeRoleOf' | 'removeMember',
    { name }: Member,
    run: () => void,
  ): TemplateResult {
    const label = this.localize.term(term, name);
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

  #lock(member: Member, { choices, removal }: RowOptions): TemplateResult | typeof nothing {
    const denials = [choices, removal].flatMap(verdict =>
      verdict && !verdict.allowed ? [verdict.denial] : [],
    );
    if (denials.length === 0) return nothing;
    // That one could leave instead is not true of the last owner.
    const last = denials.filter(({ code }) => code === 'last-owner');
    const reasons = (last.length > 0 ? last : denials).map(denial => this.reason(denial));
    const id = `reason-${member.id}`;
    const reason = [...new Set(reasons)].join(' ');
    const isRoleLocked = choices !== undefined && !choices.allowed;
    return html`<button
        class="quiet icon"
        part="reason-button"
        type="button"
        popovertarget=${id}
        aria-label=${this.localize.term(
          isRoleLocked ? 'whyRoleLocked' : 'whyNotRemoved',
          member.name,
        )}
        aria-describedby=${id}
        title=${reason}
        .style=${`anchor-name: --${id}`}
      >
        ${icon('lock')}
      </button>
      <div class="reason" part="reason" id=${id} popover .style=${`position-anchor: --${id}`}>
        ${reason}
      </div>`;
  }

  /** To keep the old role, or to store the chosen one. */
  #decision(member: Member, edit: Edit): TemplateResult {
    const { localize } = this;
    return html`<span class="actions">
      <button
        class="quiet"
        part="cancel-button"
        type="button"
        aria-disabled=${edit.saving ? 'true' : 'false'}
        @click=${() => this.#cancel(member)}
      >
        ${localize.term('cancel')}
      </button>
      <button
        class="primary"
        part="save-button"
        type="button"
        aria-disabled=${edit.saving ? 'true' : 'false'}
        @click=${() => this.#save(member)}
      >
        ${localize.term(edit.saving ? 'saving' : 'save')}
      </button>
    </span>`;
  }

  /** A plus where there are more. */
  #total({ total, totalIsMinimum }: MemberPage): string {
    return `${this.localize.count(total)}${totalIsMinimum ? '+' : ''}`;
  }

  #foot(page: MemberPage): TemplateResult {
    const { organization, members, next } = page;
    const { localize } = this;
    const path = this.#path(organization);
    const from = path.length * PAGE;
    const range = localize.term(
      'range',
      localize.count(from + 1),
      localize.count(from + members.length),
      this.#total(page),
    );
    return html`<div class="foot">
      <span>${range}</span>
      <span class="actions">
        <button
          part="previous-button"
          type="button"
          aria-disabled=${path.length === 0 ? 'true' : 'false'}
          @click=${() => {
            this.#turn(organization, path.slice(0, -1));
          }}
        >
          ${localize.term('previous')}
        </button>
        <button
          part="next-button"
          type="button"
          aria-disabled=${next === null ? 'true' : 'false'}
          @click=${() => {
            if (next !== null) this.#turn(organization, [...path, next]);
          }}
        >
          ${localize.term('next')}
        </button>
      </span>
    </div>`;
  }

  /** Goes to another page, unless one is on its way already. */
  #turn(organization: string, path: readonly string[]): void {
    const { state } = this.#members;
    if (state.status === 'ready' && !state.reloading) this.paging = { organization, path };
  }

  get #client(): BackendClient {
    const client = this.session.store?.client;
    if (!client) throw new Error('A session has a client.');
    return client;
  }

  /** The pages gone through, which are those of one organization alone. */
  #path(organization: string): readonly string[] {
    return this.paging?.organization === organization ? this.paging.path : [];
  }

  #setEdit(member: Member, edit: Edit | undefined): void {
    const edits = new Map(this.edits);
    if (edit) edits.set(member.id, edit);
    else edits.delete(member.id);
    this.edits = edits;
  }

  async #begin(member: Member): Promise<void> {
    this.#setEdit(member, { from: member.role, role: member.role, saving: false });
    await this.#focus(member, 'select');
  }

  async #cancel(member: Member): Promise<void> {
    if (this.edits.get(member.id)?.saving) return;
    this.#setEdit(member, undefined);
    await this.#focus(member, 'button');
  }

  async #save(member: Member): Promise<void> {
    const organization = this.standing?.organization.id;
    const edit = this.edits.get(member.id);
    if (!edit || edit.saving || organization === undefined) return;
    const { role, from } = edit;
    const editor = this.#editor;
    if (role === member.role || !this.dispatchEvent(new RoleChangeEvent(member, role))) {
      return this.#cancel(member);
    }
    this.#setEdit(member, { from, role, saving: true });
    try {
      const change = { role, version: member.version };
      const changed = await this.#client.members.changeRole(organization, member.id, change);
      // Who has gone elsewhere meanwhile is told nothing of it here.
      if (this.#editor !== editor) return;
      if (this.session.state.status === 'ready') await this.#stored(member, changed);
      else this.#setEdit(member, undefined);
    } catch (error) {
      const problem = this.fail(error);
      if (this.#editor === editor)
        await this.#notStored(member, { ...edit, saving: false }, problem);
    }
  }

  async #stored(before: Member, { organization, member, owners }: ChangedMember): Promise<void> {
    const hadFocus = this.#rowOf(member)?.matches(':focus-within');
    this.#setEdit(member, undefined);
    const { state } = this.#members;
    if (state.status === 'ready' && state.value.organization === organization) {
      const members = state.value.members.map(m => (m.id === member.id ? member : m));
      this.#members.set({ ...state.value, members });
    }
    await this.session.store?.roleChanged(member, owners);
    this.announcer.say(this.localize.term('roleChanged', member.name, member.role));
    this.dispatchEvent(new RoleChangedEvent(member, before.role));
    if (hadFocus) await this.#focus(member, 'button');
  }

  /** The choice stays. What the refusal has shown to be out of date is looked at again. */
  async #notStored(member: Member, edit: Edit, problem: Problem): Promise<void> {
    const { role } = edit;
    if (problem.code === 'no-session') {
      this.#setEdit(member, edit);
      return;
    }
    this.#setEdit(member, { ...edit, problem: this.sentence(problem) });
    if (!problem.isOutdated) return;
    await this.#members.reload();
    const { state } = this.#members;
    if (state.status !== 'ready') return;
    const now = state.value.members.find(({ id }) => id === member.id);
    if (now?.role === role) {
      // An answer that got lost, or somebody else who wanted the same.
      this.#setEdit(member, undefined);
      this.announcer.say(this.localize.term('roleChanged', now.name, now.role));
    } else if (!now) this.announcer.say(this.sentence(problem));
  }

  /** @returns why the member was not removed */
  async #remove(member: Member): Promise<string | undefined> {
    const organization = this.standing?.organization;
    const editor = this.#editor;
    if (!organization || !this.dispatchEvent(new MemberRemoveEvent(member))) return undefined;
    this.#removedAt = this.#placeOf(member);
    try {
      const { owners } = await this.#client.members.remove(organization.id, member.id);
      // Who has gone elsewhere meanwhile is told nothing of it here.
      if (this.#editor === editor) this.#removed(member, owners, organization.name);
      return undefined;
    } catch (error) {
      const problem = this.fail(error);
      if (problem.isOutdated && this.#editor === editor) await this.#members.reload(true);
      return this.sentence(problem);
    }
  }

  /** Takes the row away at once; the list loaded again then fills the page. */
  #removed(member: Member, owners: number, organization: string): void {
    this.#setEdit(member, undefined);
    this.session.store?.ownersCounted(owners);
    this.announcer.say(this.localize.term('removed', member.name, organization));
    this.dispatchEvent(new MemberRemovedEvent(member));
    const { state } = this.#members;
    if (state.status !== 'ready') return;
    const { members, total } = state.value;
    const left = members.filter(({ id }) => id !== member.id);
    if (left.length < members.length) {
      this.#members.set({ ...state.value, members: left, total: total - 1 });
    }
    const path = this.#path(state.value.organization);
    if (left.length === 0 && path.length > 0) {
      this.#turn(state.value.organization, path.slice(0, -1));
    } else void this.#members.reload(true);
  }

  #placeOf(member: Member): number {
    const { state } = this.#members;
    return state.status === 'ready' ? state.value.members.findIndex(m => m.id === member.id) : -1;
  }

  /** To the row that was asked about, else to the one that has come in its place, or before it. */
  async #returnTo(member: Member): Promise<void> {
    await this.updateComplete;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('tr[data-member]')];
    const row = this.#rowOf(member) ?? rows[this.#removedAt] ?? rows.at(-1);
    const button =
      row?.querySelector<HTMLElement>('[part=remove-button]') ?? row?.querySelector('button');
    (button ?? this.renderRoot.querySelector<HTMLElement>('#heading'))?.focus();
  }

  #rowOf({ id }: Member): HTMLElement | null {
    return this.renderRoot.querySelector(`tr[data-member='${id}']`);
  }

  async #focus(member: Member, control: 'select' | 'button'): Promise<void> {
    await this.updateComplete;
    const to = this.#rowOf(member)?.querySelector<HTMLElement>(control);
    (to ?? this.renderRoot.querySelector<HTMLElement>('#heading'))?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'member-table': MemberTable;
  }
}
