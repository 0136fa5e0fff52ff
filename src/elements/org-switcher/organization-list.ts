import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { MyOrganization, Organization } from '../../client/backend-client.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { avatar } from '../../ui/primitives/avatar.ts';
import { icon, CHECK, SEARCH } from '../../ui/primitives/icon.ts';
import { matching, Typeahead } from './organization-search.ts';

/** From how many organizations on they can be searched. */
const SEARCH_FROM = 8;

/** What the list needs of the tag around it. */
export interface OrganizationListOptions {
  readonly localize: Localize;
  readonly organizations: () => readonly MyOrganization[];
  /** The id of the one the person is in. */
  readonly current: () => string | undefined;
  /** The id of the one that is being opened. */
  readonly opening: () => string | undefined;
  readonly onChoose: (organization: MyOrganization) => void;
  /** Nothing was found, and this says so. */
  readonly onNothing: (sentence: string) => void;
}

/** A list to choose an organization from, by pointer and by keyboard; searched, when it is long. */
export class OrganizationList {
  readonly #host: LitElement;
  readonly #options: OrganizationListOptions;
  readonly #typeahead = new Typeahead();
  #query = '';
  /** The id of the organization that the keyboard is at. */
  #at: string | undefined;

  constructor(host: LitElement, options: OrganizationListOptions) {
    this.#host = host;
    this.#options = options;
  }

  get isSearched(): boolean {
    return this.#query !== '';
  }

  /** Searches; with nothing to search for, the keyboard is at the current organization. */
  search(query: string): void {
    this.#query = query;
    this.#typeahead.forget();
    const [first] = this.#found;
    this.#go(query.trim() === '' ? this.#options.current() : first?.id);
    if (!first) this.#options.onNothing(this.#nothingFound);
  }

  focus(): void {
    const own = this.#isSearchable ? '[part=search]' : '[part=list]';
    this.#host.renderRoot.querySelector<HTMLElement>(own)?.focus();
    this.#showActive();
  }

  /** @returns whether the key was one for the list */
  press(event: KeyboardEvent): boolean {
    return this.#move(event.key) || (!this.#isSearchable && this.#type(event));
  }

  render(): TemplateResult {
    const found = this.#found;
    const active = this.#active;
    return html`${this.#isSearchable ? this.#searchField(active) : nothing}
      <div
        id="list"
        class="list"
        part="list"
        role="listbox"
        tabindex=${this.#isSearchable ? '-1' : '0'}
        aria-label=${this.#options.localize.term('organizations')}
        aria-activedescendant=${active ? idOf(active) : nothing}
        ?hidden=${found.length === 0}
        @mousedown=${(event: Event) => {
          // The search keeps the focus.
          if (this.#isSearchable) event.preventDefault();
        }}
      >
        ${found.map(organization => this.#option(organization, organization === active))}
      </div>
      ${
        found.length === 0
          ? html`<p class="no-match muted" part="no-match">${this.#nothingFound}</p>`
          : nothing
      }`;
  }

  #searchField(active: MyOrganization | undefined): TemplateResult {
    const label = this.#options.localize.term('findOrganization');
    return html`<div class="search">
      ${icon(SEARCH)}
      <input
        part="search"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        dir=${this.#query ? 'auto' : nothing}
        aria-label=${label}
        placeholder=${label}
        aria-autocomplete="list"
        aria-controls="list"
        aria-expanded=${active !== undefined}
        aria-activedescendant=${active ? idOf(active) : nothing}
        .value=${this.#query}
        @input=${(event: Event) => {
          this.search((event.target as HTMLInputElement).value);
        }}
      />
    </div>`;
  }

  #option(organization: MyOrganization, isActive: boolean): TemplateResult {
    const { localize, current, opening, onChoose } = this.#options;
    const isOpening = organization.id === opening();
    const isCurrent = organization.id === current();
    const aside = isOpening ? localize.term('opening') : localize.term('role', organization.role);
    const shown = organization.ended
      ? { ...organization, purpose: localize.term('signInAgainToOpen') }
      : organization;
    return html`<div
      id=${idOf(organization)}
      class="option ${isActive ? 'active' : ''} ${isOpening ? 'opening' : ''}"
      part="option"
      role="option"
      aria-selected=${isCurrent}
      @click=${() => {
        onChoose(organization);
      }}
      @pointermove=${() => {
        if (isActive) return;
        this.#at = organization.id;
        this.#host.requestUpdate();
      }}
    >
      ${organizationLine(shown)}
      <span class="muted small" part="role">${aside}</span>
      <span class="check">${isCurrent ? icon(CHECK) : nothing}</span>
    </div>`;
  }

  get #isSearchable(): boolean {
    return this.#options.organizations().length >= SEARCH_FROM;
  }

  get #found(): readonly MyOrganization[] {
    const all = this.#options.organizations();
    return this.#isSearchable ? matching(all, this.#query) : all;
  }

  /** Where the keyboard is, also after what it was at has gone. */
  get #active(): MyOrganization | undefined {
    const found = this.#found;
    return found.find(({ id }) => id === this.#at) ?? found[0];
  }

  get #nothingFound(): string {
    return this.#options.localize.term('noMatch', this.#query.trim());
  }

  #move(key: string): boolean {
    const found = this.#found;
    const active = this.#active;
    const at = active ? found.indexOf(active) : 0;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, found.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      // In the search they move in the text.
      ...(!this.#isSearchable && { Home: 0, End: found.length - 1 }),
    };
    const to = moves[key];
    if (to !== undefined) {
      this.#typeahead.forget();
      this.#go(found[to]?.id);
    }

    if (key === 'Enter' && active) this.#options.onChoose(active);
    return to !== undefined || key === 'Enter';
  }

  /** A letter finds a name; a space that is not part of one chooses. */
  #type(event: KeyboardEvent): boolean {
    if (event.key.length !== 1) return false;
    const active = this.#active;
    if (event.key !== ' ' || this.#typeahead.isTyping(event)) {
      this.#go((this.#typeahead.find(this.#found, active?.id, event) ?? active)?.id);
    } else if (active) this.#options.onChoose(active);
    return true;
  }

  #go(id: string | undefined): void {
    this.#at = id;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      this.#showActive();
    });
  }

  #showActive(): void {
    this.#host.renderRoot.querySelector('.option.active')?.scrollIntoView({ block: 'nearest' });
  }
}

/** An organization's initials, name and purpose. */
export function organizationLine({ id, name, purpose }: Organization): TemplateResult {
  return html`${avatar({ id, name })}
    <span class="text">
      <bdi class="name ellipsis" part="name" title=${name}>${name}</bdi>
      ${
        purpose === null
          ? nothing
          : html`<bdi class="muted small ellipsis" part="purpose" title=${purpose}>${purpose}</bdi>`
      }
    </span>`;
}

function idOf({ id }: MyOrganization): string {
  return `option-${id}`;
}
