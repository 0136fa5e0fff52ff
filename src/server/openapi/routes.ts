import { Hono } from 'hono';
import { openApiDocument } from './document.ts';

const MAX_AGE_SECONDS = 300;

/**
 * The document of the API, for everybody; it describes the routes of the table, and so not itself.
 * @param hasAccounts whether the accounts' routes are there
 */
export function openApiRoutes(hasAccounts: boolean): Hono {
  const document = JSON.stringify(openApiDocument(hasAccounts));
  const app = new Hono();
  app.get('/api/v1/openapi.json', c =>
    c.body(document, 200, {
      'content-type': 'application/json',
      'cache-control': `public, max-age=${String(MAX_AGE_SECONDS)}`,
    }),
  );
  return app;
}
