import { configure, createHttpClient } from '../../src/index.ts';
import '../../src/chat/define.ts';
import '../../src/orgtags.ts';

declare global {
  interface Window {
    /** What the page's policy has refused. */
    readonly violations: string[];
    /** Shows a tag in place of the one before. */
    readonly showTag: (shown: ShownTag) => HTMLElement;
  }
}

/** A tag, and who sees it. */
interface ShownTag {
  readonly tag: string;
  /** The organization, and the base URL of the backend. */
  readonly place: { readonly id: string; readonly lane: string };
  readonly token: string;
}

function showTag({ tag, place: { id, lane }, token }: ShownTag): HTMLElement {
  const client = createHttpClient({ baseUrl: lane, getToken: () => token });
  configure({ client: { ...client, capabilities: { has: () => true } } });
  const shown = document.createElement(tag);
  // For visitors, who have no session that says it.
  shown.setAttribute('organization', id);
  shown.setAttribute('base-url', lane);
  document.body.replaceChildren(shown);
  return shown;
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective} ${blockedURI}`);
});
Object.assign(window, { violations, showTag });
