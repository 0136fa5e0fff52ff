import type { HonoRequest } from 'hono';
import * as v from 'valibot';
import type { FieldProblem } from '../../contract/problems.ts';
import { PathId, SCHEMAS } from '../../contract/schemas.ts';
import type { ShapeName, Shapes } from '../../contract/shapes.ts';
import { ProblemError } from './problem.ts';

/**
 * The ids of a path, checked, and in lower case, as the database writes them.
 * @throws ProblemError `malformed-id`
 */
export function pathIds(path: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const ids = Object.entries(path).map(([name, text]) => {
    const id = v.safeParse(PathId, text);
    if (!id.success) throw new ProblemError('malformed-id');
    return [name, id.output] as const;
  });
  return Object.fromEntries(ids);
}

/**
 * A JSON body of a shape.
 * @throws ProblemError `malformed-json`, `invalid-input`
 */
export async function jsonBody<N extends ShapeName>(
  shape: N,
  request: Request,
): Promise<Shapes[N]> {
  return parse(shape, await json(request));
}

/**
 * A value as a shape.
 * @throws ProblemError `invalid-input`, with the fields that are not right
 */
export function parse<N extends ShapeName>(shape: N, value: unknown): Shapes[N] {
  const schema: v.GenericSchema<unknown, Shapes[N]> = SCHEMAS[shape];
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new ProblemError('invalid-input', { fields: result.issues.flatMap(fieldProblem) });
}

/**
 * The query of an address, checked only for being text.
 * @throws ProblemError `invalid-input` where it is no UTF-8, which would arrive as it was sent, or where a
 * name stands twice, of which one would count and nobody be told
 */
export function queryText(request: HonoRequest): Readonly<Record<string, string>> {
  try {
    decodeURIComponent(new URL(request.url).search);
  } catch (error) {
    if (error instanceof URIError) throw new ProblemError('invalid-input');
    throw error;
  }
  const values = Object.values(request.queries());
  if (values.some(({ length }) => length > 1)) throw new ProblemError('invalid-input');
  return request.query();
}

async function json(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (error) {
    // Whoever breaks off what they send is no failure of ours.
    const isBroken = (error as NodeJS.ErrnoException).code === 'ECONNRESET';
    if (isBroken || error instanceof SyntaxError) throw new ProblemError('malformed-json');
    throw error;
  }
}

/** Which field, and what is wrong with it: never what was sent, which the name of one unknown is. */
function fieldProblem(issue: v.BaseIssue<unknown>): FieldProblem[] {
  const field = v.getDotPath(issue);
  if (field === null || issue.expected === 'never') return [];
  return [{ field, code: issue.received === 'undefined' ? 'missing' : 'wrong-value' }];
}
