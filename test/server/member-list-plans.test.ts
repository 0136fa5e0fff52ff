import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import type { MemberPage } from '../../src/contract/shapes.ts';
import type { TestMember, TestOrganization } from '../../src/testing/backend.ts';
import { backendForTests, type Answer } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { sowCrowd } from '../support/crowd.ts';
import { memberList, type ListQuery, type MemberList } from '../support/member-list.ts';
import { noteStatements } from '../support/noted-statements.ts';
import {
  inOrganization,
  nodesOf,
  plansInside,
  rowsOf,
  sortsIn,
  type PlanNode,
} from '../support/plans.ts';

const MEMBERS = 10_000;
const PAGE = 50;
/** What is found of a search is looked at one by one up to here. */
const FOUND = 1000;

const SORTS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'].flatMap(sort => [
  sort,
  `-${sort}`,
]);

const backend = await backendForTests();
const app = new Client({ connectionString: appLogin(backend) });
await app.connect();
after(() => app.end());
const noted = noteStatements();
let organization: TestOrganization;
let owner: TestMember;
let list: MemberList;

before(async () => {
  organization = await backend.organization({ members: [{ role: 'owner' }] });
  [owner] = organization.members as [TestMember];
  list = memberList(backend, organization, owner);
  const { id: other } = await backend.organization({ members: [] });
  await sowCrowd(backend, [organization.id], MEMBERS - 1);
  await sowCrowd(backend, [other], 1000);
  await backend.sql('vacuum analyze orgtags.membership');
});

describe(`a list of ${String(MEMBERS)}, as the application, under row-level security (R14, R33)`, () => {
  for (const sort of SORTS) {
    it(`by ${sort} reads no more than a page from an index, at the beginning, middle and end`, async () => {
      for (const cursor of await cursors({ sort })) {
        const plan = await planOf({ sort, ...cursor });
        const nodes = nodesOf(plan);
        assert.deepEqual(sortsIn(nodes), [], JSON.stringify(plan));
        const [scan, ...more] = nodes.filter(node => node['Node Type'].includes('Scan'));
        assert.deepEqual([scan?.['Node Type'], more], ['Index Scan', []], JSON.stringify(plan));
        assert.ok(rowsRead(nodes) <= PAGE + 1, JSON.stringify(plan));
      }
    });

    it(`of few or most of the members, by ${sort}, sorts no more than a few`, async () => {
      for (const role of ['owner', 'member', 'owner,viewer', 'owner,admin,member,viewer']) {
        sortsFew(await planOf({ sort, role }));
      }
    });

    it(`of what is found once, often or everywhere, by ${sort}, sorts no more than that`, async () => {
      for (const q of ['a', 'schmidt', 'anna schmidt', 'acme.example', owner.email]) {
        sortsFew(await planOf({ sort, q }));
      }
    });
  }

  it('finds what is searched for by the index of trigrams', async () => {
    for (const q of ['zqzq', 'Anna Schmidt', 'x']) {
      const plans = await plansInside(
        backend.databaseUrl,
        organization.id,
        'select orgtags.members_found($1, true, null, 1001)',
        [q],
      );
      assert.match(plans.join('\n'), /Bitmap Index Scan on membership_searched/, q);
      assert.doesNotMatch(plans.join('\n'), /Seq Scan/, q);
    }
  });
});

/** How a page is read: the server's own statement, explained. */
async function planOf(query: ListQuery): Promise<PlanNode> {
  noted.length = 0;
  const { status, body } = await list.page({ limit: String(PAGE), ...query });
  assert.equal(status, 200, JSON.stringify(body));
  const page = noted.find(({ text }) => text.includes('order by'));
  assert.ok(page);
  const { text, values } = page;
  return inOrganization(app, organization.id, async () => {
    const { rows } = await app.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, timing off, format json) ${text}`,
      [...values],
    );
    const [row] = rows;
    assert.ok(row);
    return row['QUERY PLAN'][0].Plan;
  });
}

/** No cursor, and those of a page in the middle and of the last one. */
async function cursors(query: ListQuery): Promise<readonly ListQuery[]> {
  const all: ListQuery[] = [{}];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body }: Answer<MemberPage> = await list.page({
      ...query,
      limit: '200',
      ...(cursor && { cursor }),
    });
    assert.equal(status, 200, JSON.stringify(body));
    cursor = body.next;
    if (cursor !== null) all.push({ cursor });
  }
  const places = [0, Math.floor(all.length / 2), all.length - 1];
  return [...new Set(places)].map(place => all[place] ?? {});
}

function sortsFew(plan: PlanNode): void {
  for (const sort of sortsIn(nodesOf(plan))) {
    assert.ok(rowsOf(sort.Plans?.[0]) <= FOUND, JSON.stringify(plan));
  }
}

function rowsRead(nodes: readonly PlanNode[]): number {
  const rows = nodes.map(node => rowsOf(node) + (node['Rows Removed by Filter'] ?? 0));
  return Math.max(...rows);
}
