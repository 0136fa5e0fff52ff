import { html, nothing, type TemplateResult } from 'lit';
import type {
  Capability,
  Member,
  MemberPage,
  MemberQuery,
  MemberSort,
  Session,
  Standing,
} from '../../client/backend-client.ts';
import { addPlaces, MEMBER_PLACES } from '../../client/places.ts';
import {
  canChangeRole,
  canRemove,
  managesTeam,
  roleChoices,
  rulesOf,
  seesAddresses,
  type MemberDenial,
  type Role,
} from '../../client/policy.ts';
import { unless, type Problem } from '../../client/problem.ts';
import { Confirmation } from '../../ui/controllers/confirmation.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { property, state } from '../../ui/decorators.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { ListElement, PAGE } from '../../ui/list-element.ts';
import { avatarStyles } from '../../ui/primitives/avatar.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { icon, LOCK } from '../../ui/primitives/icon.ts';
import { listHead } from '../../ui/primitives/list-head.ts';
import { middleCutStyles } from '../../ui/primitives/middle-cut.ts';
import { reasonStyles } from '../../ui/primitives/reason-button.ts';
import { badgeStyles } from '../../ui/primitives/role-badge.ts';
import { rowInPlace } from '../../ui/primitives/row-place.ts';
import { listTable } from '../../ui/styles/list-table.ts';
import {
  MemberRemovedEvent,
  MemberRemoveEvent,
  RoleChangedEvent,
  RoleChangeEvent,
} from './events.ts';
import { memberRow, undoButton, type Edit, type RowActs, type RowOptions } from './member-row.ts';
import { styles } from './member-table.styles.ts';
import { columnHeads, listTools, type ListTools } from './tools.ts';
import { loadWords } from './words.ts';

const RULES = { canChangeRole, canRemove, managesTeam, roleChoices, seesAddresses };

/** Which members of which organization, and as what, since that decides what is shown of them. */
interface Place {
  readonly organization: string;
  readonly as: Role;
  readonly query: MemberQuery;
}

/** A page, and whether it may leave out some. */
interface ShownPage extends MemberPage {
  readonly isNarrowed: boolean;
}

/** Whom to remove, and the name of the organization. */
interface Removal {
  readonly member: Member;
  readonly organization: string;
}

/** A role that whoever gives it cannot take back, and why. */
interface LastingChange {
  readonly member: Member;
  readonly role: Role;
  readonly denial: MemberDenial;
}

/** A change that was made here: who it was and the role before, while the member is as it was left. */
interface Undo {
  readonly member: Member;
  readonly to: Role;
}

/**
 * Lists the members of the current organization, searched, filtered and sorted, and lets those who
 * may, change their roles and remove them.
 *
 * @tagname member-table
 * @fires {RoleChangeEvent} org-role-change - Before a role is stored. Cancel to keep the old one.
 * @fires {RoleChangedEvent} org-role-changed - After it is stored.
 * @fires {MemberRemoveEvent} org-member-remove - Before a removal that was confirmed. Cancel to keep them.
 * @fires {MemberRemovedEvent} org-member-removed - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the table says it, too.
 * @csspart search - The field that is searched with.
 * @csspart role-filter - The role whose members are shown.
 * @csspart sort - What the list goes by, where there is no room for columns.
 * @csspart sort-button - The head of a column, which sorts by it.
 * @csspart table - The table.
 * @csspart row - One member.
 * @csspart avatar - The member's initials.
 * @csspart name - The member's name.
 * @csspart email - The member's address.
 * @csspart unverified - That it is not known that the address is theirs.
 * @csspart role - The role, as text or as the select of a row that is being edited.
 * @csspart edit-button - Begins to change a role.
 * @csspart save-button - Stores the chosen role.
 * @csspart cancel-button - Keeps the old role.
 * @csspart undo-button - Gives back the role that was changed here last.
 * @csspart remove-button - Asks whether to remove a member.
 * @csspart dialog - The question before a removal, or before a role that cannot be taken back.
 * @csspart keep-button - Closes the question; nothing is done.
 * @csspart confirm-button - Does what was asked.
 * @csspart reason-button - Stands where something cannot be done with a member, and tells why.
 * @csspart reason - Why that cannot be done, in sentences.
 * @csspart notice - What has been changed, where it is no longer on the page.
 * @csspart note - Why no member can be changed here at all, as a sentence.
 * @csspart problem - Why a change or a removal was not done, as a sentence.
 * @csspart everyone-button - Ends a search that finds nobody.
 * @csspart previous-button - Goes to the page before.
 * @csspart next-button - Goes to the next page.
 * @cssstate busy - A change is being stored, or a member removed.
 * @cssstate reloading - What is shown is being loaded again.
 * @cssprop [--org-row-height=3.5rem] - Height of one row.
 */
