import { css } from 'lit';

export const styles = css`
  [type='checkbox'] {
    display: grid;
    place-content: center;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    padding: 0;
    border-radius: 4px;
    appearance: none;
  }
  :is(:checked, :indeterminate)::before {
    inline-size: 10px;
    block-size: 10px;
    background: var(--_accent);
    clip-path: polygon(12% 45%, 0 60%, 40% 100%, 100% 18%, 86% 6%, 38% 72%);
    content: '';
  }
  :indeterminate::before {
    clip-path: inset(4px 0);
  }
  .check {
    inline-size: calc(var(--_inset) + 28px);
  }
  thead .check {
    block-size: 34px;
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
    [type='checkbox'] {
      inline-size: 24px;
      block-size: 24px;
      min-block-size: 24px;
    }
  }
  @media (forced-colors: active) {
    :is(:checked, :indeterminate)::before {
      background: CanvasText;
    }
  }
  @container (width < 55em) {
    tr {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    tbody tr td.check {
      grid-area: 1 / 1;
      align-self: start;
      inline-size: auto;
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
    .time .by {
      display: inline-block;
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
