import { html, nothing, type TemplateResult } from 'lit';
import type {
  Capability,
  Invitation,
  InvitationColumn,
  InvitationFilter,
  InvitationPage,
  InvitationProblem,
  InvitationQuery,
  InvitationSort,
  Session,
} from '../../client/backend-client.ts';
import { addPlaces, INVITATION_PLACES } from '../../client/places.ts';
import {
  canInvite,
  canResend,
  canRevoke,
  canSeeLink,
  managesTeam,
  ROLES,
  rulesOf,
  type MemberDenial,
  type Role,
} from '../../client/policy.ts';
import type { Problem } from '../../client/problem.ts';
import { INVITEES } from '../../client/typed-invitations.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Confirmation } from '../../ui/controllers/confirmation.ts';
import { LinkCopy, linkCopyStyles } from '../../ui/controllers/link-copy.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { state } from '../../ui/decorators.ts';
import { expired } from '../../ui/expired.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { ListElement, PAGE } from '../../ui/list-element.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { columnHead } from '../../ui/primitives/column-head.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { icon, LOCK } from '../../ui/primitives/icon.ts';
import { lifetimeField, LIFETIMES } from '../../ui/primitives/lifetime-field.ts';
import { middleCutStyles } from '../../ui/primitives/middle-cut.ts';
import { reasonStyles } from '../../ui/primitives/reason-button.ts';
import { badgeStyles } from '../../ui/primitives/role-badge.ts';
import { rowInPlace } from '../../ui/primitives/row-place.ts';
import { searchField } from '../../ui/primitives/search-field.ts';
import { select } from '../../ui/primitives/select.ts';
import { textFieldStyles } from '../../ui/primitives/text-field.ts';
import { partsOf } from '../../ui/sorting.ts';
import { listTable } from '../../ui/styles/list-table.ts';
import {
  InvitationProlongedEvent,
  InvitationProlongEvent,
  InvitationResendEvent,
  InvitationResentEvent,
  InvitationRevokedEvent,
  InvitationRevokeEvent,
} from './events.ts';
import {
  invitationRow,
  type InvitationAct,
  type RowActs,
  type RowOffers,
} from './invitation-row.ts';
import { styles } from './invite-table.styles.ts';
import { loadWords } from './words.ts';

const RULES = { canInvite, canResend, canRevoke, canSeeLink, managesTeam };

/** As many as a page of a list can have. */
const LONGEST_PAGE = 200;

const FILTERS = [
  'pending',
  'stale',
  'past',
  'accepted',
  'declined',
  'revoked',
  'inviter-lost-right',
  'expired',
] as const satisfies InvitationFilter[];

const SORTS = ['address', 'role', 'sentAt', 'expiresAt'] as const satisfies InvitationColumn[];

/** For which an invitation is valid that is not sent anew: for as long as it is, or for longer. */
const OFFERED = ['same', ...LIFETIMES] as const;

/** Which invitations of which organization. */
interface Place {
  readonly organization: string;
  readonly query: InvitationQuery;
}

/** Why something was not done with an invitation, in whatever the page's language then is. */
interface NotDone {
  readonly address?: string | undefined;
  readonly why: () => string;
}

/** Asks about several at once. */
type BarButton = 'revoke-selected-button' | 'stale-button';

/** What is asked about, and of which invitations. */
interface Asked {
  readonly act: InvitationAct;
  readonly invitations: readonly [Invitation, ...Invitation[]];
  /** Where it was asked about several; left out: in the row of the only one. */
  readonly at?: BarButton;
}

