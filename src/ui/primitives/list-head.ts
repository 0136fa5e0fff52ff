import { html, type TemplateResult } from 'lit';

/**
 * The title of a list, and beneath it how much there is.
 * @param summary left out while that is not known; its line is there all the same
 */
export function listHead(title: string, summary = '\u00a0'): TemplateResult {
  return html`<div class="head">
    <h2 id="heading" tabindex="-1">${title}</h2>
    <div class="muted small">${summary}</div>
  </div>`;
}
