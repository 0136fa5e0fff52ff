import type { RequestListener, ServerResponse } from 'node:http';
import type { ViteDevServer } from 'vite';
import { makeManifest, tagsOf } from '../scripts/manifest.ts';
import { indexPage } from './index-page.ts';
import { tagPage } from './tag-page.ts';

const PAGE = /^\/(?:tags\/([a-z-]+)\.html|(?:index\.html)?)(?:\?.*)?$/;

/** Whether an address is one of the pages made from the tags' docstrings. */
export function isDocumentation(path: string): boolean {
  return PAGE.test(path);
}

/** Answers with the list of all tags, or the page of one, as their docstrings are now. */
export function documentationListener(vite: ViteDevServer): RequestListener {
  async function answer(path: string, response: ServerResponse): Promise<void> {
    const manifest = await makeManifest();
    const tags = tagsOf(manifest);
    const [, name] = PAGE.exec(path) ?? [];
    const tag = tags.find(({ tagName }) => tagName === name);
    if (name !== undefined && !tag) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such tag.');
      return;
    }
    const page = tag ? tagPage(tag, tags, manifest) : indexPage(tags);
    const html = await vite.transformIndexHtml(path, String(await page));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  }

  return ({ url = '/' }, response) => {
    answer(url, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  };
}
