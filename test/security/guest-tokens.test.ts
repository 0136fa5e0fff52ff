import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { ROUTES } from '../../src/contract/routes.ts';
import type { TransactionRoute } from '../../src/server/http/router.ts';
import { guestTokens } from '../../src/server/guests/tokens.ts';
import { keyRing } from '../../src/server/settings.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { cookieOf } from '../support/credentials.ts';
import { guestHands, SITE } from '../support/guests.ts';
import { descriptionOf } from '../support/openapi.ts';
import {
  addressOf,
  NO_INVITATION,
  SAMPLES,
  type AnyInput,
  type SampleOrganization,
} from '../support/samples.ts';

const backend = await backendForTests();
const { change, read, refresh, send, set, site } = guestHands(backend);
const { operations } = await descriptionOf(backend.url);

/** Who may ask for a route, by the name that the document has for it. */
const accessOf = (name: keyof typeof ROUTES): string => ROUTES[name].access;

/** The routes of the document that act for a member or a person. */
const OF_MEMBERS = operations
  .map(({ operation }) => operation.operationId)
  .filter((name): name is TransactionRoute => Object.hasOwn(SAMPLES, name));

describe('a guest’s token (R29, R31)', async () => {
  const { id, members } = await backend.organization({
    members: [{ role: 'owner' }, { role: 'viewer' }],
  });
  const [owner, target] = members;
  assert.ok(owner && target);
  await backend.admitGuests(id, SITE);
  const [guest, other] = [await backend.guest(id), await backend.guest(id)];
  const invitation = await backend.invitation(id, { address: 'mo@test.example', inviter: owner });
  /** With another guest, who is there. */
  const organization: SampleOrganization = {
    id,
    target,
    part: randomUUID(),
    invitation: invitation.id,
    source: randomUUID(),
    guest: other,
    receivedBy: () => NO_INVITATION,
    tokenOf: () => guest.access,
  };

  it('is tried at every route of the document that is neither public nor its own', () => {
    const rest = operations
      .map(({ operation }) => operation.operationId)
      .filter(name => !(OF_MEMBERS as readonly string[]).includes(name));
    assert.deepEqual([...new Set(rest.map(accessOf))].sort(), ['guest', 'public', 'visitor']);
    assert.ok(OF_MEMBERS.length > 30);
  });

  for (const name of OF_MEMBERS) {
    it(`opens nothing of ${name}, with another guest’s ids`, async () => {
      const input: AnyInput = SAMPLES[name](organization, target.session);
      for (const token of [guest.access, guest.refresh]) {
        const answer = await ask(addressOf(backend.url, name, input), {
          method: ROUTES[name].method,
          token,
          json: input.body,
          headers: { origin: SITE },
        });
        assert.equal(answer.problem.code, 'no-session');
      }
      assert.equal((await read(id, guest.access)).body.id, guest.conversation);
    });
  }

  it('reads and writes in its own conversation, and in no other guest’s', async () => {
    const secret = await backend.guest(id, { text: 'A secret of somebody else' });
    for (const path of [secret.conversation, `${guest.conversation}/../${secret.conversation}`]) {
      const { body } = await send<{ id: string }>(id, `/conversation?conversation=${path}`, {
        token: guest.access,
      });
      assert.equal(body.id, guest.conversation);
      assert.ok(!JSON.stringify(body).includes('secret'));
    }
    const json = { id: randomUUID(), text: 'Hello', conversation: secret.conversation };
    const refused = await send(id, '/messages', { token: guest.access, json });
    assert.equal(refused.problem.code, 'invalid-input');
    assert.equal((await read(id, secret.access)).body.messages.length, 1);
  });

  it('is good for its organization alone, to the letter, and for ten minutes', async () => {
    const elsewhere = await site();
    assert.equal((await read(elsewhere.id, guest.access)).problem.code, 'session-expired');
    const [kind = '', key = '', until = '', ...rest] = guest.access.split('.');
    const [, , , ...restElsewhere] = elsewhere.guest.access.split('.');
    const forged = [
      '',
      'guest.',
      guest.refresh,
      guest.refresh.replace(/^again/, 'guest'),
      guest.access.slice(0, -1),
      `${guest.access}x`,
      [kind, key, String(Number(until) + 1), ...rest].join('.'),
      [kind, String(Number(key) + 1), until, ...rest].join('.'),
      [kind, key, until, ...restElsewhere].join('.'),
      [kind, key, until, ...restElsewhere.slice(0, 2), rest[2]].join('.'),
    ];
    for (const token of forged) {
      assert.equal((await read(id, token)).problem.code, 'session-expired', token);
    }
    const maker = guestTokens(keyRing(TEST_SECRET));
    const session = maker.readAccess(guest.access, Date.now());
    assert.ok(session);
    const ago = (seconds: number): string => maker.access(session, Date.now() - seconds * 1000);
    assert.equal((await read(id, ago(601))).problem.code, 'session-expired');
    assert.equal((await read(id, ago(570))).status, 200);
  });

  it('is asked for where members’ are not enough: neither a bearer nor a cookie', async () => {
    assert.equal((await read(id, owner.token)).problem.code, 'session-expired');
    const headers = { cookie: cookieOf(owner.token) };
    const { problem } = await send(id, '/conversation', { headers });
    assert.equal(problem.code, 'session-expired');
    assert.equal((await send(id, '/conversation', { token: guest.access, headers })).status, 200);
  });
});

