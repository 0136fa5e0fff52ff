import { css } from 'lit';

export const styles = css`
  :host {
    --_warning: oklch(from var(--_surface) clamp(0.55, (0.7 - l) * 999, 0.8) 0.13 75);
    max-inline-size: 34rem;
  }
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 20px var(--_inset);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .field {
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .box {
    display: flex;
    flex-wrap: wrap;
    align-content: start;
    gap: 6px;
    min-block-size: calc(4em + 24px);
    max-block-size: 15em;
    padding: 7px;
    overflow-y: auto;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    cursor: text;
  }
  .box:has(textarea:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .chips {
    display: contents;
  }
  .chip {
    --_tint: var(--_text);
    display: flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    padding-inline-start: 8px;
    border: 1px solid transparent;
    border-radius: var(--_radius-control);
    background: color-mix(in oklab, var(--_tint) 8%, var(--_surface));
    cursor: default;
  }
  .chip > svg {
    color: var(--_tint);
  }
  .chip.wrong {
    --_tint: var(--_danger);
    border-color: var(--_tint);
  }
  .chip.doubtful {
    --_tint: var(--_warning);
    border-color: var(--_tint);
  }
  .chip button.icon {
    flex: none;
    min-block-size: 24px;
    min-inline-size: 24px;
  }
  .box textarea {
    flex: 1 1 9em;
    min-inline-size: 0;
    block-size: 2em;
    padding: 0 4px;
    border: 0;
    /* The box has it. */
    outline-width: 0;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 2em;
    white-space: nowrap;
    overflow: hidden;
    resize: none;
  }
  .notes {
    display: grid;
    gap: 8px;
    max-block-size: 16em;
    margin-block-start: 4px;
    overflow-y: auto;
  }
  .notes li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .notes p {
    flex: 1 1 12em;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .notes button,
  [part='clear-button'] {
    min-block-size: 24px;
    padding-block: 1px;
  }
  [part='clear-button'] {
    justify-self: start;
    margin-inline-start: -9px;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    gap: 16px;
  }
  .exact {
    grid-column: 1 / -1;
  }
  .invited-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
  }
  [part='submit-button'] {
    justify-self: end;
    min-block-size: max(36px, 2.285714em);
  }
  .locked {
    display: flex;
    gap: 8px;
  }
  .locked svg {
    margin-block-start: 0.15em;
  }
  section.invited {
    display: grid;
    gap: 8px;
    padding: 12px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .invited ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    max-block-size: 20em;
    /* For the ring around what is in it. */
    margin: -4px;
    padding: 4px;
    overflow-y: auto;
  }
  .invited li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 8px;
  }
  .invited li > :nth-child(n + 4) {
    grid-column: 1 / -1;
  }
  .invited [part='copy-button'] {
    margin-inline-end: -8px;
  }
  @container (width < 26em) {
    .invited li {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .invited li > :nth-child(n + 3) {
      grid-column: 2;
      justify-self: start;
    }
    .invited [part='copy-button'] {
      margin-inline: -8px 0;
    }
  }
  .skeleton .title,
  .skeleton .line {
    display: block;
    block-size: 1.45em;
  }
  .skeleton .title {
    block-size: 1.657143em;
  }
  .skeleton .bone {
    inline-size: 100%;
    border-radius: var(--_radius-control);
  }
  .skeleton .control,
  .skeleton .submit {
    block-size: 2.285714em;
  }
  .submit {
    min-block-size: 36px;
  }
  @media (pointer: coarse) {
    .box textarea {
      line-height: 44px;
    }
    .box textarea,
    .chip button.icon,
    .notes button,
    [part='clear-button'],
    [part='submit-button'] {
      min-block-size: 44px;
    }
    .chip button.icon,
    .notes button {
      min-inline-size: 44px;
    }
    .skeleton .bone:not(.box) {
      min-block-size: 44px;
    }
  }
`;
