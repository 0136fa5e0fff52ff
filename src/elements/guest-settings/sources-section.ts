import { html, nothing, type TemplateResult } from 'lit';
import type { TextSource, TriedQuestion } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { icon, PENCIL, TRASH } from '../../ui/primitives/icon.ts';
import { textField } from '../../ui/primitives/text-field.ts';
import type { Around } from './around.ts';
import { section } from './section.ts';

/** The texts that guests are answered with, and what a question would find in them. */
export class SourcesSection {
  readonly #around: Around;
  #question = '';
  #tried: TriedQuestion | undefined;
  #problem: Problem | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Drops what was typed, which was somebody else's. */
  forget(): void {
    this.#question = '';
    this.#tried = undefined;
    this.#problem = undefined;
  }

  render(sources: readonly TextSource[]): TemplateResult {
    const around = this.#around;
    const { localize } = around;
    const content = html`${
        sources.length === 0
          ? html`<p class="muted">${localize.term('noSources')}</p>`
          : html`<ul part="sources" aria-labelledby="sources-heading">
              ${keyedList(sources.map(source => [source.id, this.#row(source)]))}
            </ul>`
      }
      <div>
        <button
          part="add-source-button"
          type="button"
          @click=${() => {
            around.open('sources', { kind: 'add' });
          }}
        >
          ${localize.term('addSource')}
        </button>
      </div>
      ${this.#tryOut()}`;
    return section(around, 'sources', content);
  }

  #row(source: TextSource): TemplateResult {
    const { localize, store, open, isBusy } = this.#around;
    const { id, title, length } = source;
    const [change, remove] = [localize.term('editOf', title), localize.term('removeOf', title)];
    return html`<li part="row" data-row=${id}>
      <div class="grow">
        <bdi class="name ellipsis" part="name" title=${title}>${title}</bdi>
        <span class="muted small"
          >${localize.term('characters', localize.count(length), length)}</span
        >
      </div>
      <div class="acts">
        <label class="check">
          <input
            type="checkbox"
            part="public"
            aria-label=${localize.term('publicOf', title)}
            aria-disabled=${isBusy()}
            .checked=${source.public}
            @change=${(event: Event) => {
              const box = event.target as HTMLInputElement;
              if (isBusy()) box.checked = source.public;
              else
                void store(source, { public: box.checked }).then(refusal => {
                  if (refusal) box.checked = source.public;
                });
            }}
          />
          <span>${localize.term('public')}</span>
        </label>
        <button
          class="quiet icon"
          part="edit-button"
          type="button"
          aria-label=${change}
          title=${change}
          @click=${() => {
            open('sources', { kind: 'edit', source });
          }}
        >
          ${icon(PENCIL)}
        </button>
        <button
          class="quiet icon"
          part="remove-source-button"
          type="button"
          aria-label=${remove}
          title=${remove}
          @click=${() => {
            open('sources', { kind: 'remove', source });
          }}
        >
          ${icon(TRASH)}
        </button>
      </div>
    </li>`;
  }

  #tryOut(): TemplateResult {
    const { localize, host } = this.#around;
    return html`<form class="one" novalidate @submit=${(event: Event) => void this.#try(event)}>
      ${textField({
        name: 'question',
        label: localize.term('tryIt'),
        type: 'text',
        autocomplete: 'off',
        dir: 'auto',
        value: this.#question,
        problem: this.#problem && localize.term('problem', this.#problem),
        beside: html`<button part="try-button" type="submit">${localize.term('tryNow')}</button>`,
        onInput: typed => {
          this.#question = typed;
          this.#tried = undefined;
          this.#problem = undefined;
          host.requestUpdate();
        },
      })}
      <div role="status" part="outcome">${this.#outcome()}</div>
    </form>`;
  }

  #outcome(): TemplateResult | typeof nothing {
    const { localize } = this.#around;
    if (!this.#tried) return nothing;
    const { found } = this.#tried;
    if (!found) return html`<p class="muted">${localize.term('nothingFound')}</p>`;
    return html`<blockquote>
      <p><bdi part="text">${found.passage}</bdi></p>
      <p class="muted small">${localize.term('foundIn', found.title)}</p>
    </blockquote>`;
  }

  async #try(event: Event): Promise<void> {
    event.preventDefault();
    const { attempt, client, organization, host } = this.#around;
    const text = this.#question;
    if (text.trim() === '') {
      host.renderRoot.querySelector<HTMLElement>('#question')?.focus();
      return;
    }
    const problem = await attempt(
      () => client().textSources.try(organization(), { text }),
      tried => {
        if (text === this.#question) this.#tried = tried;
      },
    );
    if (text === this.#question) this.#problem = problem;
    host.requestUpdate();
  }
}
