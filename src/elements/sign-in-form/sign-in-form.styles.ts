import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 24rem;
  }
  h2 + [part='text'] {
    margin-block-start: -10px;
  }
  .form .bone {
    inline-size: 100%;
    block-size: var(--_button);
    border-radius: var(--_radius-control);
  }
  .form > .bone {
    min-block-size: 36px;
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
`;
