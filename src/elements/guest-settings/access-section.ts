import { html, nothing, type TemplateResult } from 'lit';
import type { GuestAccess } from '../../client/backend-client.ts';
import { checkGuestOrigin } from '../../client/typed-origins.ts';
import type { InputDenial } from '../../client/input-denials.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { icon, TRASH } from '../../ui/primitives/icon.ts';
import { middleCut } from '../../ui/primitives/middle-cut.ts';
import { textField } from '../../ui/primitives/text-field.ts';
import { fieldSentence, type Around } from './around.ts';
import { section } from './section.ts';

/** Whether this machine's pages may be named is for the server to say. */
const OPTIONS = { development: true };

/** The switch, and the sites from which guests may join. */
export class AccessSection {
  readonly #around: Around;
  #typed = '';
  #denial: InputDenial | undefined;
  #removed: string | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Drops what was typed, which was somebody else's. */
  forget(): void {
    this.#typed = '';
    this.#denial = undefined;
    this.#removed = undefined;
  }

  render(access: GuestAccess): TemplateResult {
    const around = this.#around;
    const { localize } = around;
    const { enabled, origins } = access;
    const content = html`<div class="line">
        <p>${localize.term('accessState', enabled, origins.length)}</p>
        <button
          class=${enabled ? nothing : 'primary'}
          part="switch-button"
          type="button"
          aria-disabled=${around.isBusy()}
          @click=${() => {
            this.#switch(enabled);
          }}
        >
          ${localize.term(enabled ? 'switchOff' : 'switchOn')}
        </button>
      </div>
      ${
        origins.length === 0
          ? nothing
          : html`<ul part="origins" aria-label=${localize.term('origins')}>
              ${keyedList(origins.map(origin => [origin, this.#row(access, origin)]))}
            </ul>`
      }
      ${this.#undo(access)}
      <form class="one" novalidate @submit=${(event: Event) => void this.#add(event, access)}>
        ${textField({
          name: 'origin',
          label: localize.term('addOrigin'),
          type: 'text',
          autocomplete: 'off',
          dir: 'ltr',
          value: this.#typed,
          problem: fieldSentence(around, this.#denial),
          hint: localize.term('originHint'),
          beside: html`<button part="add-button" type="submit" aria-disabled=${around.isBusy()}>
            ${localize.term('add')}
          </button>`,
          onInput: typed => {
            this.#typed = typed;
            this.#denial = undefined;
            around.host.requestUpdate();
          },
        })}
      </form>`;
    return section(around, 'access', content);
  }

  #row(access: GuestAccess, origin: string): TemplateResult {
    const name = this.#around.localize.term('removeOrigin', origin);
    return html`<li part="row">
      <bdi part="origin" title=${origin}>${middleCut(origin)}</bdi>
      <button
        class="quiet icon"
        part="remove-button"
        type="button"
        aria-label=${name}
        title=${name}
        @click=${() => void this.#remove(access, origin)}
      >
        ${icon(TRASH)}
      </button>
    </li>`;
  }

  #undo(access: GuestAccess): TemplateResult | typeof nothing {
    const removed = this.#removed;
    if (removed === undefined || access.origins.includes(removed)) return nothing;
    const { localize } = this.#around;
    return html`<p class="line small muted" part="note">
      <span>${localize.term('originRemoved', removed)}</span>
      <button
        class="quiet"
        part="undo-button"
        type="button"
        @click=${() => void this.#put(access, removed)}
      >
        ${localize.term('putBack')}
      </button>
    </p>`;
  }

  #switch(enabled: boolean): void {
    const { localize, open, change } = this.#around;
    if (enabled) open('access', { kind: 'off' });
    else void change('access', { enabled: true }, localize.term('switchedOn'));
  }

  async #add(event: Event, access: GuestAccess): Promise<void> {
    event.preventDefault();
    const checked = checkGuestOrigin(this.#typed, OPTIONS);
    this.#denial = checked.allowed ? undefined : checked.denial;
    this.#around.host.requestUpdate();
    if (!checked.allowed) this.#focusField();
    else if (await this.#put(access, checked.value)) this.#typed = '';
    this.#around.host.requestUpdate();
  }

  async #put({ origins }: GuestAccess, origin: string): Promise<boolean> {
    const { change, localize } = this.#around;
    const all = [...new Set([...origins, origin])];
    const isDone = await change('access', { origins: all }, localize.term('originAdded', origin));
    if (isDone) this.#focusField();
    return isDone;
  }

  async #remove({ origins }: GuestAccess, origin: string): Promise<void> {
    const { change, localize, host } = this.#around;
    const rest = origins.filter(one => one !== origin);
    const says = localize.term('originRemoved', origin);
    if (!(await change('access', { origins: rest }, says))) return;
    this.#removed = origin;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('[part=undo-button]')?.focus();
  }

  #focusField(): void {
    this.#around.host.renderRoot.querySelector<HTMLElement>('#origin')?.focus();
  }
}
