import { html, nothing, type TemplateResult } from 'lit';
import type { Invitation, InvitationOutcome, Session } from '../../client/backend-client.ts';
import { addPlaces, INVITATION_PLACES } from '../../client/places.ts';
import {
  canInvite,
  canSeeLink,
  ROLES,
  rulesOf,
  type MemberDenial,
  type Role,
} from '../../client/policy.ts';
import { duration, type Problem } from '../../client/problem.ts';
import { INVITEES } from '../../client/typed-invitations.ts';
import { ContentKey } from '../../ui/content-key.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Countdown } from '../../ui/controllers/countdown.ts';
import { LinkCopy, linkCopyStyles } from '../../ui/controllers/link-copy.ts';
import { state } from '../../ui/decorators.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { CHECK, icon, LOCK } from '../../ui/primitives/icon.ts';
import { select } from '../../ui/primitives/select.ts';
import { textFieldStyles } from '../../ui/primitives/text-field.ts';
import { addressField, type AddressActs } from './address-field.ts';
import {
  entriesIn,
  isReady,
  withInstead,
  withMore,
  withOutcome,
  type Entries,
  type Entry,
} from './entries.ts';
import { InvitedEvent, InviteEvent } from './events.ts';
import { exactInput, expiryField, STANDARD_EXPIRY, validityOf, type Expiry } from './expiry.ts';
import { styles } from './invite-form.styles.ts';
import { loadWords } from './words.ts';

const RULES = { canInvite, canSeeLink };

