import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { ROLES, type DenialCode } from '../../domain/index.ts';
import { INPUT_DENIALS } from '../../contract/denials/input.ts';
import { PROBLEMS, type ProblemCode, type ProblemDocument } from '../../contract/problems.ts';
import { PathId, SCHEMAS } from '../../contract/schemas.ts';
import type { ShapeName } from '../../contract/shapes.ts';

const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  // What JSON Schema cannot say is done by the server all the same.
  ignoreActions: ['check', 'trim', 'to_lower_case'],
  overrideAction: ({ valibotAction, jsonSchema }) => {
    const pattern = 'requirement' in valibotAction ? valibotAction.requirement : undefined;
    if (!(pattern instanceof RegExp) || pattern.flags === '') return undefined;
    // A pattern of JSON Schema has no flags, and means another thing without them.
    const { pattern: _, ...others } = jsonSchema;
    return others;
  },
};

const CODES = Object.keys(PROBLEMS) as ProblemCode[];
const FIELD_CODES = [
  'missing',
  'wrong-value',
  'slug-taken',
  'invitation-for-another',
  ...(Object.keys(INPUT_DENIALS) as DenialCode[]),
] as const;

const problem: v.GenericSchema<unknown, ProblemDocument> = v.strictObject({
  type: v.literal('about:blank'),
  status: v.number(),
  code: v.picklist(CODES),
  title: v.string(),
  role: v.optional(v.picklist(ROLES)),
  suggestion: v.optional(v.string()),
  fields: v.optional(v.array(v.strictObject({ field: v.string(), code: v.picklist(FIELD_CODES) }))),
  retryAfter: v.optional(v.number()),
  requestId: v.optional(v.string()),
} satisfies Record<keyof ProblemDocument, v.GenericSchema>);

/** JSON Schema of the document that travels for a problem. */
export const PROBLEM: JsonSchema = convert(problem, 'output');

/** JSON Schema of a place in a path. */
export const PATH_ID: JsonSchema = convert(PathId, 'input');

/** JSON Schema of a shape as it travels in a body. */
export function bodySchema(shape: ShapeName): JsonSchema {
  return convert(SCHEMAS[shape], 'input');
}

/** The fields of a shape that travels in a query, by name: what each stands for, not how it is written. */
export function querySchemas(shape: ShapeName): Readonly<Record<string, JsonSchema>> {
  const { properties = {} } = convert(SCHEMAS[shape], 'output');
  return properties as Record<string, JsonSchema>;
}

function convert(schema: v.GenericSchema, typeMode: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...converted } = toJsonSchema(schema, { ...CONVERSION, typeMode });
  return converted;
}
