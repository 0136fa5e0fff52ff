import { css } from 'lit';

/**
 * Three tokens make a theme (`--org-accent`, `--org-surface`, `--org-text`); what is derived from them
 * can be set singly, too. Light and dark follow the page's `color-scheme`.
 */
export const tokens = css`
  :host {
    --_accent: var(--org-accent, light-dark(oklch(0.53 0.19 268), oklch(0.72 0.14 268)));
    --_surface: var(--org-surface, light-dark(#ffffff, #16181d));
    --_text: var(--org-text, light-dark(#191c22, #e9ebef));
    --_line: var(--org-line, color-mix(in oklab, var(--_text) 12%, transparent));
    --_line-strong: var(--org-line-strong, color-mix(in oklab, var(--_text) 22%, transparent));
    --_muted: var(--org-muted, color-mix(in oklab, var(--_text) 64%, var(--_surface)));
    --_hover: var(--org-hover, color-mix(in oklab, var(--_text) 4%, var(--_surface)));
    --_raised: var(
      --org-raised,
      light-dark(var(--_surface), color-mix(in oklab, var(--_text) 4%, var(--_surface)))
    );
    --_accent-soft: var(
      --org-accent-soft,
      color-mix(in oklab, var(--_accent) 11%, var(--_surface))
    );
    --_accent-text: var(
      --org-accent-text,
      light-dark(
        color-mix(in oklab, var(--_accent) 92%, black),
        color-mix(in oklab, var(--_accent) 78%, white)
      )
    );
    --_on-accent: var(--org-on-accent, light-dark(#ffffff, #10131a));
    --_danger: var(--org-danger, light-dark(oklch(0.52 0.19 25), oklch(0.74 0.14 22)));
    --_shadow: var(
      --org-shadow,
      0 1px 2px light-dark(rgb(16 20 30 / 0.06), rgb(0 0 0 / 0.5)),
      0 12px 32px -8px light-dark(rgb(16 20 30 / 0.18), rgb(0 0 0 / 0.7))
    );
    --_radius: var(--org-radius, 8px);
    --_radius-control: var(--org-radius-control, 6px);

    font: inherit;
    font-size: var(--org-font-size, 0.875rem);
    font-variant-numeric: tabular-nums;
    line-height: 1.45;
    color: var(--_text);
  }
`;