export class MemberTable extends ListElement<Role | '', MemberSort> {
  static {
    loadWords();
    addPlaces(MEMBER_PLACES);
  }
  static override readonly styles = [
    OrgElement.styles,
    avatarStyles,
    badgeStyles,
    dialogStyles,
    middleCutStyles,
    reasonStyles,
    listTable,
    styles,
  ];

  readonly #members = new Resource<Place, ShownPage>(this, {
    key: () => {
      const { standing } = this;
      if (!standing) return undefined;
      const organization = standing.organization.id;
      const { q, filter: role, sort, path } = this.view;
      const query = {
        limit: PAGE,
        cursor: path.at(-1),
        q: q || undefined,
        role: role ? [role] : undefined,
        sort: sort.endsWith('email') && !this.#seesAddresses ? 'name' : sort,
      } as const;
      return { organization, as: standing.role, query };
    },
    version: () => this.session.store?.heard('member') ?? 0,
    load: async ({ organization, query }, signal) => ({
      ...(await this.client.members.list(organization, query, signal)),
      isNarrowed: (query.q ?? query.role) !== undefined,
    }),
    keep: (before, next) => before.organization === next.organization,
    onProblem: problem => this.fail(problem),
  });

  protected override readonly first = { filter: '', sort: 'name' } as const;

  protected override get settled(): ShownPage | undefined {
    return this.#members.settled;
  }

  protected override leave(): void {
    this.edits = new Map();
    this.hasNewRole = false;
  }

  /** Who is here, and as what: another role may be offered something else. */
  readonly #asWhat = (): string | undefined => this.whose && `${this.whose} ${this.standing?.role}`;

  readonly #removal = new Confirmation<Removal>(this, {
    localize: this.localize,
    whose: this.#asWhat,
    question: ({ member: { name, email }, organization }) => ({
      title: this.localize.term('removeQuestion', name),
      loss: this.localize.term('removalLoses', email ? `${name} (${email})` : name, organization),
      confirm: this.localize.term('remove'),
      confirming: this.localize.term('removing'),
    }),
    act: ({ member }) => this.#remove(member),
    onClose: ({ member }) => void this.#returnTo(member),
  });

  readonly #lasting = new Confirmation<LastingChange>(this, {
    localize: this.localize,
    whose: this.#asWhat,
    question: ({ member: { id, name }, role, denial }) => {
      const isMe = id === this.standing?.member;
      return {
        title: this.localize.term('giveQuestion', isMe ? undefined : name, role),
        loss: this.localize.term('givenForGood', isMe ? undefined : this.reason(denial)),
        confirm: this.localize.term('changeRole'),
        confirming: this.localize.term('saving'),
      };
    },
    act: async ({ member, role }) => void this.#store(member, role),
    onClose: ({ member }) => void this.#focus(member, 'select'),
  });

  readonly #acts: RowActs = {
    begin: async member => {
      this.#setEdit(member, { member, role: member.role, saving: false });
      await this.#focus(member, 'select');
    },
    choose: (member, role) => {
      const edit = this.edits.get(member.id);
      if (edit) this.#setEdit(member, { ...edit, role });
    },
    cancel: async member => {
      if (this.edits.get(member.id)?.saving) return;
      this.#setEdit(member, undefined);
      await this.#focus(member, 'button');
    },
    save: async member => {
      const edit = this.edits.get(member.id);
      if (!edit || edit.saving) return;
      const { role } = edit;
      const denial = this.#denialOfReturn(member, role);
      if (role === member.role) this.#acts.cancel(member);
      else if (denial) this.#lasting.ask({ member, role, denial });
      else await this.#store(member, role);
    },
    undo: async member => {
      if (this.undo) void this.#store(member, this.undo.to, true);
      await this.#focus(member, 'select');
    },
    remove: member => {
      this.#removal.ask({ member, organization: this.standing?.organization.name ?? '' });
    },
  };

  /** Shows the table without any control that changes something. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  /** By the membership's id; those of one person in one organization. */
  @state() private edits: ReadonlyMap<string, Edit> = new Map();
  @state() private undo: Undo | undefined;
  /** One's own membership, of who has begun what is on the page, and the role in it. */
  #editor: string | undefined;
  #role: Role | undefined;
  /** It was given by somebody else just now. */
  @state() private hasNewRole = false;
  /** Where the row was that is being removed. */
  #removedAt = -1;

  protected override willUpdate(): void {
    super.willUpdate();
    const isHere = this.session.state.status === 'ready';
    const role = this.standing?.role;
    // What somebody has chosen is still there when they sign in again.
    if (isHere) {
      if (this.#editor !== this.whose) {
        this.forget();
        this.edits = new Map();
        this.undo = undefined;
        this.hasNewRole = false;
      } else if (this.#role !== role) {
        this.hasNewRole = true;
        // Neither what was refused to the old one, nor what it has done, is of the new one.
        this.undo = undefined;
        this.edits = new Map([...this.edits].filter(([, { problem }]) => !problem));
      }
      this.#editor = this.whose;
      this.#role = role;
      this.#endEdits();
    }
    const saving = [...this.edits.values()].some(edit => edit.saving);
    this.setState('busy', this.#removal.isUnderWay || (isHere && saving));
  }

  /** Ends what others have taken the ground from: who was edited is gone, or no longer theirs to edit. */
  #endEdits(): void {
    const page = this.settled;
    if (!page) return;
    for (const [id, { member, role, saving, sent, problem }] of this.edits) {
      if (saving) continue;
      const now = page.members.find(one => one.id === id);
      if (sent === role && now?.role === role) {
        // An answer that got lost, or somebody else who wanted the same.
        void this.#stored(member, { member: now });
        continue;
      }
      const choices = now && this.#optionsFor(now).choices;
      if (now && choices?.allowed) {
        // What can no longer be chosen is not what would be stored.
        if (!choices.roles.includes(role)) this.#acts.choose(member, now.role);
        continue;
      }
      // Why it was not stored is still to be read.
      if (problem) continue;
      this.#setEdit(member, undefined);
      const denial = choices?.allowed === false ? choices.denial : this.#denial;
      this.announcer.say(
        denial && now?.role === member.role
          ? this.reason(denial)
          : now
            ? this.localize.term('roleChanged', now.name, now.role)
            : this.localize.term('gone', member.name),
      );
    }
  }

  protected override updated(): void {
    super.updated();
    this.#arrived();
  }

  /** Says how many there are now. */
  #arrived(): void {
    const page = this.settled;
    if (page && this.arrived(page.members.length)) {
      this.announcer.say(this.localize.term('found', page.total, this.total(page)));
    }
  }

  protected override renderLoading(): TemplateResult {
    return this.skeleton(this.localize.term('members'));
  }

  protected override renderSession({ standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    const { state } = this.#members;
    if (state.status === 'loading') return this.renderLoading();
    if (state.status === 'failed' && state.last) {
      this.setState('reloading', false);
      return this.#table(state.last, standing, state.problem);
    }
    if (state.status === 'failed') {
      return this.failure(
        this.localize.term('membersFailed'),
        state.problem,
        () => void this.#members.reload(),
      );
    }
    this.setState('reloading', state.reloading);
    return this.#table(state.value, standing);
  }

  #table(page: ShownPage, standing: Standing, problem?: Problem): TemplateResult {
    const { localize } = this;
    const denial = this.#denial;
    const tools: ListTools = {
      localize,
      view: this.view,
      seesAddresses: this.#seesAddresses,
      onSearch: this.search,
      onRole: filter => {
        this.show({ filter });
      },
      onSort: sort => {
        this.show({ sort });
      },
    };
    const shown = this.total(page);

    return html`<div class="card">
      ${listHead(
        localize.term('members'),
        page.isNarrowed
          ? localize.term('found', page.total, shown)
          : localize.term('membersOf', page.total, shown, standing.organization.name),
      )}
      ${listTools(tools)}
      ${problem ? this.notLoaded(problem, () => void this.#members.reload()) : this.#outOfSight(page, standing)}
      <table part="table" aria-labelledby="heading">
        <thead>
          <tr>
            ${columnHeads(tools)}
            <th scope="col" class="column-actions">
              <span class="visually-hidden">${localize.term('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          ${keyedList(
            page.members.map(member => [
              member.id,
              memberRow({
                localize,
                member,
                isMe: member.id === standing.member,
                options: this.#optionsFor(member),
                edit: this.edits.get(member.id),
                undoes: this.#undoes(member),
                acts: this.#acts,
              }),
            ]),
          )}
          ${page.members.length === 0 ? this.#nobody() : nothing}
        </tbody>
      </table>
      ${
        denial
          ? html`<p class="note muted small" part="note">${icon(LOCK)}${this.reason(denial)}</p>`
          : nothing
      }
      ${page.total === 0 ? nothing : this.foot(page, page.members.length)} ${this.#removal.render()}
      ${this.#lasting.render()}
    </div>`;
  }

  /** What was changed last, and what was not, where it is not on the page; and one's own new role. */
  #outOfSight({ members }: MemberPage, { role, organization }: Standing): unknown {
    const isAway = ({ member }: { readonly member: Member }): boolean =>
      !members.some(({ id }) => id === member.id);
    const undo = this.undo && isAway(this.undo) ? this.undo.member : undefined;
    const failed = [...this.edits.values()].find(edit => edit.problem && isAway(edit));
    const said = [
      this.hasNewRole && this.localize.term('roleHere', role, organization.name),
      undo && this.localize.term('roleChanged', undo.name, undo.role),
      failed?.problem && `${failed.member.name}: ${this.sentence(failed.problem)}`,
    ].filter(Boolean);
    if (said.length === 0) return nothing;
    return html`<div class="foot" part="notice" role=${failed ? 'alert' : nothing}>
      <span>${said.join(' ')}</span>
      ${
        undo &&
        undoButton(this.localize, () => {
          this.#acts.undo(undo);
        })
      }
    </div>`;
  }

  #nobody(): TemplateResult {
    return html`<tr class="nobody">
      <td colspan="5">
        <p class="muted">${this.localize.term('nobodyFound')}</p>
        <button
          part="everyone-button"
          type="button"
          @click=${() => {
            this.show({ q: '', filter: '' });
            this.searchField?.focus();
          }}
        >
          ${this.localize.term('showEveryone')}
        </button>
      </td>
    </tr>`;
  }

  get #rules(): typeof RULES {
    return rulesOf(this.client, RULES);
  }

  get #seesAddresses(): boolean {
    const { actor } = this;
    return actor ? this.#rules.seesAddresses(actor).allowed : false;
  }

  /** Why no member can be changed at all, where the backend could. */
  get #denial(): MemberDenial | undefined {
    const { actor } = this;
    if (!actor || !(this.#can('members.changeRole') || this.#can('members.remove')))
      return undefined;
    const access = this.#rules.managesTeam(actor);
    return access.allowed ? undefined : access.denial;
  }

  #can(what: Capability): boolean {
    return !this.readonly && this.client.capabilities.has(what);
  }

  #optionsFor(target: Member): RowOptions {
    const { actor, standing } = this;
    if (!actor || !standing || this.#denial) return {};
    const { roleChoices, canRemove } = this.#rules;
    const act = { actor, owners: standing.owners, target };
    return {
      choices: this.#can('members.changeRole') ? roleChoices(act) : undefined,
      removal: this.#can('members.remove') ? canRemove(act) : undefined,
    };
  }

  /** Not once somebody, here or elsewhere, has changed the member again. */
  #undoes({ id, version }: Member): boolean {
    return this.undo?.member.id === id && this.undo.member.version === version;
  }

  #setEdit(member: Member, edit: Edit | undefined): void {
    const edits = new Map(this.edits);
    if (edit) edits.set(member.id, edit);
    else edits.delete(member.id);
    this.edits = edits;
  }

  /** Why whoever gives a member a role could not take it back; undefined where they could. */
  #denialOfReturn(member: Member, role: Role): MemberDenial | undefined {
    const { actor, standing } = this;
    if (!actor || !standing) return undefined;
    const isMe = member.id === standing.member;
    const ownersMore = Number(role === 'owner') - Number(member.role === 'owner');
    const verdict = this.#rules.canChangeRole({
      actor: { ...actor, role: isMe ? role : actor.role },
      target: { ...member, role },
      to: member.role,
      owners: standing.owners + ownersMore,
    });
    return verdict.allowed ? undefined : verdict.denial;
  }

  async #store(member: Member, role: Role, isUndo?: true): Promise<void> {
    const organization = this.standing?.organization.id;
    const edit = this.edits.get(member.id) ?? { member, role, saving: false };
    if (organization === undefined || edit.saving) return;
    if (!this.dispatchEvent(new RoleChangeEvent(member, role))) {
      this.#acts.cancel(member);
      return;
    }
    if (!isUndo) this.undo = undefined;
    const saving = { member: edit.member, role, saving: true };
    this.#setEdit(member, saving);
    const change = { role, version: member.version };
    const problem = await this.attempt(
      () => this.client.members.changeRole(organization, member.id, change),
      changed => this.#stored(member, changed, isUndo),
    );
    if (problem) await this.#notStored(member, { ...edit, role, sent: role }, problem);
    else if (this.edits.get(member.id) === saving) this.#setEdit(member, undefined);
  }

  async #stored(
    before: Member,
    { member, owners }: { readonly member: Member; readonly owners?: number },
    isUndo?: true,
  ): Promise<void> {
    const hadFocus = this.#rowOf(member)?.matches(':focus-within');
    this.#setEdit(member, undefined);
    const page = this.#members.value;
    if (page) {
      const members = page.members.map(m => (m.id === member.id ? member : m));
      this.#members.set({ ...page, members });
    }
    const isLasting = isUndo ?? this.#denialOfReturn(before, member.role);
    this.undo = isLasting ? undefined : { member, to: before.role };
    if (owners !== undefined) await this.session.store?.roleChanged(member, owners);
    this.announcer.say(this.localize.term('roleChanged', member.name, member.role));
    this.dispatchEvent(new RoleChangedEvent(member, before.role));
    if (hadFocus) await this.#focus(member, 'button');
  }

  /** The choice stays. What the refusal has shown to be out of date is looked at again. */
  async #notStored(member: Member, edit: Edit, problem: Problem): Promise<void> {
    const isOver = problem.code === 'no-session';
    this.#setEdit(member, isOver ? edit : { ...edit, problem });
    if (!problem.isOutdated) return;
    this.undo = undefined;
    await this.#members.reload();
    const isGone = this.#members.value?.members.every(({ id }) => id !== member.id);
    if (isGone) this.announcer.say(this.sentence(problem));
  }

  /** @returns why the member is still there */
  async #remove(member: Member): Promise<Problem | undefined> {
    const organization = this.standing?.organization;
    if (!organization || !this.dispatchEvent(new MemberRemoveEvent(member))) return undefined;
    this.#removedAt = this.#members.value?.members.findIndex(({ id }) => id === member.id) ?? -1;
    const problem = await this.attempt(
      // After an answer that got lost, or where somebody else wanted the same.
      () =>
        this.client.members.remove(organization.id, member.id).catch(unless('member-not-found')),
      gone => {
        if (gone) this.session.store?.ownersCounted(gone.owners);
        this.#setEdit(member, undefined);
        this.undo = undefined;
        this.announcer.say(this.localize.term('removed', member.name, organization.name));
        this.dispatchEvent(new MemberRemovedEvent(member));
        this.#takeAway(member);
      },
    );
    if (problem?.isOutdated) await this.#members.reload(true);
    return problem;
  }

  /** Takes the row away at once; the list loaded again then fills the page. */
  #takeAway({ id: gone }: Member): void {
    const page = this.#members.value;
    if (!page) return;
    const members = page.members.filter(({ id }) => id !== gone);
    if (members.length < page.members.length) {
      this.#members.set({ ...page, members, total: page.total - 1 });
    }
    void this.#members.reload(true);
  }

  /** To the row that was asked about, else to the one that has come in its place, or before it. */
  async #returnTo(member: Member): Promise<void> {
    await this.updateComplete;
    const row = rowInPlace(this.renderRoot, member.id, this.#removedAt);
    const place = row ?? this.renderRoot.querySelector('.nobody');
    this.#focusOn(place?.querySelector('[part=remove-button]') ?? place?.querySelector('button'));
  }

  #rowOf({ id }: Member): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-row='${id}']`);
  }

  async #focus(member: Member, control: 'select' | 'button'): Promise<void> {
    await this.updateComplete;
    const row = this.#rowOf(member);
    this.#focusOn(row?.querySelector(control === 'select' ? control : '.end button'));
  }

  #focusOn(control: HTMLElement | null | undefined): void {
    (control ?? this.renderRoot.querySelector<HTMLElement>('#heading'))?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'member-table': MemberTable;
  }
}
