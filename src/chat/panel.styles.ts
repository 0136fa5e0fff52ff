import { css } from 'lit';

/** The open chat: over the page, on small windows all of it, or where the tag stands. */
export const panelStyles = css`
  /* Browsers of two years ago, which visitors have. */
  @supports not (color: oklch(from red l c h)) {
    :host {
      --_on-accent: #fff;
      --_danger: light-dark(#b3261e, #f2867f);
      --_shadow: 0 12px 32px -8px rgb(0 0 0 / 0.3);
    }
  }
  .panel {
    display: flex;
    flex-direction: column;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: inherit;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    line-height: 1.45;
    overflow-wrap: anywhere;
    /* What was written can be copied, also where the page cannot. */
    -webkit-user-select: text;
    user-select: text;
  }
  .panel[hidden],
  .panel[popover]:not(:popover-open) {
    display: none;
  }
  .panel[popover] {
    position: fixed;
    inset-block: auto 20px;
    inset-inline: auto 20px;
    inline-size: min(26.285714em, 100vw - 40px);
    block-size: min(41.142857em, 100dvh - 40px);
    box-shadow: var(--_shadow);
  }
  @media (width < 480px) {
    .panel[popover] {
      inset: 0;
      inline-size: auto;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding-block: 12px;
    padding-inline: 16px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .panel > form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 12px 16px 16px;
    border-block-start: 1px solid var(--_line);
  }
  .account {
    display: grid;
    gap: 8px;
    padding: 12px 16px 16px;
    border-block-start: 1px solid var(--_line);
  }
  .connection {
    margin: 0;
    padding: 0 16px 8px;
  }
  .actions,
  .waiting,
  .address,
  .bottom {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
  }
  .actions button,
  .bottom button {
    white-space: normal;
  }
  .panel > .door {
    flex: 1;
    align-content: start;
    overflow-y: auto;
    border: 0;
  }
  .own-words {
    white-space: pre-line;
  }
  .over {
    font-weight: 600;
  }
  .waiting {
    flex-direction: column;
    align-items: stretch;
  }
  .address {
    justify-content: start;
  }
  .address label {
    flex: 1 0 100%;
  }
  .address input {
    flex: 1 1 10em;
    inline-size: 0;
  }
  .bottom {
    justify-content: center;
    padding: 0 12px 10px;
  }
`;
