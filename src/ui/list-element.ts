import { html, type TemplateResult } from 'lit';
import type { Problem } from '../client/problem.ts';
import { OrgElement } from './org-element.ts';
import { skeletonRows } from './primitives/faces.ts';
import { listHead } from './primitives/list-head.ts';

/** Which part of an organization's list is shown, in which order, and the way to its page. */
export interface View<Filter extends string, Sort extends string> {
  readonly organization: string;
  /** What is searched for. */
  readonly q: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** The cursors of the pages gone through to reach this one. */
  readonly path: readonly string[];
}

/** A page of the list. */
export interface ListPage {
  readonly organization: string;
  readonly next: string | null;
  readonly total: number;
  readonly totalIsMinimum: boolean;
}

/** How many there are on a page. */
export const PAGE = 25;

/** How many rows are drawn while the first page is on its way. */
const SKELETON_ROWS = 5;

/** How long after a key is pressed it is searched for what is there, in milliseconds. */
const TYPING = 200;

/** What nothing listed holds, and no backend can look for. */
const UNSEARCHABLE = /[\p{Cc}\p{Cs}]/gu;

/** What the tags share that show a list, which is searched, filtered, sorted, and gone through page by page. */
export abstract class ListElement<Filter extends string, Sort extends string> extends OrgElement {
  #view: View<Filter, Sort> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Others were asked for; how many they are is still to be said. */
  #owesCount = false;

  /** What is shown at first, and in which order. */
  protected abstract readonly first: Pick<View<Filter, Sort>, 'filter' | 'sort'>;

  /** The page that is there, unless another is on its way. */
  protected abstract get settled(): ListPage | undefined;

  /** Others are asked for; what was begun with those that are shown is over. */
  protected abstract leave(): void;

  /** What is shown of the organization that one is in, and of no other. */
  protected get view(): View<Filter, Sort> {
    const organization = this.standing?.organization.id ?? '';
    return this.#view?.organization === organization
      ? this.#view
      : { ...this.first, organization, q: '', path: [] };
  }

  protected get searchField(): HTMLInputElement | null {
    return this.renderRoot.querySelector('[part=search]');
  }

  /** Shows others, or in another order, from the first page on. */
  protected show(wanted: Partial<Omit<View<Filter, Sort>, 'organization'>>): void {
    this.forget();
    // Also what has been typed a moment ago.
    const q = this.searchField?.value.replace(UNSEARCHABLE, '') ?? '';
    this.#owesCount = true;
    this.#go({ ...this.view, q, ...wanted, path: [] });
  }

  /** Something has been typed. */
  protected readonly search = (): void => {
    this.forget();
    this.#typing = setTimeout(() => {
      this.show({});
    }, TYPING);
  };

  /** Does not search any more for what was typed. */
  protected forget(): void {
    clearTimeout(this.#typing);
  }

  /**
   * A page has come; one that others have emptied meanwhile leads to the one before.
   * @returns whether it is to be said how many there are
   */
  protected arrived(shown: number): boolean {
    const { view } = this;
    if (shown === 0 && view.path.length > 0) {
      this.#view = { ...view, path: view.path.slice(0, -1) };
      this.requestUpdate();
      return false;
    }
    const owed = this.#owesCount;
    this.#owesCount = false;
    return owed;
  }

  /** How many there are on all pages; with a plus where there are more. */
  protected total({ total, totalIsMinimum }: ListPage): string {
    return `${this.localize.count(total)}${totalIsMinimum ? '+' : ''}`;
  }

  /** The list before its first page has come: as high as it will be, so that nothing moves. */
  protected skeleton(title: string): TemplateResult {
    return html`<div class="card">
      ${listHead(title)}
      <div class="tools skeleton">
        <span class="search bone"></span><span class="bone"></span><span class="sort bone"></span>
      </div>
      <div class="heads"></div>
      ${skeletonRows(SKELETON_ROWS, this.localize.term('loading'))}
      <div class="foot"></div>
    </div>`;
  }

  /**
   * Why the list is not shown as it was asked for, and a way to try again: above what was there before, so
   * that nothing is taken from who is searching.
   */
  protected notLoaded(problem: Problem, reload: () => void): TemplateResult {
    return html`<div class="foot" part="failure" role="alert">
      <p class="problem">${this.sentence(problem)}</p>
      <button
        part="action-button"
        type="button"
        @click=${() => {
          this.searchField?.focus();
          reload();
        }}
      >
        ${this.localize.term('retry')}
      </button>
    </div>`;
  }

  /** Which of them are on the page, and the ways to the others. */
  protected foot(page: ListPage, shown: number): TemplateResult {
    const { localize } = this;
    const { path } = this.view;
    const from = path.length * PAGE;
    const range = localize.term(
      'range',
      localize.count(Math.min(from + 1, page.total)),
      localize.count(from + shown),
      this.total(page),
    );
    return html`<div class="foot">
      <span class="muted small">${range}</span>
      <span class="actions">
        ${this.#pageButton('previous-button', 'previous', path.length > 0 ? path.slice(0, -1) : undefined)}
        ${this.#pageButton('next-button', 'next', page.next === null ? undefined : [...path, page.next])}
      </span>
    </div>`;
  }

  /** Goes to another page, if there is one, unless one is on its way already. */
  #pageButton(
    part: 'next-button' | 'previous-button',
    term: 'next' | 'previous',
    path: readonly string[] | undefined,
  ): TemplateResult {
    return html`<button
      part=${part}
      type="button"
      aria-disabled=${path ? 'false' : 'true'}
      @click=${() => {
        if (path && this.settled) this.#go({ ...this.view, path });
      }}
    >
      ${this.localize.term(term)}
    </button>`;
  }

  #go(view: View<Filter, Sort>): void {
    this.#view = view;
    this.leave();
    this.requestUpdate();
  }
}
