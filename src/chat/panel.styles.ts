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
    container-type: size;
    display: flex;
    flex-direction: column;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: inherit;
    margin: 0;
    padding: 0;
    overflow: hidden auto;
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
    --_height: var(--_visible-height, 100dvh);
    position: fixed;
    inset-block: calc(var(--_visible-top, 0px) + max(20px, var(--_height) - 41.142857em - 20px))
      auto;
    inset-inline: auto 20px;
    inline-size: min(26.285714em, 100vw - 40px);
    block-size: min(41.142857em, var(--_height) - 40px);
    box-shadow: var(--_shadow);
    overscroll-behavior: contain;
  }
  @media (width < 480px), (height < 480px) and (pointer: coarse) {
    .panel[popover] {
      inset: var(--_visible-top, 0) 0 auto;
      inline-size: auto;
      block-size: var(--_height);
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom)
        env(safe-area-inset-left);
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
  .panel > form,
  .account {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
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
    grid-auto-rows: max-content;
    align-content: start;
    padding-block-end: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scroll-padding-block: 8px 5.2em;
    border: 0;
  }
  /* Within reach, however little room there is. */
  .door .actions {
    position: sticky;
    inset-block-end: 0;
    padding-block: 4px 16px;
    background: var(--_surface);
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
  /* Phones enlarge the page at a field of smaller letters. */
  @media (pointer: coarse) {
    input,
    textarea {
      font-size: max(16px, 1em);
    }
  }
  /* Beside a keyboard on a phone that lies on its side. */
  @container (height < 24em) {
    .top {
      padding-block: 2px;
    }
    .log {
      flex: 1 0 6em;
    }
    .panel > form:not(.door) {
      position: sticky;
      inset-block-end: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      padding-block: 8px;
      background: var(--_surface);
    }
    .panel > form:not(.door) > textarea {
      flex: 1 1 10em;
      inline-size: 0;
    }
    .panel > form > .problem {
      flex: 1 0 100%;
      order: -1;
    }
  }
`;
