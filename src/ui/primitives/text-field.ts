import { css, html, nothing, type TemplateResult } from 'lit';

/** A labelled input of a form. */
export interface TextField {
  /** The input's id and name, unique in the tag. */
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password' | 'text';
  /** What a password manager knows it by. */
  readonly autocomplete: string;
  /** What is wrong with what was typed, as a sentence. */
  readonly problem?: string | undefined;
}

/** A label, its input, and beneath it what is wrong. What was typed is never touched. */
export function textField({ name, label, type, autocomplete, problem }: TextField): TemplateResult {
  const problemId = `${name}-problem`;
  return html`<div class="field" part="field">
    <label for=${name} part="label">${label}</label>
    <input
      id=${name}
      name=${name}
      part="input"
      type=${type}
      autocomplete=${autocomplete}
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby=${problem === undefined ? nothing : problemId}
    />
    ${
      problem === undefined
        ? nothing
        : html`<p class="problem" part="problem" id=${problemId}>${problem}</p>`
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
`;
