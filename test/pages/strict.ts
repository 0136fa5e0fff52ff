import { configure, createHttpClient } from '../../src/index.ts';

declare global {
  interface Window {
    /** What the page's policy has refused. */
    violations?: string[];
  }
}

const violations: string[] = [];
window.violations = violations;
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective} ${blockedURI}`);
});

const given = new URLSearchParams(location.hash.slice(1));
const client = createHttpClient({
  baseUrl: given.get('lane') ?? '',
  getToken: () => given.get('token') ?? '',
});
configure({ client: { ...client, capabilities: { has: () => true } } });
await import('../../src/orgtags.ts');
document.body.append(document.createElement(given.get('tag') ?? ''));
