import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import type { ConversationPage } from '../../src/contract/guests.ts';
import type { TestMember, TestOrganization } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { sowConversations } from '../support/crowd.ts';
import { noteStatements } from '../support/noted-statements.ts';
import {
  inOrganization,
  nodesOf,
  plansInside,
  rowsOf,
  sortsIn,
  type PlanNode,
} from '../support/plans.ts';

const CONVERSATIONS = 4000;
const PAGE = 50;
/** What is found of a search is looked at one by one up to here. */
const FOUND = 1000;

type Query = Readonly<Record<string, string>>;

const backend = await backendForTests();
const app = new Client({ connectionString: appLogin(backend) });
await app.connect();
after(() => app.end());
const noted = noteStatements();
let organization: TestOrganization;
let owner: TestMember;

before(async () => {
  organization = await backend.organization({ members: [{ role: 'owner' }] });
  [owner] = organization.members as [TestMember];
  const { id: other } = await backend.organization({ members: [] });
  await sowConversations(backend, organization.id, CONVERSATIONS, owner.id);
  await sowConversations(backend, other, 500, owner.id);
  for (const table of ['guest', 'conversation', 'message']) {
    await backend.sql(`vacuum analyze orgtags.${table}`);
  }
});

describe(`a list of ${String(CONVERSATIONS)} conversations, as the application, under row-level security (R31, R33)`, () => {
  for (const query of [
    {},
    { state: 'waiting' },
    { state: 'open' },
    { state: 'resolved' },
    { assignee: 'me' },
  ]) {
    it(`of ${JSON.stringify(query)} begins at an index, on the first page and later`, async () => {
      for (const cursor of await cursors(query)) {
        const plan = await planOf({ ...query, ...cursor });
        const nodes = nodesOf(plan);
        assert.deepEqual(sortsIn(nodes), [], JSON.stringify(plan));
        const scans = nodes.filter(node => node['Node Type'].includes('Scan'));
        assert.ok(
          scans.every(node => node['Node Type'] === 'Index Scan'),
          JSON.stringify(plan),
        );
        for (const node of nodes) {
          const read = rowsOf(node) + (node['Rows Removed by Filter'] ?? 0);
          assert.ok(read <= PAGE + 1, JSON.stringify(plan));
        }
      }
    });
  }

  it('of what is found once, often or everywhere sorts no more than a few, and reads no table whole', async () => {
    for (const q of ['nobody at all', 'guest 77', 'robot', 'everywhere', 'e', 'harbor.example']) {
      for (const more of [{}, { state: 'waiting' }, { assignee: 'me' }]) {
        const plan = await planOf({ q, ...more });
        const nodes = nodesOf(plan);
        for (const sort of sortsIn(nodes)) {
          assert.ok(rowsOf(sort.Plans?.[0]) <= FOUND, `${q}: ${JSON.stringify(plan)}`);
        }
        const ofMessages = nodes.filter(node => node['Relation Name'] === 'message');
        assert.ok(
          ofMessages.every(node => node['Node Type'] !== 'Seq Scan'),
          `${q}: ${JSON.stringify(plan)}`,
        );
      }
    }
  });

  it('shows what is found everywhere as the list has it, page after page', async () => {
    const all = await page({ limit: '100' });
    const ids = all.conversations.map(({ id }) => id);
    for (const q of ['everywhere', 'harbor.example']) {
      const first = await page({ q, limit: '50' });
      const second = await page({ q, limit: '50', cursor: first.next ?? '' });
      const found = [...first.conversations, ...second.conversations].map(({ id }) => id);
      assert.deepEqual(found, ids, q);
      assert.deepEqual([first.total, first.totalIsMinimum], [FOUND, true], q);
    }
    const waiting = await page({ q: 'robot', state: 'waiting' });
    assert.ok(waiting.conversations.length > 0);
    assert.ok(waiting.conversations.every(({ state }) => state === 'waiting'));
  });

  it('finds what is searched for by the indexes of trigrams', async () => {
    for (const q of ['zqzq', 'Guest 77', 'x']) {
      const plans = await plansInside(
        backend.databaseUrl,
        organization.id,
        `select orgtags.conversations_found($1, 1::smallint, 6::smallint, null, false, 1001, 10000)`,
        [q],
      );
      const all = plans.join('\n');
      assert.match(all, /Bitmap Index Scan on message_searched/, q);
      assert.match(all, /Bitmap Index Scan on guest_searched/, q);
      assert.match(all, /Index Cond:.*text_searched ~~/, q);
      // Of one letter in so few names nothing is gained by it.
      if (q.length > 1) assert.match(all, /Index Cond:.*name_searched ~~/, q);
      assert.doesNotMatch(all, /Seq Scan on (message|guest)/, q);
    }
  });
});

/** How a page is read: the server's own statement, explained. */
async function planOf(query: Query): Promise<PlanNode> {
  noted.length = 0;
  await page({ limit: String(PAGE), ...query });
  const read = noted.find(({ text }) => text.includes('order by c.urgency'));
  assert.ok(read);
  return inOrganization(app, organization.id, async () => {
    const { rows } = await app.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, timing off, format json) ${read.text}`,
      [...read.values],
    );
    const [row] = rows;
    assert.ok(row);
    return row['QUERY PLAN'][0].Plan;
  });
}

async function page(query: Query): Promise<ConversationPage> {
  const search = new URLSearchParams(query).toString();
  const { status, body } = await ask<ConversationPage>(
    `${backend.url}/api/v1/organizations/${organization.id}/conversations?${search}`,
    { token: owner.token },
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** No cursor, that of the second page, and one further on. */
async function cursors(query: Query): Promise<readonly Query[]> {
  const all: Query[] = [{}];
  for (const limit of ['50', '200', '200']) {
    const { next } = await page({ ...query, limit, ...all.at(-1) });
    if (next === null) break;
    all.push({ cursor: next });
  }
  return all;
}
