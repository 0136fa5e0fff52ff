import { css, type CSSResult } from 'lit';
import { tokens } from './tokens.ts';

const base = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  p {
    margin: 0;
  }
  /* Words that are not the page's, in the other direction, keep their own order, but their side. */
  h2,
  p,
  button,
  label,
  span,
  bdi,
  time,
  .muted {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  /* However high somebody piles marks on a name. */
  h2,
  p,
  div.muted {
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  h2 {
    font-size: 1.142857em;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  .card {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    container-type: inline-size;
    /* Where it is for the tag to say how wide it is. */
    contain-intrinsic-inline-size: 280px;
  }
  /* What lies over the page. */
  dialog,
  [popover] {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    text-align: start;
    box-shadow: var(--_shadow);
  }
  .head {
    padding: 16px var(--_inset);
  }
  :where([part='row']):hover {
    background: var(--_hover);
  }
  .name-line {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .name {
    font-weight: 500;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: 0.928571em;
  }
  .ellipsis {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .problem {
    color: var(--_danger);
    font-size: 0.928571em;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    inline-size: 1.142857em;
    block-size: 1.142857em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
`;

const controls = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 2.285714em;
    padding: 4px 12px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_rest, var(--_raised));
    color: inherit;
    font: inherit;
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color 120ms,
      opacity 120ms;
  }
  button:hover {
    background: var(--_hover);
  }
  button.quiet {
    --_rest: none;
    padding-inline: 8px;
    border-color: transparent;
    color: var(--_muted);
  }
  button.quiet:hover {
    color: var(--_text);
  }
  /* To be told from a row that is under the pointer, too. */
  button.icon {
    --_hover: color-mix(in oklab, var(--_text) 8%, var(--_surface));
    min-block-size: 2em;
    min-inline-size: 2em;
    padding: 0;
  }
  button:active {
    --_hover: var(--_line);
    --_of-fill: 84%;
  }
  button.primary {
    --_rest: var(--_fill, var(--_accent));
    --_hover: color-mix(
      in oklab,
      var(--_rest) var(--_of-fill, 93%),
      oklch(from var(--_on-accent) calc(1 - l) 0 0)
    );
    border-color: transparent;
    color: var(--_on-accent);
  }
  button[aria-disabled='true'] {
    --_hover: var(--_rest, var(--_raised));
    opacity: 0.45;
    cursor: default;
  }
  /* The ring around it is to be seen. */
  [aria-disabled='true']:focus-visible {
    opacity: 0.8;
  }
  input,
  select {
    inline-size: 100%;
    block-size: 2.285714em;
    padding-inline: 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: inherit;
    font: inherit;
  }
  :where(input, select):hover {
    border-color: color-mix(in oklab, var(--_text) 40%, transparent);
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  /* Else it is blue on every page. */
  ::-webkit-search-cancel-button {
    filter: grayscale(1);
  }
  .search,
  .select {
    display: block;
    position: relative;
  }
  .search svg,
  .select svg {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 10px;
    block-size: 100%;
    color: var(--_muted);
    pointer-events: none;
  }
  .select svg {
    inset-inline: auto 10px;
  }
  .search input {
    padding-inline-start: calc(1.142857em + 18px);
    appearance: none;
  }
  select {
    padding-inline-end: calc(1.142857em + 14px);
    appearance: none;
    text-overflow: ellipsis;
  }
  @media (pointer: coarse) {
    button,
    button.icon,
    input,
    select {
      min-block-size: 44px;
    }
    button.icon {
      min-inline-size: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation-duration: 1ms !important;
    }
  }
  @media (forced-colors: active) {
    button[aria-disabled='true'] {
      color: GrayText;
      opacity: 1;
    }
  }
`;

/** What every tag starts from. */
export const shared: readonly CSSResult[] = [tokens, base, controls];
