import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { duration, type Problem } from '../../client/problem.ts';
import type { Localize } from '../i18n/localize.ts';
import {
  refusedFields,
  wrongFields,
  type Field,
  type FieldName,
  type FieldProblems,
  type Says,
  type Typed,
} from '../primitives/account-fields.ts';
import { textField, textFieldStyles } from '../primitives/text-field.ts';
import type { Announcer } from './announcer.ts';
import { Countdown } from './countdown.ts';

/** A quiet way to another form; without one, to where one comes from. */
export interface Way<View extends string> {
  /** What leads up to it. */
  readonly lead?: string;
  readonly label: string;
  readonly to?: View;
}

/** What the forms need of the tag around them. */
export interface AccountFormOptions {
  readonly localize: Localize;
  readonly announcer: Announcer;
}

/**
 * The forms of a tag with accounts: what is typed into their inputs and is wrong there, and what became of
 * what was sent, each under the name of what it was sent for.
 */
export class AccountForm<Act extends string> {
  /** What the inputs of the next form hold at first. */
  initial: Readonly<Partial<Record<FieldName, string | undefined>>> = {};
  readonly #host: LitElement;
  readonly #options: AccountFormOptions;
  readonly #waits: Countdown<Act>;
  #isRevealed = false;
  #wrong: FieldProblems = {};
  #notice: Says | undefined;
  #problem: Problem | undefined;

  constructor(host: LitElement, options: AccountFormOptions) {
    this.#host = host;
    this.#options = options;
    this.#waits = new Countdown(host);
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

  /** @param ways what stands beside a password */
  field({ name, type, autocomplete, label, hint }: Field, ways?: TemplateResult): TemplateResult {
    const { localize } = this.#options;
    const isPassword = type === 'password';
    return textField({
      name,
      type: isPassword && this.#isRevealed ? 'text' : type,
      autocomplete,
      label: label(localize),
      hint: hint?.(localize),
      value: this.initial[name] ?? '',
      problem: this.#wrong[name]?.(localize),
      beside: isPassword ? html`${this.#revealButton(name)} ${ways}` : undefined,
    });
  }

  /**
   * What became of what was sent, and how long to wait; ticking, it is no alert.
   * @param other what else went wrong
   */
  outcome(act: Act, other?: Problem): TemplateResult | typeof nothing {
    const { localize } = this.#options;
    if (this.waits(act)) {
      return html`<p class="problem" part="problem" id="outcome" role="timer">
        ${this.#waitSentence(act)}
      </p>`;
    }
    const problem = this.#problem ?? other;
    if (problem) {
      return html`<p class="problem" part="problem" role="alert">
        ${localize.term('problem', problem)}
      </p>`;
    }
    return this.#notice === undefined
      ? nothing
      : html`<p class="muted small" part="notice">${this.#notice(localize)}</p>`;
  }

  /** Has somebody to wait until this can be sent again? */
  waits(act: Act): boolean {
    return this.#waits.left(act) > 0;
  }

  /** @returns whether this can be sent, with all that is typed; else it is said why it cannot */
  check(act: Act, fields: readonly Field[]): boolean {
    if (this.waits(act)) {
      this.#options.announcer.say(this.#waitSentence(act));
      return false;
    }
    // As a text it would be remembered among what is typed into texts.
    this.#isRevealed = false;
    this.#problem = undefined;
    return !this.#point(wrongFields(fields, this.typed));
  }

  /** Says why it was not done: beside the fields, where it is about them. */
  refuse(act: Act, fields: readonly Field[], problem: Problem): void {
    const { retryAfter } = problem.details;
    if (problem.code === 'rate-limited' && retryAfter !== undefined) {
      this.#waits.start(act, retryAfter);
      this.#options.announcer.say(this.#waitSentence(act));
    } else if (!this.#point(refusedFields(fields, problem))) this.#problem = problem;
    this.#host.requestUpdate();
  }

  /** Says what has been done. */
  note(says: Says): void {
    this.#notice = says;
    this.#options.announcer.say(says(this.#options.localize));
  }

  /** Says nothing any more of what was sent. */
  clear(): void {
    this.#notice = undefined;
    this.#problem = undefined;
    this.#host.requestUpdate();
  }

  /** Why what was sent was not done, unless that is said beside the fields. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /**
   * Makes ready for another form.
   * @param problem that is still to be read
   */
  leave(problem?: Problem): void {
    this.#isRevealed = false;
    this.#wrong = {};
    this.clear();
    this.#problem = problem;
  }

  /** Says beside the fields what is wrong, and leads to the first. @returns whether anything is */
  #point(wrong: FieldProblems): boolean {
    this.#wrong = wrong;
    this.#host.requestUpdate();
    const [first] = Object.keys(wrong) as FieldName[];
    if (first === undefined) return false;
    this.input(first)?.focus();
    return true;
  }

  #waitSentence(act: Act): string {
    const { localize } = this.#options;
    return localize.term('waitFor', duration(this.#waits.left(act), localize.locale));
  }

  #revealButton(controlled: FieldName): TemplateResult {
    const { localize } = this.#options;
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

/** The button of a way. */
export function wayButton<View extends string>(
  { label, to }: Way<View>,
  busy: boolean,
  go: (to: View | undefined) => void,
): TemplateResult {
  return html`<button
    class="link"
    part="view-button"
    type="button"
    data-to=${to ?? nothing}
    aria-disabled=${busy}
    @click=${() => {
      if (!busy) go(to);
    }}
  >
    ${label}
  </button>`;
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
      grid-template-columns: minmax(0, 1fr);
      gap: 16px;
      padding: 20px var(--_inset);
    }
    form [part='submit-button'] {
      inline-size: 100%;
      white-space: normal;
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
      position: relative;
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
      .link::after,
      .reveal::after {
        position: absolute;
        inset: -10px;
        content: '';
      }
    }
  `,
];
