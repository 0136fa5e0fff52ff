import { css } from 'lit';

export const styles = css`
  .both {
    display: grid;
    grid-template-columns: minmax(17em, 2fr) minmax(0, 3fr);
    block-size: 38em;
    border-block-start: 1px solid var(--_line);
  }
  .side,
  section {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .side {
    border-inline-end: 1px solid var(--_line);
  }
  .tools {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    gap: 8px;
    padding: 12px var(--_inset);
    border-block-end: 1px solid var(--_line);
  }
  .search {
    grid-column: 1 / -1;
  }
  .tools .bone {
    inline-size: 100%;
    block-size: 2.285714em;
    border-radius: var(--_radius-control);
  }
  ul {
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
    transition: opacity 150ms;
  }
  :host(:state(reloading)) ul {
    opacity: 0.55;
  }
  .nothing {
    display: grid;
    justify-items: center;
    gap: 10px;
    padding: 32px var(--_inset);
    text-align: center;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-block-start: auto;
    padding: 8px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .row {
    --_rest: none;
    display: grid;
    justify-content: stretch;
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
    --_hover: var(--_accent-soft);
    padding-inline-start: calc(var(--_inset) - 3px);
    border-inline-start: 3px solid var(--_accent);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row > * {
    min-inline-size: 0;
  }
  .name-line {
    justify-content: space-between;
  }
  .name {
    min-inline-size: 0;
  }
  .unread .name {
    font-weight: 600;
  }
  .unread .excerpt,
  [part='unread'] {
    color: var(--_text);
  }
  .badge {
    flex: none;
    padding: 0 7px;
    border: 1px solid var(--_line-strong);
    border-radius: 999px;
    color: var(--_text);
    font-size: 0.857143em;
    font-weight: 400;
    white-space: nowrap;
  }
  .badge.waiting {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent-text);
    font-weight: 500;
  }
  .current .badge.waiting {
    border-color: currentColor;
  }
  .badge.resolved {
    color: var(--_muted);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    overflow: visible;
  }
  .facts > * {
    min-inline-size: 0;
  }
  .thread-head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    padding: 12px var(--_inset);
    border-block-end: 1px solid var(--_line);
  }
  .title-line,
  .handling {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  h3 {
    min-inline-size: 0;
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .resolve {
    margin-inline-start: auto;
  }
  .facts a {
    color: inherit;
  }
  .handling .select {
    flex: 0 1 13em;
    min-inline-size: min(11em, 100%);
  }
  .thread-head button,
  .foot button {
    white-space: normal;
  }
  button.quiet.back {
    display: none;
    justify-self: start;
    margin-inline-start: -8px;
  }
  .back:not(button) {
    display: none;
  }
  .back:dir(rtl) svg {
    scale: -1 1;
  }
  [part='end-button'] {
    min-block-size: 24px;
    margin-inline-start: -8px;
    padding-block: 0;
    font-weight: 400;
    text-decoration: underline;
  }
  .log {
    min-block-size: 8em;
    padding-inline: var(--_inset);
  }
  .hint {
    margin: auto;
    padding: 16px var(--_inset);
    text-align: center;
  }
  .line {
    padding: 10px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .problem.line {
    border-block: 0 1px solid var(--_line);
  }
  .note-line {
    display: flex;
    gap: 8px;
  }
  form:not(dialog form) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  form .actions {
    justify-content: flex-end;
  }
  @media (pointer: coarse) {
    .tools .bone,
    [part='end-button'] {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .row {
      border: 1px solid;
    }
    .row.current {
      border-inline-start-width: 6px;
    }
    .badge.waiting {
      border-color: currentColor;
    }
    [part='end-button'] {
      margin: 0;
    }
  }
  @container (width < 46em) {
    .both {
      grid-template-columns: minmax(0, 1fr);
      block-size: auto;
      min-block-size: 30em;
    }
    .side {
      border-inline-end: 0;
    }
    ul,
    .log {
      max-block-size: 26em;
    }
    .chosen .side,
    .both:not(.chosen) section {
      display: none;
    }
    button.quiet.back,
    .back:not(button) {
      display: inline-flex;
    }
  }
`;
