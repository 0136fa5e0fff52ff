import { css } from 'lit';

/** A list as a table, which becomes cards where there is no room for columns; and what stands around it. */
export const listTable = css`
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 9.5em;
    gap: 8px;
    padding: 0 var(--_inset) 16px;
  }
  .tools .bone {
    inline-size: 100%;
    block-size: 2.285714em;
    border-radius: var(--_radius-control);
  }
  .heads {
    block-size: 35px;
    border-block: 1px solid var(--_line);
  }
  .sort {
    display: none;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th {
    block-size: 34px;
    padding: 0 12px;
    font-size: 0.928571em;
    text-align: start;
    white-space: nowrap;
  }
  td {
    block-size: var(--org-row-height, 3.5rem);
    padding: 4px 12px;
  }
  th,
  td {
    border-block-start: 1px solid var(--_line);
  }
  th:first-child,
  td:first-child {
    padding-inline-start: var(--_inset);
  }
  .end {
    padding-inline-end: var(--_inset);
  }
  /* It is the icon that is in line, not the room around it. */
  .end .icon {
    margin-inline-end: -6px;
  }
  th button.quiet {
    min-block-size: 24px;
    margin-inline: -7px 11px;
    padding: 0 6px;
    gap: 4px;
  }
  th[aria-sort] button:has(svg) {
    color: var(--_text);
  }
  th button.ascending svg {
    rotate: 180deg;
  }
  .nobody td {
    padding: 32px;
    text-align: center;
  }
  .nobody button {
    margin-block-start: 10px;
  }
  .column-role {
    inline-size: 11em;
  }
  /* Longer words than there is room for lie over what stands before them. */
  .end .actions {
    float: inline-end;
  }
  .label {
    display: none;
  }
  .who,
  .actions,
  .foot,
  .note {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .who {
    gap: 12px;
  }
  .who > div {
    min-inline-size: 0;
  }
  .foot,
  .note {
    min-block-size: calc(2.285714em + 20px);
    padding: 8px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .foot {
    flex-wrap: wrap;
    justify-content: space-between;
  }
  tbody {
    transition: opacity 150ms;
  }
  :host(:state(reloading)) tbody {
    opacity: 0.55;
  }

  @media (pointer: coarse) {
    .tools .bone,
    th button.quiet {
      min-block-size: 44px;
    }
    .heads {
      block-size: 45px;
    }
  }
  @container (width < 55em) {
    thead,
    .heads {
      display: none;
    }
    .tools {
      grid-template-columns: repeat(auto-fit, minmax(max(8.5em, 34%), 1fr));
    }
    .search {
      grid-column: 1 / -1;
    }
    .sort {
      display: block;
    }
    /* Of longer words, in the least room. */
    select {
      padding-inline: 8px calc(1.142857em + 8px);
    }
    .select svg {
      inset-inline-end: 6px;
    }
    table,
    tbody {
      display: block;
    }
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      gap: 0 8px;
      padding: 12px var(--_inset);
      border-block-start: 1px solid var(--_line);
    }
    tbody tr td {
      block-size: auto;
      padding: 0 !important;
      border: 0;
    }
    td:first-child,
    .time {
      grid-column: 1 / -1;
    }
    .end {
      grid-area: 2 / 2;
    }
    .label {
      display: inline;
    }
    .label::after {
      content: ':';
    }
  }
  /* Of text twice as large. */
  @container (width < 16em) {
    .end {
      grid-area: auto;
      grid-column: 1 / -1;
    }
  }
`;
