import { html, nothing, type TemplateResult } from 'lit';
import { state } from '../../ui/decorators.ts';
import type { MyOrganization, Organization, Session } from '../../client/backend-client.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { avatar, avatarStyles } from '../../ui/primitives/avatar.ts';
import { face, skeletonRows, type Face } from '../../ui/primitives/faces.ts';
import { icon } from '../../ui/primitives/icon.ts';
import { SwitchedEvent, SwitchEvent } from './events.ts';
import { styles } from './org-switcher.styles.ts';
import { loadWords } from './words.ts';

/**
 * Shows the current organization and switches to another one of the person's; the tab stays there
 * through reloads, and the next sign-in returns to it. With a pinned organization it only shows it.
 *
 * @tagname org-switcher
 * @fires {SwitchEvent} org-switch - Before the switch. Cancel to stay.
 * @fires {SwitchedEvent} org-switched - After it.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @csspart trigger - The button with the current organization.
 * @csspart list - The list of organizations.
 * @csspart option - One organization in the list.
 * @csspart avatar - An organization's initials.
 * @csspart name - An organization's name.
 * @csspart role - The person's role in it, as a word.
 * @csspart problem - Why a switch failed, as a sentence.
 * @cssstate busy - A switch is under way.
 * @cssstate open - The list is open.
 */
export class OrgSwitcher extends OrgElement {
  static {
    loadWords();
  }
  static override readonly styles = [OrgElement.styles, avatarStyles, styles];

  /** The place in the list that the keyboard is at. */
  @state() private active = 0;
  @state() private problem: string | undefined;
  #busy = false;

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">${skeletonRows(1, this.localize.term('loading'))}</div>`;
  }

  protected override renderSession(session: Session): TemplateResult {
    const current = session.standing?.organization;
    if (!current) return this.renderNoOrganization();
    const pinned = this.session.store?.pinned !== undefined;
    return pinned ? this.#pinned(current) : this.#switcher(session, current);
  }

  protected override face(options: Face): TemplateResult {
    return face({ ...options, compact: true });
  }

  #pinned(current: Organization): TemplateResult {
    return html`<div class="card skeleton-row" part="trigger">${this.#organization(current)}</div>`;
  }

  #switcher({ organizations }: Session, current: Organization): TemplateResult {
    return html`<button class="trigger" part="trigger" type="button" popovertarget="list">
        <span class="visually-hidden">${this.localize.term('organization')}:</span>
        ${this.#organization(current)} ${icon('up-down')}
      </button>
      <div
        id="list"
        class="list"
        part="list"
        popover
        role="listbox"
        tabindex="0"
        aria-label=${this.localize.term('organization')}
        aria-activedescendant="option-${this.active}"
        @keydown=${this.#keydown}
        @beforetoggle=${this.#beforeToggle}
        @toggle=${this.#toggled}
      >
        ${organizations.map((organization, index) => this.#option(organization, index, current))}
        ${
          this.problem === undefined
            ? nothing
            : html`<p class="problem" part="problem" role="alert">${this.problem}</p>`
        }
      </div>`;
  }

  #option(organization: MyOrganization, index: number, current: Organization): TemplateResult {
    const selected = organization.id === current.id;
    return html`<div
      id="option-${index}"
      class="option ${index === this.active ? 'active' : ''}"
      part="option"
      role="option"
      aria-selected=${selected ? 'true' : 'false'}
      @click=${() => this.#choose(organization)}
    >
      ${this.#organization(organization)}
      <span class="muted small" part="role">${this.localize.term('role', organization.role)}</span>
      <span class="check">${selected ? icon('check') : nothing}</span>
    </div>`;
  }

  #organization({ id, name, purpose }: Organization): TemplateResult {
    return html`${avatar({ id, name, shape: 'organization' })}
      <span class="text">
        <span class="name ellipsis" part="name" title=${name}><bdi>${name}</bdi></span>
        ${purpose === null ? nothing : html`<span class="muted small ellipsis">${purpose}</span>`}
      </span>`;
  }

  get #organizations(): readonly MyOrganization[] {
    const { state } = this.session;
    return state.status === 'ready' ? state.session.organizations : [];
  }

  get #list(): HTMLElement | null {
    return this.renderRoot.querySelector('[part=list]');
  }

  readonly #beforeToggle = ({ newState }: ToggleEvent): void => {
    if (newState !== 'open') return;
    this.problem = undefined;
    this.active = Math.max(
      0,
      this.#organizations.findIndex(({ id }) => id === this.standing?.organization.id),
    );
  };

  readonly #toggled = ({ newState }: ToggleEvent): void => {
    this.setState('open', newState === 'open');
    if (newState === 'open') this.#list?.focus();
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const last = this.#organizations.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(this.active + 1, last),
      ArrowUp: Math.max(this.active - 1, 0),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      this.active = to;
      this.renderRoot.querySelector(`#option-${String(to)}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' || event.key === ' ') {
      const organization = this.#organizations[this.active];
      if (organization) void this.#choose(organization);
    } else if (event.key === 'Escape') this.#close();
    else {
      if (event.key === 'Tab') this.#list?.hidePopover();
      return;
    }
    event.preventDefault();
  };

  async #choose(organization: Organization): Promise<void> {
    const { store } = this.session;
    if (this.#busy || !store) return;
    if (organization.id === this.standing?.organization.id) {
      this.#close();
      return;
    }
    if (!this.dispatchEvent(new SwitchEvent(organization))) return;
    this.#busy = true;
    this.problem = undefined;
    this.setState('busy', true);
    try {
      await store.switch(organization.id);
      this.#close();
      this.announcer.say(this.localize.term('switched', organization.name));
      this.dispatchEvent(new SwitchedEvent(organization));
    } catch (error) {
      const reason = this.sentence(this.fail(error));
      this.problem = `${this.localize.term('switcherFailed', organization.name)} ${reason}`;
    } finally {
      this.#busy = false;
      this.setState('busy', false);
    }
  }

  #close(): void {
    this.#list?.hidePopover();
    this.renderRoot.querySelector<HTMLElement>('[part=trigger]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'org-switcher': OrgSwitcher;
  }
}