describe('a guest’s refresh token (R32)', () => {
  it('gives the same to two tabs at once, and both go on', async () => {
    const { id, guest } = await site();
    const [one, two] = await Promise.all([refresh(id, guest.refresh), refresh(id, guest.refresh)]);
    assert.equal(one.body.refresh, two.body.refresh);
    for (const { body } of [one, two]) assert.equal((await read(id, body.access)).status, 200);
    assert.equal((await refresh(id, one.body.refresh)).status, 200);
  });

  for (const [when, seconds, isGood] of [
    ['within half a minute it gives the same', 25, true],
    ['after it, it ends all of the session', 31, false],
  ] as const) {
    it(`is for once: ${when}`, async () => {
      const { id, guest } = await site();
      const { body } = await refresh(id, guest.refresh);
      await backend.sql(
        `update orgtags.guest_session set refreshed_at = refreshed_at - make_interval(secs => $2)
          where organization_id = $1`,
        [id, seconds],
      );
      const again = await refresh(id, guest.refresh);
      if (isGood) assert.equal(again.body.refresh, body.refresh);
      else assert.equal(again.problem.code, 'session-expired');
      const { status, problem } = await read(id, body.access);
      assert.equal(isGood ? status : problem.code, isGood ? 200 : 'guest-revoked');
      const next = await refresh(id, body.refresh);
      assert.equal(isGood ? next.status : next.problem.code, isGood ? 200 : 'guest-revoked');
    });
  }

  it('is for once, however often it was used again in time', async () => {
    const { id, guest } = await site();
    const later = (seconds: number) =>
      backend.sql(
        `update orgtags.guest_session set refreshed_at = refreshed_at - make_interval(secs => $2)
          where organization_id = $1`,
        [id, seconds],
      );
    await refresh(id, guest.refresh);
    await later(20);
    assert.equal((await refresh(id, guest.refresh)).status, 200);
    await later(11);
    assert.equal((await refresh(id, guest.refresh)).problem.code, 'session-expired');
  });

  it('is good for thirty days, or for as many as the organization says: 1 to 90', async () => {
    const { id, guest, owner } = await site();
    assert.equal(await daysLeft(id), 30);
    for (const days of [0, 91, 1.5, -1]) {
      assert.equal((await change(id, owner, { days })).status, 400, String(days));
    }
    await set(id, owner, { days: 90 });
    const { body } = await refresh(id, guest.refresh);
    assert.equal(await daysLeft(id), 90);
    await set(id, owner, { days: 1 });
    const next = await refresh(id, body.refresh);
    assert.equal(await daysLeft(id), 1);
    await backend.sql(
      `update orgtags.guest_session set expires_at = expires_at - interval '1 day'
        where organization_id = $1`,
      [id],
    );
    assert.equal((await refresh(id, next.body.refresh)).problem.code, 'guest-revoked');
    assert.equal((await read(id, next.body.access)).problem.code, 'guest-revoked');
  });

  it('is nowhere in the database, nor is a bearer', async () => {
    const { id, guest } = await site();
    const { body } = await refresh(id, guest.refresh);
    const tables = await backend.sql<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
        where table_schema like 'orgtags%'`,
    );
    assert.ok(tables.length > 15);
    for (const { name } of tables) {
      const rows = await backend.sql(`select to_jsonb(t)::text as row from ${name} t`);
      const dump = JSON.stringify(rows);
      for (const token of [guest.access, guest.refresh, body.access, body.refresh]) {
        assert.ok(!dump.includes(token.split('.').at(-1) ?? ''), name);
      }
    }
  });
});

async function daysLeft(organization: string): Promise<number | undefined> {
  const [row] = await backend.sql<{ days: number }>(
    `select round(extract(epoch from expires_at - now()) / 86400)::integer as days
       from orgtags.guest_session where organization_id = $1`,
    [organization],
  );
  return row?.days;
}
