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
  return { ...createClient(options), policy: domainPolicy };
}
