import { after } from 'node:test';
import { startBackend, type TestBackend } from '../../src/testing/backend.ts';
import type { ProblemDocument } from '../../src/contract/problems.ts';
import { descriptionOf } from './openapi.ts';
import { pooled, postgresUrl } from './postgres.ts';

/** An origin that the backend of the tests knows. */
export const ORIGIN = 'http://host.example';

/** What a request was answered with. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** The body, when it is a problem. */
  readonly problem: ProblemDocument;
}

/** A request as a test writes it. */
export interface Ask {
  readonly method?: string;
  /** A bearer token. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** Starts a backend for the file's tests; an unexpected error fails the file. */
export async function backendForTests(
  options: Partial<Parameters<typeof startBackend>[0]> = {},
): Promise<TestBackend> {
  const unexpected: unknown[] = [];
  const backend = await startBackend({
    postgresUrl: await postgresUrl(),
    pooled,
    origins: [ORIGIN],
    ...options,
    log: entry => {
      options.log?.(entry);
      if (entry.event === 'unexpected') unexpected.push(entry);
    },
  });
  after(async () => {
    await backend.stop();
    if (unexpected.length > 0) throw new Error(`The server met: ${JSON.stringify(unexpected)}`);
  });
  return backend;
}

/** Sends one request to a backend, and holds its answer against the backend's OpenAPI document. */
export async function ask<Body = unknown>(
  url: string,
  { method = 'GET', token, headers = {}, json, text }: Ask = {},
): Promise<Answer<Body>> {
  const { origin, pathname } = new URL(url);
  const description = await descriptionOf(origin);
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...((json !== undefined || method !== 'GET') && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(text !== undefined && { body: text }),
  });
  const raw = await response.text();
  const body = raw === '' ? undefined : (JSON.parse(raw) as unknown);
  const answer = {
    status: response.status,
    headers: response.headers,
    body: body as Body,
    problem: body as ProblemDocument,
  };
  const route = description.routeOf(method, pathname);
  if (route) description.expects(route, answer);
  return answer;
}
