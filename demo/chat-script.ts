import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** Is a path that of the chat's script, or of what it loads? */
export function isChatScript(path: string): boolean {
  return /^\/guest-chat(\.js$|\/)/.test(path);
}

/** Answers with `guest-chat.js` and the folder beside it, as they are published, to pages of any site. */
export function chatScriptListener(): RequestListener {
  let scripts: Promise<ReadonlyMap<string, string>> | undefined;

  return (request, response) => {
    const path = request.url ?? '';
    // Anew for each page that is opened: it may have been changed.
    if (path === '/guest-chat.js') scripts = undefined;
    scripts ??= bundleChat();
    scripts.then(
      found => {
        const text = found.get(path);
        if (text === undefined) {
          response.writeHead(404).end();
          return;
        }
        response.setHeader('access-control-allow-origin', '*');
        response.setHeader('cache-control', 'no-cache');
        response.setHeader('content-type', 'text/javascript');
        response.end(text);
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  };
}

function bundleChat(): Promise<ReadonlyMap<string, string>> {
  return bundle({
    entryPoints: { 'guest-chat': `${SRC}chat/define.ts` },
    outdir: '/',
    chunkNames: 'guest-chat/[name]-[hash]',
    minify: true,
  });
}
