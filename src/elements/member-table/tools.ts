import { html, nothing, type TemplateResult } from 'lit';
import type { MemberColumn, MemberSort } from '../../client/backend-client.ts';
import { ROLES, type Role } from '../../client/policy.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { icon, DOWN, SEARCH } from '../../ui/primitives/icon.ts';
import { select } from '../../ui/primitives/select.ts';
import { partsOf, sortBy, type View } from './view.ts';

const COLUMNS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'] as const;

/** What the list is narrowed and sorted with. */
export interface ListTools {
  readonly localize: Localize;
  readonly view: View;
  readonly seesAddresses: boolean;
  /** Something has been typed, pasted or cleared. */
  readonly onSearch: () => void;
  readonly onRole: (role: Role | undefined) => void;
  readonly onSort: (sort: MemberSort) => void;
}

/** Search and filter, and the sort where there is no room for columns. */
export function listTools(tools: ListTools): TemplateResult {
  const { localize, view, seesAddresses, onSearch, onRole, onSort } = tools;
  const search = localize.term(seesAddresses ? 'searchMembers' : 'searchNames');
  return html`<div class="tools">
    <div class="search">
      ${icon(SEARCH)}
      <input
        type="search"
        part="search"
        maxlength="200"
        autocomplete="off"
        aria-label=${search}
        placeholder=${search}
        .value=${view.q}
        @input=${onSearch}
        @keydown=${(event: KeyboardEvent) => {
          const field = event.target as HTMLInputElement;
          if (event.key !== 'Escape' || field.value === '') return;
          // Not every browser clears it, and none is to close a dialog of the page.
          event.preventDefault();
          field.value = '';
          onSearch();
        }}
      />
    </div>
    ${select({
      part: 'role-filter',
      label: localize.term('roleColumn'),
      value: view.role ?? '',
      options: [
        ['', localize.term('allRoles')],
        ...ROLES.map(role => [role, localize.term('role', role)] as const),
      ],
      onChange: role => {
        onRole(role || undefined);
      },
    })}
    ${select({
      part: 'sort',
      label: localize.term('sortedBy'),
      value: view.sort,
      options: COLUMNS.filter(column => seesAddresses || column !== 'email')
        .flatMap((column): MemberSort[] => [column, `-${column}`])
        .map(sort => [sort, localize.term('sort', partsOf(sort))]),
      onChange: onSort,
    })}
  </div>`;
}

/** The heads of the columns, each of which sorts. */
export function columnHeads({
  localize,
  view,
  seesAddresses,
  onSort,
}: ListTools): readonly TemplateResult[] {
  const present = partsOf(view.sort);
  const button = (column: MemberColumn): TemplateResult =>
    html`<button
      class="quiet ${present.column === column && !present.descending ? 'ascending' : ''}"
      part="sort-button"
      type="button"
      @click=${() => {
        onSort(sortBy(column, view.sort));
      }}
    >
      ${localize.term('column', column)}${present.column === column ? icon(DOWN) : nothing}
    </button>`;
  const head = (className: string, ...columns: readonly MemberColumn[]): TemplateResult => {
    const direction = present.descending ? 'descending' : 'ascending';
    return html`<th
      scope="col"
      class=${className}
      aria-sort=${columns.includes(present.column) ? direction : nothing}
    >
      ${columns.map(button)}
    </th>`;
  };
  return [
    seesAddresses ? head('', 'name', 'email') : head('', 'name'),
    head('column-role', 'role'),
    head('column-time', 'joinedAt'),
    head('column-time', 'lastActiveAt'),
  ];
}
