import { ACCESS } from '../../domain/index.ts';
import type { JsonSchema } from '@valibot/to-json-schema';
import { AS_PERSON, type Route } from '../../contract/routes.ts';
import { IDEMPOTENCY_KEY } from '../http/idempotency.ts';
import { PATH_ID, querySchemas } from './schemas.ts';

/** Something beside the body. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: true;
  /** False: a list is written as one value, parted by commas. */
  readonly explode?: false;
  readonly schema: JsonSchema;
}

const KEY: Parameter = {
  name: IDEMPOTENCY_KEY,
  in: 'header',
  schema: { type: 'string', pattern: '^[!-~]{1,200}$' },
};

const PERSON: Parameter = { name: AS_PERSON, in: 'header', schema: { type: 'string' } };

/** The parameters of a route. */
export function parametersOf({ path, query, access, idempotent }: Route): Parameter[] {
  const places = placesOf(path).map((name): Parameter => ({
    name,
    in: 'path',
    required: true,
    schema: PATH_ID,
  }));
  const fields = Object.entries(query ? querySchemas(query) : {}).map(
    ([name, schema]): Parameter => ({
      name,
      in: 'query',
      ...(schema.type === 'array' && { explode: false }),
      schema,
    }),
  );
  const isSigned = access === 'person' || access in ACCESS;
  const headers = [...(isSigned ? [PERSON] : []), ...(idempotent ? [KEY] : [])];
  return [...places, ...fields, ...headers];
}

/** The names in the braces of a path. */
export function placesOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
