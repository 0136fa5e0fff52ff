import { html, nothing, type TemplateResult } from 'lit';
import { partsOf, sortBy, type SortBy } from '../sorting.ts';
import { DOWN, icon } from './icon.ts';

/** How a list is sorted, and by what else it can be. */
export interface ColumnHead<Column extends string> {
  /** The class of the column. */
  readonly className: string;
  readonly sort: SortBy<Column>;
  /** What stands in it, each with its word. */
  readonly columns: readonly (readonly [Column, string])[];
  readonly onSort: (sort: SortBy<Column>) => void;
}

/** The head of a column, which sorts by what stands in it. */
export function columnHead<Column extends string>(head: ColumnHead<Column>): TemplateResult {
  const { className, sort, columns, onSort } = head;
  const { column: present, descending } = partsOf(sort);
  const isSorted = columns.some(([column]) => column === present);
  return html`<th
    scope="col"
    class=${className}
    aria-sort=${isSorted ? (descending ? 'descending' : 'ascending') : nothing}
  >
    ${columns.map(
      ([column, words]) =>
        html`<button
          class="quiet ${present === column && !descending ? 'ascending' : ''}"
          part="sort-button"
          type="button"
          @click=${() => {
            onSort(sortBy(column, sort));
          }}
        >
          ${words}${present === column ? icon(DOWN) : nothing}
        </button>`,
    )}
  </th>`;
}
