import { html, nothing, type TemplateResult } from 'lit';
import { icon, DOWN } from '../../ui/primitives/icon.ts';

/** One of a few. */
export interface Select<Value extends string> {
  readonly part: 'role' | 'role-filter' | 'sort';
  readonly label: string;
  readonly value: Value;
  /** In the order they are offered, with their words. */
  readonly options: readonly (readonly [Value, string])[];
  /** Stays as it is, and says so. */
  readonly locked?: boolean;
  readonly onChange: (value: Value) => void;
}

/** A native select with a name of its own, where there is no room for a label. */
export function select<Value extends string>(given: Select<Value>): TemplateResult {
  const { part, label, value, options, locked, onChange } = given;
  return html`<span class="select ${part}"
    ><select
      part=${part}
      aria-label=${label}
      aria-disabled=${locked ? 'true' : nothing}
      @change=${(event: Event) => {
        const element = event.target as HTMLSelectElement;
        if (locked) element.value = value;
        else onChange(element.value as Value);
      }}
    >
      ${options.map(
        ([option, words]) =>
          html`<option value=${option} ?selected=${option === value}>${words}</option>`,
      )}</select
    >${icon(DOWN)}</span
  >`;
}
