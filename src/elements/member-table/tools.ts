import { html, type TemplateResult } from 'lit';
import type { MemberColumn, MemberSort } from '../../client/backend-client.ts';
import { ROLES, type Role } from '../../client/policy.ts';
import type { View } from '../../ui/list-element.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { columnHead } from '../../ui/primitives/column-head.ts';
import { searchField } from '../../ui/primitives/search-field.ts';
import { select } from '../../ui/primitives/select.ts';
import { partsOf } from '../../ui/sorting.ts';

const COLUMNS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'] as const;

/** What the list is narrowed and sorted with. */
export interface ListTools {
  readonly localize: Localize;
  /** All roles, or the one whose members are shown. */
  readonly view: View<Role | '', MemberSort>;
  readonly seesAddresses: boolean;
  readonly onSearch: () => void;
  readonly onRole: (role: Role | '') => void;
  readonly onSort: (sort: MemberSort) => void;
}

/** Search and filter, and the sort where there is no room for columns. */
export function listTools(tools: ListTools): TemplateResult {
  const { localize, view, seesAddresses, onSearch, onRole, onSort } = tools;
  return html`<div class="tools">
    ${searchField({
      label: localize.term(seesAddresses ? 'searchMembers' : 'searchNames'),
      value: view.q,
      onSearch,
    })}
    ${select({
      part: 'role-filter',
      label: localize.term('roleColumn'),
      value: view.filter,
      options: [
        ['', localize.term('allRoles')],
        ...ROLES.map(role => [role, localize.term('role', role)] as const),
      ],
      onChange: onRole,
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
export function columnHeads(tools: ListTools): readonly TemplateResult[] {
  const { localize, view, seesAddresses, onSort } = tools;
  const head = (className: string, ...columns: readonly MemberColumn[]): TemplateResult =>
    columnHead<MemberColumn>({
      className,
      sort: view.sort,
      columns: columns.map(column => [column, localize.term('column', column)]),
      onSort,
    });
  return [
    seesAddresses ? head('', 'name', 'email') : head('', 'name'),
    head('column-role', 'role'),
    head('column-time', 'joinedAt'),
    head('column-time', 'lastActiveAt'),
  ];
}
