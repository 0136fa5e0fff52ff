import { css } from 'lit';

export const styles = css`
  .edit,
  .edit .actions {
    background: var(--_accent-soft);
  }
  .explains td {
    block-size: auto;
    border: 0;
    padding-block: 0 14px;
    padding-inline-start: calc(var(--_inset) + 2.285714em + 12px);
  }
  .column-time {
    inline-size: 10em;
  }
  .column-actions {
    inline-size: 12em;
  }

  @container (width < 55em) {
    td.role,
    .explains td {
      padding-inline-start: calc(2.285714em + 12px) !important;
    }
    td.role {
      grid-row: 2;
      padding-block: 4px !important;
    }
    .time {
      padding-inline-start: calc(2.461538em + 12px) !important;
      font-size: 0.928571em;
    }
    .edit .time {
      display: none;
    }
    .explains {
      padding-block-start: 0;
      border: 0;
    }
    .edit .role {
      grid-column: 1 / -1;
    }
    .edit .end {
      grid-area: 3 / 1 / 3 / 3;
      padding-block-start: 4px !important;
    }
  }
`;
