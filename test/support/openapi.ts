import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { RouteName } from '../../src/contract/routes.ts';
import type { OpenApiDocument, Operation } from '../../src/server/openapi/document.ts';
import { ask, type Answer } from './backend.ts';

/** One operation of the document, and where it is. */
export interface Described {
  /** In capitals. */
  readonly method: string;
  /** With its places in braces. */
  readonly path: string;
  readonly operation: Operation;
}

/** What a running server says of itself. */
export interface Description {
  readonly document: OpenApiDocument;
  readonly operations: readonly Described[];
  /** Fails for an answer that the document does not say of the operation. */
  expects(name: RouteName, answer: Pick<Answer, 'status' | 'headers' | 'body'>): void;
}

/** Asks a backend for its OpenAPI document. */
export async function describedBy({ url }: { readonly url: string }): Promise<Description> {
  const { status, body: document } = await ask<OpenApiDocument>(`${url}/api/v1/openapi.json`);
  assert.equal(status, 200);
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

  return {
    document,
    operations,
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
