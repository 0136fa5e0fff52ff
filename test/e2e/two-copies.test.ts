import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { openDemo } from '../support/open-demo.ts';

/** A copy of the kit of its own, as a team that bundles it has it. */
async function copyOf(...tags: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: tags.map(tag => `import './src/elements/${tag}/define.ts';`).join('\n'),
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

const SCRIPTS = `<!doctype html><html lang="en"><title>Two copies</title>
<script type="module" src="/copies/1.js"></script><script type="module" src="/copies/2.js"></script>`;
const TAGS = `<sign-in-form></sign-in-form><org-switcher></org-switcher><member-table></member-table>`;

/** One below the provider of the other, or each where it stands. */
const PAGES = {
  'below a provider': `${SCRIPTS}<org-provider base-url="/">${TAGS}</org-provider>`,
  'without a provider': SCRIPTS + TAGS,
};

describe('two copies of the kit on a page', async () => {
  const { demo, browser } = await openDemo();

  for (const [where, markup] of Object.entries(PAGES)) {
    it(`share a session ${where}, and a problem of one is said by the other (R2, R42)`, async () => {
      const page = await (await browser.newContext()).newPage();
      const errors: string[] = [];
      page.on('pageerror', error => errors.push(error.message));
      const files: Record<string, string> = {
        '/copies/page.html': markup,
        '/copies/1.js': await copyOf('org-provider', 'sign-in-form'),
        '/copies/2.js': await copyOf('org-switcher', 'member-table'),
      };
      await page.route('**/copies/*', route => {
        const { pathname } = new URL(route.request().url());
        const contentType = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
        return route.fulfill({ contentType, body: files[pathname] ?? '' });
      });
      await page.goto(`${demo.url}/copies/page.html`);

      await page.getByLabel('E-mail').fill('owner@acme.example');
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Address or password is not right.').waitFor();
      await page.getByLabel('Password').fill('orgtags-demo');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('4 people in Acme Robotics').waitFor();

      await page.getByRole('button', { name: 'Organization: Acme Robotics' }).click();
      await page.getByRole('option', { name: 'Globex' }).click();
      await page.getByText('2 people in Globex').waitFor();
      await page.getByRole('button', { name: 'Organization: Globex' }).click();
      await page.getByRole('option', { name: 'Acme Robotics' }).click();
      await page.getByText('4 people in Acme Robotics').waitFor();

      const fails = 'The server did not answer as it should. Try again in a moment.';
      await page.route('**/members/*', route => route.fulfill({ status: 500, body: 'down' }));
      await page.getByRole('button', { name: 'Remove Mia Lindqvist' }).click();
      const question = page.getByRole('dialog', { name: 'Remove Mia Lindqvist?' });
      await question.getByRole('button', { name: 'Remove' }).click();
      await question.getByText(fails).waitFor();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });

      await page.route('**/members?*', route => route.fulfill({ status: 500, body: 'down' }));
      await page.getByRole('searchbox').fill('Adam');
      await page.getByText(fails).waitFor();
      await page.getByText('4 people in Acme Robotics').waitFor();
      assert.deepEqual(errors, []);
    });
  }
});