/** What ends an address, outside of quotes, in which a name has them, too. */
const SEPARATOR = /^[^"]*("[^"]*"[^"]*)*[,;\n，；、،؛]/u;

/** The button for all links; it is no id. */
const ALL = 'all';

/**
 * Invites people to the current organization: addresses that are typed or pasted, as whole lists, each with
 * an outcome of its own; as a role, until a time. Who may not invite is told why.
 *
 * @tagname invite-form
 * @fires {InviteEvent} org-invite - Before invitations are sent. Cancel to send none; what was typed stays.
 * @fires {InvitedEvent} org-invited - After it, with what became of each address.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the form says it, too.
 * @csspart heading - What the form is for.
 * @csspart form - The form.
 * @csspart field - A label, its input and what is to be said of it.
 * @csspart label - The label of an input.
 * @csspart box - The chips, and where addresses are typed.
 * @csspart chip - One address, or what is none.
 * @csspart remove-button - Takes a chip away.
 * @csspart input - Where addresses are typed, or an exact time.
 * @csspart hint - What helps to fill in an input, as a sentence.
 * @csspart notes - What is to be said of chips that are not sent.
 * @csspart note - Why one of them is not.
 * @csspart take-button - Takes the address that was probably meant.
 * @csspart sure-button - Says that an address is right as it is.
 * @csspart edit-button - Puts what is no address back to where one types.
 * @csspart clear-button - Takes away all chips that are not sent.
 * @csspart role - The role that is given.
 * @csspart lifetime - How long the invitations are valid.
 * @csspart problem - Why nothing was sent, or what is wrong with an input, as a sentence.
 * @csspart submit-button - Sends the invitations.
 * @csspart invited - The people who were invited here.
 * @csspart email - The address of one of them.
 * @csspart copy-button - Copies the link of an invitation, or all links.
 * @csspart link - The links, where the browser does not copy them.
 * @csspart note-text - Why the person may not invite, or what else is to be known, as a sentence.
 * @cssstate busy - Invitations are being sent.
 */
export class InviteForm extends OrgElement {
  static {
    loadWords();
    addPlaces(INVITATION_PLACES);
  }
  static override readonly styles = [OrgElement.styles, linkCopyStyles, textFieldStyles, styles];

  /** Whose it is what stands in the form. */
  #writer: string | undefined;
  @state() private entries: Entries = new Map();
  @state() private draft = '';
  /** Undefined until one is chosen. */
  @state() private chosen: Role | undefined;
  @state() private expiry: Expiry = STANDARD_EXPIRY;
  @state() private problem: Problem | undefined;
  /** Who was invited here, the last first. */
  @state() private invited: readonly Invitation[] = [];
  /** What is being sent. */
  @state() private sending: object | undefined;

  readonly #keys = new ContentKey();
  readonly #waits = new Countdown<'send'>(this);
  readonly #links = new LinkCopy(this, {
    localize: this.localize,
    load: invitations =>
      this.client.invitations.links(this.standing?.organization.id ?? '', { invitations }),
    attempt: (send, done) => this.attempt(send, done),
    say: sentence => {
      this.announcer.say(sentence);
    },
  });

  readonly #acts: AddressActs = {
    type: (draft, isPasted) => {
      this.draft = draft;
      if (SEPARATOR.test(draft) || (isPasted && draft.includes('@'))) this.#acts.commit();
    },
    commit: () => {
      const more = entriesIn(this.draft);
      this.draft = '';
      // It may never have been told what has been typed.
      if (this.#addressInput) this.#addressInput.value = '';
      if (more.length > 0) this.#take(withMore(this.entries, more));
    },
    remove: async entry => {
      const place = [...this.entries.keys()].indexOf(entry.text);
      this.#take(withInstead(this.entries, entry.text, []));
      await this.updateComplete;
      const chips = this.renderRoot.querySelectorAll<HTMLElement>('.chip button');
      (chips[place] ?? this.#addressInput)?.focus();
    },
    edit: async entry => {
      this.#acts.commit();
      this.#take(withInstead(this.entries, entry.text, []));
      this.draft = entry.text;
      await this.updateComplete;
      this.#addressInput?.focus();
    },
    takeSuggestion: entry => {
      void this.#settle(entry, entriesIn(entry.suggestion ?? ''));
    },
    confirm: entry => {
      void this.#settle(entry, [{ ...entry, isSure: true }]);
    },
    clear: async () => {
      this.#take(new Map([...this.entries].filter(([, entry]) => isReady(entry))));
      await this.updateComplete;
      this.#addressInput?.focus();
    },
  };

  constructor() {
    super();
    new Clock(this);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const isHere = this.session.state.status === 'ready';
    // What somebody has typed is still there when they sign in again.
    if (isHere && this.#writer !== this.whose) {
      this.#writer = this.whose;
      this.#keys.forget();
      this.#links.forget();
      this.entries = new Map();
      this.draft = '';
      this.chosen = undefined;
      this.expiry = STANDARD_EXPIRY;
      this.problem = undefined;
      this.invited = [];
      this.sending = undefined;
    }
    this.setState('busy', isHere && this.sending !== undefined);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { store } = this.session;
    return store?.client.capabilities.has('invitations.send') === false ? nothing : super.render();
  }

  protected override renderLoading(): TemplateResult {
    const field = html`<span class="line"></span><span class="bone control"></span>`;
    return html`<div class="card">
      <div class="skeleton form" part="skeleton" tabindex="-1" aria-busy="true">
        <span class="visually-hidden">${this.localize.term('loading')}</span>
        <div><span class="title"></span><span class="line small"></span></div>
        <div class="field"><span class="line"></span><span class="bone box"></span></div>
        <div class="choices">
          <div class="field">${field}</div>
          <div class="field">${field}<span class="line small"></span></div>
        </div>
        <span class="bone submit"></span>
      </div>
    </div>`;
  }

  protected override renderSession({ standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    const { localize } = this;
    const heading = html`<div>
      <h2 id="heading" part="heading" tabindex="-1">${localize.term('invitePeople')}</h2>
      <div class="muted small">${localize.term('inviteTo', standing.organization.name)}</div>
    </div>`;
    const denial = this.#denial;
    if (denial) {
      return html`<div class="card">
        <div class="form">
          ${heading}
          <p class="locked muted" part="note-text">${icon(LOCK)}${this.reason(denial)}</p>
        </div>
      </div>`;
    }
    return html`<div class="card">
      <form
        class="form"
        part="form"
        novalidate
        aria-labelledby="heading"
        @mousedown=${this.#stayWhileTyping}
        @submit=${this.#submit}
      >
        ${heading} ${this.#addresses()} ${this.#choices()} ${this.#outcome()}
        ${this.#submitButton()}
      </form>
      ${this.#invitedList()}
    </div>`;
  }

  #addresses(): TemplateResult {
    const { localize } = this;
    const ready = this.#ready.length;
    return addressField({
      localize,
      entries: this.entries,
      draft: this.draft,
      hint:
        ready > INVITEES
          ? localize.term('tooMany', localize.count(INVITEES), localize.count(ready - INVITEES))
          : undefined,
      acts: this.#acts,
      links: ({ outcome }) => (outcome?.invitation ? this.#copyLink(outcome.invitation) : nothing),
    });
  }

  #choices(): TemplateResult {
    const { localize } = this;
    return html`<div class="choices">
      <div class="field" part="field">
        <label for="role" part="label">${localize.term('inviteAs')}</label>
        ${select({
          part: 'role',
          id: 'role',
          value: this.#chosenRole,
          options: this.#roles.map(role => [role, localize.term('role', role)]),
          onChange: role => {
            this.chosen = role;
          },
        })}
      </div>
      ${expiryField(localize, this.expiry, expiry => {
        this.expiry = expiry;
      })}
    </div>`;
  }

  /** Why nothing was sent, and how long to wait; ticking, it is no alert. */
  #outcome(): TemplateResult | typeof nothing {
    const seconds = this.#waits.left('send');
    if (seconds > 0) {
      return html`<p class="problem" part="problem" id="outcome" role="timer">
        ${this.#waitSentence(seconds)}
      </p>`;
    }
    return this.problem
      ? html`<p class="problem" part="problem" role="alert">${this.sentence(this.problem)}</p>`
      : nothing;
  }

  #submitButton(): TemplateResult {
    const { localize } = this;
    const count = Math.min(this.#ready.length, INVITEES);
    const waits = this.#waits.left('send') > 0;
    return html`<button
      class="primary"
      part="submit-button"
      type="submit"
      aria-disabled=${waits || this.sending !== undefined}
      aria-describedby=${waits ? 'outcome' : nothing}
    >
      ${
        this.sending
          ? localize.term('sendingInvitations')
          : localize.term('sendInvitations', count, localize.count(count))
      }
    </button>`;
  }

  #invitedList(): TemplateResult | typeof nothing {
    const { localize, invited } = this;
    if (invited.length === 0) return nothing;
    const withLinks = invited.filter(invitation => this.#seesLink(invitation));
    return html`<section class="invited" aria-labelledby="invited-heading">
      <div class="invited-head">
        <span class="name" id="invited-heading">${localize.term('invitedPeople')}</span>
        ${
          withLinks.length > 1
            ? this.#links.buttonFor(ALL, withLinks, localize.term('copyAllLinks'))
            : nothing
        }
      </div>
      ${
        invited.some(({ mail }) => mail === 'none')
          ? html`<p class="muted small" part="note-text">
              ${localize.term(this.person?.emailVerified ? 'noLetters' : 'noLettersYet')}
            </p>`
          : nothing
      }
      ${this.#links.outcome(ALL)}
      <ul part="invited" aria-labelledby="invited-heading">
        ${keyedList(
          invited.map(invitation => [
            invitation.id,
            html`<li>
              ${icon(CHECK)}
              <bdi part="email">${invitation.address}</bdi>
              ${this.#copyLink(invitation)}
            </li>`,
          ]),
        )}
      </ul>
    </section>`;
  }

  #copyLink(invitation: Invitation): TemplateResult | typeof nothing {
    if (!this.#seesLink(invitation)) return nothing;
    return html`${this.#links.button(invitation)} ${this.#links.outcomeOf(invitation)}`;
  }

  #seesLink({ inviter, role }: Invitation): boolean {
    const { actor, client } = this;
    return (
      actor !== undefined &&
      client.capabilities.has('invitations.links') &&
      this.#rules.canSeeLink({ actor, inviter: inviter.person, role }).allowed
    );
  }

  get #rules(): typeof RULES {
    return rulesOf(this.client, RULES);
  }

  /** The roles that the person may give. */
  get #roles(): readonly Role[] {
    const { actor } = this;
    return ROLES.filter(role => actor && this.#rules.canInvite({ actor, role }).allowed);
  }

  /** Why the person may not invite, as anything. */
  get #denial(): MemberDenial | undefined {
    const { actor } = this;
    const least = actor && this.#rules.canInvite({ actor, role: 'viewer' });
    return least?.allowed === false ? least.denial : undefined;
  }

  /** What is chosen, unless it may not be given any more; at first nothing much. */
  get #chosenRole(): Role {
    const roles = this.#roles;
    const wanted = this.chosen ?? 'member';
    return roles.includes(wanted) ? wanted : (roles.at(-1) ?? 'viewer');
  }

  get #ready(): readonly Entry[] {
    return [...this.entries.values()].filter(isReady);
  }

  get #addressInput(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('#addresses');
  }

  #waitSentence(seconds: number): string {
    return this.localize.term('waitFor', duration(seconds, this.localize.locale));
  }

  /** Takes over other entries, and says how they stand to who does not see it. */
  #take(entries: Entries): void {
    this.entries = entries;
    const ready = this.#ready.length;
    this.announcer.say(this.localize.term('listed', ready, entries.size - ready));
  }

  /** Answers the question of an entry, and goes on to the next one. */
  async #settle({ text }: Entry, others: readonly Entry[]): Promise<void> {
    this.#take(withInstead(this.entries, text, others));
    await this.updateComplete;
    this.#firstQuestion.focus();
  }

  /** What is to be looked at first; else where one types. */
  get #firstQuestion(): HTMLElement {
    const question = this.renderRoot.querySelector<HTMLElement>('.notes button');
    return question ?? (this.#addressInput as HTMLElement);
  }

  /** Where the form grew by what was typed, the button would be gone from beneath the pointer. */
  readonly #stayWhileTyping = (event: MouseEvent): void => {
    if (this.draft !== '' && (event.target as Element).closest('button')) event.preventDefault();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const organization = this.standing?.organization.id;
    if (this.sending || organization === undefined) return;
    this.#acts.commit();
    const seconds = this.#waits.left('send');
    if (seconds > 0) {
      this.announcer.say(this.#waitSentence(seconds));
      return;
    }
    const ready = this.#ready.slice(0, INVITEES);
    if (ready.length === 0) {
      await this.updateComplete;
      this.#firstQuestion.focus();
      return;
    }
    const validity = validityOf(this.expiry, this.renderRoot);
    if (!validity) {
      this.#refuseExpiry();
      return;
    }
    const role = this.#chosenRole;
    if (
      !this.dispatchEvent(
        new InviteEvent(
          ready.map(({ text }) => text),
          role,
        ),
      )
    )
      return;
    const invitees = ready.map(({ text, isSure }) => ({ address: text, sure: isSure }));
    const wanted = { invitees, role, ...validity };
    const sending = {};
    this.sending = sending;
    this.problem = undefined;
    const problem = await this.attempt(
      () => this.client.invitations.send(organization, wanted, this.#keys.of(wanted)),
      ({ outcomes }) => {
        this.#sent(outcomes, role);
      },
    );
    if (this.sending !== sending) return;
    this.sending = undefined;
    if (problem) this.#refuse(problem);
  };

  #sent(outcomes: readonly InvitationOutcome[], role: Role): void {
    this.#keys.forget();
    this.entries = outcomes.reduce(withOutcome, this.entries);
    const invited = outcomes.flatMap(({ problem, invitation }) =>
      problem === null && invitation ? [invitation] : [],
    );
    // No more than can be asked for the links of.
    this.invited = [...invited, ...this.invited].slice(0, INVITEES);
    this.announcer.say(
      this.localize.term(
        'invitedNow',
        invited.length,
        outcomes.length - invited.length,
        invited[0]?.address ?? '',
      ),
    );
    this.dispatchEvent(new InvitedEvent(outcomes, role));
  }

  #refuse(problem: Problem): void {
    const { retryAfter, fields = [] } = problem.details;
    if (problem.isOutdated) this.#keys.forget();
    if (problem.code === 'rate-limited' && retryAfter !== undefined) {
      this.#waits.start('send', retryAfter);
      this.announcer.say(this.#waitSentence(retryAfter));
    } else if (fields.some(({ code }) => code === 'expiration-out-of-range')) {
      this.#refuseExpiry();
    } else this.problem = problem;
  }

  #refuseExpiry(): void {
    this.expiry = { ...this.expiry, isWrong: true };
    exactInput(this.renderRoot)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invite-form': InviteForm;
  }
}
