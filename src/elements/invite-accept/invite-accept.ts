import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { MyOrganization, OpenedInvitation } from '../../client/backend-client.ts';
import {
  ACCOUNT_PLACES,
  addPlaces,
  INVITATION_LINK_PLACES,
  ORGANIZATION_PLACES,
} from '../../client/places.ts';
import type { Problem } from '../../client/problem.ts';
import { SignedInEvent, SignedOutEvent } from '../../ui/account-events.ts';
import { rememberedInvitation, rememberInvitation } from '../../ui/context/memory.ts';
import { goTo, signOut, startOver } from '../../ui/context/session-acts.ts';
import type { SessionStore } from '../../ui/context/session-store.ts';
import { AccountForm, accountFormStyles, wayButton } from '../../ui/controllers/account-form.ts';
import { AddressLinks } from '../../ui/controllers/address-links.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Declining } from '../../ui/controllers/declining.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { property, state } from '../../ui/decorators.ts';
import { SignInRequiredEvent } from '../../ui/events.ts';
import {
  InvitationAcceptedEvent,
  InvitationAcceptEvent,
  InvitationDeclinedEvent,
  InvitationDeclineEvent,
} from '../../ui/invitation-events.ts';
import { OrgElement } from '../../ui/org-element.ts';
import type { Field, Typed } from '../../ui/primitives/account-fields.ts';
import { avatar, avatarStyles } from '../../ui/primitives/avatar.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import { styles } from './invite-accept.styles.ts';
import { viewOf, type Closed, type View, type ViewName } from './views.ts';
import { loadWords } from './words.ts';

/** As the links of invitations have it; what mail programs add to them is none of it. */
const LINK = /^#token=([^&]*)/;

const CLOSED = /^invitation-(expired|revoked|used|unknown)$/;

/** How soon what is over by this clock is asked for again, which another clock decides. */
const AGAIN_MS = 2000;

/** What can be under way, and waited for. */
type Act = ViewName | 'accept' | 'switch';

/** Which link, and for whom: it says to everybody something else. */
interface Asked {
  readonly token: string;
  readonly person: string | undefined;
}

/** What has become of an invitation here; without an organization it was declined. */
interface Answered {
  readonly invitation: OpenedInvitation;
  readonly organization?: MyOrganization;
}

/**
 * Where the link of an invitation leads: says who invites to what, as which role, and until when, also to
 * who is not signed in, and lets whom it is for accept or decline it. Who has no account makes one here and
 * joins at once, who has one signs in; where the backend has no accounts, the page is asked to sign in. It
 * takes the link's token (`#token=…`) out of the page's address at once. Opening a link accepts nothing.
 *
 * @tagname invite-accept
 * @fires {InvitationAcceptEvent} org-invitation-accept - Before the invitation is accepted. Cancel to leave it open.
 * @fires {InvitationAcceptedEvent} org-invitation-accepted - After it; the tab then is in the organization.
 * @fires {InvitationDeclineEvent} org-invitation-decline - Before it is declined, which was confirmed. Cancel to leave it open.
 * @fires {InvitationDeclinedEvent} org-invitation-declined - After it.
 * @fires {SignedInEvent} org-signed-in - Somebody has signed in here, also with a new account.
 * @fires {SignedOutEvent} org-signed-out - Somebody has signed out here, to switch to another account.
 * @fires {SignInRequiredEvent} org-sign-in-required - Somebody wants to sign in, or to switch accounts, and the backend has none: the page leads to its own sign-in, and back to where this tag is.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @csspart invitation - What the invitation is.
 * @csspart avatar - Initials: of the organization, and of who is signed in.
 * @csspart title - What it invites to.
 * @csspart purpose - What the organization is for.
 * @csspart detail - Who invites, as which role, or until when.
 * @csspart heading - What is to be done.
 * @csspart text - How, in a sentence or two.
 * @csspart form - The form that signs in, or makes an account.
 * @csspart field - A label, its input and what is wrong with it.
 * @csspart label - The label of an input.
 * @csspart input - An input.
 * @csspart hint - What helps to fill in an input, as a sentence.
 * @csspart reveal-button - Shows and hides a password.
 * @csspart problem - What is wrong, as a sentence.
 * @csspart notice - What has been done.
 * @csspart submit-button - Does what the form is for.
 * @csspart view-button - Leads to another form, or back.
 * @csspart account - Who is signed in.
 * @csspart name - The person's name.
 * @csspart email - The person's address.
 * @csspart accept-button - Accepts the invitation.
 * @csspart decline-button - Asks whether to decline it.
 * @csspart switch-button - Signs out, to sign in with another account.
 * @csspart sign-in-button - Leads to the sign-in.
 * @csspart continue-link - Leads on, to `href`.
 * @csspart dialog - The question before declining.
 * @csspart keep-button - Closes the question; the invitation stays open.
 * @csspart confirm-button - Declines it.
 * @cssstate busy - Something is being sent.
 */
