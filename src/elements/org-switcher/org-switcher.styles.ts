import { css } from 'lit';

export const styles = css`
  :host {
    inline-size: 100%;
    max-inline-size: 20rem;
  }
  .trigger {
    inline-size: 100%;
    min-block-size: 3.142857em;
    justify-content: flex-start;
    gap: 10px;
    padding: 5px 8px 5px 7px;
    border-color: var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-weight: 400;
    text-align: start;
    anchor-name: --org-switcher;
  }
  .trigger:hover {
    background: var(--_hover);
  }
  .skeleton-row {
    block-size: 3.142857em;
    padding-inline: 8px;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
  }
  .text > * {
    display: block;
  }
  .name {
    font-weight: 500;
  }
  .list {
    position-anchor: --org-switcher;
    inset: auto;
    inset-block-start: anchor(end);
    inset-inline-start: anchor(start);
    inline-size: max(anchor-size(inline), 15rem);
    max-inline-size: calc(100vi - 16px);
    max-block-size: min(24rem, 60vb);
    margin: 6px 0 0;
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow);
    position-try-fallbacks: flip-block, flip-inline;
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
  .option.active,
  .option:hover {
    background: var(--_hover);
  }
  .list:focus-visible .option.active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .list:focus-visible {
    outline: 0;
  }
  .check {
    inline-size: 1.142857em;
  }
  .problem {
    padding: 6px 8px;
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
