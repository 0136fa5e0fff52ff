import type { JsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import type { OpenApiDocument } from '../../../src/server/openapi/document.ts';
import { hostileString } from './hostile.ts';
import type { World } from './world.ts';

const FEW = 3;

/** Ids of a kind: mostly of the senders' organization, also foreign, unknown, of another kind, or none. */
export function anyId({ ids, foreignIds }: World, field: string): fc.Arbitrary<string> {
  const kind = field === 'invitations' ? 'invitation' : field;
  const known = Object.values(ids).flat();
  const own = kind in ids ? ids[kind as keyof World['ids']] : ids.member;
  const foreign = kind in ids ? foreignIds[kind as keyof World['ids']] : foreignIds.member;
  return fc.oneof(
    { weight: 88, arbitrary: fc.constantFrom(...own) },
    { weight: 4, arbitrary: fc.constantFrom(...foreign) },
    { weight: 2, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: fc.constantFrom(...own).map(id => id.toUpperCase()) },
    { weight: 2, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: hostileString },
  );
}

/** Values that are right by a JSON Schema of the document, with what the world has for such fields. */
export function validValue(
  world: World,
  { components }: OpenApiDocument,
  schema: JsonSchema,
  name = '',
): fc.Arbitrary<unknown> {
  const valid = (part: JsonSchema, field = name): fc.Arbitrary<unknown> =>
    validValue(world, { components } as OpenApiDocument, part, field);
  const { $ref, enum: choices, const: only, anyOf, oneOf } = schema;
  if ($ref !== undefined) return valid(components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  if (choices) return fc.constantFrom(...choices);
  if (only !== undefined) return fc.constant(only);
  const others = anyOf ?? oneOf;
  if (others) return fc.oneof(...others.map(other => valid(other as JsonSchema)));
  switch (schema.type) {
    case 'string':
      return text(world, schema, name);
    case 'integer':
    case 'number':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { minItems: minLength = 0, items } = schema;
      return fc.array(valid(items as JsonSchema), { minLength, maxLength: minLength + FEW });
    }
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const fields = Object.entries(properties).map(
        ([field, part]) => [field, valid(part as JsonSchema, field)] as const,
      );
      return fc.record(Object.fromEntries(fields), {
        requiredKeys: [...required],
        noNullPrototype: true,
      });
    }
    default:
      return fc.jsonValue();
  }
}

function text(world: World, schema: JsonSchema, name: string): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return anyId(world, name);
  const words = name === 'cursor' ? world.cursors : world.words[name];
  const { minLength = 0, maxLength = minLength + 20, pattern } = schema;
  const other =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 20) })
      : fc.stringMatching(new RegExp(pattern)).map(found => found.slice(0, maxLength));
  if (!words) return other;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, other);
}

/** Often the least, which a version is at first. */
function number({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const any = fc.integer({
    ...(minimum !== undefined && { min: minimum }),
    max: Math.min(maximum ?? 1000, 2 ** 31 - 1),
  });
  return minimum === undefined
    ? any
    : fc.oneof({ weight: 4, arbitrary: fc.constant(minimum) }, any);
}
