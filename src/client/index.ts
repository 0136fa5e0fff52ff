export type * from './backend-client.ts';
export { createHttpClient, type HttpClientOptions } from './http/http-client.ts';
export { domainPolicy, type Policy } from './policy.ts';
export { memberDenialSentence, Problem, type ProblemCode, type ProblemDetails } from './problem.ts';