export class InviteAccept extends OrgElement {
  static {
    loadWords();
    addPlaces(ACCOUNT_PLACES);
    addPlaces(INVITATION_LINK_PLACES);
    addPlaces(ORGANIZATION_PLACES);
  }
  static override readonly styles = [
    OrgElement.styles,
    avatarStyles,
    dialogStyles,
    accountFormStyles,
    styles,
  ];

  /**
   * The token of the invitation's link, where the page has it from elsewhere. One in the address takes its
   * place.
   */
  @property({ attribute: false }) token = '';

  /** Where people go on from here, once they have joined, or when there is nothing for them to do. */
  @property({ reflect: true }) href = '/';

  @state() private opened: ViewName | undefined;
  @state() private answered: Answered | undefined;
  @state() private acting: { readonly act: Act } | undefined;

  protected override readonly isForMembers = false;

  readonly #form = new AccountForm<Act>(this, {
    localize: this.localize,
    announcer: this.announcer,
  });

  readonly #invitation: Resource<Asked, OpenedInvitation>;

  readonly #declining = new Declining<OpenedInvitation>(this, {
    localize: this.localize,
    whose: () => this.whose,
    act: invitation => this.#decline(invitation),
    onClose: () => void this.#focusDecline(),
  });

  /** For whom the link is asked: not for who has just made an account, and is about to join. */
  #asker: string | undefined;
  /** Who was signed in when it was last shown. */
  #before: string | undefined;

  constructor() {
    super();
    new AddressLinks(this, {
      pattern: LINK,
      isWanted: () => true,
      onOpen: (token = '') => {
        this.#open(token);
      },
    });
    new Clock(this);
    // After the links, so that it sees what they have found.
    this.#invitation = new Resource(this, {
      key: () => (this.token !== '' && this.#isKnown ? this.#asked : undefined),
      version: () => 0,
      load: async ({ token }, signal) => {
        const invitation = await this.client.inbox.open({ token }, signal);
        const left = Date.parse(invitation.expiresAt) - Date.now();
        setTimeout(
          () => signal.aborted || void this.#invitation.reload(true),
          Math.max(left, AGAIN_MS),
        );
        return invitation;
      },
      keep: (before, next) => before.token === next.token,
      onProblem: problem => {
        // That it does not open is an answer.
        if (closedBy(problem) === undefined) this.fail(problem);
      },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.token === '') this.token = rememberedInvitation();
  }

  /** It is theirs in whichever organization they are. */
  protected override get whose(): string | undefined {
    return this.person?.id;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.whose !== this.#before) {
      this.#before = this.whose;
      this.answered = undefined;
      // What one has typed is not for the next one to see.
      this.#form.initial = {};
      this.#form.leave();
      this.opened = undefined;
      if (this.acting?.act === 'accept') this.acting = undefined;
    }
    if (this.acting?.act !== 'sign-up') this.#asker = this.whose;
    this.setState('busy', this.acting !== undefined || this.#declining.isUnderWay);
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">${this.#skeleton(3)}</div>`;
  }

  protected override renderSession(): TemplateResult {
    return this.#content();
  }

  protected override renderSignedOut(): TemplateResult {
    return this.#content();
  }

  protected override renderEnded(): TemplateResult {
    return this.#content();
  }

  #content(): TemplateResult {
    const { localize } = this;
    const { state } = this.#invitation;
    if (this.token === '') {
      if (this.answered) return this.#end(this.answered);
      return this.#face(
        localize.term('noInvitation'),
        localize.term('noInvitationHint'),
        this.#continueLink(),
      );
    }
    if (state.status === 'ready') return this.#card(state.value, state.reloading);
    if (state.status === 'loading') return this.renderLoading();
    const closed = closedBy(state.problem);
    if (closed !== undefined) return this.#closed(closed);
    return this.failure(
      localize.term('invitationFailed'),
      state.problem,
      () => void this.#invitation.reload(),
    );
  }

  #card(invitation: OpenedInvitation, isAsking: boolean): TemplateResult {
    return html`<div class="card">
      ${this.#shown(invitation)}
      ${isAsking && !this.acting ? this.#skeleton(1) : this.#answer(invitation)}
    </div>`;
  }

  #skeleton(rows: number): TemplateResult {
    return skeletonRows(rows, this.localize.term('loading'));
  }

  /** What it is, and nothing beyond that. */
  #shown({ organization, inviter, role, expiresAt }: OpenedInvitation): TemplateResult {
    const { localize } = this;
    const { name, purpose } = organization;
    const ends = localize.relative(expiresAt, Date.now());
    return html`<div class="invitation" part="invitation">
      ${avatar({ id: name, name })}
      <div class="what">
        <h2 part="title">${localize.term('invitationTo', name)}</h2>
        ${purpose === null ? nothing : html`<p class="muted" part="purpose">${purpose}</p>`}
      </div>
      <dl>
        ${this.#detail('invitedBy', html`<bdi>${inviter.name}</bdi>`)}
        ${this.#detail('invitedAs', localize.term('role', role))}
        ${this.#detail('invitationEnds', timeText(expiresAt, ends, localize))}
      </dl>
    </div>`;
  }

  #detail(label: 'invitedBy' | 'invitedAs' | 'invitationEnds', value: unknown): TemplateResult {
    return html`<div part="detail">
      <dt class="muted">${this.localize.term(label)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  #answer(invitation: OpenedInvitation): unknown {
    if (invitation.yours === true) return this.#question(invitation);
    if (invitation.yours === false) return this.#another();
    return this.#hasAccounts ? this.#accountForm(invitation.hasAccount) : this.#ownSignIn();
  }

  /** For whom it is. */
  #question(invitation: OpenedInvitation): TemplateResult {
    const { localize } = this;
    return html`<div class="form">
        ${this.#heading(localize.term('wantToJoin'))} ${this.#account()}
        ${this.#form.outcome('accept')}
        <div class="decide">
          <button
            part="decline-button"
            type="button"
            aria-disabled=${this.acting !== undefined}
            @click=${() => {
              if (!this.acting) this.#declining.ask(invitation);
            }}
          >
            ${localize.term('declineIt')}
          </button>
          <button
            class="primary"
            part="accept-button"
            type="button"
            aria-disabled=${this.acting !== undefined}
            @click=${() => void this.#act('accept', store => this.#accept(store, invitation))}
          >
            ${localize.term(this.acting?.act === 'accept' ? 'accepting' : 'acceptIt')}
          </button>
        </div>
      </div>
      ${this.#declining.render()}`;
  }

  /** For somebody else than whom it is for. */
  #another(): TemplateResult {
    const { localize } = this;
    return html`<div class="form">
      ${this.#heading(localize.term('forAnother'), localize.term('forAnotherHint'))}
      ${this.#account()} ${this.#form.outcome('switch')}
      <div class="decide">
        <button
          class="primary"
          part="switch-button"
          type="button"
          aria-disabled=${this.acting !== undefined}
          @click=${this.#switch}
        >
          ${localize.term('switchAccount')}
        </button>
      </div>
    </div>`;
  }

  #account(): TemplateResult | typeof nothing {
    const { person } = this;
    if (!person) return nothing;
    const { id, name, email } = person;
    return html`<div>
      <p class="muted small">${this.localize.term('youAre')}</p>
      <div class="account" part="account">
        ${avatar({ id, name })}
        <div>
          <bdi class="name ellipsis" part="name" title=${name}>${name}</bdi>
          <div class="muted small" part="email">${email}</div>
        </div>
      </div>
    </div>`;
  }

  /** Where people sign in somewhere else. */
  #ownSignIn(): TemplateResult {
    const { state } = this.session;
    return html`<div class="form">
      ${this.#heading(this.localize.term('signInToJoin'), this.localize.term('signInToAnswer'))}
      ${this.#form.outcome('sign-in', state.status === 'signed-out' ? state.problem : undefined)}
      <div class="decide">${this.#signInButton()}</div>
    </div>`;
  }

  #signInButton(): TemplateResult {
    return html`<button
      class="primary"
      part="sign-in-button"
      type="button"
      @click=${() => {
        if (this.#hasAccounts) this.#goTo('sign-in');
        else this.dispatchEvent(new SignInRequiredEvent());
      }}
    >
      ${this.localize.term('signIn')}
    </button>`;
  }

  /** A new one for each view: password managers look at a form once. */
  #accountForm(hasAccount: boolean | undefined): unknown {
    const name = this.opened ?? (hasAccount === false ? 'sign-up' : 'sign-in');
    const view = viewOf(name, this.localize, hasAccount);
    const { title, text, fields, submit, submitting, beside, way } = view;
    const { state } = this.session;
    const waits = this.#form.waits(name);
    return keyed(
      name,
      html`<form
        part="form"
        novalidate
        aria-labelledby="heading"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#submit(name, view);
        }}
      >
        ${this.#heading(title, text)}
        ${fields.map(field => this.#form.field(field, beside && this.#way(beside)))}
        ${this.#form.outcome(name, state.status === 'signed-out' ? state.problem : undefined)}
        <button
          class="primary"
          part="submit-button"
          type="submit"
          aria-disabled=${this.acting !== undefined || waits}
          aria-describedby=${waits ? 'outcome' : nothing}
        >
          ${this.acting?.act === name ? submitting : submit}
        </button>
        ${
          way
            ? html`<div class="ways"><p class="muted">${way.lead} ${this.#way(way)}</p></div>`
            : nothing
        }
      </form>`,
    );
  }

  #way(way: NonNullable<View['way']>): TemplateResult {
    return wayButton(way, this.acting !== undefined, to => {
      this.#goTo(to);
    });
  }

  #heading(title: string, text?: string): TemplateResult {
    return html`<h3 id="heading" part="heading" tabindex="-1">${title}</h3>
      ${text === undefined ? nothing : html`<p class="muted" part="text">${text}</p>`}`;
  }

  /** Of a link that does not open. */
  #closed(closed: Closed): TemplateResult {
    const { localize } = this;
    const isNobodys = this.person === undefined;
    if (closed === 'used' && isNobodys && this.#hasAccounts && this.opened !== undefined) {
      return html`<div class="card">${this.#accountForm(undefined)}</div>`;
    }
    return this.#face(
      localize.term('closedTitle', closed),
      closed === 'used' && !isNobodys
        ? localize.term('answeredHere')
        : localize.term('closedText', closed),
      closed === 'used' && isNobodys ? this.#signInButton() : this.#continueLink(),
    );
  }

  /** Of an invitation that was answered here. */
  #end({ invitation, organization }: Answered): TemplateResult {
    const { localize } = this;
    const way = this.#continueLink('primary');
    if (organization) {
      return this.#face(this.#joinedSentence(organization), organization.purpose, way);
    }
    const { inviter } = invitation;
    return this.#face(
      localize.term('declined', invitation.organization.name),
      localize.term('declinedHint', inviter.name),
      way,
    );
  }

  #joinedSentence({ name, role }: MyOrganization): string {
    return this.localize.term('joined', name, this.localize.term('role', role));
  }

  #face(title: string, text: string | null, way: unknown): TemplateResult {
    return html`<div class="card face" part="empty">
      <div class="words">
        <h2 id="heading" tabindex="-1">${title}</h2>
        ${text === null ? nothing : html`<p class="muted">${text}</p>`}
      </div>
      ${way}
    </div>`;
  }

  /** To nowhere that is not a page. */
  #continueLink(kind = ''): TemplateResult | typeof nothing {
    const url = URL.parse(this.href, document.baseURI);
    return url && /^https?:$/.test(url.protocol)
      ? html`<a class=${kind} part="continue-link" href=${this.href}>
          ${this.localize.term('goOn')}
        </a>`
      : nothing;
  }

  get #hasAccounts(): boolean {
    return this.session.store?.client.capabilities.has('accounts') ?? false;
  }

  /** Is it known whether somebody is signed in? */
  get #isKnown(): boolean {
    const { status } = this.session.state;
    return status !== 'loading' && status !== 'failed';
  }

  get #asked(): Asked {
    return { token: this.token, person: this.#asker };
  }

  #open(token: string): void {
    this.token = token;
    rememberInvitation(token);
    this.answered = undefined;
    this.#goTo(undefined);
  }

  /** Shows another form. What was typed goes along. */
  #goTo(view: ViewName | undefined): void {
    const { name, email, password } = this.#form.typed;
    const { initial } = this.#form;
    this.#form.initial =
      view === undefined
        ? {}
        : {
            name: this.#form.input('name') ? name : initial.name,
            email: this.#form.input('email') ? email : initial.email,
            password: this.#form.input('password') ? password : initial.password,
          };
    this.#form.leave();
    this.opened = view;
  }

  async #submit(name: ViewName, { fields }: View): Promise<void> {
    if (!this.#form.check(name, fields)) return;
    const { typed } = this.#form;
    await this.#act(name, store => this.#send(name, typed, store), fields);
  }

  async #send(view: ViewName, typed: Typed, store: SessionStore): Promise<void> {
    const { name, email, password } = typed;
    const { accounts } = store.client;
    const { token } = this;
    switch (view) {
      case 'sign-up': {
        const invitation = this.#invitation.value;
        await accounts.signUpInvited({ token, name, email, password });
        await this.#arrive(store);
        if (this.person && invitation) await this.#accept(store, invitation);
        return;
      }
      case 'sign-in':
        await accounts.signIn({ email, password });
        await this.#arrive(store);
        if (this.person) this.announcer.say(this.localize.term('signedIn', this.person.name));
        return;
      case 'forgotten':
        await accounts.forgotPassword({ email });
        this.#goTo('sign-in');
        this.#form.note(words => `${words.term('resetSent', email)} ${words.term('openAgain')}`);
    }
  }

  async #arrive(store: SessionStore): Promise<void> {
    await startOver(store);
    this.dispatchEvent(new SignedInEvent());
  }

  readonly #switch = (): void => {
    if (!this.#hasAccounts) this.dispatchEvent(new SignInRequiredEvent());
    else {
      void this.#act('switch', async store => {
        await signOut(store);
        this.announcer.say(this.localize.term('signedOut'));
        this.dispatchEvent(new SignedOutEvent());
      });
    }
  };

  async #accept(store: SessionStore, invitation: OpenedInvitation): Promise<void> {
    if (!this.dispatchEvent(new InvitationAcceptEvent(invitation))) return;
    const problem = await this.attempt(
      () => this.client.inbox.acceptLink({ token: this.token }),
      async organization => {
        this.#settle({ invitation, organization });
        this.announcer.say(`${this.#joinedSentence(organization)}.`);
        await goTo(store, organization.id);
        this.dispatchEvent(new InvitationAcceptedEvent(invitation, organization));
      },
    );
    if (problem) this.#refuse('accept', [], problem);
  }

  /** @returns why it is still open */
  async #decline(invitation: OpenedInvitation): Promise<Problem | undefined> {
    if (!this.dispatchEvent(new InvitationDeclineEvent(invitation))) return undefined;
    const { token } = this;
    const problem = await this.attempt(
      () => this.#declining.send(token, () => this.client.inbox.declineLink({ token })),
      () => {
        this.#settle({ invitation });
        this.announcer.say(`${this.localize.term('declined', invitation.organization.name)}.`);
        this.dispatchEvent(new InvitationDeclinedEvent(invitation));
      },
    );
    return problem && this.#isNews(problem) ? undefined : problem;
  }

  #settle(answered: Answered): void {
    this.#goTo(undefined);
    this.answered = answered;
    this.token = '';
    rememberInvitation(undefined);
  }

  async #act(
    act: Act,
    send: (store: SessionStore) => Promise<void>,
    fields: readonly Field[] = [],
  ): Promise<void> {
    const { store } = this.session;
    if (this.acting || !store) return;
    const acting = (this.acting = { act });
    this.#form.clear();
    try {
      await send(store);
    } catch (error) {
      this.#refuse(act, fields, this.fail(error));
    } finally {
      if (this.acting === acting) this.acting = undefined;
    }
  }

  #refuse(act: Act, fields: readonly Field[], problem: Problem): void {
    if (problem.code === 'account-exists') {
      this.#goTo('sign-in');
      this.#form.note(words => words.term('problem', problem));
    } else if (!this.#isNews(problem)) this.#form.refuse(act, fields, problem);
  }

  /** Is the invitation another than it is shown as? Then that is to be seen. */
  #isNews(problem: Problem): boolean {
    const isNews = problem.code.startsWith('invitation-');
    if (isNews) void this.#invitation.reload();
    return isNews;
  }

  /** After the question; where there is nothing to decline any more, the heading has the focus. */
  async #focusDecline(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[part=decline-button]')?.focus();
  }
}

/** What a link says that does not open; undefined where it is not that. */
function closedBy({ code }: Problem): Closed | undefined {
  // What is no token at all is none of an invitation either.
  if (code === 'invalid-input') return 'unknown';
  return CLOSED.exec(code)?.[1] as Closed | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'invite-accept': InviteAccept;
  }
}
