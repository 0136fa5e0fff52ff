import { html, nothing, type TemplateResult } from 'lit';
import type { GuestAccess, GuestText } from '../../client/backend-client.ts';
import { checkGuestText } from '../../client/typed-guests.ts';
import { select } from '../../ui/primitives/select.ts';
import { areaField } from './area-field.ts';
import { fieldSentence, type Around } from './around.ts';
import { saveRow, section } from './section.ts';

const KINDS = ['welcome', 'consent', 'away'] as const;

type Kind = (typeof KINDS)[number];

/** What was typed and is not stored, by language and kind, parted by a blank. */
type Draft = ReadonlyMap<string, string>;

/** Those that sites have most; others are there when they were stored. */
const LANGUAGES =
  'ar cs da de el en es fi fr he hu id it ja ko nb nl pl pt ro ru sv tr uk vi zh'.split(' ');

/** What the chat says, by language. */
export class WordsSection {
  readonly #around: Around;
  #chosen: string | undefined;
  #draft: Draft = new Map();
  /** That the draft was begun on. */
  #version = 0;
  #isSent = false;
  #isSaving = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Drops what was typed, which was somebody else's. */
  forget(): void {
    this.#chosen = undefined;
    this.#draft = new Map();
    this.#isSent = false;
    this.#isSaving = false;
  }

  /** The draft is from now on one of another state, which the person has been told of. */
  rebase(version: number): void {
    this.#version = version;
  }

  render(access: GuestAccess): TemplateResult {
    const around = this.#around;
    const { localize } = around;
    const language = this.#languageOf(access);
    const isBegun = this.#draft.size > 0;
    const content = html`<form
      novalidate
      @submit=${(event: Event) => void this.#save(event, access)}
    >
      <div class="field" part="field">
        <label for="language" part="label">${localize.term('language')}</label>
        ${select({
          part: 'language',
          id: 'language',
          value: language,
          options: this.#options(access),
          onChange: chosen => {
            this.#chosen = chosen;
            around.host.requestUpdate();
          },
        })}
      </div>
      ${KINDS.map(kind => this.#field(access, language, kind))}
      ${
        isBegun && access.version !== this.#version
          ? html`<p class="muted small" part="note">${localize.term('changedMeanwhile')}</p>`
          : nothing
      }
      ${
        isBegun
          ? saveRow(around, this.#isSaving, () => {
              this.#discard();
            })
          : nothing
      }
    </form>`;
    return section(around, 'words', content);
  }

  #field(access: GuestAccess, language: string, kind: Kind): TemplateResult {
    const { localize, host } = this.#around;
    const value = this.#typed(access, language, kind);
    const checked = checkGuestText(value);
    return areaField({
      name: kind,
      label: localize.term('guestText', kind),
      rows: 2,
      value,
      hint: localize.term('guestTextHint', kind),
      problem:
        this.#isSent && !checked.allowed ? fieldSentence(this.#around, checked.denial) : undefined,
      onInput: typed => {
        if (this.#draft.size === 0) this.#version = access.version;
        const draft = new Map(this.#draft).set(`${language} ${kind}`, typed);
        if (typed === stored(access, language, kind)) draft.delete(`${language} ${kind}`);
        this.#draft = draft;
        host.requestUpdate();
      },
    });
  }

  #typed(access: GuestAccess, language: string, kind: Kind): string {
    return this.#draft.get(`${language} ${kind}`) ?? stored(access, language, kind);
  }

  #languageOf({ texts }: GuestAccess): string {
    const page = this.#around.localize.term('$code').split('-')[0] ?? 'en';
    return this.#chosen ?? texts[0]?.language ?? page;
  }

  /** Those of which something is said first, as they are stored. */
  #options(access: GuestAccess): [string, string][] {
    const { localize } = this.#around;
    const names = new Intl.DisplayNames(localize.locale, { type: 'language' });
    const written = this.#languages(access);
    const shown = this.#languageOf(access);
    const others = [...new Set([...LANGUAGES, shown])].filter(one => !written.includes(one));
    return [...written, ...others].map(code => [
      code,
      localize.term('languageName', names.of(code) ?? code, written.includes(code)),
    ]);
  }

  #languages({ texts }: GuestAccess): string[] {
    const drafts = [...this.#draft.keys()].map(key => key.split(' ')[0] ?? '');
    return [...new Set([...texts.map(({ language }) => language), ...drafts])];
  }

  #discard(): void {
    this.#draft = new Map();
    this.#isSent = false;
    this.#around.host.requestUpdate();
    this.#around.host.renderRoot.querySelector<HTMLElement>('#welcome')?.focus();
  }

  async #save(event: Event, access: GuestAccess): Promise<void> {
    event.preventDefault();
    const { change, localize, host, isBusy } = this.#around;
    if (isBusy() || this.#draft.size === 0) return;
    this.#isSent = true;
    const draft = this.#draft;
    const wrong = [...draft].find(([, typed]) => !checkGuestText(typed).allowed);
    if (wrong) {
      this.#chosen = wrong[0].split(' ')[0];
      host.requestUpdate();
      await host.updateComplete;
      host.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    const texts = this.#languages(access).map((language): GuestText => {
      const typed = (kind: Kind): string | null => this.#typed(access, language, kind) || null;
      return {
        language,
        welcome: typed('welcome'),
        consent: typed('consent'),
        away: typed('away'),
      };
    });
    this.#isSaving = true;
    const says = localize.term('wordsSaved');
    const isDone = await change('words', { texts }, says, this.#version);
    this.#isSaving = false;
    if (isDone && this.#draft === draft) this.#discard();
    host.requestUpdate();
  }
}

function stored({ texts }: GuestAccess, language: string, kind: Kind): string {
  return texts.find(text => text.language === language)?.[kind] ?? '';
}
