import { html, nothing, type TemplateResult } from 'lit';
import { icon, DOWN } from './icon.ts';

/** One of a few. */
export interface Select<Part extends string, Value extends string> {
  readonly part: Part;
  /** Its name, where it stands without a label. */
  readonly label?: string;
  /** What its label is for. */
  readonly id?: string;
  readonly value: Value;
  /** In the order they are offered, with their words. */
  readonly options: readonly (readonly [Value, string])[];
  /** Stays as it is, and says so. */
  readonly locked?: boolean;
  readonly onChange: (value: Value) => void;
}

/** A native select, drawn as the other controls. */
export function select<Part extends string, Value extends string>(
  given: Select<Part, Value>,
): TemplateResult {
  const { part, label, id, value, options, locked, onChange } = given;
  return html`<span class="select ${part}"
    ><select
      part=${part}
      id=${id ?? nothing}
      aria-label=${label ?? nothing}
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
