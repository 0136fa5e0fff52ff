import { css } from 'lit';

export const styles = css`
  .device {
    display: grid;
    place-items: center;
    inline-size: 2.285714em;
    block-size: 2.285714em;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_text) 8%, var(--_surface));
    color: var(--_muted);
  }
`;
