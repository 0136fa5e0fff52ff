import type { RequestListener, ServerResponse } from 'node:http';
import type { ViteDevServer } from 'vite';
import { makeManifest, tagsOf, type Manifest } from '../scripts/manifest.ts';
import { indexPage } from './index-page.ts';
import type { Markup } from './page.ts';
import { tagPage, type Visitors } from './tag-page.ts';
import { themingPage } from './theming-page.ts';

const PAGE = /^\/(?:(theming)\.html|tags\/([a-z-]+)\.html|(?:index\.html)?)(?:\?.*)?$/;

/** Whether an address is one of the pages made from the tags' docstrings, or from the themes. */
export function isDocumentation(path: string): boolean {
  return PAGE.test(path);
}

/** Answers with the list of all tags, the page of one, or the themes, as they are now. */
export function documentationListener(vite: ViteDevServer, visitors: Visitors): RequestListener {
  let manifest: Promise<Manifest> | undefined;
  vite.watcher.on('all', () => {
    manifest = undefined;
  });

  async function pageAt(path: string): Promise<Markup | undefined> {
    const [, theming, name] = PAGE.exec(path) ?? [];
    if (theming !== undefined) return themingPage();
    manifest ??= makeManifest();
    const tags = tagsOf(await manifest);
    if (name === undefined) return indexPage(tags);
    const tag = tags.find(({ tagName }) => tagName === name);
    return tag && tagPage(tag, tags, await manifest, visitors);
  }

  async function answer(path: string, response: ServerResponse): Promise<void> {
    const page = await pageAt(path);
    if (!page) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such tag.');
      return;
    }
    const html = await vite.transformIndexHtml(path, String(page));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  }

  return ({ url = '/' }, response) => {
    answer(url, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  };
}
