import { css } from 'lit';

export const styles = css`
  .both {
    display: grid;
    grid-template-columns: minmax(14em, 2fr) minmax(0, 3fr);
    block-size: 32em;
    border-block-start: 1px solid var(--_line);
  }
  ul {
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
    border-inline-end: 1px solid var(--_line);
  }
  .row {
    --_rest: none;
    display: grid;
    justify-content: stretch;
    justify-items: start;
    gap: 2px;
    inline-size: 100%;
    padding: 10px var(--_inset);
    border: 0;
    border-block-end: 1px solid var(--_line);
    border-radius: 0;
    font-weight: 400;
    text-align: start;
    white-space: normal;
  }
  .row.current {
    --_rest: var(--_accent-soft);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row > * {
    max-inline-size: 100%;
  }
  .badge {
    padding: 0 7px;
    border: 1px solid var(--_line-strong);
    border-radius: 999px;
    font-size: 0.857143em;
  }
  section {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .thread-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 12px;
    padding: 10px var(--_inset);
    border-block-end: 1px solid var(--_line);
  }
  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .back {
    display: none;
  }
  .hint {
    padding: 16px var(--_inset);
  }
  .note-line {
    display: flex;
    gap: 8px;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
  }
  .actions button {
    white-space: normal;
  }
  @media (forced-colors: active) {
    .row {
      border: 1px solid;
    }
  }
  @container (width < 44em) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
    ul {
      border-inline-end: 0;
    }
    .chosen ul,
    .both:not(.chosen) section {
      display: none;
    }
    .back {
      display: inline-flex;
    }
  }
`;
