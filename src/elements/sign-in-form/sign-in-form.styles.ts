import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 24rem;
  }
  form,
  .signed-in {
    display: grid;
    gap: 16px;
    padding: 20px;
  }
  form button {
    inline-size: 100%;
    min-block-size: 36px;
  }
  .signed-in {
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 12px;
    align-items: center;
  }
  .name {
    font-weight: 500;
  }
`;
