import { css } from 'lit';

export const styles = css`
  .check label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 24px;
    min-block-size: 24px;
    margin: -3px 0;
    vertical-align: middle;
  }
  [type='checkbox'] {
    display: grid;
    flex: none;
    place-content: center;
    inline-size: 1.285714em;
    block-size: 1.285714em;
    min-block-size: 0;
    margin: 0;
    padding: 0;
    border-radius: 4px;
    appearance: none;
  }
  :is(:checked, :indeterminate)::before {
    inline-size: 0.357143em;
    block-size: 0.714286em;
    border: solid var(--_accent);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    margin-block-end: 2px;
    content: '';
  }
  :indeterminate::before {
    inline-size: 0.571429em;
    block-size: 0;
    border-width: 2px 0 0;
    rotate: none;
  }
  .check {
    inline-size: calc(var(--_inset) + 28px);
  }
  thead .check {
    block-size: 34px;
  }
  .check span {
    display: none;
  }
  .column-time {
    inline-size: 11em;
  }
  .column-actions {
    inline-size: 12em;
  }
  .by {
    display: block;
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  .note-line {
    display: flex;
    gap: 8px;
  }
  .note-line svg {
    margin-block-start: 0.15em;
  }
  .fields {
    display: grid;
    gap: 16px;
    margin-block-start: 8px;
  }
  .explains td {
    block-size: auto;
    border: 0;
    padding-block: 0 14px;
    padding-inline: calc(var(--_inset) + 28px) var(--_inset);
  }
  @media (pointer: coarse) {
    .check label {
      min-inline-size: 44px;
      min-block-size: 44px;
      margin: -10px 0;
    }
  }
  @container (width < 55em) {
    thead:has(label) {
      display: block;
    }
    th {
      display: none;
    }
    thead .check {
      grid-column: 1 / -1;
      block-size: auto;
      padding: 0;
      border: 0;
    }
    .check {
      inline-size: auto;
    }
    .check span {
      display: inline;
    }
    tr {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    tbody tr td.check {
      grid-area: 1 / 1;
      align-self: start;
    }
    .to {
      grid-column: 2 / -1;
    }
    td.role {
      grid-area: 2 / 2;
      padding-block: 4px !important;
    }
    .time {
      grid-column: 2 / -1;
      font-size: 0.928571em;
    }
    .end {
      grid-area: 2 / 3;
    }
    .explains,
    .nobody {
      grid-template-columns: minmax(0, 1fr);
    }
    .explains {
      padding-block-start: 0;
      border: 0;
    }
  }
  @container (width < 24em) {
    .end {
      grid-area: auto;
      grid-column: 2 / -1;
    }
    .end .actions {
      float: none;
      margin-inline-start: -8px;
    }
  }
`;
