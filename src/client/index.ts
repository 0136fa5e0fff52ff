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
  addPlaces(allPlaces());
  const client = createClient(options);
  return { ...client, ...plain(client), policy: domainPolicy };
}

/** The groups as objects that show their methods, for hosts who put one of their own among them. */
function plain(client: BackendClient): Partial<BackendClient> {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(allPlaces())) {
    const [group, method] = name.split('.') as [keyof BackendClient, string];
    if (typeof client[group] !== 'object') continue;
    (groups[group] ??= {})[method] = (client[group] as unknown as Record<string, unknown>)[method];
  }
  return groups;
}
