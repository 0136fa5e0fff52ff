import { css } from 'lit';

export const styles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li,
  .notice,
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
  li > .avatar,
  .acts {
    grid-row: 1 / 3;
  }
  /* People are round, organizations are not. */
  .avatar,
  .bone.round {
    border-radius: var(--_radius-control);
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
  .acts {
    display: flex;
    flex-wrap: wrap;
    grid-column: 3;
    gap: 8px;
  }
  li > .problem {
    grid-column: 2 / -1;
    margin-block-start: 4px;
  }
  .card > .problem {
    padding: 0 var(--_inset) 12px;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
    padding: 10px var(--_inset);
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .notice button {
    color: var(--_text);
  }
  @container (width < 30em) {
    li {
      padding-block: 12px;
    }
    li > .avatar {
      align-self: start;
    }
    .acts {
      grid-area: 3 / 2;
      margin-block-start: 8px;
    }
  }
`;
