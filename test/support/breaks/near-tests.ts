import { glob } from 'node:fs/promises';
import { basename } from 'node:path';

/** Which tests are nearest to a source, by words of their paths; the first line that fits. */
const NEAR: readonly (readonly [source: RegExp, tests: RegExp])[] = [
  [/\/mailed-links\.ts$/, /account-letters|security\/accounts/],
  [/\/auth\/origins\.ts$/, /origins/],
  [/\/auth\/oidc\.ts$/, /oidc/],
  [/\/auth\//, /account-letters|accounts|sign-in-limit|server\/sessions/],
  [/\/0003_accounts\.sql$/, /server\/accounts|definer-functions|activity/],
  [/\/0005_live\.sql$/, /server\/changes|definer-functions/],
  [/\/0006_lists\.sql$/, /member-list|definer-functions|leaks/],
  [/\/0008_invitations\.sql$/, /(server|security)\/.*invitation|definer-functions|oidc/],
  [
    /\.sql$/,
    /definer-functions|row-level-security|leaks|sessions|server\/activity|server\/accounts/,
  ],
  [/\/contract\/routes\.ts$/, /sweep|route-table|rechecked|server\/permissions|server\/sessions/],
  [/\/member-list\.ts$/, /member-list|hidden-addresses/],
  [/\/(server\/invitations|mail)\//, /(server|security)\/.*invitation/],
  [/\/server\/members\//, /members|removing|last-owner|rechecked|server\/permissions/],
  [/\/server\/organizations\//, /creating|removing|rechecked|last-owner/],
  [/\/server\/permissions\//, /server\/permissions|rechecked/],
  [/\/server\/session\//, /sessions|rechecked|server\/oidc/],
  [/\/server\/profile\//, /server\/(accounts|oidc)/],
  [/\/client\/http\/(live|event-stream)\.ts$/, /live/],
  [/\/client\//, /test\/client|org-switcher-create|late-provider/],
  [/\/ui\/context\//, /test\/ui|elements\/(suites|live)/],
  [/\/ui\/(primitives|controllers)\//, /elements\/(suites|member-table|org-switcher|sign-in)/],
  [/\/ui\//, /test\/ui|suites/],
];

/** The test files, in groups: those nearest to a source first, then those of its part, then the rest. */
export async function testsByNearness(source: string): Promise<readonly (readonly string[])[]> {
  const tests = (await Array.fromAsync(glob('test/**/*.test.ts'))).sort();
  const near = nearTo(source);
  const part = partOf(source);
  const groupOf = (test: string): number => (near.test(test) ? 0 : part.test(test) ? 1 : 2);
  return [0, 1, 2].map(group => tests.filter(test => groupOf(test) === group));
}

function nearTo(source: string): RegExp {
  const [, tag] = /^src\/elements\/([\w-]+)\//.exec(source) ?? [];
  if (tag) return new RegExp(`test/elements/(\\w+/)?${tag}`);
  if (source.startsWith('src/domain/')) {
    return new RegExp(`test/domain/${basename(source, '.ts')}\\.`);
  }
  return NEAR.find(([sources]) => sources.test(source))?.[1] ?? partOf(source);
}

function partOf(source: string): RegExp {
  if (source.startsWith('src/domain/')) return /^test\/(domain|server|security)\//;
  if (/^src\/(server|contract)\//.test(source)) return /^test\/(server|security|contract)\//;
  return /^test\/(client|elements|ui)\//;
}
