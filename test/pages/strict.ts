import { configure, createHttpClient } from '../../src/index.ts';
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
  /** The base URL of the backend. */
  readonly lane: string;
  readonly token: string;
}

function showTag({ tag, lane, token }: ShownTag): HTMLElement {
  const client = createHttpClient({ baseUrl: lane, getToken: () => token });
  configure({ client: { ...client, capabilities: { has: () => true } } });
  const shown = document.createElement(tag);
  document.body.replaceChildren(shown);
  return shown;
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective} ${blockedURI}`);
});
Object.assign(window, { violations, showTag });
