import { html, nothing, type TemplateResult } from 'lit';
import type { MySession, Session } from '../../client/backend-client.ts';
import { addPlaces, SESSION_PLACES } from '../../client/places.ts';
import { unless, type Problem } from '../../client/problem.ts';
import type { Ended } from '../../ui/context/session-store.ts';
import { Confirmation } from '../../ui/controllers/confirmation.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { icon, PHONE, SCREEN } from '../../ui/primitives/icon.ts';
import { listHead } from '../../ui/primitives/list-head.ts';
import { badgeStyles } from '../../ui/primitives/role-badge.ts';
import { rowInPlace } from '../../ui/primitives/row-place.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import { rowList } from '../../ui/styles/row-list.ts';
import { deviceName, isHandheld } from './device.ts';
import { SessionEndedEvent, SessionEndEvent } from './events.ts';
import { styles } from './session-list.styles.ts';
import { loadWords } from './words.ts';

const SKELETON_ROWS = 2;

/** Whose sessions, and seen from which of them. */
interface Viewer {
  readonly person: string;
  readonly channel: string;
}

/**
 * Lists where the person is signed in, on whichever device and in whichever organization, and ends any of
 * these sessions but the one that asks, which signing out ends.
 *
 * @tagname session-list
 * @fires {SessionEndEvent} org-session-end - Before a session ends, which was confirmed. Cancel to keep it.
 * @fires {SessionEndedEvent} org-session-ended - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the list says it, too.
 * @csspart list - The list.
 * @csspart row - One session.
 * @csspart name - The device: the browser and its system, or what a program calls itself.
 * @csspart current - Marks the session that asks.
 * @csspart note - That the session that asks ends by signing out.
 * @csspart end-button - Asks whether to end a session.
 * @csspart dialog - The question before that.
 * @csspart keep-button - Closes the question; nothing ends.
 * @csspart confirm-button - Ends the session.
 * @csspart problem - Why it was not ended, as a sentence.
 * @cssstate busy - A session is being ended.
 */
export class SessionList extends OrgElement {
  static {
    loadWords();
    addPlaces(SESSION_PLACES);
  }
  static override readonly styles = [OrgElement.styles, badgeStyles, dialogStyles, rowList, styles];

