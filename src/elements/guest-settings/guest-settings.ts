import { html, type TemplateResult } from 'lit';
import type { CreateTextSource, Session } from '../../client/backend-client.ts';
import {
  addPlaces,
  GUEST_ACCESS_PLACES,
  GUEST_PLACES,
  TEXT_SOURCE_PLACES,
} from '../../client/places.ts';
import { canSwitchGuests, rulesOf, type MemberDenial } from '../../client/policy.ts';
import { Problem } from '../../client/problem.ts';
import { Clock } from '../../ui/controllers/clock.ts';
import { Resource } from '../../ui/controllers/resource.ts';
import { property, state } from '../../ui/decorators.ts';
import { later } from '../../ui/later.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { dialogStyles } from '../../ui/primitives/dialog.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { icon, LOCK } from '../../ui/primitives/icon.ts';
import { middleCutStyles } from '../../ui/primitives/middle-cut.ts';
import { textFieldStyles } from '../../ui/primitives/text-field.ts';
import { AccessSection } from './access-section.ts';
import type { AroundEditors, Loaded, Opened, Place, Refusal, Unfolded } from './around.ts';
import type { Editors } from './editors.ts';
import {
  GuestAccessChangedEvent,
  GuestAccessChangeEvent,
  TextSourceChangedEvent,
  TextSourceChangeEvent,
  type AccessChange,
  type SourceChange,
} from './events.ts';
import { styles } from './guest-settings.styles.ts';
import { guestsSection } from './guests-section.ts';
import { foldedSection } from './folded-section.ts';
import { loadWords } from './words.ts';

const RULES = { canSwitchGuests };

const SKELETON_ROWS = 6;
const GUESTS = 20;
/** As many as a page of a list can have. */
const MOST_GUESTS = 200;

interface Wanted {
  readonly organization: string;
  /** How many guests are shown. */
  readonly limit: number;
}

/** What is to be opened, once it is loaded; or why it is not. */
interface Opening {
  readonly place: Place;
  /** A dialog; else the part itself. */
  readonly what: Opened | undefined;
  readonly isLoading: boolean;
  readonly problem?: Problem | undefined;
}

/**
 * Says whether, from where and how guests may join the organization: the switch and the sites, what the
 * chat says and when people answer, the texts that answers are from, who is a guest now, and what goes
 * into a page. It is for owners and admins; others are told so.
 *
 * @tagname guest-settings
 * @fires {GuestAccessChangeEvent} org-guest-access-change - Before it is changed how guests may join. Cancel to leave it.
 * @fires {GuestAccessChangedEvent} org-guest-access-changed - After it.
 * @fires {GuestEndEvent} org-guest-end - Before the access of a guest ends, which was confirmed. Cancel to keep it.
 * @fires {GuestEndedEvent} org-guest-ended - After it.
 * @fires {TextSourceChangeEvent} org-text-source-change - Before a text is added or changed. Cancel to store nothing.
 * @fires {TextSourceChangedEvent} org-text-source-changed - After it.
 * @fires {TextSourceRemoveEvent} org-text-source-remove - Before a text is removed, which was confirmed. Cancel to keep it.
 * @fires {TextSourceRemovedEvent} org-text-source-removed - After it.
 * @fires {SigningSecretRotateEvent} org-signing-secret-rotate - Before there is another signing secret, which was confirmed. Cancel to keep it.
 * @fires {SigningSecretRotatedEvent} org-signing-secret-rotated - After it; the page is not told which.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @csspart heading - What the tag is for.
 * @csspart note-text - Why the person may not change it, as a sentence.
 * @csspart section - One part of the settings, with its heading.
 * @csspart open-button - Shows a part to change it.
 * @csspart retry-button - Tries to open it again.
 * @csspart switch-button - Lets guests in; or asks whether to do so no more.
 * @csspart origins - The sites that guests may come from.
 * @csspart row - One site, one text or one guest.
 * @csspart origin - The site.
 * @csspart remove-button - Takes a site away.
 * @csspart undo-button - Puts it back.
 * @csspart add-button - Adds the site that was typed.
 * @csspart field - A label, its input and what is to be said of it.
 * @csspart label - The label of an input.
 * @csspart input - An input, or what is to be copied.
 * @csspart hint - What helps to fill it in, as a sentence.
 * @csspart language - In which language the texts are.
 * @csspart hours - Whether people always answer.
 * @csspart day - Whether they do on a day.
 * @csspart time - From when, or until when.
 * @csspart note - That somebody else has changed it meanwhile, or what was taken away.
 * @csspart discard-button - Drops what was typed and is not stored.
 * @csspart save-button - Stores it.
 * @csspart sources - The texts that answers are from.
 * @csspart name - The title of a text, or who the guest is.
 * @csspart public - Whether guests are answered with a text.
 * @csspart edit-button - Opens a text to change it.
 * @csspart remove-source-button - Asks whether to remove it.
 * @csspart add-source-button - Opens the dialog in which one is added.
 * @csspart try-button - Tries what a question would find.
 * @csspart outcome - What it has found.
 * @csspart text - The passage.
 * @csspart guests - Those who are there now.
 * @csspart email - The address of a guest.
 * @csspart end-button - Asks whether to end the access of a guest.
 * @csspart end-all-button - Asks whether to end that of all.
 * @csspart more-button - Shows more of them.
 * @csspart copy-button - Copies what goes into a page, or the signing secret.
 * @csspart show-button - Shows the signing secret.
 * @csspart hide-button - Hides it.
 * @csspart rotate-button - Asks whether to make another one.
 * @csspart dialog - A question, or the dialog of a text.
 * @csspart end-running - Whether the chats that go on end, too, when guests are switched off.
 * @csspart keep-button - Closes it; nothing is done.
 * @csspart confirm-button - Does it.
 * @csspart problem - Why something was not done, or what is wrong with an input, as a sentence.
 * @cssstate busy - Something is being stored.
 */
