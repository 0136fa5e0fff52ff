import { ROUTES, type Route } from '../../contract/routes.ts';
import { honoPath } from './router.ts';

/** The names of what can be asked for, by method and path as Hono has them. */
export const ROUTE_NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries<Route>(ROUTES).map(
    ([name, { method, path }]) => [`${method} ${honoPath(path)}`, name] as const,
  ),
  ['GET /healthz', 'healthz'],
  ['GET /readyz', 'readyz'],
  ['GET /api/v1/openapi.json', 'openapi'],
]);

/** What stands before every route, as Hono lists it. */
const EVERYWHERE = 'ALL /*';

/**
 * Looks at what a server answers, as Hono lists it: what is beside the table, no test sweeps and nobody
 * guards.
 * @throws Error for a route of no name, and for one that is there twice
 */
export function checkNamed(
  routes: readonly { readonly method: string; readonly path: string }[],
): void {
  const seen = new Set<string>();
  for (const { method, path } of routes) {
    const name = `${method} ${path}`;
    if (name === EVERYWHERE) continue;
    if (!ROUTE_NAMES.has(name)) throw new Error(`${name} is not in the table of routes.`);
    if (seen.has(name)) throw new Error(`${name} is there twice.`);
    seen.add(name);
  }
}
