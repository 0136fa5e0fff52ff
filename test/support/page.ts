import { fixture } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import { createHttpClient } from '../../src/client/index.ts';
import '../../src/orgtags.ts';
import type { Scene } from './scene.ts';

/** Shows a tag to a member of the scene, as a host page would. */
export async function show<Tag extends HTMLElement>(
  { lane }: Scene,
  as: { readonly token: string } | undefined,
  tag: TemplateResult,
  { org }: { readonly org?: string } = {},
): Promise<Tag> {
  const client = createHttpClient({ baseUrl: lane, getToken: () => as?.token ?? 'nobody' });
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client} .org=${org}>${tag}</org-provider>`,
  );
  return provider.firstElementChild as Tag;
}
