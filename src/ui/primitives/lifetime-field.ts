import { html, nothing, type TemplateResult } from 'lit';
import type { Lifetime } from '../i18n/en.ts';
import type { Localize } from '../i18n/localize.ts';
import { select } from './select.ts';

/** The usual ones. */
export const LIFETIMES = ['3600', '86400', '259200', '604800'] as const satisfies Lifetime[];

/** How long an invitation is to be valid. */
export interface LifetimeField<Value extends Lifetime> {
  readonly localize: Localize;
  readonly value: Value;
  readonly offered: readonly Value[];
  /** Until when that is, ISO 8601, where it is not that long from now. */
  readonly until?: string;
  readonly onChange: (value: Value) => void;
}

/** A choice of times, and until when that is. */
export function lifetimeField<Value extends Lifetime>(field: LifetimeField<Value>): TemplateResult {
  const { localize, value, offered, onChange } = field;
  const until = field.until ?? timeIn(Number(value));
  return html`<div class="field" part="field">
    <label for="lifetime" part="label">${localize.term('linkWorksFor')}</label>
    ${select({
      part: 'lifetime',
      id: 'lifetime',
      value,
      options: offered.map(one => [one, localize.term('lifetime', one)]),
      onChange,
    })}
    ${
      until === undefined
        ? nothing
        : html`<p class="muted small" part="hint">
            ${localize.term('until', localize.day(until, 'short'))}
          </p>`
    }
  </div>`;
}

/** @returns undefined for what is no number of seconds */
function timeIn(seconds: number): string | undefined {
  return seconds > 0 ? new Date(Date.now() + seconds * 1000).toISOString() : undefined;
}
