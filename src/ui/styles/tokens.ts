import { css } from 'lit';

/**
 * Three tokens make a theme (`--org-accent`, `--org-surface`, `--org-text`); what is derived from them
 * can be set singly, too. Only where the page has none of the three does its `color-scheme` decide:
 * what has to be read goes by how light the surface or the accent is.
 */
export const tokens = css`
  :host {
    --_accent: var(--org-accent, light-dark(#3e5ed8, #7fa0fc));
    --_surface: var(--org-surface, light-dark(#ffffff, #16181d));
    --_text: var(--org-text, light-dark(#191c22, #e9ebef));
    --_line: var(--org-line, color-mix(in oklab, var(--_text) 12%, transparent));
    --_line-strong: var(--org-line-strong, color-mix(in oklab, var(--_text) 22%, transparent));
    --_muted: var(--org-muted, color-mix(in oklab, var(--_text) 71%, var(--_surface)));
    --_hover: var(--org-hover, color-mix(in oklab, var(--_text) 4%, var(--_surface)));
    --_raised: var(--org-raised, color-mix(in oklab, var(--_surface) 96%, white));
    --_accent-soft: var(
      --org-accent-soft,
      color-mix(in oklab, var(--_accent) 11%, var(--_surface))
    );
    --_accent-text: var(
      --org-accent-text,
      oklch(
        from color-mix(in oklab, var(--_accent) 35%, var(--_text)) clamp(l * 0.9, 0.49, l * 1.48)
          calc(c * 2.4) h
      )
    );
    --_on-accent: var(
      --org-on-accent,
      oklch(from color(from var(--_accent) xyz y y y) calc((0.565 - l) * 99999) 0 0)
    );
    --_danger: var(
      --org-danger,
      oklch(from var(--_surface) clamp(0.52, (0.7 - l) * 999, 0.74) 0.17 25)
    );
    --_shadow: var(
      --org-shadow,
      0 12px 32px -8px oklch(from var(--_surface) 0 0 0 / clamp(0.2, (0.7 - l) * 999, 0.7))
    );
    --_radius: var(--org-radius, 8px);
    --_radius-control: var(--org-radius-control, 6px);
    /* Beside what stands in a card: of 16 px where there is little room. */
    --_inset: clamp(16px, 10cqi - 16px, 20px);

    font: inherit;
    font-size: var(--org-font-size, max(0.875rem, 14px));
    font-variant-numeric: tabular-nums;
    line-height: 1.45;
    color: var(--_text);
  }
`;
