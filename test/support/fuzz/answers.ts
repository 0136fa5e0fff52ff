import { PROBLEMS, type ProblemDocument } from '../../../src/contract/problems.ts';
import { storedToken } from '../credentials.ts';
import type { Described, Description } from '../openapi.ts';
import type { WireAnswer } from '../wire.ts';
import type { FuzzRequest } from './requests.ts';
import type { World } from './world.ts';

/** What PostgreSQL, the driver or a stack would say, and no answer does; a hash says “pg_” by chance. */
const INSIDES =
  /orgtags_|\bpg_[a-z]{2}|relation |constraint|syntax error|violates|SQLSTATE|invalid input syntax|node_modules|\.ts:\d|\n {4}at /;

/** What is shorter stands in a problem by chance. */
const TELLING_LENGTH = 6;

/** Looks at answers. */
export interface Reader {
  /** The operation that a request reaches, whatever it was made for. */
  reached(request: FuzzRequest): Described | undefined;
  /** What is wrong with an answer. */
  objections(world: World, request: FuzzRequest, answer: WireAnswer): string[];
}

/** Reads answers with the document in hand. */
export function readerOf(api: Description): Reader {
  const published = JSON.stringify(api.document);
  const places = api.operations.map(described => ({
    described,
    pattern: new RegExp(`^${described.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));

  function reached({ method, target }: FuzzRequest): Described | undefined {
    const { pathname } = new URL(target, 'http://any.example');
    return places.find(
      ({ described, pattern }) => described.method === method && pattern.test(pathname),
    )?.described;
  }

  return {
    reached,
    objections(world, request, answer) {
      const { status, headers, text } = answer;
      const said = text + JSON.stringify([...headers]);
      const operation = reached(request)?.operation.operationId;
      const refused = status >= 400 && request.method !== 'HEAD';
      const repeated = refused && repeats(published, request, text);
      const wrong = {
        // That a backend has no mail is an answer like others.
        'It failed': status >= 500 && status !== 501,
        'It is refused without a problem': refused && problemOf(answer)?.status !== status,
        [`It repeats ${JSON.stringify(repeated)}`]: repeated,
        'It tells of its insides': INSIDES.test(text),
        'It gives away a session': world.senders.some(({ person }) =>
          said.includes(storedToken(person.token)),
        ),
      };
      return [
        ...Object.keys(wrong).filter(what => wrong[what]),
        ...(operation ? undescribed(api, operation, answer) : []),
      ];
    },
  };
}

/** The problem that an answer is, if it is one, with the status that belongs to its code. */
export function problemOf({ headers, text }: WireAnswer): ProblemDocument | undefined {
  if (headers.get('content-type') !== 'application/problem+json' || text === '') return undefined;
  const problem = JSON.parse(text) as ProblemDocument;
  const isKnown = problem.code in PROBLEMS && PROBLEMS[problem.code].status === problem.status;
  return isKnown ? problem : undefined;
}

/** What of a request an answer repeats; what stands in the document is nobody's secret. */
function repeats(published: string, { held }: FuzzRequest, text: string): string | undefined {
  return held.find(
    one =>
      one.length >= TELLING_LENGTH &&
      (text.includes(one) || text.includes(JSON.stringify(one).slice(1, -1))) &&
      !published.includes(one),
  );
}

function undescribed(
  api: Description,
  operation: Described['operation']['operationId'],
  answer: WireAnswer,
): string[] {
  // What is no request at all is asked of no operation.
  if (problemOf(answer)?.code === 'malformed-request') return [];
  const { status, headers, text } = answer;
  try {
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    api.expects(operation, { status, headers, body });
    return [];
  } catch (error) {
    return [`It is not as described: ${(error as Error).message}`];
  }
}
