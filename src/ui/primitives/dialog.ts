import { css, html, nothing, type TemplateResult } from 'lit';

/** A question to a person, in front of the page. */
export interface Dialog {
  readonly title: string;
  /** What it is about, or what is lost, as a sentence. */
  readonly text?: string | undefined;
  /** What is to be filled in. */
  readonly content?: TemplateResult | undefined;
  /** Why it was not done, as a sentence. */
  readonly problem?: string | undefined;
  /** The words of the button that changes nothing. */
  readonly keep: string;
  /** The words of the button that goes on, and whether something is lost then. */
  readonly confirm: { readonly label: string; readonly kind: 'danger' | 'primary' };
  /** It is being done: until then nothing else can be. */
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A modal dialog. The tag opens whatever dialog it has rendered. */
export function dialog(options: Dialog): TemplateResult {
  const { title, text, content, problem, keep, confirm, busy, onConfirm, onClose } = options;
  return html`<dialog
    part="dialog"
    aria-labelledby="dialog-title"
    aria-describedby=${text === undefined ? nothing : 'dialog-text'}
    @cancel=${(event: Event) => {
      if (busy) event.preventDefault();
    }}
    @close=${onClose}
  >
    <form
      novalidate
      @keydown=${stayWithin}
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!busy) onConfirm();
      }}
    >
      <h2 id="dialog-title">${title}</h2>
      ${text === undefined ? nothing : html`<p class="muted" id="dialog-text">${text}</p>`}
      ${content}
      ${
        problem === undefined
          ? nothing
          : html`<p class="problem" part="problem" role="alert">${problem}</p>`
      }
      <div class="decide">
        <button
          part="keep-button"
          type="button"
          aria-disabled=${busy}
          @click=${() => {
            if (!busy) onClose();
          }}
        >
          ${keep}
        </button>
        <button
          class="primary ${confirm.kind}"
          part="confirm-button"
          type="submit"
          aria-disabled=${busy}
        >
          ${confirm.label}
        </button>
      </div>
    </form>
  </dialog>`;
}

/** Where browsers leave a dialog by Tab, for their own controls or for nothing at all, goes round. */
function stayWithin(event: KeyboardEvent): void {
  const stops = [...(event.currentTarget as HTMLFormElement).elements] as HTMLElement[];
  if (event.shiftKey) stops.reverse();
  // WebKitGTK has no name for Shift+Tab.
  if (event.code !== 'Tab' || event.target !== stops.at(-1)) return;
  event.preventDefault();
  stops[0]?.focus();
}

/** The styles that {@link dialog} needs. */
export const dialogStyles = css`
  dialog {
    inline-size: 28.571429em;
    max-inline-size: calc(100vw - 32px);
    padding: 20px;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  dialog form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .decide {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 12px;
  }
  .danger {
    --_fill: var(--_danger);
    --_on-accent: var(--_surface);
  }
`;