/**
 * Lists the invitations to the current organization, those that are pending and how the others ended, and
 * lets those who may, copy their links, send them again, give them another end, and revoke them.
 *
 * @tagname invite-table
 * @fires {InvitationResendEvent} org-invitation-resend - Before an invitation is sent again. Cancel to leave it as it is.
 * @fires {InvitationResentEvent} org-invitation-resent - After it.
 * @fires {InvitationProlongEvent} org-invitation-prolong - Before an invitation is given another end. Cancel to keep the one it has.
 * @fires {InvitationProlongedEvent} org-invitation-prolonged - After it.
 * @fires {InvitationRevokeEvent} org-invitation-revoke - Before invitations are revoked, which was confirmed. Cancel to keep them.
 * @fires {InvitationRevokedEvent} org-invitation-revoked - After it, with what became of each.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the table says it, too.
 * @csspart summary - How many there are, or why the person may not see them.
 * @csspart search - The field that is searched with.
 * @csspart state-filter - Which invitations are shown.
 * @csspart sort - What the list goes by, where there is no room for columns.
 * @csspart sort-button - The head of a column, which sorts by it.
 * @csspart stale-button - Asks whether to revoke those.
 * @csspart revoke-selected-button - Asks whether to revoke the selected ones.
 * @csspart table - The table.
 * @csspart select-all - Selects all on the page that can be revoked.
 * @csspart row - One invitation.
 * @csspart select - Selects an invitation.
 * @csspart email - The address that is invited.
 * @csspart letter - What became of the letter, where it did not arrive yet.
 * @csspart stale - Marks one that has had no answer for days.
 * @csspart role - The role it admits as, or the select of another one.
 * @csspart end - How an invitation ended.
 * @csspart copy-button - Copies the link.
 * @csspart link - The link, where the browser does not copy it.
 * @csspart resend-button - Asks how to send an invitation again.
 * @csspart prolong-button - Asks for another end.
 * @csspart revoke-button - Asks whether to revoke an invitation.
 * @csspart reason-button - Stands where nothing can be done with an invitation, and tells why.
 * @csspart reason - Why that is so, as a sentence.
 * @csspart dialog - The question before something is done.
 * @csspart keep-button - Closes the question; nothing is done.
 * @csspart confirm-button - Does what was asked.
 * @csspart field - A label and its input.
 * @csspart label - The label of an input.
 * @csspart lifetime - How long the invitation is to be valid.
 * @csspart hint - Until when that is.
 * @csspart notice - With which invitations nothing was done, and why.
 * @csspart problem - Why something was not done, as a sentence.
 * @csspart pending-button - Ends a search that finds nothing.
 * @csspart previous-button - Goes to the page before.
 * @csspart next-button - Goes to the next page.
 * @cssstate busy - Something is being done with invitations.
 * @cssstate reloading - What is shown is being loaded again.
 * @cssprop [--org-row-height=3.5rem] - Height of one row.
 */
export class InviteTable extends ListElement<InvitationFilter, InvitationSort> {
  static {
    loadWords();
    addPlaces(INVITATION_PLACES);
  }
  static override readonly styles = [
    OrgElement.styles,
    badgeStyles,
    dialogStyles,
    linkCopyStyles,
    middleCutStyles,
    reasonStyles,
    textFieldStyles,
    listTable,
    styles,
  ];

