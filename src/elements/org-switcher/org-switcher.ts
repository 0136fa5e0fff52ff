import { html, nothing, type TemplateResult } from 'lit';
import { state } from '../../ui/decorators.ts';
import type {
  CreateOrganization,
  MyOrganization,
  Organization,
  Session,
  Standing,
} from '../../client/backend-client.ts';
import { addPlaces, ORGANIZATION_PLACES } from '../../client/places.ts';
import { canLeave, rulesOf } from '../../client/policy.ts';
import type { Problem } from '../../client/problem.ts';
import { isComposing } from '../../ui/composing.ts';
import { leave } from '../../ui/context/session-acts.ts';
import { Confirmation } from '../../ui/controllers/confirmation.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { avatarStyles } from '../../ui/primitives/avatar.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { icon, UP_DOWN } from '../../ui/primitives/icon.ts';
import { textFieldStyles } from '../../ui/primitives/text-field.ts';
import { Creation, type Refusal } from './creation.ts';
import {
  CreatedEvent,
  CreateEvent,
  InboxOpenEvent,
  LeaveEvent,
  LeftEvent,
  SwitchedEvent,
  SwitchEvent,
} from './events.ts';
import { inboxButton, invitations, menuFoot } from './menu-foot.ts';
import { OrganizationList, organizationLine } from './organization-list.ts';
import { styles } from './org-switcher.styles.ts';
import { loadWords } from './words.ts';

/**
 * Shows the current organization and switches to another one of the person's; the tab stays there
 * through reloads, and the next sign-in returns to it. People make organizations here, and leave them,
 * where the backend can (`organizations.create`, `organizations.leave`). With a pinned organization it
 * only shows it.
 *
 * @tagname org-switcher
 * @fires {SwitchEvent} org-switch - Before the switch. Cancel to stay.
 * @fires {SwitchedEvent} org-switched - After it, and in an organization that was just made.
 * @fires {CreateEvent} org-create - Before an organization is made. Cancel to make none.
 * @fires {CreatedEvent} org-created - After it; the tab then goes there.
 * @fires {LeaveEvent} org-leave - Before the person leaves, who has confirmed it. Cancel to stay.
 * @fires {LeftEvent} org-left - After it.
 * @fires {InboxOpenEvent} org-inbox-open - The person wants to see the invitations to them: the page shows its `<invite-inbox>`.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @csspart trigger - The button with the current organization.
 * @csspart invitations - How many invitations wait for the person, in the button.
 * @csspart menu - What the button opens: the list, and what else can be done.
 * @csspart search - The field that searches the list, from 8 organizations on.
 * @csspart list - The list of organizations.
 * @csspart option - One organization in the list.
 * @csspart avatar - An organization's initials.
 * @csspart name - An organization's name.
 * @csspart purpose - What an organization is for; or that this session was ended there.
 * @csspart role - The person's role in it, as a word.
 * @csspart no-match - That nothing was found, as a sentence.
 * @csspart inbox-button - Leads to the invitations that wait for the person.
 * @csspart create-button - Opens the dialog that makes an organization.
 * @csspart leave-button - Asks whether to leave the current organization.
 * @csspart reason - Why the person cannot leave it, as a sentence.
 * @csspart action-button - The one way on where there is none to show: makes one, or tries again.
 * @csspart dialog - The dialog that makes an organization, or the question before leaving one.
 * @csspart field - A label, its input, and what helps or is wrong.
 * @csspart label - The label of an input.
 * @csspart input - An input.
 * @csspart hint - What helps to fill it in, as a sentence.
 * @csspart suggestion-button - A free slug, in place of the one that is taken.
 * @csspart keep-button - Closes the dialog; nothing is made, nobody leaves.
 * @csspart confirm-button - Makes the organization, or leaves.
 * @csspart problem - Why something was not done, or what is wrong with a field, as a sentence.
 * @cssstate busy - A switch is under way, or an organization is being made or left.
 * @cssstate open - The menu is open.
 */
