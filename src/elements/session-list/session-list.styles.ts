import { css } from 'lit';

export const styles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li,
  .skeleton {
    border-block-start: 1px solid var(--_line);
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    align-content: center;
    gap: 0 12px;
    min-block-size: var(--org-row-height, 3.5rem);
    padding: 8px var(--_inset);
  }
  .device {
    display: grid;
    place-items: center;
    inline-size: 2.285714em;
    block-size: 2.285714em;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_text) 8%, var(--_surface));
    color: var(--_muted);
  }
  .device,
  li > button {
    grid-row: 1 / 3;
  }
  li > button {
    grid-column: 3;
  }
  .details {
    display: flex;
    flex-wrap: wrap;
    grid-column: 2;
    gap: 0 12px;
  }
  /* However high somebody piles marks on a name. */
  .details > span {
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  @container (width < 30em) {
    li {
      padding-block: 12px;
    }
    .device {
      align-self: start;
    }
    li > button {
      grid-area: 3 / 2;
      justify-self: start;
      margin-block-start: 8px;
    }
  }
`;
