import { css } from 'lit';

export const styles = css`
  :host {
    inline-size: 100%;
    max-inline-size: 20rem;
  }
  .trigger {
    inline-size: 100%;
    min-block-size: calc(2.796428em + 12px);
    justify-content: flex-start;
    gap: 10px;
    padding: 5px 8px 5px 7px;
    border-color: var(--_line);
    border-radius: var(--_radius);
    --_rest: var(--_surface);
    font-weight: 400;
    text-align: start;
    anchor-name: --org-switcher;
  }
  .trigger:has(+ .menu:popover-open) {
    --_rest: var(--_hover);
  }
  .skeleton-row {
    block-size: calc(2.796428em + 10px);
    padding-inline: 8px;
  }
  .face {
    min-block-size: calc(2.796428em + 12px);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 10px;
    padding: 9px 12px;
    text-align: start;
  }
  .face .words {
    flex: 1 1 8em;
    gap: 0;
  }
  .face h2 {
    font-size: 1em;
    font-weight: 500;
  }
  .face p {
    font-size: 0.928571em;
  }
  .face button {
    margin: 0;
  }
  .face button.primary {
    flex-grow: 1;
  }
  /* People are round, organizations are not. */
  .avatar {
    inline-size: 2.333333em;
    block-size: 2.333333em;
    border-radius: var(--_radius-control);
  }
  .bone.round {
    inline-size: 2em;
    block-size: 2em;
    border-radius: var(--_radius-control);
  }
  .text {
    flex: 1;
    min-inline-size: 0;
  }
  .text > * {
    display: block;
  }
  .count {
    position: relative;
    flex: none;
    min-inline-size: 1.75em;
    padding-inline: 0.5em;
    border-radius: 0.875em;
    background: var(--_accent-soft);
    color: var(--_accent-text);
    font-size: 0.857143em;
    font-weight: 600;
    line-height: 1.75em;
    text-align: center;
  }
  .waiting {
    display: grid;
    margin-block-start: 6px;
    padding: 6px;
  }
  .menu {
    position-anchor: --org-switcher;
    position-area: block-end span-inline-end;
    flex-direction: column;
    inline-size: max(anchor-size(inline), 17rem);
    max-inline-size: 100%;
    /* Of the room beneath the trigger; where its least does not fit there, the room above. */
    max-block-size: min(30rem, 100% - 12px);
    margin: 6px 0;
    padding: 0;
    overflow: auto;
    position-try-fallbacks: flip-block, flip-inline;
  }
  .menu:popover-open {
    display: flex;
  }
  .search {
    flex: none;
    padding: 6px;
    border-block-end: 1px solid var(--_line);
  }
  /* Beneath one another with what there is to choose. */
  .search svg {
    inset-inline-start: calc(0.428571em + 14px);
  }
  .search input {
    padding-inline-start: calc(2em + 17px);
    border-color: transparent;
    background: none;
  }
  .list {
    min-block-size: 3.142857em;
    padding: 6px;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .list:has(.option + .option) {
    min-block-size: calc(6.285714em + 12px);
  }
  .list[hidden] {
    display: none;
  }
  .no-match {
    padding: 14px;
  }
  .foot {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1fr);
    padding: 6px;
    border-block-start: 1px solid var(--_line);
  }
  .foot button,
  .waiting button {
    justify-content: flex-start;
    gap: 10px;
    padding-inline: 7px;
    font-weight: 400;
    white-space: normal;
  }
  :is(.foot, .waiting) span {
    min-inline-size: 0;
    overflow: clip;
  }
  :is(.foot, .waiting) svg {
    inline-size: 2em;
  }
  .foot button:dir(rtl) svg {
    scale: -1 1;
  }
  .foot button[aria-disabled='true'] {
    opacity: 0.7;
  }
  .foot .reason {
    padding-block: 2px 6px;
    padding-inline: calc(2.153846em + 18px) 8px;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 3.142857em;
    padding: 4px 8px;
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  .option.active {
    background: var(--_hover);
  }
  .list:has(.opening) .option:not(.opening) {
    opacity: 0.6;
  }
  .list:focus-visible .option.active,
  .search:has(:focus-visible) + .list .option.active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .list:focus-visible,
  .search:has(+ .list .option) input:focus-visible {
    outline: 0;
  }
  .check {
    inline-size: 1.142857em;
  }
  .menu > .problem {
    flex: none;
    padding: 2px 14px 10px;
  }
  .fields {
    display: grid;
    gap: 14px;
    margin-block-start: 6px;
  }
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 8px;
  }
  .suggestions button {
    max-inline-size: 100%;
    padding-inline: 8px;
    font-weight: 400;
  }
  :host(:state(busy)) .trigger {
    opacity: 0.6;
  }
  @media (forced-colors: active) {
    .option.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
