import { css } from 'lit';

/** A list of rows: what one is, and beside it what can be done, which goes below where there is no room. */
export const rowList = css`
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
  li > :first-child,
  .acts {
    grid-row: 1 / 3;
  }
  .details,
  .acts {
    display: flex;
    flex-wrap: wrap;
  }
  .details {
    grid-column: 2;
    gap: 0 12px;
  }
  /* However high somebody piles marks on a name. */
  .details > span {
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
  .acts {
    grid-column: 3;
    gap: 8px;
  }
  @container (width < 30em) {
    li {
      padding-block: 12px;
    }
    li > :first-child {
      align-self: start;
    }
    .acts {
      grid-area: 3 / 2;
      margin-block-start: 8px;
    }
  }
`;
