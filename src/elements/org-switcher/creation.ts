import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { BackendClient, CreateOrganization } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import { inputDenialOf } from '../../client/input-denials.ts';
import { checkName, checkSlug, suggestSlug } from '../../client/typed-text.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { ContentKey } from '../../ui/content-key.ts';
import { dialog } from '../../ui/primitives/dialog.ts';
import { textField } from '../../ui/primitives/text-field.ts';
import { SlugCheck } from './slug-check.ts';

/** Why no organization was made, or why it is not open. */
export interface Refusal {
  readonly problem: Problem;
  readonly sentence: () => string;
}

/** What the dialog needs of the tag around it. */
export interface CreationOptions {
  readonly localize: Localize;
  readonly client: () => BackendClient;
  /**
   * Makes it and goes there.
   * @param key the same for the same content, until it is there
   */
  readonly create: (wanted: CreateOrganization, key: string) => Promise<Refusal | undefined>;
  /** The dialog has been closed; the focus is to go where it came from. */
  readonly onClose: () => void;
}

/** What is filled in, and what was said to it. */
interface Form {
  readonly name: string;
  readonly slug: string;
  /** The slug is the person's own; until then it follows the name. */
  readonly ownSlug: boolean;
  /** It was sent once, so that what is missing is said. */
  readonly sent: boolean;
  readonly acting: boolean;
  /** What the backend does not accept: a code, by field. */
  readonly refused: { readonly name?: string | undefined; readonly slug?: string | undefined };
  /** Why it was not made, in whatever the page's language then is. */
  readonly problem?: (() => string) | undefined;
}

const EMPTY: Form = {
  name: '',
  slug: '',
  ownSlug: false,
  sent: false,
  acting: false,
  refused: {},
};

/** The dialog that makes an organization of a name and a slug. */
export class Creation {
  readonly #host: LitElement;
  readonly #options: CreationOptions;
  readonly #slugCheck: SlugCheck;
  #form: Form | undefined;
  /** Outlives the dialog: after an answer that got lost, the same again makes no second one. */
  readonly #keys = new ContentKey();

  constructor(host: LitElement, options: CreationOptions) {
    this.#host = host;
    this.#options = options;
    this.#slugCheck = new SlugCheck(host, options.client);
  }

  get isUnderWay(): boolean {
    return this.#form?.acting ?? false;
  }

  open(): void {
    this.#slugCheck.forget();
    this.#set(EMPTY);
  }

  /** Drops what was filled in, which was somebody else's. */
  forget(): void {
    this.#form = undefined;
    this.#keys.forget();
  }

  render(): TemplateResult | typeof nothing {
    const form = this.#form;
    if (!form) return nothing;
    const { localize } = this.#options;
    return dialog({
      title: localize.term('createOrganization'),
      content: this.#fields(form),
      problem: form.problem?.(),
      keep: localize.term('cancel'),
      confirm: { label: localize.term(form.acting ? 'creating' : 'create'), kind: 'primary' },
      busy: form.acting,
      onConfirm: () => void this.#submit(),
      onClose: () => {
        this.#close();
      },
    });
  }