export class GuestSettings extends OrgElement {
  static {
    loadWords();
    addPlaces({ ...GUEST_ACCESS_PLACES, ...GUEST_PLACES, ...TEXT_SOURCE_PLACES });
  }
  static override readonly styles = [
    OrgElement.styles,
    textFieldStyles,
    dialogStyles,
    middleCutStyles,
    styles,
  ];

  /** The address of the chat's script, for what is copied; `guest-chat.js` of the backend when left out. */
  @property() script = '';

  readonly #loaded = new Resource<Wanted, Loaded>(this, {
    key: () => this.#wanted,
    version: () =>
      (this.session.store?.heard('guests') ?? 0) + (this.session.store?.heard('conversation') ?? 0),
    load: async ({ organization, limit }, signal) => {
      const { guests, textSources } = this.client;
      const [access, { sources }, page] = await Promise.all([
        guests.access(organization, signal),
        textSources.list(organization, signal),
        guests.list(organization, { limit }, signal),
      ]);
      return { access, sources, guests: page.guests, total: page.total };
    },
    keep: (before, next) => before.organization === next.organization,
    onProblem: problem => this.fail(problem),
  });

  /** How many guests are shown. */
  @state() private limit = GUESTS;
  /** What is being stored, and where. */
  @state() private acting: { readonly place: Place } | undefined;
  @state() private refused: { readonly place: Place; readonly problem: Problem } | undefined;
  @state() private opening: Opening | undefined;

  readonly #around: AroundEditors = {
    host: this,
    localize: this.localize,
    client: () => this.client,
    organization: () => this.#organization ?? '',
    isBusy: () => this.acting !== undefined,
    say: sentence => {
      this.announcer.say(sentence);
    },
    open: (place, what) => void this.#open(place, what),
    news: place => this.#news(place),
    refuse: (place, problem) => {
      this.refused = problem && { place, problem };
    },
    attempt: (send, done) => this.attempt(send, done),
    change: async (place, change, says, version) => {
      const problem = await this.#change(place, change, says, version);
      if (problem && problem !== 'cancelled') this.refused = { place, problem };
      return problem === undefined;
    },
    store: (source, change, key) => this.#store(source, change, key),
    whose: () => this.whose,
    loaded: () => this.#loaded.value,
    put: changed => {
      this.#put(changed);
    },
    decide: (place, change, says) => this.#change(place, change, says),
  };

  readonly #access = new AccessSection(this.#around);
  /** The parts that are to be changed. */
  readonly #unfolded = new Set<Place>();
  #editors: Editors | undefined;
  #before: string | undefined;
  #place: Wanted | undefined;

  constructor() {
    super();
    new Clock(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('focus', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('focus', this.#look);
    this.#editors?.hideSecret();
  }

  /** Nobody tells of a guest who has joined or gone. */
  readonly #look = (): void => void this.#loaded.reload(true);

  protected override willUpdate(): void {
    super.willUpdate();
    const isHere = this.session.state.status === 'ready';
    // What somebody has typed is still there when they sign in again.
    if (isHere && this.whose !== this.#before) {
      this.#before = this.whose;
      this.#access.forget();
      this.#editors?.forget();
      this.#unfolded.clear();
      this.opening = undefined;
      this.acting = undefined;
      this.refused = undefined;
      this.limit = GUESTS;
    }
    const isActing = this.acting !== undefined || this.#editors?.isUnderWay === true;
    this.setState('busy', isHere && isActing);
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">
      <div class="head">
        <h2 id="heading" tabindex="-1">${this.localize.term('guestSettings')}</h2>
      </div>
      ${skeletonRows(SKELETON_ROWS, this.localize.term('loading'))}
    </div>`;
  }

  protected override renderSession({ standing }: Session): TemplateResult {
    if (!standing) return this.renderNoOrganization();
    const { localize } = this;
    const heading = html`<div class="head">
      <h2 id="heading" part="heading" tabindex="-1">${localize.term('guestSettings')}</h2>
      <div class="muted small">${localize.term('guestSettingsOf', standing.organization.name)}</div>
    </div>`;
    const denial = this.#denial;
    if (denial) {
      return html`<div class="card">
        ${heading}
        <p class="locked muted" part="note-text">${icon(LOCK)}${this.reason(denial)}</p>
      </div>`;
    }
    const { state: loaded } = this.#loaded;
    if (loaded.status === 'loading') return this.renderLoading();
    if (loaded.status === 'failed') {
      const retry = (): void => void this.#loaded.reload();
      return this.failure(localize.term('guestSettingsFailed'), loaded.problem, retry);
    }
    const { value } = loaded;
    const onMore = (): void => {
      this.limit = Math.min(this.limit * 2, MOST_GUESTS);
    };
    return html`<div class="card">
        ${heading} ${this.#access.render(value.access)} ${this.#section('words', value)}
        ${this.#section('hours', value)} ${this.#section('sources', value)}
        ${guestsSection(this.#around, value, this.limit < MOST_GUESTS ? onMore : undefined)}
        ${this.#section('embedding', value)}
      </div>
      ${this.#editors?.renderDialogs()}`;
  }

  #section(place: Unfolded, loaded: Loaded): TemplateResult {
    return this.#editors && this.#unfolded.has(place)
      ? this.#editors.renderSection(place, loaded, this.script)
      : foldedSection(this.#around, place, loaded, () => void this.#open(place));
  }

  /** Opens a dialog, or a part to change it; with the first of them loads what all need. */
  async #open(place: Place, what?: Opened): Promise<void> {
    const { opening: before } = this;
    if (before?.isLoading) return;
    this.refused = undefined;
    // What went wrong stays as long as its button has the focus.
    const opening = (this.opening = {
      place,
      what,
      isLoading: true,
      problem: before?.place === place ? before.problem : undefined,
    });
    let problem: Problem | undefined;
    if (!this.#editors) {
      problem = await this.attempt(loadEditors, create => {
        this.#editors ??= create(this.#around);
      });
    }
    const refusal = problem || !what ? undefined : await this.#editors?.open(what);
    if (this.opening !== opening) return;
    this.opening = problem && { place, what, isLoading: false, problem };
    this.#around.refuse(place, refusal);
    if (!problem && !what) await this.#unfold(place);
  }

  async #unfold(place: Place): Promise<void> {
    this.#unfolded.add(place);
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot
      .querySelector<HTMLElement>(`[aria-labelledby=${place}-heading] :is(select, button)`)
      ?.focus();
  }

  /** What is under way in a part and not to be seen yet, or why something was not done. */
  #news(place: Place): TemplateResult | undefined {
    const { localize } = this;
    if (this.opening?.place === place) {
      const { what, isLoading, problem } = this.opening;
      if (!problem) {
        return html`<p class="appears muted small" role="status">${localize.term('loading')}</p>`;
      }
      return html`<div class="line">
        <p class="problem" part="problem" role="alert">${localize.term('notOpened')}</p>
        <button
          part="retry-button"
          type="button"
          aria-disabled=${isLoading}
          @click=${() => void this.#open(place, what)}
        >
          ${localize.term(isLoading ? 'loading' : 'retry')}
        </button>
      </div>`;
    }
    if (this.refused?.place !== place) return undefined;
    return html`<p class="problem" part="problem" role="alert">
      ${this.sentence(this.refused.problem)}
    </p>`;
  }

  #put(changed: Partial<Loaded>): void {
    const loaded = this.#loaded.value;
    if (loaded) this.#loaded.set({ ...loaded, ...changed });
  }

  async #change(
    place: Place,
    change: AccessChange,
    says: string,
    version = this.#loaded.value?.access.version ?? 1,
  ): Promise<Refusal> {
    if (this.acting) return 'cancelled';
    if (!this.dispatchEvent(new GuestAccessChangeEvent(change))) return 'cancelled';
    const acting = (this.acting = { place });
    this.refused = undefined;
    const organization = this.#organization ?? '';
    const problem = await this.attempt(
      () => this.client.guests.changeAccess(organization, { ...change, version }),
      access => {
        this.#put({ access });
        this.announcer.say(says);
        this.dispatchEvent(new GuestAccessChangedEvent(change, access));
        if (change.endRunning) void this.#loaded.reload(true);
      },
    );
    if (problem?.isOutdated) await this.#lookAgain();
    if (this.acting === acting) this.acting = undefined;
    return problem;
  }

  async #store(
    source: { readonly id: string; readonly version: number } | undefined,
    change: SourceChange,
    key = '',
  ): Promise<Refusal> {
    if (this.acting) return 'cancelled';
    if (!this.dispatchEvent(new TextSourceChangeEvent(source?.id, change))) return 'cancelled';
    const acting = (this.acting = { place: 'sources' as const });
    this.refused = undefined;
    const organization = this.#organization ?? '';
    const { textSources } = this.client;
    const problem = await this.attempt(
      () =>
        source
          ? textSources.change(organization, source.id, { ...change, version: source.version })
          : textSources.create(organization, change as CreateTextSource, key),
      ({ source: stored }) => {
        const others = (this.#loaded.value?.sources ?? []).filter(({ id }) => id !== stored.id);
        const sources = [...others, stored].toSorted((a, b) => a.title.localeCompare(b.title));
        this.#put({ sources });
        this.announcer.say(this.localize.term('sourceSaved', stored.title, stored.public));
        this.dispatchEvent(new TextSourceChangedEvent(change, stored));
      },
    );
    if (problem?.isOutdated) await this.#lookAgain();
    if (this.acting === acting) this.acting = undefined;
    // In a dialog it is said there.
    if (problem && !('title' in change)) this.refused = { place: 'sources', problem };
    return problem;
  }

  /** What was decided goes on from what is there now, of which the person is told. */
  async #lookAgain(): Promise<void> {
    await this.#loaded.reload(true);
    const loaded = this.#loaded.value;
    if (!loaded) return;
    this.#editors?.rebase(loaded);
  }

  get #organization(): string | undefined {
    return this.#denial ? undefined : this.standing?.organization.id;
  }

  /** One and the same as long as it is the same. */
  get #wanted(): Wanted | undefined {
    const organization = this.#organization;
    if (organization === undefined) return undefined;
    if (this.#place?.organization !== organization || this.#place.limit !== this.limit) {
      this.#place = { organization, limit: this.limit };
    }
    return this.#place;
  }

  /** Why the person may not change it. */
  get #denial(): MemberDenial | undefined {
    const { actor } = this;
    const verdict = actor && rulesOf(this.client, RULES).canSwitchGuests(actor);
    return verdict?.allowed === false ? verdict.denial : undefined;
  }
}

const editors = later(() => import('./editors.ts'));

/** @throws Problem as when the server does not answer */
async function loadEditors(): Promise<(around: AroundEditors) => Editors> {
  try {
    const { createEditors } = await editors();
    return createEditors;
  } catch (error) {
    throw Problem.ofNoAnswer('unreachable', error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'guest-settings': GuestSettings;
  }
}
