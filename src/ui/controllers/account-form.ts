import { css, html, type LitElement, type TemplateResult } from 'lit';
import type { Problem } from '../../client/problem.ts';
import type { Localize } from '../i18n/localize.ts';
import {
  refusedFields,
  wrongFields,
  type Field,
  type FieldName,
  type FieldProblems,
  type Typed,
} from '../primitives/account-fields.ts';
import { textField, textFieldStyles } from '../primitives/text-field.ts';

/** The inputs of a form for an account: what is typed, what is wrong with it, and passwords to be read. */
export class AccountForm {
  /** What the inputs of the next form hold at first. */
  initial: Readonly<Partial<Record<FieldName, string | undefined>>> = {};
  readonly #host: LitElement;
  readonly #localize: Localize;
  #isRevealed = false;
  #problems: FieldProblems = {};

  constructor(host: LitElement, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
  }

  /** What is typed; of an input that is not there, nothing. */
  get typed(): Typed {
    const value = (name: FieldName): string => this.input(name)?.value ?? '';
    return {
      name: value('name'),
      email: value('email').trim(),
      current: value('current'),
      password: value('password'),
    };
  }

  input(name: FieldName): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector(`#${name}`);
  }

  /**
   * @param ways what stands beside a password
   * @param help what helps to fill it in, in place of what always does
   */
  field(field: Field, ways?: TemplateResult, help?: string): TemplateResult {
    const { name, type, autocomplete, label, hint } = field;
    const localize = this.#localize;
    const isPassword = type === 'password';
    return textField({
      name,
      type: isPassword && this.#isRevealed ? 'text' : type,
      autocomplete,
      label: label(localize),
      hint: help ?? hint?.(localize),
      value: this.initial[name] ?? '',
      problem: this.#problems[name]?.(localize),
      beside: isPassword ? html`${this.#revealButton(name)} ${ways}` : undefined,
    });
  }

  /** Says beside the fields what may not be typed there. @returns whether all of it may be */
  check(fields: readonly Field[]): boolean {
    // As a text it would be remembered among what is typed into texts.
    this.#isRevealed = false;
    return !this.point(wrongFields(fields, this.typed));
  }

  /** Says beside the fields what a backend has refused. @returns whether that is all of it */
  refuse(fields: readonly Field[], problem: Problem): boolean {
    return this.point(refusedFields(fields, problem));
  }

  /** Says beside the fields what is wrong, and leads to the first. @returns whether anything is */
  point(problems: FieldProblems): boolean {
    this.#problems = problems;
    this.#host.requestUpdate();
    const [wrong] = Object.keys(problems) as FieldName[];
    if (wrong === undefined) return false;
    this.input(wrong)?.focus();
    return true;
  }

  /** Before another form takes its place. */
  leave(): void {
    this.#isRevealed = false;
    this.point({});
  }

  #revealButton(controlled: FieldName): TemplateResult {
    const localize = this.#localize;
    return html`<button
      class="quiet small reveal"
      part="reveal-button"
      type="button"
      aria-controls=${controlled}
      @click=${() => {
        this.#isRevealed = !this.#isRevealed;
        this.#host.requestUpdate();
      }}
    >
      <span aria-hidden="true">${localize.term(this.#isRevealed ? 'hide' : 'show')}</span>
      <span class="visually-hidden"
        >${localize.term(this.#isRevealed ? 'hidePassword' : 'showPassword')}</span
      >
    </button>`;
  }
}

/** The styles of a form around an {@link AccountForm}, and of quiet ways on from it. */
export const accountFormStyles = [
  textFieldStyles,
  css`
    :host {
      --_button: 2.285714em;
    }
    form,
    .form {
      display: grid;
      gap: 16px;
      padding: 20px var(--_inset);
    }
    form [part='submit-button'] {
      inline-size: 100%;
      min-block-size: max(36px, var(--_button));
    }
    .line,
    label {
      min-block-size: 1.714286em;
      line-height: 1.714286em;
    }
    .field {
      grid-template-columns: minmax(0, 1fr) auto;
      grid-template-rows: 1.714286em;
      align-items: baseline;
    }
    .field input,
    .field p {
      grid-column: 1 / -1;
    }
    .field input {
      grid-row: 2;
    }
    .field [part='view-button'] {
      grid-area: 1 / 2;
    }
    .reveal {
      grid-area: 2 / 2;
      place-self: center end;
      min-block-size: 24px;
      margin-inline-end: 4px;
    }
    .field:has(.reveal) input {
      padding-inline-end: 4.5em;
    }
    .ways {
      display: grid;
      gap: 8px;
      justify-items: center;
      text-align: center;
    }
    .link {
      position: relative;
      min-block-size: 24px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--_accent-text);
      font-weight: inherit;
      text-align: inherit;
      white-space: normal;
    }
    /* Only the button that was pressed is seen to work. */
    .link[aria-disabled='true'] {
      opacity: 1;
    }
    .link:hover {
      background: none;
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    @media (forced-colors: active) {
      .link {
        text-decoration: underline;
      }
    }
    @media (pointer: coarse) {
      :host {
        --_button: 44px;
      }
      .link,
      .reveal {
        min-block-size: 24px;
      }
      /* As large as a finger, without pushing apart what stands around it. */
      .link::after {
        position: absolute;
        inset: -10px;
        content: '';
      }
    }
  `,
];
