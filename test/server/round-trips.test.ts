import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Client } from 'pg';
import type { TestMember, TestOrganization } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { serverByWire } from '../support/server-by-wire.ts';

/** Long enough that what travels together is on its way before the first answer comes. */
const ANSWER_MS = 25;

const backend = await backendForTests();
const server = await serverByWire(backend, { delay: ANSWER_MS });
const statements = countStatements();
let organization: TestOrganization;
let owner: TestMember;
let viewer: TestMember;

before(async () => {
  organization = await backend.organization({ members: [{ role: 'owner' }, { role: 'viewer' }] });
  [owner, viewer] = organization.members as [TestMember, TestMember];
  // Opens the connection that the tests use; that somebody was here is written once for all of them.
  await send('GET', '/session');
  let seen: unknown[] = [];
  while (seen.length === 0) {
    seen = await backend.sql(
      'select from orgtags.membership where id = $1 and last_active_at is not null',
      [owner.member],
    );
  }
  await send('GET', '/session');
});

describe('session, membership and permissions', () => {
  it('take one statement and one round trip, together with BEGIN, before a list', async t => {
    const { sent, waits } = await counted(() => send('GET', '/members'));
    t.diagnostic(described(sent, waits));
    assert.equal(actsAfterEntering(sent).length, 2);
    // BEGIN with `enter`, the page with the total, COMMIT.
    assert.ok(waits <= 3, described(sent, waits));
  });

  it('take one statement and one round trip, together with BEGIN, before a change', async t => {
    const change = { role: 'member', version: 1 };
    const { sent, waits } = await counted(() => send('PATCH', `/members/${viewer.member}`, change));
    t.diagnostic(described(sent, waits));
    assert.equal(actsAfterEntering(sent).length, 6);
    // BEGIN with `enter`, three locks one after the other, the change with its record and what it ends, COMMIT.
    assert.ok(waits <= 6, described(sent, waits));
  });

  it('are read anew for each request: nothing is remembered between two', async () => {
    const first = await counted(() => send('GET', '/members'));
    const second = await counted(() => send('GET', '/members'));
    assert.deepEqual(second.sent, first.sent);
  });
});

/** The statements between entering and COMMIT, none of which asks again who is there. */
function actsAfterEntering(sent: readonly string[]): readonly string[] {
  assert.deepEqual(sent.slice(0, 2), ['begin', 'select * from orgtags.enter($1, $2)']);
  assert.equal(sent.at(-1), 'commit');
  const acts = sent.slice(2, -1);
  for (const act of acts) assert.doesNotMatch(act, /orgtags\.enter|orgtags_auth|my_organizations/);
  return acts;
}

function described(sent: readonly string[], waits: number): string {
  return `${waits} round trips for ${sent.map(act => act.slice(0, 50)).join(' | ')}`;
}

async function send(method: string, path: string, json?: unknown): Promise<void> {
  const { status, body } = await ask(
    `${server.url}/api/v1/organizations/${organization.id}${path}`,
    { method, token: owner.token, json },
  );
  assert.equal(status, 200, JSON.stringify(body));
}

/** What one request sends to PostgreSQL as the application, and how often it waits for an answer. */
async function counted(
  request: () => Promise<void>,
): Promise<{ sent: readonly string[]; waits: number }> {
  statements.length = 0;
  const already = server.wire.turns();
  await request();
  return { sent: [...statements], waits: server.wire.turns() - already };
}

/** Notes every statement that the driver is given by the application's login. */
function countStatements(): string[] {
  const seen: string[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its client below
  const query = Client.prototype.query as (this: Client, ...args: unknown[]) => unknown;
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const [statement] = args;
    if (this.user === 'orgtags_app' && typeof statement === 'string') {
      seen.push(statement.replaceAll(/\s+/g, ' '));
    }
    return query.apply(this, args);
  } as typeof Client.prototype.query;
  return seen;
}
