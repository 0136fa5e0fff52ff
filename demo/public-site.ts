import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';

const PAGES = fileURLToPath(new URL('./public-site/', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.vite/public-site', import.meta.url));

/** The site of the demo's organization on which its visitors chat: another site, not only another port. */
export interface PublicSite {
  /** E.g. `http://127.0.0.1:4601`. */
  readonly url: string;
  stop(): Promise<unknown>;
}

/**
 * Serves the public site.
 * @param options.api where the chat's API is
 * @param options.organization the id of the organization; undefined where there is none
 */
export async function startPublicSite(options: {
  readonly port: number;
  readonly api: string;
  readonly organization: string | undefined;
}): Promise<PublicSite> {
  const { port, api, organization = '' } = options;
  let answer: RequestListener = (_, response) => {
    response.writeHead(503).end();
  };
  const http = createHttpServer((request, response) => {
    answer(request, response);
  });
  await once(http.listen(port, '127.0.0.1'), 'listening');
  const vite = await createVite({
    root: PAGES,
    // Apart from that of the demo's other pages, which is at work beside it.
    cacheDir: CACHE,
    appType: 'mpa',
    configFile: false,
    clearScreen: false,
    logLevel: 'warn',
    server: { middlewareMode: true, hmr: { server: http }, fs: { allow: ['../..'] } },
    plugins: [
      {
        name: 'whose-site',
        transformIndexHtml: html =>
          html.replace('%API%', api).replace('%ORGANIZATION%', organization),
      },
    ],
  });
  answer = vite.middlewares;
  return {
    url: siteAt(port),
    async stop() {
      http.closeAllConnections();
      http.close();
      await vite.close();
    },
  };
}

/** The origin of the public site. */
export function siteAt(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}
