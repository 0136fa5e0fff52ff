import { ContextProvider } from '@lit/context';
import { html, LitElement, css, type TemplateResult } from 'lit';
import { property } from '../../ui/decorators.ts';
import type { BackendClient } from '../../client/backend-client.ts';
import { clientFor, clientIn, defaultStore } from '../../ui/context/configure.ts';
import { sessionContext } from '../../ui/context/session-context.ts';
import { storeFor, type SessionStore } from '../../ui/context/session-store.ts';

/**
 * Gives the tags inside it a backend and one session.
 *
 * @tagname org-provider
 * @slot - The tags, and any other content.
 */
export class OrgProvider extends LitElement {
  static override readonly styles = css`
    :host {
      display: contents;
    }
  `;

  readonly #provider = new ContextProvider(this, { context: sessionContext });

  /** Where the backend's `/api` begins; without it, and without `client`, the page's default. */
  @property({ attribute: 'base-url' }) baseUrl: string | URL | null | undefined;

  /** The slug of the organization to stay in, whatever other tabs and tags do. */
  @property() org: string | null | undefined;

  /** A client from script, instead of `base-url`. */
  @property({ attribute: false }) client: BackendClient | undefined;

  /** Here and not when connected: what was set before the upgrade arrives with the first update. */
  protected override willUpdate(): void {
    const client =
      clientIn(this) ?? (this.baseUrl ? clientFor(this.baseUrl) : defaultStore().client);
    const current = this.#provider.value as SessionStore | undefined;
    const pinned = this.org === '' ? undefined : (this.org ?? undefined);
    if (current?.client === client && current.pinned === pinned) return;
    this.#provider.setValue(storeFor(client, pinned));
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'org-provider': OrgProvider;
  }
}
