import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Person, Session } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import { addPlaces, ACCOUNT_PLACES } from '../../client/places.ts';
import { SignedInEvent, SignedOutEvent } from '../../ui/account-events.ts';
import { renamed, signOut, startOver } from '../../ui/context/session-acts.ts';
import type { Ended, SessionStore } from '../../ui/context/session-store.ts';
import { onSignedInElsewhere, rememberSignedIn, wasSignedIn } from '../../ui/context/memory.ts';
import { AccountForm, accountFormStyles, wayButton } from '../../ui/controllers/account-form.ts';
import { AddressLinks } from '../../ui/controllers/address-links.ts';
import { state } from '../../ui/decorators.ts';
import { OrgElement } from '../../ui/org-element.ts';
import type { Field, Typed } from '../../ui/primitives/account-fields.ts';
import { avatar, avatarStyles } from '../../ui/primitives/avatar.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { middleCut, middleCutStyles } from '../../ui/primitives/middle-cut.ts';
import { styles } from './sign-in-form.styles.ts';
import {
  isOfAccount,
  viewOf,
  visibleView,
  type Purpose,
  type View,
  type ViewName,
} from './views.ts';
import { loadWords } from './words.ts';

/** As the server's letters have it. */
const LINK = /^#(verify|reset)=([\w-]{1,200})$/;

/** A letter's link that was opened. */
interface MailedLink {
  readonly purpose: Purpose;
  readonly token: string;
}

/** What can be under way, and waited for. */
type Act = ViewName | 'sign-out';

/**
 * Signs people in and out, with the accounts of the backend: also makes an account, helps who has
 * forgotten the password, is where the links of letters lead (`#verify=…` and `#reset=…` in the page's
 * address, which it takes out at once), and lets people change their own name and password. Hidden
 * where the backend has no accounts.
 *
 * @tagname sign-in-form
 * @fires {SignedInEvent} org-signed-in - Somebody has signed in, also by the link of a letter.
 * @fires {SignedOutEvent} org-signed-out - The session has been ended.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the form says it, too.
 * @csspart form - The form.
 * @csspart heading - What the form is for.
 * @csspart text - What it does, in a sentence or two.
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
 * @csspart avatar - The person's initials.
 * @csspart name - The person's name.
 * @csspart email - The person's address.
 * @csspart sign-out-button - Signs out.
 * @cssstate busy - Something is being sent.
 */
export class SignInForm extends OrgElement {
  static {
    loadWords();
    addPlaces(ACCOUNT_PLACES);
  }
  static override readonly styles = [
    OrgElement.styles,
    avatarStyles,
    middleCutStyles,
    accountFormStyles,
    styles,
  ];

  @state() private opened: ViewName | undefined;
  @state() private busy = false;

