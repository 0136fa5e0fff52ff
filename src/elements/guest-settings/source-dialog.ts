import { html, nothing, type TemplateResult } from 'lit';
import type { CreateTextSource, TextSource } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import { checkSourceText, checkSourceTitle, checkSourceUrl } from '../../client/typed-guests.ts';
import { inputDenialOf, type InputDenial } from '../../client/input-denials.ts';
import { ContentKey } from '../../ui/content-key.ts';
import { dialog } from '../../ui/primitives/dialog.ts';
import { textField } from '../../ui/primitives/text-field.ts';
import { areaField } from './area-field.ts';
import { fieldSentence, type Around } from './around.ts';

/** The one that is to be added. */
const NEW = '';

type Field = 'title' | 'url' | 'text';

/** What is filled in, and what was said to it. */
interface Form {
  /** Of the text that is changed. */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly url: string;
  readonly text: string;
  readonly isPublic: boolean;
  readonly isSent: boolean;
  readonly acting: boolean;
  readonly refused: Readonly<Partial<Record<Field, InputDenial>>>;
  readonly problem?: Problem | undefined;
}

const EMPTY: Form = {
  id: NEW,
  version: 0,
  title: '',
  url: '',
  text: '',
  isPublic: false,
  isSent: false,
  acting: false,
  refused: {},
};

/** The dialog in which a text is added or changed; what was typed is there again when it is reopened. */
export class SourceDialog {
  readonly #around: Around;
  readonly #onClose: (id: string | undefined) => void;
  readonly #keys = new ContentKey();
  readonly #kept = new Map<string, Form>();
  #form: Form | undefined;

  constructor(around: Around, onClose: (id: string | undefined) => void) {
    this.#around = around;
    this.#onClose = onClose;
  }

  /** Drops what was filled in, which was somebody else's. */
  forget(): void {
    this.#form = undefined;
    this.#kept.clear();
    this.#keys.forget();
  }

  /** @param given with its text, to change it; else another is added */
  open(given?: { readonly source: TextSource; readonly text: string }): void {
    const kept = this.#kept.get(given?.source.id ?? NEW);
    const stored = given
      ? {
          ...EMPTY,
          ...given.source,
          url: given.source.url ?? '',
          isPublic: given.source.public,
          text: given.text,
        }
      : EMPTY;
    this.#set(kept ? { ...kept, version: stored.version } : stored);
  }

  render(): TemplateResult | typeof nothing {
    const form = this.#form;
    if (!form) return nothing;
    const { localize } = this.#around;
    return dialog({
      title: localize.term(form.id === NEW ? 'addSource' : 'editSource'),
      content: this.#fields(form),
      problem: form.problem && localize.term('problem', form.problem),
      keep: localize.term('cancel'),
      confirm: { label: localize.term(form.acting ? 'saving' : 'save'), kind: 'primary' },
      busy: form.acting,
      onConfirm: () => void this.#submit(),
      onClose: () => {
        this.#close();
      },
    });
  }

  #fields(form: Form): TemplateResult {
    const { localize } = this.#around;
    const typed =
      (field: Field) =>
      (value: string): void => {
        const current = this.#form;
        if (current)
          this.#set({
            ...current,
            [field]: value,
            refused: { ...current.refused, [field]: undefined },
          });
      };
    const problem = (field: Field): string | undefined =>
      fieldSentence(this.#around, form.refused[field]);
    return html`<div class="fields">
      ${textField({
        name: 'source-title',
        label: localize.term('sourceTitle'),
        type: 'text',
        autocomplete: 'off',
        dir: 'auto',
        value: form.title,
        problem: problem('title'),
        onInput: typed('title'),
      })}
      ${areaField({
        name: 'source-text',
        label: localize.term('sourceText'),
        rows: 6,
        value: form.text,
        problem: problem('text'),
        onInput: typed('text'),
      })}
      ${textField({
        name: 'source-url',
        label: localize.term('sourceUrl'),
        type: 'text',
        autocomplete: 'off',
        dir: 'ltr',
        value: form.url,
        problem: problem('url'),
        hint: localize.term('sourceUrlHint'),
        onInput: typed('url'),
      })}
      <label class="check">
        <input
          type="checkbox"
          part="public"
          .checked=${form.isPublic}
          @change=${() => {
            if (this.#form) this.#set({ ...this.#form, isPublic: !this.#form.isPublic });
          }}
        />
        <span>${localize.term('sourcePublic')}</span>
      </label>
    </div>`;
  }

  async #submit(): Promise<void> {
    const form = this.#form;
    if (!form || form.acting) return;
    const [title, text, url] = [
      checkSourceTitle(form.title),
      checkSourceText(form.text),
      checkSourceUrl(form.url),
    ];
    if (!title.allowed || !text.allowed || !url.allowed) {
      const refused = {
        ...(!title.allowed && { title: title.denial }),
        ...(!text.allowed && { text: text.denial }),
        ...(!url.allowed && { url: url.denial }),
      };
      this.#set({ ...form, refused, problem: undefined });
      await this.#focusWrong();
      return;
    }
    const wanted: CreateTextSource = {
      title: title.value,
      url: url.value,
      text: text.value,
      public: form.isPublic,
    };
    const acting = { ...form, acting: true, problem: undefined };
    this.#set(acting);
    const refusal =
      form.id === NEW
        ? await this.#around.store(undefined, wanted, this.#keys.of(wanted))
        : await this.#around.store(form, wanted);
    // Dropped meanwhile, or another one by now.
    if (this.#form !== acting) return;
    this.#set(form);
    if (refusal === 'cancelled') return;
    if (refusal) await this.#refuse(form, refusal);
    else {
      this.#keys.forget();
      this.#kept.delete(form.id);
      this.#form = undefined;
      this.#around.host.requestUpdate();
      this.#onClose(form.id || undefined);
    }
  }

  async #refuse(form: Form, problem: Problem): Promise<void> {
    const { fields = [] } = problem.details;
    const refused = Object.fromEntries(
      fields.map(({ field, code }) => [field, inputDenialOf(code)] as const),
    );
    const isBeside = Object.values(refused).some(Boolean);
    if (problem.isOutdated || isBeside) this.#keys.forget();
    this.#set({ ...form, refused, problem: isBeside ? undefined : problem });
    if (isBeside) await this.#focusWrong();
  }

  /** The text is another by now, which the person has been told of. */
  rebase(sources: readonly TextSource[]): void {
    const version = sources.find(({ id }) => id === this.#form?.id)?.version;
    if (this.#form && version !== undefined) this.#form = { ...this.#form, version };
  }

  async #focusWrong(): Promise<void> {
    const { host } = this.#around;
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('dialog [aria-invalid=true]')?.focus();
  }

  #close(): void {
    // A browser closes a dialog that is asked twice, also while it is busy: then it opens again.
    const form = this.#form;
    if (!form) return;
    this.#around.host.requestUpdate();
    if (form.acting) return;
    this.#kept.set(form.id, { ...form, problem: undefined, refused: {} });
    this.#form = undefined;
    this.#onClose(form.id || undefined);
  }

  #set(form: Form): void {
    this.#form = form;
    this.#around.host.requestUpdate();
  }
}
