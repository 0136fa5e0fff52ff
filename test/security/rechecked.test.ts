import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import type { TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';

describe('a change that waits for another', async () => {
  const backend = await backendForTests();

  for (const [what, statement, status, code] of [
    [
      'demotes who asks for it',
      `update orgtags.membership set role = 'viewer'`,
      403,
      'no-team-management',
    ],
    ['removes who asks for it', 'delete from orgtags.membership', 404, 'organization-not-found'],
  ] as const) {
    it(`is refused when the other ${what} (R9)`, async () => {
      const { id, members } = await backend.organization({
        members: [{ role: 'owner' }, { role: 'admin' }, { role: 'viewer' }],
      });
      const [, admin, viewer] = members as [TestMember, TestMember, TestMember];
      const other = new Client({ connectionString: backend.databaseUrl });
      await other.connect();
      await other.query('begin');
      await other.query('select from orgtags.organization where id = $1 for no key update', [id]);
      await other.query(`${statement} where id = $1`, [admin.member]);

      const change = ask(`${backend.url}/api/v1/organizations/${id}/members/${viewer.member}`, {
        method: 'PATCH',
        token: admin.token,
        json: { role: 'member', version: 1 },
      });
      while ((await waiting()) === 0);
      await other.query('commit');
      await other.end();

      const answer = await change;
      assert.deepEqual([answer.status, answer.problem.code], [status, code]);
      const roles = await backend.sql('select role from orgtags.membership where id = $1', [
        viewer.member,
      ]);
      assert.deepEqual(roles, [{ role: 'viewer' }]);
    });
  }

  async function waiting(): Promise<number> {
    const [row] = await backend.sql<{ n: number }>(
      `select count(*)::integer as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return row?.n ?? 0;
  }
});
