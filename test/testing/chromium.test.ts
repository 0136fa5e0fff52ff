import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium as playwright, type Page } from 'playwright-core';
import { chromium, chromiumArgs, type Chromium } from '../../src/testing/chromium.ts';

const SOURCE = new URL('../../src/testing/chromium.ts', import.meta.url);
const BUNDLED = process.platform === 'linux' && process.arch === 'x64';
const noBundle = BUNDLED ? false : 'the registry has no Chromium for this platform';
const skip = process.env.ORGTAGS_CHROMIUM ? false : noBundle;

describe('Chromium', { skip, timeout: 300_000 }, () => {
  it('renders a page with text', async t => {
    const page = await opened(t);
    await page.setContent('<p><span>Members of Acme</span></p>');
    const drawn = await page.locator('span').boundingBox();
    assert.ok(drawn && drawn.width > 50);

    const text = await page.screenshot();
    await page.addStyleTag({ content: 'span { color: transparent }' });
    assert.notDeepEqual(await page.screenshot(), text);
  });

  it('is unpacked whole, by however many need it first', { skip: noBundle }, async t => {
    const { source, cache } = await freshCopy(t);
    const killed = unpackBy(source);
    while (!(await holdsAnything(cache))) await sleep(5);
    killed.child.kill('SIGKILL');
    await assert.rejects(killed);
    const left = await unfinished(cache);

    const both = await Promise.all([unpackBy(source), unpackBy(source)]);
    const [one, other] = both.map(({ stdout }) => JSON.parse(stdout) as Chromium);
    assert.ok(one && one.executablePath === other?.executablePath);
    const { stdout } = await promisify(execFile)(one.executablePath, ['--version'], one);
    assert.match(stdout, /^Chromium \d/);
    assert.equal((await stat(one.executablePath)).mode & 0o022, 0);
    assert.deepEqual(await unfinished(cache), left);
  });

  it('runs without its sandbox only where it must', async () => {
    const args = await chromiumArgs();
    if (process.geteuid?.() === 0) assert.deepEqual(args, ['--no-sandbox']);
    else assert.deepEqual(args, (await runsWith([])) ? [] : ['--no-sandbox']);
    assert.equal(await runsWith(args), true);
  });

  describe('with ORGTAGS_CHROMIUM', () => {
    const chosen = process.env.ORGTAGS_CHROMIUM;
    afterEach(() => choose(chosen));

    it('is the one that is installed there, as it is', async () => {
      choose(process.execPath);
      assert.deepEqual(await chromium(), {
        executablePath: process.execPath,
        env: { ...process.env },
      });
    });

    it('says when there is none', async () => {
      choose('/nowhere/chromium');
      await assert.rejects(chromium(), /ORGTAGS_CHROMIUM is \/nowhere\/chromium/);
    });
  });
});

/** The source and the packages it needs, none of them used yet, and where it will unpack. */
async function freshCopy(t: TestContext): Promise<{ source: URL; cache: string }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'orgtags-test-')));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const { resolve } = createRequire(SOURCE);
  const modules = join(folder, 'node_modules');
  const bundle = dirname(dirname(resolve('@sparticuz/chromium')));
  const tar = dirname(resolve('modern-tar/package.json'));
  await cp(bundle, join(modules, '@sparticuz', 'chromium'), { recursive: true });
  await cp(tar, join(modules, 'modern-tar'), { recursive: true });
  const source = join(folder, 'chromium.ts');
  await cp(SOURCE, source);
  return { source: pathToFileURL(source), cache: join(modules, '.cache', 'orgtags') };
}

/** Another process that needs it, and says where it is. */
function unpackBy(source: URL) {
  const script = `
    import { chromium } from ${JSON.stringify(source.href)};
    const [one] = await Promise.all([chromium(), chromium()]);
    console.log(JSON.stringify(one));`;
  const { ORGTAGS_CHROMIUM: _, ...env } = process.env;
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
}

async function entries(folder: string): Promise<string[]> {
  return readdir(folder, { recursive: true }).catch(() => []);
}

async function unfinished(cache: string): Promise<string[]> {
  return (await entries(cache)).filter(entry => /-[^.]{6}$/.test(entry));
}

async function holdsAnything(folder: string): Promise<boolean> {
  for (const entry of await entries(folder)) {
    const found = await stat(join(folder, entry)).catch(() => undefined);
    if (found?.isFile() && found.size > 0) return true;
  }
  return false;
}

async function opened(t: TestContext): Promise<Page> {
  const browser = await launched(await chromiumArgs());
  t.after(() => browser.close());
  return browser.newPage();
}

async function launched(args: string[]) {
  return playwright.launch({ ...(await chromium()), chromiumSandbox: true, args });
}

async function runsWith(args: string[]): Promise<boolean> {
  try {
    const browser = await launched(args);
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

function choose(path: string | undefined): void {
  if (path === undefined) delete process.env.ORGTAGS_CHROMIUM;
  else process.env.ORGTAGS_CHROMIUM = path;
}
