import { html, nothing, type TemplateResult } from 'lit';

/** Where several lines are typed, with its label, and beneath it what is wrong. */
export interface AreaField {
  /** The field's id and name, unique in the tag. */
  readonly name: string;
  readonly label: string;
  readonly rows: number;
  readonly value: string;
  readonly problem: string | undefined;
  readonly hint?: string;
  /** Nobody types there; it is to be copied. */
  readonly isShown?: boolean;
  readonly onInput?: (value: string) => void;
}

/** A labelled field of several lines. */
export function areaField(field: AreaField): TemplateResult {
  const { name, label, rows, value, problem, hint, isShown, onInput } = field;
  const help = problem ?? hint;
  return html`<div class="field" part="field">
    <label for=${name} part="label">${label}</label>
    <textarea
      id=${name}
      name=${name}
      part="input"
      rows=${rows}
      dir=${isShown ? 'ltr' : 'auto'}
      ?readonly=${isShown}
      spellcheck=${isShown ? 'false' : nothing}
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby=${help === undefined ? nothing : `${name}-help`}
      .value=${value}
      @input=${(event: Event) => onInput?.((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${
      help === undefined
        ? nothing
        : html`<p
            class=${problem === undefined ? 'muted small' : 'problem'}
            part=${problem === undefined ? 'hint' : 'problem'}
            id=${`${name}-help`}
          >
            ${help}
          </p>`
    }
  </div>`;
}
