import type { JsonSchema } from '@valibot/to-json-schema';
import { problemSentence, type ProblemCode } from '../../contract/problems.ts';
import {
  ROUTES,
  routeNamed,
  type Route,
  type RouteAccess,
  type RouteName,
} from '../../contract/routes.ts';
import type { ShapeName } from '../../contract/shapes.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { parametersOf, type Parameter } from './parameters.ts';
import { problemsOf } from './problems.ts';
import { bodySchema, PROBLEM } from './schemas.ts';

/** The API as OpenAPI 3.1 says it: what we use of the form. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  /** By path, then by method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

/** One route. */
export interface Operation {
  /** The route's name in the table. */
  readonly operationId: RouteName;
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Who may: `public`, `person`, or the line of the access list. */
  readonly 'x-access': RouteAccess;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  /** By status. */
  readonly responses: Readonly<Record<string, OperationAnswer>>;
}

/** What an operation answers with one status. */
export interface OperationAnswer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Content;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

const DESCRIPTION = `Organizations, their members and what they may do.

A problem is an \`application/problem+json\` (RFC 9457) with a stable \`code\`. What belongs to an
organization that one is no member of is answered like what does not exist. \`x-access\` is who may: \`public\`
everybody, \`person\` whoever is signed in, everything else a line of the access list in \`orgtags/domain\`.`;

const SECURITY_SCHEMES = {
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'orgtags.session_token',
    description:
      'Set by `signIn`; over https its name begins with `__Secure-`. Writes need an `Origin` that the server knows. Ignored beside an `Authorization` header.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'A signed session token.' },
  guest: {
    type: 'http',
    scheme: 'bearer',
    description:
      'What `guestChat.join` gives, good for minutes. With it goes the `Origin` of the page.',
  },
};

const MEMBERS = [{ cookie: [] }, { bearer: [] }];

/** How each kind of caller signs; members by cookie or bearer. */
const SECURITY: Readonly<Record<string, Operation['security']>> = {
  public: [],
  visitor: [],
  guest: [{ guest: [] }],
};

const RETRY_AFTER = {
  'retry-after': {
    description: 'Seconds until it is worth trying again.',
    schema: { type: 'integer' },
  },
};

const NAMES = Object.keys(ROUTES) as RouteName[];

/**
 * Describes the routes of the table.
 * @param hasAccounts whether those of the accounts are among them
 */
export function openApiDocument(hasAccounts: boolean): OpenApiDocument {
  const names = hasAccounts ? NAMES : NAMES.filter(name => !name.startsWith('accounts.'));
  const paths: Record<string, Record<string, Operation>> = {};
  for (const name of names) {
    const { method, path } = routeNamed(name);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name) };
  }
  const shapes = new Set(
    names.map(routeNamed).flatMap(({ body, answer }) => [body ?? [], answer].flat()),
  );
  shapes.delete('Nothing');
  return {
    openapi: '3.1.0',
    info: { title: 'Orgtags', version: '1', description: DESCRIPTION },
    paths,
    components: {
      schemas: {
        ...Object.fromEntries([...shapes].sort().map(shape => [shape, bodySchema(shape)])),
        Problem: PROBLEM,
      },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function operation(name: RouteName): Operation {
  const route = routeNamed(name);
  const parameters = parametersOf(route);
  return {
    operationId: name,
    summary: DESCRIPTIONS[name].summary,
    security: SECURITY[route.access] ?? MEMBERS,
    'x-access': route.access,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: named(route.body) } },
      },
    }),
    responses: { ...answer(route), ...problems(name) },
  };
}

function answer({ answer: shape, stream }: Route): Operation['responses'] {
  if (shape === 'Nothing') return { 204: { description: 'It is done.' } };
  const schema = named(shape);
  if (!stream) {
    return { 200: { description: 'It is done.', content: { 'application/json': { schema } } } };
  }
  return {
    200: {
      description: 'Server-sent events; the data of each is JSON of this schema.',
      content: { 'text/event-stream': { schema } },
    },
  };
}

function problems(name: RouteName): Operation['responses'] {
  return Object.fromEntries(
    [...problemsOf(name)].map(([status, codes]) => [status, problem(status, codes)]),
  );
}

function problem(status: number, codes: readonly ProblemCode[]): OperationAnswer {
  return {
    description: codes.map(code => `- \`${code}\`: ${problemSentence(code)}`).join('\n'),
    ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
    content: {
      'application/problem+json': {
        schema: {
          $ref: '#/components/schemas/Problem',
          properties: { code: { enum: [...codes] } },
        },
      },
    },
  };
}

function named(shape: ShapeName): JsonSchema {
  return { $ref: `#/components/schemas/${shape}` };
}
