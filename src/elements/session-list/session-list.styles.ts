import { css } from 'lit';

export const styles = css`
  ul {
    margin: 0;
    padding: 0;
    border-block-start: 1px solid var(--_line);
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    min-block-size: var(--org-row-height, 3.5rem);
    padding: 8px 20px;
    border-block-end: 1px solid var(--_line);
  }
  li:last-child {
    border-block-end: 0;
  }
  .details {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
  }
  /* However high somebody piles marks on a name. */
  .details > span {
    overflow-y: clip;
    overflow-clip-margin: 4px;
  }
`;
