import { createHash } from 'node:crypto';
import type { Entered } from '../db/enter.ts';
import { ProblemError } from './problem.ts';

/** The header with which a POST that creates can be sent again without creating twice. */
export const IDEMPOTENCY_KEY = 'idempotency-key';

const FORM = /^[\x21-\x7e]{1,200}$/;

/** What was created: an organization, or something in the one that the request has entered. */
export type Created = { readonly id: string } | { readonly organization: string };

/**
 * Acts once for a person, a route and a key: who sends it again gets the answer of the first time,
 * which is stored in the same transaction. One that is under way is waited for.
 * @param request.key as it was sent; without one it simply acts
 * @param request.place method and path
 * @throws ProblemError `key-reused` when the key came with another body before, `invalid-input`;
 *   `organization-not-found` when what was created is closed to the person by now
 */
export async function actOnce<Answer extends Created>(
  { tx, person }: Entered,
  request: { readonly key: string | undefined; readonly place: string; readonly body: unknown },
  act: () => Promise<Answer>,
): Promise<Answer> {
  const { key, place } = request;
  if (key === undefined) return act();
  if (!FORM.test(key)) {
    throw new ProblemError('invalid-input', {
      fields: [{ field: IDEMPOTENCY_KEY, code: 'wrong-value' }],
    });
  }
  const hash = createHash('sha256').update(JSON.stringify(request.body)).digest('hex');
  const first = await tx.query(
    `insert into orgtags.idempotency (person_id, route, key, body_hash)
     values ($1, $2, $3, $4) on conflict do nothing returning key`,
    [person.id, place, key, hash],
  );
  if (first.length > 0) {
    const answer = await act();
    await tx.query(
      'update orgtags.idempotency set answer = $4 where person_id = $1 and route = $2 and key = $3',
      [person.id, place, key, JSON.stringify(answer)],
    );
    return answer;
  }
  const [stored] = await tx.query<{ body_hash: string; answer: Answer }>(
    `select body_hash, answer from orgtags.idempotency
      where person_id = $1 and route = $2 and key = $3`,
    [person.id, place, key],
  );
  if (stored?.body_hash !== hash) throw new ProblemError('key-reused');
  // Where it has entered one, it was checked just now.
  if ('organization' in stored.answer) return stored.answer;
  const open = await tx.query(
    'select from orgtags.my_organizations() where id = $1 and not ended',
    [stored.answer.id],
  );
  if (open.length === 0) throw new ProblemError('organization-not-found');
  return stored.answer;
}
