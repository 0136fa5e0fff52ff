import { css, html, type TemplateResult } from 'lit';
import { icon, LOCK } from './icon.ts';

/** What stands in the place of something that cannot be done. */
export interface ReasonButton {
  /** What it is about, unique in the tag. */
  readonly id: string;
  /** What it is called: why what cannot be done. */
  readonly label: string;
  /** Why, in sentences. */
  readonly reason: string;
}

/** A lock, behind which stands why something cannot be done. */
export function reasonButton({ id, label, reason }: ReasonButton): TemplateResult {
  const name = `reason-${id}`;
  return html`<button
      class="quiet icon"
      part="reason-button"
      type="button"
      popovertarget=${name}
      aria-label=${label}
      aria-describedby=${name}
      title=${reason}
      .style=${`anchor-name: --${name}`}
    >
      ${icon(LOCK)}
    </button>
    <p class="reason" part="reason" id=${name} popover .style=${`position-anchor: --${name}`}>
      ${reason}
    </p>`;
}

/** The styles that {@link reasonButton} needs. */
export const reasonStyles = css`
  .reason {
    inset: auto;
    inset-block-start: anchor(end);
    inset-inline-end: anchor(end);
    max-inline-size: min(18rem, 100% - 32px);
    margin: 4px 0 0;
    padding: 8px 12px;
    font-size: 0.928571em;
    position-try-fallbacks: flip-block;
  }
`;
