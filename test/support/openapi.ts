import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { RouteName } from '../../src/contract/routes.ts';
import type { OpenApiDocument, Operation } from '../../src/server/openapi/document.ts';

/** One operation of the document, and where it is. */
export interface Described {
  /** In capitals. */
  readonly method: string;
  /** With its places in braces. */
  readonly path: string;
  readonly operation: Operation;
}

/** An answer as the document describes it. */
export interface DescribedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What a running server says of itself. */
export interface Description {
  readonly document: OpenApiDocument;
  readonly operations: readonly Described[];
  /** Fails for an answer that the document does not say of the operation. */
  expects(name: RouteName, answer: DescribedAnswer): void;
  /** The name of the route that a request is for, if it is for one. */
  routeOf(method: string, path: string): RouteName | undefined;
}

/** By the origins of the backends. */
const descriptions = new Map<string, Promise<Description>>();

/** What the backend of an origin says of itself; it is asked once. */
export function descriptionOf(origin: string): Promise<Description> {
  const description = descriptions.get(origin) ?? describedBy(origin);
  descriptions.set(origin, description);
  return description;
}

/** Asks a backend for its OpenAPI document. */
async function describedBy(url: string): Promise<Description> {
  const response = await fetch(`${url}/api/v1/openapi.json`);
  assert.equal(response.status, 200);
  const document = (await response.json()) as OpenApiDocument;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const routes = operations
    .map(({ method, path, operation: { operationId } }) => ({
      name: operationId,
      method,
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      isExact: !path.includes('{'),
    }))
    .sort((a, b) => Number(b.isExact) - Number(a.isExact));

  return {
    document,
    operations,
    routeOf: (method, path) =>
      routes.find(route => route.method === method && route.pattern.test(path))?.name,
    expects(name, { status, headers, body }) {
      const found = operations.find(({ operation }) => operation.operationId === name);
      assert.ok(found, `${name} is not in the document.`);
      const answer = found.operation.responses[status];
      assert.ok(answer, `${name} answered ${String(status)}: ${JSON.stringify(body)}`);
      const type = headers.get('content-type')?.split(';', 1)[0];
      assert.deepEqual(type === undefined ? undefined : [type], mediaTypes(answer), name);
      if (type === undefined) {
        assert.equal(body, undefined);
        return;
      }
      // The sweep looks at the events of a stream; nobody waits for its end here.
      if (type === 'text/event-stream') return;
      const steps = [found.path, found.method.toLowerCase(), 'responses', String(status)];
      const conforms = ajv.getSchema(pointer('paths', ...steps, 'content', type, 'schema'));
      assert.ok(conforms);
      const said = JSON.stringify(body);
      assert.ok(conforms(body), `${name}: ${ajv.errorsText(conforms.errors)}: ${said}`);
    },
  };
}

function mediaTypes({ content }: Operation['responses'][string]): string[] | undefined {
  return content && Object.keys(content);
}

function pointer(...steps: readonly string[]): string {
  const escaped = steps.map(step => step.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `api#/${escaped.map(encodeURIComponent).join('/')}`;
}