  readonly #invitations = new Resource<Place, InvitationPage>(this, {
    key: () => {
      const organization = this.standing?.organization.id;
      if (organization === undefined || this.#denial || !this.#can('invitations.list')) {
        return undefined;
      }
      const { q, filter, sort, path } = this.view;
      const query = { limit: PAGE, cursor: path.at(-1), q: q || undefined, state: filter, sort };
      return { organization, query };
    },
    version: (): number =>
      (this.session.store?.heard('invitation') ?? 0) +
      expired(this.#invitations.value?.invitations),
    load: ({ organization, query }, signal) =>
      this.client.invitations.list(organization, query, signal),
    keep: (before, next) => before.organization === next.organization,
    onProblem: problem => this.fail(problem),
  });

  protected override readonly first = { filter: 'pending', sort: '-sentAt' } as const;

  protected override get settled(): InvitationPage | undefined {
    return this.#invitations.settled;
  }

  protected override leave(): void {
    this.selected = new Set();
    this.notDone = [];
  }

  readonly #links = new LinkCopy(this, {
    localize: this.localize,
    load: invitations => this.client.invitations.links(this.#organization, { invitations }),
    attempt: (send, done) => this.attempt(send, done),
    say: sentence => {
      this.announcer.say(sentence);
    },
  });

  /** Who is here, and as what: another role may be offered something else. */
  readonly #asWhat = (): string | undefined => this.whose && `${this.whose} ${this.standing?.role}`;

  readonly #asking = new Confirmation<Asked>(this, {
    localize: this.localize,
    whose: this.#asWhat,
    question: asked => {
      const { localize } = this;
      const { act, invitations } = asked;
      const { length } = invitations;
      return {
        title: localize.term('actTitle', act, length, localize.count(length)),
        loss: localize.term('actText', act, length, invitations[0].address),
        ...(act !== 'revoke' && { content: this.#changeFields(asked), isHarmless: true }),
        confirm: localize.term('actConfirm', act),
        confirming: localize.term('acting', act),
      };
    },
    act: asked => (asked.act === 'revoke' ? this.#revoke(asked) : this.#change(asked)),
    onClose: asked => void this.#returnTo(asked),
  });

  readonly #acts: RowActs = {
    select: ({ id }, isSelected) => {
      const selected = new Set(this.selected);
      if (isSelected) selected.add(id);
      else selected.delete(id);
      this.selected = selected;
    },
    ask: (act, invitation) => {
      this.newRole = invitation.role;
      this.lifetime = act === 'resend' ? 'same' : '86400';
      this.#version = invitation.version;
      this.#isUnanswered = false;
      this.#asking.ask({ act, invitations: [invitation] });
    },
    link: invitation => this.#links.button(invitation, true),
    linkOutcome: invitation => this.#links.outcomeOf(invitation),
  };

  /** Whose it is what has been begun. */
  #editor: string | undefined;
  /** The ids of those that are selected. */
  @state() private selected: ReadonlySet<string> = new Set();
  /** With which nothing was done, and why; or why nobody could be asked. */
  @state() private notDone: readonly NotDone[] = [];
  /** What is chosen in the dialog. */
  @state() private newRole: Role = 'viewer';
  @state() private lifetime: (typeof OFFERED)[number] = 'same';
  /** The version that what is sent next goes by, and whether it was sent, and not answered. */
  #version = 0;
  #isUnanswered = false;
  /** Where the first of those was that are being revoked. */
  #place = -1;

  constructor() {
    super();
    new Clock(this);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.session.state.status === 'ready' && this.#editor !== this.whose) {
      this.#editor = this.whose;
      this.forget();
      this.#links.forget();
      this.selected = new Set();
      this.notDone = [];
    }
    this.setState('busy', this.#asking.isUnderWay);
  }

  protected override updated(): void {
    super.updated();
    const page = this.settled;
    if (page && this.arrived(page.invitations.length)) {
      const shown = this.total(page);
      this.announcer.say(this.localize.term('invitationCount', page.total, shown));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.session.store && !this.#can('invitations.list') ? nothing : super.render();
  }

  protected override renderLoading(): TemplateResult {
    return this.skeleton(this.localize.term('invitations'));
  }

  protected override renderSession({ standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    const denial = this.#denial;
    if (denial) {
      return html`<div class="card">
        ${this.#head(html`<span class="note-line">${icon(LOCK)}${this.reason(denial)}</span>`)}
      </div>`;
    }
    const { state } = this.#invitations;
    if (state.status === 'loading') return this.renderLoading();
    this.setState('reloading', state.status === 'ready' && state.reloading);
    if (state.status === 'ready') return this.#table(state.value);
    if (state.last) return this.#table(state.last, state.problem);
    return this.failure(
      this.localize.term('invitationsFailed'),
      state.problem,
      () => void this.#invitations.reload(),
    );
  }

  #head(summary: unknown): TemplateResult {
    return html`<div class="head">
      <h2 id="heading" tabindex="-1">${this.localize.term('invitations')}</h2>
      <div class="muted small" part="summary">${summary}</div>
    </div>`;
  }

  #table(page: InvitationPage, problem?: Problem): TemplateResult {
    const { localize } = this;
    const view = this.view;
    const shown = this.total(page);
    const onSort = (sort: InvitationSort): void => {
      this.show({ sort });
    };
    const head = (className: string, column: InvitationColumn): TemplateResult =>
      columnHead<InvitationColumn>({
        className,
        sort: view.sort,
        columns: [[column, localize.term('invitationColumn', column)]],
        onSort,
      });
    return html`<div class="card">
      ${this.#head(localize.term('invitationCount', page.total, shown))}
      <div class="tools">
        ${searchField({
          label: localize.term('searchInvitations'),
          value: view.q,
          onSearch: this.search,
        })}
        ${select({
          part: 'state-filter',
          label: localize.term('stateFilter'),
          value: view.filter,
          options: FILTERS.map(filter => [filter, localize.term('invitationState', filter)]),
          onChange: filter => {
            this.show({ filter });
          },
        })}
        ${select({
          part: 'sort',
          label: localize.term('sortedBy'),
          value: view.sort,
          options: SORTS.flatMap((column): InvitationSort[] => [column, `-${column}`]).map(sort => [
            sort,
            localize.term('invitationSort', partsOf(sort)),
          ]),
          onChange: onSort,
        })}
      </div>
      ${problem ? this.notLoaded(problem, () => void this.#invitations.reload()) : nothing}
      ${this.#notices(page)}
      <table part="table" aria-labelledby="heading">
        <thead>
          <tr>
            <td class="check">${this.#selectAll(page)}</td>
            ${head('', 'address')} ${head('column-role', 'role')} ${head('column-time', 'sentAt')}
            ${head('column-time', 'expiresAt')}
            <th scope="col" class="column-actions">
              <span class="visually-hidden">${localize.term('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          ${keyedList(
            page.invitations.map(invitation => [
              invitation.id,
              invitationRow({
                localize,
                invitation,
                offers: this.#offersFor(invitation),
                isSelected: this.selected.has(invitation.id),
                acts: this.#acts,
              }),
            ]),
          )}
          ${page.invitations.length === 0 ? this.#none(view.filter === 'pending' && view.q === '') : nothing}
        </tbody>
      </table>
      ${page.total === 0 ? nothing : this.foot(page, page.invitations.length)}
      ${this.#asking.render()}
    </div>`;
  }

  /** With what nothing was done; what nobody has answered; and what is selected. */
  #notices(page: InvitationPage): unknown {
    const selected = this.#selectedOf(page);
    const { stale } = page;
    return html`${
      this.notDone.length > 0
        ? html`<div class="foot" part="notice" role="alert">
            ${this.notDone.map(
              ({ address, why }) => html`<p class="problem"><bdi>${address}</bdi> ${why()}</p>`,
            )}
          </div>`
        : nothing
    }
    ${
      stale > 0 && this.#can('invitations.revoke')
        ? this.#revokeBar('stale-button', 'staleOnes', stale, this.#askStale)
        : nothing
    }
    ${
      selected.length > 0
        ? this.#revokeBar('revoke-selected-button', 'selected', selected.length, () => {
            this.#askToRevoke('revoke-selected-button', selected);
          })
        : nothing
    }`;
  }

  /** Of how many, and a button that asks whether to revoke them. */
  #revokeBar(
    part: BarButton,
    term: 'selected' | 'staleOnes',
    count: number,
    run: () => unknown,
  ): TemplateResult {
    const { localize } = this;
    return html`<div class="foot">
      <span id=${term}>${localize.term(term, count, localize.count(count))}</span>
      <button part=${part} type="button" aria-describedby=${term} @click=${run}>
        ${localize.term('actConfirm', 'revoke')}
      </button>
    </div>`;
  }

  #selectAll(page: InvitationPage): TemplateResult | typeof nothing {
    const ids = page.invitations.filter(one => this.#offersFor(one).revoke).map(({ id }) => id);
    if (ids.length === 0) return nothing;
    const count = this.#selectedOf(page).length;
    const all = this.localize.term('selectAll');
    return html`<label
      ><input
        type="checkbox"
        part="select-all"
        aria-label=${all}
        .checked=${count === ids.length}
        .indeterminate=${count > 0 && count < ids.length}
        @change=${(event: Event) => {
          this.selected = new Set((event.target as HTMLInputElement).checked ? ids : []);
        }}
      /><span>${all}</span></label
    >`;
  }

  #none(isPending: boolean): TemplateResult {
    const { localize } = this;
    return html`<tr class="nobody">
      <td colspan="6">
        <p class="muted">${localize.term(isPending ? 'nonePending' : 'noneFound')}</p>
        ${
          isPending
            ? nothing
            : html`<button
                part="pending-button"
                type="button"
                @click=${() => {
                  this.show({ q: '', filter: 'pending' });
                  this.searchField?.focus();
                }}
              >
                ${localize.term('showPending')}
              </button>`
        }
      </td>
    </tr>`;
  }

  /** What can be said with a change: the role of one that is sent again, and its end. */
  #changeFields({ act, invitations: [{ role, expiresAt }] }: Asked): TemplateResult {
    const { localize, actor } = this;
    const isResend = act === 'resend';
    const roles = ROLES.filter(
      one => one === role || (actor && this.#rules.canInvite({ actor, role: one }).allowed),
    );
    return html`<div class="fields">
      ${
        isResend
          ? html`<div class="field" part="field">
              <label for="new-role" part="label"
                >${localize.term('invitationColumn', 'role')}</label
              >
              ${select({
                part: 'role',
                id: 'new-role',
                value: this.newRole,
                options: roles.map(one => [one, localize.term('role', one)]),
                onChange: chosen => {
                  this.newRole = chosen;
                },
              })}
            </div>`
          : nothing
      }
      ${lifetimeField({
        localize,
        value: this.lifetime,
        offered: isResend ? OFFERED : LIFETIMES,
        ...(this.lifetime === 'same' && { until: expiresAt }),
        onChange: lifetime => {
          this.lifetime = lifetime;
        },
      })}
    </div>`;
  }

  get #rules(): typeof RULES {
    return rulesOf(this.client, RULES);
  }

  get #organization(): string {
    return this.standing?.organization.id ?? '';
  }

  /** Why the person may not see the invitations. */
  get #denial(): MemberDenial | undefined {
    const { actor } = this;
    const access = actor && this.#rules.managesTeam(actor);
    return access?.allowed === false ? access.denial : undefined;
  }

  #can(what: Capability): boolean {
    return this.client.capabilities.has(what);
  }

  #offersFor({ state, role, inviter }: Invitation): RowOffers {
    const { actor } = this;
    const act = actor && state === 'pending' && { actor, inviter: inviter.person, role };
    if (!act) return { resend: false, prolong: false, revoke: false, link: false };
    const { canResend, canRevoke, canSeeLink } = this.#rules;
    const change = canResend(act);
    const mayRevoke = canRevoke(act).allowed;
    return {
      denial: change.allowed || mayRevoke ? undefined : change.denial,
      resend: change.allowed && this.#can('invitations.resend'),
      prolong: change.allowed && this.#can('invitations.prolong'),
      revoke: mayRevoke && this.#can('invitations.revoke'),
      link: this.#can('invitations.links') && canSeeLink(act).allowed,
    };
  }

  #why(problem: InvitationProblem): string {
    return this.localize.term('invitationProblem', problem);
  }

  /** Those that are selected, and can still be revoked. */
  #selectedOf({ invitations }: InvitationPage): readonly Invitation[] {
    return invitations.filter(one => this.selected.has(one.id) && this.#offersFor(one).revoke);
  }

  async #change({ act, invitations: [invitation] }: Asked): Promise<Problem | undefined> {
    const isResend = act === 'resend';
    const role = this.newRole;
    const goesOn = isResend
      ? this.dispatchEvent(new InvitationResendEvent(invitation, role))
      : this.dispatchEvent(new InvitationProlongEvent(invitation));
    if (!goesOn) return undefined;
    const { invitations } = this.client;
    const wanted = {
      ...(this.lifetime !== 'same' && { lifetime: Number(this.lifetime) }),
      version: this.#version,
    };
    const problem = await this.attempt(
      async () => {
        try {
          const { invitation: now } = await (isResend
            ? invitations.resend(this.#organization, invitation.id, { ...wanted, role })
            : invitations.prolong(this.#organization, invitation.id, wanted));
          return now;
        } catch (error) {
          return this.#doneBefore(invitation, isResend, error);
        }
      },
      now => {
        this.#changed(now, isResend);
      },
    );
    if (problem?.isPassing) this.#isUnanswered = true;
    // It is over, or another's to look after: to ask again would be in vain.
    if (!problem || !/^invitation-|^cannot-manage-role$/.test(problem.code)) return problem;
    const { address } = invitation;
    const why = { ...problem.details, code: problem.code } as InvitationProblem;
    this.notDone = [{ address, why: () => this.#why(why) }];
    void this.#invitations.reload(true);
    return undefined;
  }

  /**
   * What an earlier attempt has done whose answer got lost; another decision than one's own is looked at
   * anew.
   * @throws the error that there was, where it was not that
   */
  async #doneBefore(
    { id, address, sentAt }: Invitation,
    isResend: boolean,
    error: unknown,
  ): Promise<Invitation> {
    if ((error as Partial<Problem>).code !== 'stale-version') throw error;
    // Not by the list that is shown, of which another load may be under way, or another page.
    const page = await this.client.invitations.list(this.#organization, { q: address });
    const now = page.invitations.find(one => one.id === id);
    void this.#invitations.reload(true);
    const isSame = isResend === (now?.sentAt !== sentAt) && now?.role === this.newRole;
    if (now && isSame && this.#isUnanswered && now.version === this.#version + 1) return now;
    this.#version = now?.version ?? this.#version;
    throw error;
  }

  #changed(now: Invitation, isResend: boolean): void {
    const { localize } = this;
    const { address, role } = now;
    this.announcer.say(
      isResend ? localize.term('sentAgainTo', address, role) : localize.term('newEnd', address),
    );
    if (isResend) this.dispatchEvent(new InvitationResentEvent(now));
    else this.dispatchEvent(new InvitationProlongedEvent(now));
    const page = this.#invitations.value;
    if (page) {
      const invitations = page.invitations.map(one => (one.id === now.id ? now : one));
      this.#invitations.set({ ...page, invitations });
    }
    void this.#invitations.reload(true);
  }

  /** Asks whether to revoke those that nobody has answered, whichever are shown. */
  readonly #askStale = async (): Promise<void> => {
    const problem = await this.attempt(
      () => this.#stale(),
      stale => {
        this.#askToRevoke('stale-button', stale);
        void this.#invitations.reload(true);
      },
    );
    if (problem) this.notDone = [{ why: () => this.sentence(problem) }];
  };

  /** Those that nobody has answered and the person may revoke: all, or so many as can be at once. */
  async #stale(): Promise<readonly Invitation[]> {
    const stale: Invitation[] = [];
    let cursor: string | undefined;
    do {
      const query = { state: 'stale', limit: LONGEST_PAGE, cursor } as const;
      const page: InvitationPage = await this.client.invitations.list(this.#organization, query);
      stale.push(...page.invitations.filter(one => this.#offersFor(one).revoke));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && stale.length < INVITEES);
    return stale.slice(0, INVITEES);
  }

  #askToRevoke(at: BarButton, [first, ...others]: readonly Invitation[]): void {
    if (first) this.#asking.ask({ act: 'revoke', invitations: [first, ...others], at });
  }

  /** @returns why none was revoked */
  async #revoke({ invitations }: Asked): Promise<Problem | undefined> {
    if (!this.dispatchEvent(new InvitationRevokeEvent(invitations))) return undefined;
    const ids = invitations.map(({ id }) => id);
    this.#place = this.#invitations.value?.invitations.findIndex(({ id }) => id === ids[0]) ?? -1;
    return this.attempt(
      () => this.client.invitations.revoke(this.#organization, { invitations: ids }),
      ({ outcomes }) => {
        // After an answer that got lost, or where somebody else wanted the same.
        const failed = outcomes.filter(
          ({ problem }) => problem !== null && problem.code !== 'invitation-revoked',
        );
        const isFailed = ({ id }: Invitation): boolean => failed.some(one => one.id === id);
        this.notDone = failed.map(({ id, problem }) => {
          const address = invitations.find(one => one.id === id)?.address;
          return { address, why: () => (problem ? this.#why(problem) : '') };
        });
        const [first, ...others] = invitations.filter(one => !isFailed(one));
        if (first) {
          const count = others.length + 1;
          const { localize } = this;
          this.announcer.say(
            localize.term('revokedNow', count, localize.count(count), first.address),
          );
        }
        this.selected = new Set();
        this.dispatchEvent(new InvitationRevokedEvent(invitations, outcomes));
        this.#takeAway(new Set(ids));
      },
    );
  }

  /** Takes the rows away at once, and what is said of them; the list loaded again then fills the page. */
  #takeAway(gone: ReadonlySet<string>): void {
    const page = this.#invitations.value;
    if (page) {
      const invitations = page.invitations.filter(({ id }) => !gone.has(id));
      const taken = page.invitations.filter(({ id }) => gone.has(id));
      const total = page.total - taken.length;
      const stale = page.stale - taken.filter(one => one.stale).length;
      this.#invitations.set({ ...page, invitations, total, stale });
    }
    void this.#invitations.reload(true);
  }

  /** To where it was asked; of a row that is gone, to the one that has come in its place, or before it. */
  async #returnTo({ act, invitations: [{ id }], at }: Asked): Promise<void> {
    await this.updateComplete;
    const row = at ? undefined : rowInPlace(this.renderRoot, id, this.#place);
    const place = at
      ? this.renderRoot.querySelector<HTMLElement>(`[part=${at}]`)
      : (row?.querySelector<HTMLElement>(`[part=${act}-button]`) ?? row?.querySelector('button'));
    place?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invite-table': InviteTable;
  }
}
