import {
  css,
  html,
  nothing,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import type { Member } from '../../client/backend-client.ts';
import type { Localize } from '../../ui/i18n/localize.ts';

/** What the question needs of the table. */
export interface RemovalOptions {
  readonly localize: Localize;
  /** Removes the member. @returns why that was not done, as a sentence; else the question is closed */
  readonly remove: (member: Member) => Promise<string | undefined>;
  /** The question has been closed; the focus is to go where it came from. */
  readonly onClose: (member: Member) => void;
}

interface Question {
  readonly member: Member;
  /** The organization's name. */
  readonly organization: string;
  readonly removing: boolean;
  readonly problem?: string | undefined;
}

/** Asks before a member is removed, and says in the same place why it was not done. */
export class Removal implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: RemovalOptions;
  #question: Question | undefined;

  constructor(host: LitElement, options: RemovalOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get isUnderWay(): boolean {
    return this.#question?.removing ?? false;
  }

  ask(member: Member, organization: string): void {
    this.#set({ member, organization, removing: false });
  }

  /** Drops the question, which was somebody else's or of another organization. */
  forget(): void {
    this.#question = undefined;
  }

  /** Opens what was rendered, also again where a face stood in place of the table meanwhile. */
  hostUpdated(): void {
    const dialog = this.#host.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#question) return nothing;
    const { member, organization, removing, problem } = this.#question;
    const { localize } = this.#options;
    return html`<dialog
      part="dialog"
      aria-labelledby="removal-title"
      aria-describedby="removal-loss"
      @cancel=${(event: Event) => {
        if (removing) event.preventDefault();
      }}
      @close=${() => {
        this.#close();
      }}
    >
      <h2 id="removal-title">${localize.term('removeQuestion', member.name)}</h2>
      <p class="muted" id="removal-loss">
        ${localize.term('removalLoses', member.name, organization)}
      </p>
      ${
        problem === undefined
          ? nothing
          : html`<p class="problem" part="problem" role="alert">${problem}</p>`
      }
      <div class="decide">
        <button
          part="keep-button"
          type="button"
          aria-disabled=${removing ? 'true' : 'false'}
          @click=${() => {
            if (!removing) this.#close();
          }}
        >
          ${localize.term('cancel')}
        </button>
        <button
          class="danger"
          part="confirm-button"
          type="button"
          aria-disabled=${removing ? 'true' : 'false'}
          @click=${this.#confirm}
        >
          ${localize.term(removing ? 'removing' : 'remove')}
        </button>
      </div>
    </dialog>`;
  }

  readonly #confirm = async (): Promise<void> => {
    const question = this.#question;
    if (!question || question.removing) return;
    const asked = { ...question, removing: true, problem: undefined };
    this.#set(asked);
    const problem = await this.#options.remove(question.member);
    if (this.#question !== asked) return;
    if (problem === undefined) this.#close();
    else this.#set({ ...question, problem });
  };

  #close(): void {
    const question = this.#question;
    if (!question) return;
    this.#set(undefined);
    this.#options.onClose(question.member);
  }

  #set(question: Question | undefined): void {
    this.#question = question;
    this.#host.requestUpdate();
  }
}

/** The styles that {@link Removal} needs. */
export const removalStyles = css`
  dialog {
    inline-size: 25rem;
    max-inline-size: calc(100vw - 32px);
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
    text-align: start;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  dialog p {
    margin-block-start: 8px;
  }
  .decide {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 20px;
  }
  button.danger {
    border-color: transparent;
    background: var(--_danger);
    color: light-dark(#ffffff, #1a0d0c);
  }
  button.danger:hover {
    background: color-mix(in oklab, var(--_danger) 90%, var(--_text));
  }
`;
