import { html, type TemplateResult } from 'lit';
import type { Localize } from '../../ui/i18n/localize.ts';
import { BACK, icon } from '../../ui/primitives/icon.ts';

/** The way from a conversation to the list, where there is no room for both. */
export function backButton(localize: Localize, onBack: () => void): TemplateResult {
  return html`<button class="quiet back" part="back-button" type="button" @click=${onBack}>
    ${icon(BACK)}${localize.term('backToList')}
  </button>`;
}
