import { html, nothing, type TemplateResult } from 'lit';
import type { Around, Place } from './around.ts';

/** A part of the settings: what it is about, and beside it the controls. */
export function section(
  { localize, news }: Around,
  place: Place,
  content: TemplateResult,
): TemplateResult {
  return html`<section part="section" aria-labelledby=${`${place}-heading`}>
    <div class="about">
      <h3 id=${`${place}-heading`} tabindex="-1">${localize.term(`${place}Title`)}</h3>
      <p class="muted small">${localize.term(`${place}About`)}</p>
    </div>
    <div class="content">${content} ${news(place) ?? nothing}</div>
  </section>`;
}

/** The two ways on from what was typed and is not stored; nothing where nothing was. */
export function saveRow(
  { localize, isBusy }: Around,
  isSaving: boolean,
  onDiscard: () => void,
): TemplateResult {
  return html`<div class="actions">
    <button class="quiet" part="discard-button" type="button" @click=${onDiscard}>
      ${localize.term('discard')}
    </button>
    <button class="primary" part="save-button" type="submit" aria-disabled=${isBusy()}>
      ${localize.term(isSaving ? 'saving' : 'save')}
    </button>
  </div>`;
}
