import type { BackendClient } from '../../client/backend-client.ts';
import { createHttpClient, type HttpClientOptions } from '../../client/http/http-client.ts';
import { page, storeFor, type SessionStore } from './session-store.ts';

/** How the tags of a page reach their backend when no provider says so. */
export type Configuration = HttpClientOptions | { readonly client: BackendClient };

/**
 * Sets the page's default, for every tag without an `<org-provider>` around it. May be called before
 * or after the tags are there.
 */
export function configure(configuration: Configuration): void {
  const given = (configuration as Configuration | undefined) ?? {};
  const isClient = typeof given === 'object' && 'client' in given;
  const client = isClient ? (clientIn(given) ?? clientFor('')) : createHttpClient(given);
  // The same one again: somebody has signed in or out.
  if (client === page.client) void storeFor(client).reload();
  page.client = client;
  page.dispatchEvent(new Event('configured'));
}

/**
 * The store of the page's default: what `configure()` said, else the address in `data-orgtags` of a
 * script tag, else the page's own origin.
 */
export function defaultStore(): SessionStore {
  page.client ??= clientFor(
    document.querySelector<HTMLElement>('script[data-orgtags]')?.dataset.orgtags ?? '',
  );
  return storeFor(page.client);
}

/** The client that a host has given; undefined without one, and where it is none, which is warned of. */
export function clientIn({ client }: { readonly client?: unknown }): BackendClient | undefined {
  if (client == null) return undefined;
  const { session, capabilities } = client as Partial<BackendClient>;
  if (typeof session === 'function' && typeof capabilities?.has === 'function') {
    return client as BackendClient;
  }
  // eslint-disable-next-line no-console -- The host's developer is to see it.
  console.warn('What was given to Orgtags as a client is none, and is left aside:', client);
  return undefined;
}

/** The page's one client for a backend's address; empty for the page's own origin. */
export function clientFor(baseUrl: string | URL): BackendClient {
  const key = String(baseUrl);
  const client = page.clients.get(key) ?? createHttpClient({ baseUrl });
  page.clients.set(key, client);
  return client;
}
