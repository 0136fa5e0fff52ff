import { css, html, noChange, nothing, type TemplateResult } from 'lit';

/** A labelled input of a form. */
export interface TextField {
  /** The input's id and name, unique in the tag. */
  readonly name: string;
  readonly label: string;
  readonly type: 'datetime-local' | 'email' | 'password' | 'text';
  /** What a password manager knows it by. */
  readonly autocomplete: string;
  /** Where what is typed does not go by the page's direction. */
  readonly dir?: 'auto' | 'ltr' | undefined;
  /** What is wrong with what was typed, as a sentence. */
  readonly problem?: string | undefined;
  /** What helps to fill it in, as a sentence; a problem takes its place. */
  readonly hint?: string | undefined;
  /** What follows the input: ways on, or buttons that lie over its end. */
  readonly beside?: TemplateResult | undefined;
  /** What the tag puts into it, at first or whenever that is something else. */
  readonly value?: string | undefined;
  readonly onInput?: ((value: string) => void) | undefined;
}

/** Without it a year has six digits, which no date of a script has. */
const LAST_TIME = '9999-12-31T23:59';

/** A label, its input, and beneath it what is wrong. What was typed is never touched. */
export function textField(field: TextField): TemplateResult {
  const { name, label, type, autocomplete, dir, problem, hint, beside, value, onInput } = field;
  const help = problem ?? hint;
  const helpId = `${name}-help`;
  return html`<div class="field" part="field">
    <label for=${name} part="label">${label}</label>
    <input
      id=${name}
      name=${name}
      part="input"
      type=${type}
      autocomplete=${autocomplete}
      dir=${dir ?? nothing}
      max=${type === 'datetime-local' ? LAST_TIME : nothing}
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby=${help === undefined ? nothing : helpId}
      .value=${value ?? noChange}
      @input=${(event: Event) => onInput?.((event.target as HTMLInputElement).value)}
    />
    ${beside}
    ${
      problem === undefined
        ? hint === undefined
          ? nothing
          : html`<p class="muted small" part="hint" id=${helpId}>${hint}</p>`
        : html`<p class="problem" part="problem" id=${helpId}>${problem}</p>`
    }
  </div>`;
}

/** The styles that {@link textField} needs. */
export const textFieldStyles = css`
  .field {
    display: grid;
    gap: 6px;
  }
  label {
    font-weight: 500;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
`;
