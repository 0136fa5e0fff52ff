import { fixture } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import type { Capability } from '../../src/client/backend-client.ts';
import { createHttpClient, type BackendClient } from '../../src/client/index.ts';
import '../../src/orgtags.ts';
import type { Scene } from './scene.ts';

/** The client of a host page for a member of the scene, or for nobody; see {@link show}. */
export function clientOf(
  { lane }: Scene,
  as: { readonly token: string } | undefined,
  accounts = false,
): BackendClient {
  const bearer = createHttpClient({ baseUrl: lane, getToken: () => as?.token ?? 'nobody' });
  return accounts ? { ...bearer, capabilities: { has: () => true } } : bearer;
}

/**
 * Shows a tag to a member of the scene, as a host page would.
 * @param options.accounts with what needs the backend's accounts, which bearers do not sign in to
 */
export async function show<Tag extends HTMLElement>(
  place: Scene,
  as: { readonly token: string } | undefined,
  tag: TemplateResult,
  { org, accounts = false }: { readonly org?: string; readonly accounts?: boolean } = {},
): Promise<Tag> {
  const client = clientOf(place, as, accounts);
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client} .org=${org}>${tag}</org-provider>`,
  );
  return provider.firstElementChild as Tag;
}

/** Shows a tag to a member of the scene, with a backend that cannot do something. */
export async function showWithout<Tag extends HTMLElement>(
  what: Capability,
  place: Scene,
  as: { readonly token: string },
  tag: TemplateResult,
): Promise<Tag> {
  const client = { ...clientOf(place, as), capabilities: { has: (one: string) => one !== what } };
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client}>${tag}</org-provider>`,
  );
  return provider.firstElementChild as Tag;
}
