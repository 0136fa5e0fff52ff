import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chatScriptListener, isChatScript } from './chat-script.ts';

const PAGES = fileURLToPath(new URL('./public-site/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The site of the demo's organization on which its visitors chat: another site, not only another port. */
export interface PublicSite {
  /** E.g. `http://127.0.0.1:4601`. */
  readonly url: string;
  stop(): Promise<unknown>;
}

/**
 * Serves the public site as a stranger would: files, and the chat's script beside them.
 * @param options.api where the chat's API is
 * @param options.organization the id of the organization; undefined where there is none
 */
export async function startPublicSite(options: {
  readonly port: number;
  readonly api: string;
  readonly organization: string | undefined;
}): Promise<PublicSite> {
  const { port, api, organization = '' } = options;
  const files = new Set(readdirSync(PAGES).map(name => `/${name}`));
  const chatScript = chatScriptListener();

  async function textOf(path: string): Promise<string | undefined> {
    if (!files.has(path)) return undefined;
    const text = await readFile(PAGES + path, 'utf8');
    return text.replace('%API%', api).replace('%ORGANIZATION%', organization);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', siteAt(port));
    if (isChatScript(pathname)) {
      chatScript(request, response);
      return;
    }
    const path = pathname === '/' ? '/index.html' : pathname;
    const text = await textOf(path);
    if (text === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (path === '/strict.html') {
      response.setHeader('content-security-policy', strictPolicy(api));
    }
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain');
    response.end(text);
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await once(http.listen(port, '127.0.0.1'), 'listening');
  return {
    url: siteAt(port),
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** The origin of the public site. */
export function siteAt(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}

/** What a page allows that allows as little as can be: its own files, the API, and Lit's templates. */
function strictPolicy(api: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${api}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}