  #connection = new AbortController();
  readonly #fields = new AccountForm<Act>(this, {
    localize: this.localize,
    announcer: this.announcer,
  });
  #link: MailedLink | undefined;
  /** What the last letter was for. */
  #purpose: Purpose = 'verify';
  /** Who was signed in, or that nobody was, when it was last known. */
  #before: string | undefined;
  /** The form that was left, from which the focus has to go on. */
  #left: { readonly view: ViewName | undefined; readonly gently: boolean } | undefined;

  constructor() {
    super();
    new AddressLinks(this, {
      pattern: LINK,
      isWanted: () => this.session.store?.client.capabilities.has('accounts') ?? false,
      onOpen: (purpose, token) => {
        this.#open({ purpose: purpose as Purpose, token });
      },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    onSignedInElsewhere(() => {
      const { state, store } = this.session;
      if (store && state.status === 'signed-out' && wasSignedIn()) void startOver(store);
    }, this.#connection.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection.abort();
  }

  protected override render(): TemplateResult | typeof nothing {
    const accounts = this.session.store?.client.capabilities.has('accounts') ?? true;
    return accounts ? super.render() : nothing;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const { status } = this.session.state;
    if (status === 'loading' || status === 'failed') return;
    const now = this.person?.id ?? 'nobody';
    if (now === this.#before) return;
    if (this.#before !== undefined) this.#startOver();
    rememberSignedIn(this.person !== undefined);
    this.#before = now;
  }

  protected override updated(): void {
    super.updated();
    this.#takeFocusOn();
  }

  /** As high as what comes: the account of who was signed in before, else the form. */
  protected override renderLoading(): TemplateResult {
    const label = this.localize.term('loading');
    if (wasSignedIn()) {
      return html`<div class="card">
        ${skeletonRows(1, label)}
        <div class="own" aria-hidden="true">
          <span class="line">${this.localize.term('changeName')}</span>
          <span class="line">${this.localize.term('changePassword')}</span>
        </div>
      </div>`;
    }
    return html`<div class="card">
      <div class="skeleton form" part="skeleton" tabindex="-1" aria-busy="true">
        <span class="visually-hidden">${label}</span>
        <span class="title"></span>
        ${[0, 1].map(
          () => html`<div class="field"><span class="line"></span><span class="bone"></span></div>`,
        )}
        <span class="bone"></span>
        <span class="line"></span>
      </div>
    </div>`;
  }

  protected override renderSignedOut(): TemplateResult {
    return html`<div class="card">${this.#form()}</div>`;
  }

  /** Who is signed in stays so. */
  protected override renderEnded({ session }: Ended): TemplateResult {
    return this.renderSession(session);
  }

  protected override renderSession({ person, capabilities }: Session): TemplateResult {
    const view = this.#view;
    if (view !== undefined && !isOfAccount(view)) return this.renderSignedOut();
    return html`<div class="card">
      ${this.#account(person, view === undefined)}
      ${view === undefined ? this.#accountWays(capabilities.includes('account')) : this.#form()}
    </div>`;
  }

  /** Who is signed in; without a form beneath, what the focus falls back on. */
  #account({ id, name, email }: Person, isAlone: boolean): TemplateResult {
    return html`<div class="account" part="account">
      ${avatar({ id, name })}
      <div>
        <bdi
          class="name ellipsis"
          part="name"
          id=${isAlone ? 'heading' : nothing}
          tabindex=${isAlone ? '-1' : nothing}
          title=${name}
          >${name}</bdi
        >
        <div class="muted small" part="email" title=${email}>${middleCut(email)}</div>
      </div>
      <button
        part="sign-out-button"
        type="button"
        aria-disabled=${this.busy}
        @click=${this.#signOut}
      >
        ${this.localize.term('signOut')}
      </button>
    </div>`;
  }

  #accountWays(offered: boolean): TemplateResult {
    const { localize } = this;
    const outcome = this.#fields.outcome('sign-out');
    return html`${outcome === nothing ? nothing : html`<div class="says">${outcome}</div>`}
    ${
      offered
        ? html`<div class="own">
            ${this.#wayButton({ label: localize.term('changeName'), to: 'rename' })}
            ${this.#wayButton({ label: localize.term('changePassword'), to: 'change-password' })}
          </div>`
        : nothing
    }`;
  }

  /** A new one for each view and person: password managers look at a form once. */
  #form(): unknown {
    const name = this.#view;
    if (name === undefined) return nothing;
    const { title, text, hint, fields, submit, submitting, beside, ways } = this.#viewOf(name);
    const { state } = this.session;
    const waits = this.#fields.waits(name);
    return keyed(
      `${name} ${this.person?.id ?? ''}`,
      html`<form
        part="form"
        novalidate
        aria-labelledby="heading"
        aria-describedby=${text === undefined ? nothing : 'text'}
        @submit=${this.#submit}
        @keydown=${isOfAccount(name) ? this.#giveUp : nothing}
      >
        <h2 id="heading" part="heading" tabindex="-1">${title}</h2>
        ${text === undefined ? nothing : html`<p class="muted" part="text" id="text">${text}</p>`}
        ${hint === undefined ? nothing : html`<p class="muted small" part="hint">${hint}</p>`}
        ${isOfAccount(name) ? this.#username() : nothing}
        ${fields.map(field => this.#fields.field(field, beside && this.#wayButton(beside)))}
        ${this.#fields.outcome(name, state.status === 'signed-out' ? state.problem : undefined)}
        <button
          class=${fields.length === 0 ? '' : 'primary'}
          part="submit-button"
          type="submit"
          aria-disabled=${this.busy || waits}
          aria-describedby=${waits ? 'outcome' : nothing}
        >
          ${this.busy ? submitting : submit}
        </button>
        <div class="ways">
          ${ways.map(way => html`<p class="muted">${way.lead} ${this.#wayButton(way)}</p>`)}
        </div>
      </form>`,
    );
  }

  /** Whose password it is, for password managers. */
  #username(): TemplateResult {
    return html`<input
      hidden
      type="email"
      name="username"
      autocomplete="username"
      aria-label=${this.localize.term('email')}
      .value=${this.person?.email ?? ''}
    />`;
  }

  #wayButton(way: View['ways'][number]): TemplateResult {
    return wayButton(way, this.busy, to => {
      this.#goTo(to);
    });
  }

  get #view(): ViewName | undefined {
    return visibleView(this.opened, this.person);
  }

  #viewOf(name: ViewName): View {
    const purpose = this.#link?.purpose ?? this.#purpose;
    const email = this.#fields.initial.email ?? '';
    return viewOf(name, this.localize, { person: this.person, email, purpose });
  }

  #open(link: MailedLink): void {
    this.#goTo(link.purpose, true);
    this.#link = link;
  }

  /**
   * Shows another form, or what the session is for. Name and address that were typed go along.
   * @param gently takes no focus from elsewhere
   */
  #goTo(view: ViewName | undefined, gently = false): void {
    const left = this.#view;
    const fields = this.#fields;
    const { name, email } = fields.initial;
    fields.initial = {
      name: view === 'rename' ? this.person?.name : (fields.input('name')?.value ?? name),
      email: fields.input('email')?.value.trim() ?? email,
    };
    if (view !== 'verify' && view !== 'replace' && view !== 'expired') this.#link = undefined;
    this.#left = { view: left, gently };
    fields.leave();
    this.opened = view;
  }

  /** As it is for whoever is there now: only what a letter leads to, and why they are, stays. */
  #startOver(): void {
    const { person } = this;
    const fields = this.#fields;
    const { problem } = fields;
    const isToBeRead = person ? problem?.code === 'other-person' : problem?.needsSignIn;
    fields.initial = {};
    fields.leave(isToBeRead ? problem : undefined);
    this.opened = this.#link && this.opened;
    if (!person && !this.busy) fields.note(words => words.term('signedOut'));
  }

  /** Where one goes on in what has come to be shown; back among one's own, where one came from. */
  #takeFocusOn(): void {
    const { status } = this.session.state;
    if (!this.#left || status === 'loading' || status === 'failed') return;
    const { view, gently } = this.#left;
    this.#left = undefined;
    const isFree = document.activeElement === document.body || this.matches(':focus-within');
    if (gently && !isFree) return;
    this.#placeToGoOn(view)?.focus();
  }

  #placeToGoOn(left: ViewName | undefined): HTMLElement | null {
    const root = this.renderRoot;
    const name = this.#view;
    if (name === undefined) {
      return (
        root.querySelector<HTMLElement>(`[data-to='${left ?? ''}']`) ??
        root.querySelector<HTMLElement>('[part=sign-out-button]')
      );
    }
    const inputs = [...root.querySelectorAll<HTMLInputElement>('[part=input]')];
    const input = inputs.find(({ value }) => value === '') ?? inputs[0];
    return (name === 'expired' ? undefined : input) ?? root.querySelector('#heading');
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = this.#view;
    if (name === undefined) return;
    const { fields } = this.#viewOf(name);
    if (!this.#fields.check(name, fields)) return;
    const { typed } = this.#fields;
    await this.#act(name, store => this.#send(name, typed, store), fields);
  };

  readonly #giveUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.busy) return;
    // Nor does it close a dialog of the page.
    event.preventDefault();
    this.#goTo(undefined);
  };

  readonly #signOut = (): Promise<void> =>
    this.#act('sign-out', async store => {
      await signOut(store);
      this.announcer.say(this.localize.term('signedOut'));
      this.dispatchEvent(new SignedOutEvent());
      this.#goTo(undefined);
    });

  async #send(view: ViewName, typed: Typed, store: SessionStore): Promise<void> {
    const { name, email, current, password } = typed;
    const { accounts } = store.client;
    const token = this.#link?.token ?? '';
    const me = this.person?.id;
    switch (view) {
      case 'sign-in':
        await accounts.signIn({ email, password });
        await this.#arrive(store);
        return;
      case 'sign-up':
        await accounts.signUp({ name, email, password });
        this.#sent('verify');
        return;
      case 'forgotten':
        await accounts.forgotPassword({ email });
        this.#sent('reset');
        return;
      case 'sent':
        await this.#sendLetter(store, this.#purpose, this.#fields.initial.email ?? '');
        this.#fields.note(words => words.term('sentAgain'));
        return;
      case 'verify':
      case 'replace':
        await accounts.verifyAddress({ token, password, replace: view === 'replace' });
        await this.#arrive(store);
        return;
      case 'reset':
        await accounts.resetPassword({ token, password });
        await this.#arrive(store);
        return;
      case 'expired': {
        const purpose = this.#link?.purpose ?? this.#purpose;
        await this.#sendLetter(store, purpose, email);
        this.#sent(purpose);
        return;
      }
      case 'rename':
        renamed(store, await accounts.changeProfile({ name }));
        if (this.person?.id !== me) return;
        this.#goTo(undefined);
        this.announcer.say(this.localize.term('nameChanged', this.person?.name ?? name));
        return;
      case 'change-password':
        await accounts.changePassword({ current, password });
        if (this.person?.id !== me) return;
        this.#goTo(undefined);
        this.#fields.note(words => words.term('passwordChanged'));
    }
  }

  #sendLetter({ client }: SessionStore, purpose: Purpose, email: string): Promise<void> {
    return purpose === 'verify'
      ? client.accounts.sendVerification({ email })
      : client.accounts.forgotPassword({ email });
  }

  #sent(purpose: Purpose): void {
    this.#purpose = purpose;
    this.#goTo('sent');
  }

  async #arrive(store: SessionStore): Promise<void> {
    await startOver(store);
    this.#goTo(undefined);
    this.dispatchEvent(new SignedInEvent());
    if (this.person) this.announcer.say(this.localize.term('signedIn', this.person.name));
  }

  async #act(
    name: Act,
    act: (store: SessionStore) => Promise<void>,
    fields: readonly Field[] = [],
  ): Promise<void> {
    const { store } = this.session;
    if (this.busy || !store) return;
    this.busy = true;
    this.#fields.clear();
    this.setState('busy', true);
    try {
      await act(store);
    } catch (error) {
      this.#refuse(name, fields, this.fail(error));
    } finally {
      this.busy = false;
      this.setState('busy', false);
    }
  }

  #refuse(name: Act, fields: readonly Field[], problem: Problem): void {
    if (problem.code === 'link-expired') this.#goTo('expired');
    else this.#fields.refuse(name, fields, problem);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-form': SignInForm;
  }
}