  #fields(form: Form): TemplateResult {
    const { localize } = this.#options;
    const { state } = this.#slugCheck;
    const slugProblem = this.#slugProblem(form);
    const hint = this.#slugHint();
    const said = state.status === 'free' || state.status === 'denied' ? (slugProblem ?? hint) : '';
    return html`<div class="fields">
      ${textField({
        name: 'organization-name',
        label: localize.term('organizationName'),
        type: 'text',
        autocomplete: 'off',
        dir: 'auto',
        value: form.name,
        problem: this.#nameProblem(form),
        onInput: name => {
          this.#typeName(name);
        },
      })}
      <div>
        ${textField({
          name: 'organization-slug',
          label: localize.term('slug'),
          type: 'text',
          autocomplete: 'off',
          dir: 'ltr',
          value: form.slug,
          problem: slugProblem,
          hint,
          onInput: slug => {
            this.#typeSlug(slug, slug !== '');
          },
        })}
        ${state.status === 'denied' ? this.#suggestions(state.suggestions) : nothing}
      </div>
      <p class="visually-hidden" role="status">${said}</p>
    </div>`;
  }

  #suggestions(slugs: readonly string[]): TemplateResult | typeof nothing {
    if (slugs.length === 0) return nothing;
    const label = this.#options.localize.term('freeSlugs');
    return html`<div class="suggestions" role="group" aria-label=${label}>
      ${slugs.map(
        slug =>
          html`<button type="button" part="suggestion-button" @click=${() => this.#take(slug)}>
            <span class="ellipsis" dir="ltr" title=${slug}>${slug}</span>
          </button>`,
      )}
    </div>`;
  }

  #nameProblem({ name, sent, refused }: Form): string | undefined {
    const checked = checkName(name);
    if (checked.allowed) return refused.name && this.#fieldProblem(refused.name);
    const isBegun = checked.denial.code !== 'name-blank';
    return isBegun || sent ? this.#options.localize.term('input', checked.denial) : undefined;
  }

  #slugProblem({ refused }: Form): string | undefined {
    const { state } = this.#slugCheck;
    const code = state.status === 'denied' ? state.code : refused.slug;
    return code && this.#fieldProblem(code);
  }

  #slugHint(): string {
    const { localize } = this.#options;
    const { state } = this.#slugCheck;
    switch (state.status) {
      case 'free':
        return localize.term('slugFree', state.slug);
      case 'checking':
        return localize.term('slugChecking');
      case 'unknown':
        return localize.term('slugUnknown');
      default:
        return localize.term('slugHint');
    }
  }

  #fieldProblem(code: string): string {
    const { localize } = this.#options;
    if (code === 'slug-taken') return localize.term('slugTaken');
    const denial = inputDenialOf(code);
    return denial ? localize.term('input', denial) : localize.term('notAccepted');
  }

  #typeName(name: string): void {
    if (!this.#form) return;
    this.#set({ ...this.#form, name, refused: { ...this.#form.refused, name: undefined } });
    const slug = this.#form.ownSlug ? this.#form.slug : (suggestSlug(name) ?? '');
    if (slug !== this.#form.slug) this.#typeSlug(slug, false);
  }

  #typeSlug(slug: string, ownSlug: boolean): void {
    if (!this.#form) return;
    const refused = { ...this.#form.refused, slug: undefined };
    this.#set({ ...this.#form, slug, ownSlug, refused });
    this.#slugCheck.ask(slug.trim());
  }

  #take(slug: string): void {
    this.#typeSlug(slug, true);
    this.#slugCheck.askNow(slug);
    this.#host.renderRoot.querySelector<HTMLElement>('#organization-slug')?.focus();
  }

  async #submit(): Promise<void> {
    const form = this.#form;
    if (!form || form.acting) return;
    const name = checkName(form.name);
    const slug = form.slug.trim() === '' ? undefined : checkSlug(form.slug);
    if (slug?.allowed === false) this.#slugCheck.askNow(form.slug.trim());
    const wanted = name.allowed && { name: name.value, ...(slug?.allowed && { slug: slug.value }) };
    if (!wanted || slug?.allowed === false || this.#isTaken(wanted)) {
      this.#set({ ...form, sent: true, problem: undefined });
      await this.#focusWrong();
      return;
    }
    // What comes of it says more than a look at the slug, which would find the one that was just made.
    this.#slugCheck.forget();
    this.#set({ ...form, sent: true, acting: true, problem: undefined });
    const refusal = await this.#options.create(wanted, this.#keys.of(wanted));
    // Dropped meanwhile, or another one by now.
    if (!this.#form?.acting) return;
    this.#set({ ...this.#form, acting: false });
    if (refusal) await this.#refuse(refusal);
    else {
      this.#keys.forget();
      this.#close();
    }
  }

  async #refuse({ problem, sentence }: Refusal): Promise<void> {
    if (!this.#form) return;
    const { fields = [] } = problem.details;
    const codeOf = (wanted: string): string | undefined =>
      fields.find(({ field }) => field === wanted)?.code;
    const refused = { name: codeOf('name'), slug: codeOf('slug') };
    const isBeside = refused.name !== undefined || refused.slug !== undefined;
    if (problem.isOutdated || isBeside) this.#keys.forget();
    this.#set({ ...this.#form, refused, problem: isBeside ? undefined : sentence });
    if (!isBeside) return;
    if (refused.slug !== undefined) this.#slugCheck.askNow(this.#form.slug.trim());
    await this.#focusWrong();
  }

  /** By another one than that of an answer that got lost. */
  #isTaken(wanted: CreateOrganization): boolean {
    return this.#slugCheck.state.status === 'denied' && !this.#keys.has(wanted);
  }

  async #focusWrong(): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('dialog [aria-invalid=true]')?.focus();
  }

  #close(): void {
    // A browser closes a dialog that is asked twice, also while it is busy: then it opens again.
    const form = this.#form;
    if (!form) return;
    this.#host.requestUpdate();
    if (form.acting) return;
    this.#form = undefined;
    this.#options.onClose();
  }

  #set(form: Form): void {
    this.#form = form;
    this.#host.requestUpdate();
  }
}
