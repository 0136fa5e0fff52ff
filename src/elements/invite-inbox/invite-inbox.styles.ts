import { css } from 'lit';

export const styles = css`
  /* People are round, organizations are not. */
  .avatar,
  .bone.round {
    border-radius: var(--_radius-control);
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
    border-block-start: 1px solid var(--_line);
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .notice button {
    color: var(--_text);
  }
`;
