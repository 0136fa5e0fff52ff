import fc from 'fast-check';
import type { TestBackend } from '../../../src/testing/backend.ts';
import { descriptionOf } from '../openapi.ts';
import { openWire, type WireAnswer } from '../wire.ts';
import { problemOf, readerOf } from './answers.ts';
import { watchRows } from './changed-rows.ts';
import { Judge } from './judge.ts';
import { anyRequest, type FuzzRequest } from './requests.ts';
import { makeWorld, type World } from './world.ts';

/** Few, because what is valid also removes members, ends sessions and deletes organizations. */
const REQUESTS_OF_A_WORLD = 40;

/** What came of many requests. */
export interface FuzzResult {
  /** With it the same requests can be sent again. */
  readonly seed: number;
  readonly requests: number;
  /** By status and code. */
  readonly answers: Readonly<Record<string, number>>;
  /** How many requests each operation answered with 2xx. */
  readonly succeeded: Readonly<Record<string, number>>;
  /** How many rows were written. */
  readonly rows: number;
  /** What should not have been, with all that is needed to look into it. */
  readonly failures: readonly string[];
}

/**
 * Sends random and malformed requests, one after the other, to every operation of the document that the
 * backend gives, from members of each role, members of another organization, strangers and nobody; and
 * looks at every answer and at every row that was written.
 */
export async function fuzz(
  backend: TestBackend,
  requests: number,
  seed: number,
): Promise<FuzzResult> {
  const api = await descriptionOf(backend.url);
  const reader = readerOf(api);
  const rows = await watchRows(backend);
  const judge = new Judge();
  const wire = openWire(backend.url);
  const answers = new Map<string, number>();
  const succeeded = new Map(api.operations.map(({ operation }) => [operation.operationId, 0]));
  const failures: string[] = [];
  let written = 0;

  for (let sent = 0, round = seed; sent < requests; round += 1) {
    const world = await makeWorld(backend);
    const accounts = await accountsOf(backend, world);
    judge.learn(await rows.take());
    const numRuns = Math.min(REQUESTS_OF_A_WORLD, requests - sent);
    for (const request of fc.sample(anyRequest(world, api), { numRuns, seed: round })) {
      const answer = await wire.send(request);
      const changed = await rows.take();
      const person = request.sender?.person.id;
      const isDone = answer.status < 300;
      const wrong = [
        ...reader.objections(world, request, answer),
        ...judge.judge(changed, { person, account: accounts.get(person ?? ''), succeeded: isDone }),
      ];
      failures.push(...wrong.map(what => failure(what, round, request, answer)));
      count(answers, `${String(answer.status)} ${problemOf(answer)?.code ?? ''}`.trimEnd());
      const reached = reader.reached(request);
      if (isDone && reached) count(succeeded, reached.operation.operationId);
      written += changed.length;
    }
    sent += numRuns;
  }

  wire.close();
  return {
    seed,
    requests,
    answers: Object.fromEntries(answers),
    succeeded: Object.fromEntries(succeeded),
    rows: written,
    failures: [...failures, ...(await ownerless(backend))],
  };
}

function count<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The accounts of everybody in a world, by the person's id. */
async function accountsOf(
  backend: TestBackend,
  { senders }: World,
): Promise<ReadonlyMap<string, string>> {
  const rows = await backend.sql<{ id: string; subject: string }>(
    'select id, subject from orgtags.person where id = any($1)',
    [senders.map(({ person }) => person.id)],
  );
  return new Map(rows.map(({ id, subject }) => [id, subject]));
}

async function ownerless(backend: TestBackend): Promise<string[]> {
  const rows = await backend.sql<{ id: string }>(
    `select id from orgtags.organization o
      where deleted_at is null
        and not exists (select from orgtags.membership m
                         where m.organization_id = o.id and m.role = 'owner')`,
  );
  return rows.map(({ id }) => `${id} has no owner.`);
}

function failure(
  what: string,
  seed: number,
  { made, method, target, headers, body, sender }: FuzzRequest,
  { status, text }: WireAnswer,
): string {
  const sent = `${method} ${target} ${JSON.stringify(headers)} ${String(body).slice(0, 1000)}`;
  return `${what}. Seed ${String(seed)}, made for ${made}, by ${sender?.label ?? 'nobody'}: ${sent} → ${String(status)} ${text.slice(0, 1000)}`;
}
