import { html, type TemplateResult } from 'lit';
import type { GuestAccess, SigningSecret } from '../../client/backend-client.ts';
import { CHECK, icon, LINK } from '../../ui/primitives/icon.ts';
import { areaField } from './area-field.ts';
import type { Around } from './around.ts';
import { section } from './section.ts';

/** The fields that can be copied. */
type Copied = 'snippet' | 'secret';

/** What goes into a page, and what its server vouches for visitors with. */
export class EmbeddingSection {
  readonly #around: Around;
  #secret: SigningSecret | undefined;
  #copied: { readonly field: Copied; readonly isDone: boolean } | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Hides the secret. */
  forget(): void {
    this.#secret = undefined;
    this.#copied = undefined;
  }

  /** The secret, while it is shown. */
  get secret(): SigningSecret | undefined {
    return this.#secret;
  }

  /** Shows another one. */
  take(secret: SigningSecret): void {
    this.#secret = secret;
    this.#copied = undefined;
    this.#around.host.requestUpdate();
  }

  /** @param script the address of the chat's script */
  render({ organization, baseUrl }: GuestAccess, script: string): TemplateResult {
    const { localize } = this.#around;
    const attributes = `base-url="${quoted(baseUrl)}" organization="${organization}"`;
    const snippet = `<script type="module" src="${quoted(script || `${baseUrl}/guest-chat.js`)}"></script>
<guest-chat-join ${attributes}></guest-chat-join>`;
    const content = html`${this.#field('snippet', snippet, 5)}
      <div class="secret">
        <h4 id="secret-heading">${localize.term('secretTitle')}</h4>
        <p class="muted small">${localize.term('secretAbout')}</p>
        ${this.#secret ? this.#shown(this.#secret) : this.#hidden()}
      </div>`;
    return section(this.#around, 'embedding', content);
  }

  #hidden(): TemplateResult {
    return html`<div>
      <button part="show-button" type="button" @click=${() => void this.#show()}>
        ${this.#around.localize.term('showSecret')}
      </button>
    </div>`;
  }

  #shown({ secret }: SigningSecret): TemplateResult {
    const { localize, open } = this.#around;
    return html`${this.#field('secret', secret, 2)}
      <div class="actions">
        <button class="quiet" part="hide-button" type="button" @click=${() => void this.#hide()}>
          ${localize.term('hideSecret')}
        </button>
        <button
          part="rotate-button"
          type="button"
          @click=${() => {
            open('embedding', { kind: 'rotate' });
          }}
        >
          ${localize.term('newSecret')}
        </button>
      </div>`;
  }

  #field(field: Copied, value: string, rows: number): TemplateResult {
    const { localize } = this.#around;
    const copied = this.#copied?.field === field ? this.#copied : undefined;
    const isCopied = copied?.isDone === true;
    return html`<div class="copy">
      ${areaField({
        name: field,
        label: localize.term(field === 'snippet' ? 'snippet' : 'secret'),
        rows,
        value,
        isShown: true,
        problem: undefined,
        ...(copied && !isCopied && { hint: localize.term('copyItByHand') }),
      })}
      <button part="copy-button" type="button" @click=${() => void this.#copy(field, value)}>
        ${icon(isCopied ? CHECK : LINK)}${localize.term(isCopied ? 'isCopied' : 'copyIt')}
      </button>
    </div>`;
  }

  async #copy(field: Copied, value: string): Promise<void> {
    const { host, localize, say } = this.#around;
    let isDone = true;
    try {
      await navigator.clipboard.writeText(value);
      say(localize.term('isCopied'));
    } catch {
      isDone = false;
      const area = host.renderRoot.querySelector<HTMLTextAreaElement>(`#${field}`);
      area?.focus();
      area?.select();
    }
    this.#copied = { field, isDone };
    host.requestUpdate();
  }

  async #show(): Promise<void> {
    const { attempt, client, organization, refuse } = this.#around;
    const problem = await attempt(
      () => client().guests.signingSecret(organization()),
      async secret => {
        this.take(secret);
        await this.#focus('#secret');
      },
    );
    refuse('embedding', problem);
  }

  async #hide(): Promise<void> {
    this.forget();
    await this.#focus('[part=show-button]');
  }

  async #focus(selector: string): Promise<void> {
    const { host } = this.#around;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** As it stands in an attribute. */
function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
