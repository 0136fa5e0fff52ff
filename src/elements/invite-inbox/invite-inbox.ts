import { html, nothing, type TemplateResult } from 'lit';
import type { MyOrganization, ReceivedInvitation, Session } from '../../client/backend-client.ts';
import {
  ACCOUNT_PLACES,
  addPlaces,
  INBOX_PLACES,
  ORGANIZATION_PLACES,
} from '../../client/places.ts';
import type { Problem } from '../../client/problem.ts';
import { goTo } from '../../ui/context/session-acts.ts';
import type { Ended } from '../../ui/context/session-store.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Declining } from '../../ui/controllers/declining.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { state } from '../../ui/decorators.ts';
import { expired } from '../../ui/expired.ts';
import {
  InvitationAcceptedEvent,
  InvitationAcceptEvent,
  InvitationDeclinedEvent,
  InvitationDeclineEvent,
} from '../../ui/invitation-events.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { avatar, avatarStyles } from '../../ui/primitives/avatar.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { listHead } from '../../ui/primitives/list-head.ts';
import { badgeStyles, roleBadge } from '../../ui/primitives/role-badge.ts';
import { rowInPlace } from '../../ui/primitives/row-place.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import { rowList } from '../../ui/styles/row-list.ts';
import { styles } from './invite-inbox.styles.ts';
import { loadWords } from './words.ts';

/** Why an invitation was not answered. */
interface Refusal {
  readonly invitation: ReceivedInvitation;
  readonly problem: Problem;
}

/**
 * Lists the invitations that wait for the person, to the address that is known to be theirs, and accepts
 * or declines them. Who has joined can switch to the organization at once; who was in none is there.
 *
 * @tagname invite-inbox
 * @fires {InvitationAcceptEvent} org-invitation-accept - Before an invitation is accepted. Cancel to leave it open.
 * @fires {InvitationAcceptedEvent} org-invitation-accepted - After it.
 * @fires {InvitationDeclineEvent} org-invitation-decline - Before one is declined, which was confirmed. Cancel to leave it open.
 * @fires {InvitationDeclinedEvent} org-invitation-declined - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the list says it, too.
 * @csspart list - The list.
 * @csspart row - One invitation.
 * @csspart avatar - The organization's initials.
 * @csspart name - The organization's name.
 * @csspart purpose - What the organization is for.
 * @csspart role - The role that it invites to, as a word.
 * @csspart detail - Who invites, or until when.
 * @csspart accept-button - Accepts an invitation.
 * @csspart decline-button - Asks whether to decline one.
 * @csspart notice - Which organization the person has just joined.
 * @csspart switch-button - Switches to it.
 * @csspart problem - Why an invitation was not answered, as a sentence.
 * @csspart dialog - The question before declining.
 * @csspart keep-button - Closes the question; the invitation stays open.
 * @csspart confirm-button - Declines it.
 * @cssstate busy - An invitation is being answered, the organization switched, or a letter sent.
 */
export class InviteInbox extends OrgElement {
  static {
    loadWords();
    addPlaces({ ...INBOX_PLACES, ...ACCOUNT_PLACES });
    addPlaces(ORGANIZATION_PLACES);
  }
  static override readonly styles = [
    OrgElement.styles,
    avatarStyles,
    badgeStyles,
    dialogStyles,
    rowList,
    styles,
  ];

  readonly #inbox = new Resource<string, readonly ReceivedInvitation[]>(this, {
    key: () => (this.person?.emailVerified === true && this.#isOffered ? this.whose : undefined),
    version: (): number => (this.session.store?.heard('inbox') ?? 0) + expired(this.#inbox.value),
    load: async (_person, signal) => (await this.client.inbox.list(signal)).invitations,
    keep: () => false,
    onProblem: problem => this.fail(problem),
  });