  readonly #sessions = new Resource<Viewer, readonly MySession[]>(this, {
    key: () => this.#viewer,
    version: () => this.session.store?.heard('sessions') ?? 0,
    load: async (_viewer, signal) => (await this.client.sessions.mine(signal)).sessions,
    keep: () => false,
    onProblem: problem => this.fail(problem),
  });

  readonly #ending = new Confirmation<MySession>(this, {
    localize: this.localize,
    whose: () => this.whose,
    question: session => {
      const device = this.#nameOf(session);
      return {
        title: this.localize.term('endQuestion', device),
        loss: this.localize.term('endingLoses', device, this.localize.day(session.since, 'short')),
        confirm: this.localize.term('endNow'),
        confirming: this.localize.term('ending'),
      };
    },
    act: session => this.#end(session),
    onClose: session => void this.#returnTo(session),
  });

  /** Where the row is that is being ended. */
  #place = -1;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('focus', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('focus', this.#look);
  }

  /** Nobody tells of a session that has begun or ended elsewhere. */
  readonly #look = (): void => void this.#sessions.reload(true);

  protected override willUpdate(): void {
    super.willUpdate();
    this.setState('busy', this.#ending.isUnderWay);
  }

  protected override get whose(): string | undefined {
    return this.person?.id;
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">
      ${listHead(this.localize.term('mySessions'))}
      ${skeletonRows(SKELETON_ROWS, this.localize.term('loading'))}
    </div>`;
  }

  /** Whoever has lost an organization is signed in where they were. */
  protected override renderEnded({ session }: Ended): TemplateResult {
    return this.renderSession(session);
  }

  protected override renderSession(session: Session): TemplateResult {
    if (!this.#keepsSessions(session)) {
      return this.face({
        title: this.localize.term('sessionsElsewhere'),
        text: this.localize.term('sessionsElsewhereHint'),
      });
    }
    const { state } = this.#sessions;
    if (state.status === 'loading') return this.renderLoading();
    if (state.status === 'failed') {
      return this.failure(
        this.localize.term('sessionsFailed'),
        state.problem,
        () => void this.#sessions.reload(),
      );
    }
    return this.#list(state.value);
  }

  #list(sessions: readonly MySession[]): TemplateResult {
    const { localize } = this;
    const count = localize.term('sessionCount', sessions.length, localize.count(sessions.length));
    return html`<div class="card">
      ${listHead(localize.term('mySessions'), count)}
      <ul part="list" aria-labelledby="heading">
        ${keyedList(sessions.map(session => [session.id, this.#row(session)]))}
      </ul>
      ${this.#ending.render()}
    </div>`;
  }

  #row(session: MySession): TemplateResult {
    const { localize } = this;
    const { id, current, device, since } = session;
    const name = this.#nameOf(session);
    return html`<li part="row" data-row=${id}>
      <span class="device">${icon(isHandheld(device) ? PHONE : SCREEN)}</span>
      <div class="name-line">
        <bdi class="name ellipsis" part="name" title=${device || name}>${name}</bdi>
        ${
          current
            ? html`<span class="badge" part="current">${localize.term('thisSession')}</span>`
            : nothing
        }
      </div>
      <div class="details muted small" id=${`details-${id}`}>
        <span
          >${localize.term('signedInOn')}:
          ${timeText(since, localize.day(since, 'short'), localize)}</span
        >
        ${this.#lastSeen(session)}
        ${current ? html`<span part="note">${localize.term('endsBySignOut')}</span>` : nothing}
      </div>
      ${
        this.#canEnd(session)
          ? html`<div class="acts">${this.#endButton(session, name)}</div>`
          : nothing
      }
    </li>`;
  }

  /** Where that was, too. */
  #lastSeen({ organizations: [last] }: MySession): TemplateResult | typeof nothing {
    if (!last) return nothing;
    const { localize } = this;
    const ago = localize.relative(last.lastSeenAt, Date.now());
    return html`<span>
      ${localize.term('lastSeen')}: ${timeText(last.lastSeenAt, ago, localize)},
      <bdi>${last.name}</bdi>
    </span>`;
  }

  #endButton(session: MySession, name: string): TemplateResult {
    return html`<button
      part="end-button"
      type="button"
      aria-label=${this.localize.term('endSession', name)}
      aria-describedby=${`details-${session.id}`}
      @click=${() => {
        this.#ending.ask(session);
      }}
    >
      ${this.localize.term('endIt')}
    </button>`;
  }

  #nameOf({ device }: MySession): string {
    return deviceName(device, this.localize);
  }

  #canEnd({ current }: MySession): boolean {
    return !current && this.client.capabilities.has('sessions.end');
  }

  #keepsSessions({ capabilities }: Session): boolean {
    return capabilities.includes('own-sessions') && this.client.capabilities.has('sessions.mine');
  }

  get #viewer(): Viewer | undefined {
    const { state } = this.session;
    if (!('session' in state) || !this.#keepsSessions(state.session)) return undefined;
    return { person: state.session.person.id, channel: state.session.live.channel };
  }

  /** @returns why it goes on */
  async #end(session: MySession): Promise<Problem | undefined> {
    if (!this.dispatchEvent(new SessionEndEvent(session))) return undefined;
    this.#place = this.#sessions.value?.findIndex(({ id }) => id === session.id) ?? -1;
    return this.attempt(
      // After an answer that got lost, or where it has ended by itself.
      () => this.client.sessions.end(session.id).catch(unless('session-not-found')),
      () => {
        this.#ended(session);
      },
    );
  }

  /** Takes the row away at once. */
  #ended(session: MySession): void {
    this.announcer.say(this.localize.term('sessionEnded', this.#nameOf(session)));
    this.dispatchEvent(new SessionEndedEvent(session));
    const shown = this.#sessions.value;
    if (shown) this.#sessions.set(shown.filter(({ id }) => id !== session.id));
    void this.#sessions.reload(true);
  }

  async #returnTo({ id }: MySession): Promise<void> {
    await this.updateComplete;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[part=end-button]')];
    const row = rowInPlace(this.renderRoot, id, this.#place);
    const button = row?.querySelector<HTMLElement>('[part=end-button]') ?? buttons.at(-1);
    (button ?? this.renderRoot.querySelector<HTMLElement>('#heading'))?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionList;
  }
}
