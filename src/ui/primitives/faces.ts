import { css, html, nothing, type TemplateResult } from 'lit';

/** What a tag says when it has nothing else to show. */
export interface Face {
  readonly title: string;
  readonly text?: string | undefined;
  /** The one way on. */
  readonly action?:
    { readonly label: string; readonly run: () => void; readonly kind?: 'primary' } | undefined;
  /** Something went wrong, and is announced. */
  readonly failed?: boolean;
}

/** One sentence and the one next action, in place of the content. */
export function face({ title, text, action, failed = false }: Face): TemplateResult {
  return html`<div
    class="card face"
    part=${failed ? 'failure' : 'empty'}
    role=${failed ? 'alert' : nothing}
  >
    <div class="words">
      <h2 id="heading" tabindex="-1">${title}</h2>
      ${text === undefined ? nothing : html`<p class="muted">${text}</p>`}
    </div>
    ${
      action
        ? html`<button
            class=${action.kind ?? nothing}
            type="button"
            part="action-button"
            @click=${action.run}
          >
            ${action.label}
          </button>`
        : nothing
    }
  </div>`;
}

/** Rows of the final height, invisible for the first 150 ms. */
export function skeletonRows(count: number, label: string): TemplateResult {
  return html`<div class="skeleton" part="skeleton" tabindex="-1" aria-busy="true">
    <span class="visually-hidden">${label}</span>
    ${Array.from(
      { length: count },
      () =>
        html`<div class="skeleton-row" aria-hidden="true">
          <span class="bone round"></span>
          <span class="bones"><span class="bone"></span><span class="bone short"></span></span>
        </div>`,
    )}
  </div>`;
}

/** The styles of both. */
export const faceStyles = css`
  .face {
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 40px 24px;
    text-align: center;
  }
  .face button {
    margin-block-start: 10px;
  }
  .face .words {
    display: grid;
    gap: 6px;
  }
  .skeleton {
    animation: appear 160ms 150ms both;
  }
  .skeleton-row {
    display: flex;
    align-items: center;
    gap: 12px;
    block-size: var(--org-row-height, 3.5rem);
    padding-inline: var(--_inset);
  }
  .skeleton-row + .skeleton-row {
    border-block-start: 1px solid var(--_line);
  }
  .bones {
    display: grid;
    gap: 7px;
  }
  .bone {
    inline-size: 10em;
    block-size: 0.7em;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_text) 8%, var(--_surface));
  }
  .bone.short {
    inline-size: 6.5em;
  }
  .bone.round {
    inline-size: 2.285714em;
    block-size: 2.285714em;
    border-radius: 50%;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
