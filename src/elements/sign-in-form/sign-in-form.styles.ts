import { css } from 'lit';

export const styles = css`
  :host {
    --_button: 2.285714em;
    max-inline-size: 24rem;
  }
  form,
  .form {
    display: grid;
    gap: 16px;
    padding: 20px var(--_inset);
  }
  h2 + [part='text'] {
    margin-block-start: -10px;
  }
  form [part='submit-button'] {
    inline-size: 100%;
    min-block-size: max(36px, var(--_button));
  }
  .form .bone {
    inline-size: 100%;
    block-size: var(--_button);
    border-radius: var(--_radius-control);
  }
  .form > .bone {
    min-block-size: 36px;
  }
  .line,
  label {
    min-block-size: 1.714286em;
    line-height: 1.714286em;
  }
  .title {
    block-size: 1.657143em;
  }
  .field .bone {
    grid-column: 1 / -1;
  }
  .skeleton-row {
    block-size: calc(max(2.796428em, var(--_button)) + 40px);
  }
  .field {
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: 1.714286em;
    align-items: baseline;
  }
  .field input,
  .field p {
    grid-column: 1 / -1;
  }
  .field input {
    grid-row: 2;
  }
  .field [part='view-button'] {
    grid-area: 1 / 2;
  }
  .reveal {
    grid-area: 2 / 2;
    place-self: center end;
    min-block-size: 24px;
    margin-inline-end: 4px;
  }
  .field:has(.reveal) input {
    padding-inline-end: 4.5em;
  }
  .ways {
    display: grid;
    gap: 8px;
    justify-items: center;
    text-align: center;
  }
  .link {
    position: relative;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font-weight: inherit;
    text-align: inherit;
    white-space: normal;
  }
  /* Only the button that was pressed is seen to work. */
  .link[aria-disabled='true'] {
    opacity: 1;
  }
  .link:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .account {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 12px;
    align-items: center;
    padding: 20px var(--_inset);
  }
  .says {
    padding: 0 var(--_inset) 12px;
  }
  .own {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    padding: 10px var(--_inset);
    border-block-start: 1px solid var(--_line);
  }
  .own .line {
    visibility: hidden;
  }
  .account + form {
    border-block-start: 1px solid var(--_line);
  }
  @container (width < 21em) {
    .account {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .account button {
      grid-column: 1 / -1;
    }
    .skeleton-row {
      block-size: calc(2.796428em + var(--_button) + 52px);
    }
  }
  @media (forced-colors: active) {
    .link {
      text-decoration: underline;
    }
  }
  @media (pointer: coarse) {
    :host {
      --_button: 44px;
    }
    .link,
    .reveal {
      min-block-size: 24px;
    }
    /* As large as a finger, without pushing apart what stands around it. */
    .link::after {
      position: absolute;
      inset: -10px;
      content: '';
    }
  }
`;