  readonly #declining = new Declining<ReceivedInvitation>(this, {
    localize: this.localize,
    whose: () => this.whose,
    act: invitation => this.#decline(invitation),
    onClose: invitation => void this.#returnTo(invitation, 'decline-button'),
  });

  /** What is under way: the invitation that is accepted, where one switches to, or the address written to. */
  @state() private acting: { readonly id: string } | undefined;
  @state() private joined: MyOrganization | undefined;
  @state() private refused: Refusal | undefined;
  /** That the letter is on its way, or why it is not, in whatever the page's language then is. */
  @state() private letter: (() => string) | undefined;

  /** Who was signed in when it was last shown. */
  #before: string | undefined;
  /** Where the row is that is being answered. */
  #place = -1;

  constructor() {
    super();
    new Clock(this);
  }

  /** It is theirs in whichever organization they are. */
  protected override get whose(): string | undefined {
    return this.person?.id;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.whose !== this.#before) {
      this.#before = this.whose;
      this.acting = undefined;
      this.joined = undefined;
      this.refused = undefined;
      this.letter = undefined;
    }
    this.setState('busy', this.acting !== undefined || this.#declining.isUnderWay);
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#isOffered ? super.render() : nothing;
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">
      ${listHead(this.localize.term('inboxTitle'))}
      ${skeletonRows(1, this.localize.term('loading'))}
    </div>`;
  }

  /** Whoever has lost an organization may join another one. */
  protected override renderEnded({ session }: Ended): TemplateResult {
    return this.renderSession(session);
  }

  protected override renderSession(session: Session): TemplateResult {
    const { localize } = this;
    const { person } = session;
    if (!person.emailVerified) return this.#closed(session);
    const { state } = this.#inbox;
    if (state.status === 'loading') return this.renderLoading();
    if (state.status === 'failed') {
      return this.failure(
        localize.term('inboxFailed'),
        state.problem,
        () => void this.#inbox.reload(),
      );
    }
    const isEmpty = state.value.length === 0 && !this.#declining.isOpen;
    if (isEmpty && !this.joined && !this.refused) {
      return this.face({
        title: localize.term('inboxEmpty'),
        text: localize.term('inboxEmptyHint', person.email),
      });
    }
    return this.#list(state.value);
  }

  /** What waits for an address is nobody's to see until it is confirmed, which takes a letter. */
  #closed({ person: { email }, capabilities }: Session): TemplateResult {
    const { localize } = this;
    const isOurs = capabilities.includes('account') && this.client.capabilities.has('accounts');
    return this.face({
      title: localize.term('inboxClosed'),
      text: this.letter?.() ?? localize.term('inboxClosedHint', email),
      action: isOurs
        ? {
            label: localize.term('sendConfirmation'),
            run: () => void this.#sendConfirmation(email),
          }
        : undefined,
    });
  }

  async #sendConfirmation(email: string): Promise<void> {
    if (this.acting) return;
    const acting = (this.acting = { id: email });
    const problem = await this.attempt(
      () => this.client.accounts.sendVerification({ email }),
      () => {
        this.letter = () => this.localize.term('confirmationSent', email);
      },
    );
    if (problem) this.letter = () => this.sentence(problem);
    if (this.letter) this.announcer.say(this.letter());
    if (this.acting === acting) this.acting = undefined;
  }

  #list(invitations: readonly ReceivedInvitation[]): TemplateResult {
    const { localize } = this;
    const { length } = invitations;
    const count =
      length === 0
        ? localize.term('inboxEmpty')
        : localize.term('invitationCount', length, localize.count(length));
    const isThere = invitations.some(({ id }) => id === this.refused?.invitation.id);
    return html`<div class="card">
      ${listHead(localize.term('inboxTitle'), count)} ${this.#notice()}
      ${this.refused && !isThere ? this.#refusal(this.refused, true) : nothing}
      <ul part="list" aria-labelledby="heading">
        ${keyedList(
          invitations.map(invitation => [invitation.id, this.#row(invitation, length === 1)]),
        )}
      </ul>
      ${this.#declining.render()}
    </div>`;
  }

  /** That the person has joined, and a way there. */
  #notice(): TemplateResult | typeof nothing {
    const { joined, localize } = this;
    if (!joined) return nothing;
    const isHere = this.standing?.organization.id === joined.id;
    const isSwitching = this.acting?.id === joined.id;
    return html`<div class="notice" part="notice">
      <p>${this.#joinedSentence(joined)}</p>
      ${
        isHere || this.session.store?.pinned !== undefined
          ? nothing
          : html`<button
              part="switch-button"
              type="button"
              aria-disabled=${this.acting !== undefined}
              @click=${() => void this.#switch(joined)}
            >
              ${localize.term(isSwitching ? 'switching' : 'switchThere')}
            </button>`
      }
    </div>`;
  }

  /** @param isOnly there is no other one, so that accepting it is the one thing to do */
  #row(invitation: ReceivedInvitation, isOnly: boolean): TemplateResult {
    const { localize } = this;
    const { id, organization, inviter, role, expiresAt } = invitation;
    const { name, purpose } = organization;
    const ends = localize.relative(expiresAt, Date.now());
    return html`<li part="row" data-row=${id}>
      ${avatar({ id: name, name })}
      <div class="name-line">
        <bdi class="name ellipsis" part="name" title=${name}>${name}</bdi>
        ${roleBadge(role, localize)}
      </div>
      <div class="details muted small" id=${`details-${id}`}>
        ${purpose === null ? nothing : html`<span part="purpose">${purpose}</span>`}
        <span part="detail">${localize.term('invitedBy')}: <bdi>${inviter.name}</bdi></span>
        <span part="detail"
          >${localize.term('invitationEnds')}: ${timeText(expiresAt, ends, localize)}</span
        >
      </div>
      <div class="acts">${this.#buttons(invitation, isOnly)}</div>
      ${this.refused?.invitation.id === id ? this.#refusal(this.refused) : nothing}
    </li>`;
  }

  #buttons(invitation: ReceivedInvitation, isOnly: boolean): TemplateResult {
    const { localize } = this;
    const { id, organization } = invitation;
    const isBusy = this.acting !== undefined;
    return html`<button
        part="decline-button"
        type="button"
        aria-label=${localize.term('declineTo', organization.name)}
        aria-describedby=${`details-${id}`}
        aria-disabled=${isBusy}
        @click=${() => {
          if (!isBusy) this.#declining.ask(invitation);
        }}
      >
        ${localize.term('declineIt')}
      </button>
      <button
        class=${isOnly ? 'primary' : nothing}
        part="accept-button"
        type="button"
        aria-label=${localize.term('acceptTo', organization.name)}
        aria-describedby=${`details-${id}`}
        aria-disabled=${isBusy}
        @click=${() => void this.#accept(invitation)}
      >
        ${localize.term(this.acting?.id === id ? 'accepting' : 'acceptIt')}
      </button>`;
  }

  /** @param isGone the invitation is in the list no more, so that it has to be said which it was */
  #refusal({ invitation, problem }: Refusal, isGone = false): TemplateResult {
    const { name } = invitation.organization;
    return html`<p class="problem" part="problem" role="alert">
      ${isGone ? this.localize.term('notAnswered', name) : nothing} ${this.sentence(problem)}
    </p>`;
  }

  #joinedSentence({ name, role }: MyOrganization): string {
    return `${this.localize.term('joined', name, this.localize.term('role', role))}.`;
  }

  /** Is it something that the backend can do? */
  get #isOffered(): boolean {
    return this.session.store?.client.capabilities.has('inbox.list') ?? true;
  }

  async #accept(invitation: ReceivedInvitation): Promise<void> {
    const { id } = invitation;
    const { store } = this.session;
    if (this.acting || !store) return;
    if (!this.dispatchEvent(new InvitationAcceptEvent(invitation))) return;
    const acting = (this.acting = { id });
    this.#place = this.#placeOf(invitation);
    this.refused = undefined;
    this.joined = undefined;
    const problem = await this.attempt(
      () => this.client.inbox.accept(id),
      async organization => {
        this.joined = organization;
        this.#answered(invitation);
        this.announcer.say(this.#joinedSentence(organization));
        if (!this.standing) await goTo(store, organization.id);
        this.dispatchEvent(new InvitationAcceptedEvent(invitation, organization));
        await this.#returnTo(invitation, 'accept-button');
      },
    );
    if (problem) this.#refuse(invitation, problem);
    if (this.acting === acting) this.acting = undefined;
  }

  /** @returns why it is still there */
  async #decline(invitation: ReceivedInvitation): Promise<Problem | undefined> {
    if (!this.dispatchEvent(new InvitationDeclineEvent(invitation))) return undefined;
    const { id, organization } = invitation;
    this.#place = this.#placeOf(invitation);
    const problem = await this.attempt(
      () => this.#declining.send(id, () => this.client.inbox.decline(id)),
      () => {
        this.#answered(invitation);
        this.announcer.say(`${this.localize.term('declined', organization.name)}.`);
        this.dispatchEvent(new InvitationDeclinedEvent(invitation));
      },
    );
    if (!problem?.code.startsWith('invitation-')) return problem;
    this.#refuse(invitation, problem);
    return undefined;
  }

  async #switch(organization: MyOrganization): Promise<void> {
    const { store } = this.session;
    if (this.acting || !store) return;
    const acting = (this.acting = { id: organization.id });
    await goTo(store, organization.id);
    if (this.acting === acting) this.acting = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  #placeOf(invitation: ReceivedInvitation): number {
    return this.#inbox.value?.findIndex(({ id }) => id === invitation.id) ?? -1;
  }

  /** Takes the row away at once. */
  #answered(invitation: ReceivedInvitation): void {
    this.refused = undefined;
    const shown = this.#inbox.value;
    if (shown) this.#inbox.set(shown.filter(({ id }) => id !== invitation.id));
    void this.#inbox.reload(true);
  }

  #refuse(invitation: ReceivedInvitation, problem: Problem): void {
    this.refused = { invitation, problem };
    if (problem.code.startsWith('invitation-')) void this.#inbox.reload(true);
  }

  /** To the way on that there is now, else to the row that has come in the place of what was answered. */
  async #returnTo({ id }: ReceivedInvitation, part: string): Promise<void> {
    await this.updateComplete;
    const row = rowInPlace(this.renderRoot, id, this.#place);
    const next =
      this.renderRoot.querySelector<HTMLElement>('[part=switch-button]') ??
      row?.querySelector<HTMLElement>(`[part=${part}]`) ??
      this.renderRoot.querySelector<HTMLElement>('#heading');
    next?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invite-inbox': InviteInbox;
  }
}
