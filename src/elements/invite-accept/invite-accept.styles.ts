import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 26rem;
  }
  /* What is said in place of an invitation moves nothing, either. */
  .card {
    min-block-size: 17em;
  }
  .face {
    align-content: center;
  }
  .invitation {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 14px 12px;
    align-items: center;
    padding: 20px var(--_inset);
  }
  /* People are round, organizations are not. */
  .invitation > .avatar {
    align-self: start;
    margin-block-start: 5px;
    border-radius: var(--_radius-control);
  }
  dl {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 16px;
    margin: 0;
  }
  dl > div {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
  }
  /* However high somebody piles marks on a name. */
  dd {
    margin: 0;
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  .invitation + * {
    border-block-start: 1px solid var(--_line);
  }
  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  h3 + [part='text'] {
    margin-block-start: -12px;
  }
  .account {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    margin-block-start: 8px;
  }
  .form .decide {
    margin: 0;
  }
  a {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: max(24px, var(--_button));
    margin-block-start: 10px;
    padding: 4px 12px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: inherit;
    font-weight: 500;
    text-decoration: none;
  }
  a:hover {
    background: var(--_hover);
  }
  a.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
`;
