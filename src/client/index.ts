import type { BackendClient } from './backend-client.ts';
import { createHttpClient as createClient, type HttpClientOptions } from './http/http-client.ts';
import { addPlaces, allPlaces } from './places.ts';
import { domainPolicy, type Policy } from './policy.ts';

export type * from './backend-client.ts';
export type { HttpClientOptions } from './http/http-client.ts';
export { domainPolicy, type Policy } from './policy.ts';
export { memberDenialSentence, Problem, type ProblemCode, type ProblemDetails } from './problem.ts';

/** A client for the reference backend, of all its routes and rules. */
export function createHttpClient(
  options?: HttpClientOptions,
): BackendClient & { readonly policy: Policy } {
  const places = allPlaces();
  addPlaces(places);
  const client = createClient(options);
  return { ...client, ...groups(client, Object.keys(places)), policy: domainPolicy };
}

/** The groups as objects that show their methods, for hosts who put one of their own among them. */
function groups(client: BackendClient, names: readonly string[]): Partial<BackendClient> {
  const shown: Record<string, Record<string, unknown>> = {};
  for (const name of names) {
    const [group, method] = name.split('.') as [keyof BackendClient, string];
    if (typeof client[group] !== 'object') continue;
    (shown[group] ??= {})[method] = (client[group] as unknown as Record<string, unknown>)[method];
  }
  return shown;
}
