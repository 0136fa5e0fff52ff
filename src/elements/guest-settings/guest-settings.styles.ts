import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: 12px 32px;
    padding: 20px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .about,
  .content,
  .content form,
  .secret,
  .copy,
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 12px;
  }
  .about {
    gap: 4px;
  }
  .content {
    gap: 16px;
  }
  .fields {
    gap: 16px;
    margin-block: 8px;
  }
  h3,
  h4 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  .secret {
    gap: 8px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_line);
  }
  .copy {
    gap: 8px;
    justify-items: start;
  }
  .copy .field {
    inline-size: 100%;
  }
  .field {
    grid-template-columns: minmax(0, 1fr);
  }
  .line,
  .actions,
  .locked {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
  }
  .actions {
    justify-content: flex-end;
  }
  .locked {
    flex-wrap: nowrap;
    align-items: start;
    justify-content: start;
    gap: 8px;
    padding: 0 var(--_inset) 20px;
  }
  .line > :is(p, span):first-child {
    flex: 1 1 10em;
  }
  .appears {
    animation: appear 160ms 150ms both;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 44px;
    padding-block: 6px;
    border-block-end: 1px solid var(--_line);
  }
  li > :first-child {
    flex: 1 1 8em;
    min-inline-size: 0;
  }
  .details {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  .details > * {
    max-inline-size: 100%;
  }
  textarea {
    inline-size: 100%;
    padding: 6px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: inherit;
    font: inherit;
    resize: vertical;
  }
  textarea[readonly] {
    background: var(--_hover);
    overflow-wrap: anywhere;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 24px;
    font-weight: 400;
    cursor: pointer;
  }
  .check > :last-child {
    overflow-y: clip;
    overflow-clip-margin: 4px;
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
  :checked::before {
    inline-size: 0.357143em;
    block-size: 0.714286em;
    border: solid var(--_accent);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    content: '';
  }
  .days {
    display: grid;
    gap: 6px;
  }
  .day {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-block-size: 2.285714em;
  }
  .times {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .times input {
    inline-size: 8.5em;
  }
  /* What is typed, and beside it what is done with it. */
  .one .field {
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px 8px;
  }
  .one .field > :is(label, p) {
    grid-column: 1 / -1;
  }
  .acts {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .acts .check {
    margin-inline-end: 8px;
  }
  blockquote {
    display: grid;
    gap: 4px;
    margin: 0;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--_line-strong);
  }
  @media (pointer: coarse) {
    .check {
      min-block-size: 44px;
    }
    .check [type='checkbox'] {
      min-block-size: 0;
    }
  }
  @container (width < 44em) {
    section {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