export class OrgSwitcher extends OrgElement {
  static {
    loadWords();
    addPlaces(ORGANIZATION_PLACES);
  }
  static override readonly styles = [
    OrgElement.styles,
    avatarStyles,
    dialogStyles,
    textFieldStyles,
    styles,
  ];

  readonly #list = new OrganizationList(this, {
    localize: this.localize,
    organizations: () => {
      const { state } = this.session;
      return state.status === 'ready' ? state.session.organizations : [];
    },
    current: () => this.standing?.organization.id,
    opening: () => this.opening,
    onChoose: organization => void this.#choose(organization),
    onNothing: sentence => {
      this.announcer.say(sentence);
    },
  });

  readonly #creation = new Creation(this, {
    localize: this.localize,
    client: () => this.client,
    create: (wanted, key) => this.#create(wanted, key),
    onClose: () => void this.#focusHome(),
  });

  readonly #leaving = new Confirmation<Organization>(this, {
    localize: this.localize,
    whose: () => this.standing?.member,
    question: ({ name }) => ({
      title: this.localize.term('leaveQuestion', name),
      loss: this.localize.term('leavingLoses', name),
      confirm: this.localize.term('leaveNow'),
      confirming: this.localize.term('leaving'),
    }),
    act: organization => this.#leave(organization),
    onClose: () => void this.#focusHome(),
  });

  /** Why a switch failed; until the menu closes. */
  @state() private problem: (() => string) | undefined;
  /** Whether it is told why the person cannot leave. */
  @state() private explaining = false;
  /** The id of the organization that is being opened. */
  @state() private opening: string | undefined;
  /** The organization that was made last. */
  #made: string | undefined;
  #person: string | undefined;
  #member: string | undefined;

  protected override willUpdate(): void {
    super.willUpdate();
    const member = this.standing?.member;
    if (this.#member !== member) {
      this.opening = undefined;
      this.problem = undefined;
    }
    this.#member = member;
    const isHere = this.session.state.status === 'ready';
    // What somebody has filled in is still there when they sign in again.
    if (isHere && this.#person !== this.whose) {
      this.#creation.forget();
      this.#person = this.whose;
    }
    const isMaking = isHere && this.#creation.isUnderWay;
    this.setState('busy', this.#leaving.isUnderWay || isMaking || this.opening !== undefined);
  }

  /** Theirs in whichever organization they are: what is done here leads from one to another. */
  protected override get whose(): string | undefined {
    return this.person?.id;
  }

  protected override updated(): void {
    super.updated();
    this.setState('open', this.#isOpen);
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">${skeletonRows(1, this.localize.term('loading'))}</div>`;
  }

  protected override renderSession({ standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    if (this.#isPinned) return this.#pinned(standing.organization);
    return html`${this.#switcher(standing)} ${this.#creation.render()} ${this.#leaving.render()}`;
  }

  protected override renderNoOrganization(): TemplateResult {
    if (this.#isPinned) return super.renderNoOrganization();
    const button = this.#inboxButton();
    const inbox = button === nothing ? nothing : html`<div class="card waiting">${button}</div>`;
    if (!this.client.capabilities.has('organizations.create')) {
      return html`${super.renderNoOrganization()}${inbox}`;
    }
    return html`${this.face({
      title: this.localize.term('noOrganization'),
      text: this.localize.term('createOrBeInvited'),
      action: {
        label: this.localize.term('createOrganization'),
        run: () => {
          this.#creation.open();
        },
        kind: 'primary',
      },
    })}
    ${inbox} ${this.#creation.render()}`;
  }

  #pinned(current: Organization): TemplateResult {
    return html`<div class="card skeleton-row" part="trigger">${organizationLine(current)}</div>`;
  }

  #switcher(standing: Standing): TemplateResult {
    const { localize } = this;
    return html`<button
        class="trigger"
        part="trigger"
        type="button"
        popovertarget="menu"
        aria-haspopup="dialog"
        @keydown=${this.#openByArrow}
      >
        <span class="visually-hidden">${localize.term('organization')}:</span>
        ${organizationLine(standing.organization)} ${this.#badge()} ${icon(UP_DOWN)}
      </button>
      <div
        id="menu"
        class="menu"
        part="menu"
        popover
        role="dialog"
        aria-label=${localize.term('organizations')}
        @keydown=${this.#keydown}
        @beforetoggle=${this.#beforeToggle}
        @toggle=${this.#toggled}
      >
        ${this.#list.render()}
        ${
          this.problem === undefined
            ? nothing
            : html`<p class="problem" part="problem" role="alert">${this.problem()}</p>`
        }
        ${this.#foot(standing)}
      </div>`;
  }

  #foot({ organization, role, owners }: Standing): TemplateResult | typeof nothing {
    const { capabilities } = this.client;
    const creates = capabilities.has('organizations.create');
    const leaves = capabilities.has('organizations.leave');
    const inbox = this.#inboxButton();
    if (!creates && !leaves && inbox === nothing) return nothing;
    const verdict = rulesOf(this.client, { canLeave }).canLeave({ role, owners });
    const reason = verdict.allowed ? undefined : this.reason(verdict.denial);
    return menuFoot({
      localize: this.localize,
      busy: this.opening !== undefined,
      inbox,
      onCreate: creates ? this.#openCreation : undefined,
      leave: leaves
        ? {
            name: organization.name,
            reason,
            isExplained: this.explaining,
            onClick: () => {
              this.#askToLeave(organization, reason !== undefined);
            },
          }
        : undefined,
    });
  }

  /** Before the menu is open, that there is something in it. */
  #badge(): TemplateResult | typeof nothing {
    const count = this.#invitations;
    return count > 0
      ? html`<span class="count" part="invitations">
          <span aria-hidden="true">${this.localize.count(count)}</span>
          <span class="visually-hidden">${invitations(count, this.localize)}</span>
        </span>`
      : nothing;
  }

  #inboxButton(): TemplateResult | typeof nothing {
    return inboxButton(this.#invitations, this.localize, () => {
      if (this.#isOpen) this.#close();
      this.dispatchEvent(new InboxOpenEvent());
    });
  }

  get #invitations(): number {
    const { state } = this.session;
    return state.status === 'ready' ? state.session.invitations : 0;
  }

  get #isPinned(): boolean {
    return this.session.store?.pinned !== undefined;
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector('#menu');
  }

  get #isOpen(): boolean {
    return this.#menu?.matches(':popover-open') ?? false;
  }

  get #trigger(): HTMLElement | null {
    return this.renderRoot.querySelector('button[part=trigger]');
  }

  readonly #openByArrow = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!this.#isOpen) this.#trigger?.click();
  };

  readonly #beforeToggle = ({ newState }: ToggleEvent): void => {
    if (newState === 'closed') this.problem = undefined;
    this.#list.search('');
    this.explaining = false;
  };

  readonly #toggled = ({ newState }: ToggleEvent): void => {
    this.requestUpdate();
    if (newState === 'open') this.#list.focus();
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const isAtButton = (event.target as Element).localName === 'button';
    // WebKitGTK has no name for Shift+Tab.
    const isDone =
      event.key === 'Escape'
        ? this.#escape()
        : // WebKitGTK knows no key where Shift is held.
          event.code === 'Tab'
          ? this.#tab(event)
          : !isAtButton && this.#list.press(event);
    if (isDone) event.preventDefault();
  };

  #escape(): true {
    if (this.#list.isSearched) this.#list.search('');
    else this.#close();
    return true;
  }

  /** At the end of the menu, on to what follows the trigger; at its beginning, back to the trigger. */
  #tab({ shiftKey }: KeyboardEvent): boolean {
    const stops = [...(this.#menu?.querySelectorAll('input, [tabindex="0"], button') ?? [])];
    const edge = shiftKey ? stops[0] : stops.at(-1);
    if (this.shadowRoot?.activeElement !== edge) return false;
    this.#close();
    return shiftKey;
  }

  async #choose(organization: MyOrganization): Promise<void> {
    if (this.opening !== undefined) return;
    if (organization.id === this.standing?.organization.id) {
      this.#close();
      return;
    }
    if (!this.dispatchEvent(new SwitchEvent(organization))) return;
    this.opening = organization.id;
    this.problem = undefined;
    const isOpening = (): boolean => this.opening === organization.id;
    const problem = await this.#enter(organization, 'switched', isOpening);
    if (!problem || !isOpening()) return;
    this.opening = undefined;
    this.problem = () =>
      `${this.localize.term('switcherFailed', organization.name)} ${this.sentence(problem)}`;
    if (this.#isOpen) void this.#bringIntoView('problem');
    else this.announcer.say(this.problem());
  }

  readonly #openCreation = (): void => {
    if (this.opening !== undefined) return;
    this.#close();
    this.#creation.open();
  };

  async #create(wanted: CreateOrganization, key: string): Promise<Refusal | undefined> {
    if (!this.dispatchEvent(new CreateEvent(wanted))) return undefined;
    let made = undefined as MyOrganization | undefined;
    const problem =
      (await this.attempt(
        () => this.client.organizations.create(wanted, key),
        organization => {
          made = organization;
          this.#tellOf(organization);
        },
      )) ??
      (made && (await this.#enter(made, 'created')));
    const sentence = (): string => {
      const isThere = made && this.localize.term('createdNotOpened', made.name);
      return [isThere, problem && this.sentence(problem)].filter(Boolean).join(' ');
    };
    return problem && { problem, sentence };
  }

  /** @returns why it is not the current one */
  #enter(
    organization: MyOrganization,
    says: 'created' | 'switched',
    isWanted = () => true,
  ): Promise<Problem | undefined> {
    return this.attempt(
      () => this.client.organizations.switch(organization.id),
      session => {
        // Whoever has gone elsewhere meanwhile stays there.
        if (!isWanted()) return;
        this.session.store?.take({ status: 'ready', session });
        if (this.#isOpen) this.#close();
        this.announcer.say(this.localize.term(says, organization.name));
        this.dispatchEvent(new SwitchedEvent(organization));
      },
    );
  }

  /** Once, also when entering it takes several attempts. */
  #tellOf(made: MyOrganization): void {
    if (this.#made !== made.id) this.dispatchEvent(new CreatedEvent(made));
    this.#made = made.id;
  }

  #askToLeave(organization: Organization, isDenied: boolean): void {
    if (this.opening !== undefined) return;
    if (isDenied) {
      this.explaining = true;
      void this.#bringIntoView('reason');
    } else {
      this.#close();
      this.#leaving.ask(organization);
    }
  }

  /** @returns why the person is still there */
  async #leave(organization: Organization): Promise<Problem | undefined> {
    const { store } = this.session;
    if (!store || !this.dispatchEvent(new LeaveEvent(organization))) return undefined;
    return this.attempt(
      () => leave(store, organization.id),
      hasLeft => {
        if (!hasLeft) return;
        this.announcer.say(this.localize.term('left', organization.name));
        this.dispatchEvent(new LeftEvent(organization, this.standing?.organization ?? null));
        void this.#focusHome();
      },
    );
  }

  /** Into what can be seen of a menu in a low window. */
  async #bringIntoView(part: 'problem' | 'reason'): Promise<void> {
    await this.updateComplete;
    this.#menu?.querySelector(`[part=${part}]`)?.scrollIntoView({ block: 'nearest' });
  }

  #close(): void {
    this.#menu?.hidePopover();
    this.#trigger?.focus();
  }

  /** To the button that the dialog came from, or to what has come in its place. */
  async #focusHome(): Promise<void> {
    await this.updateComplete;
    const home =
      this.#trigger ?? this.renderRoot.querySelector<HTMLElement>('[part=action-button]');
    home?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'org-switcher': OrgSwitcher;
  }
}
