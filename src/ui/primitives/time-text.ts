import { html, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';

/**
 * A time in few words, exact in its title.
 * @param time ISO 8601
 */
export function timeText(time: string, shown: string, localize: Localize): TemplateResult {
  return html`<time datetime=${time} title=${localize.exact(time)}>${shown}</time>`;
}
