import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  ChangedTextSource,
  GuestAccess,
  GuestDoor,
  GuestPage,
  OpenedTextSource,
  SigningSecret,
  TextSources,
  TriedQuestion,
} from '../../src/contract/guests.ts';
import type { ActivityPage } from '../../src/contract/shapes.ts';
import { createSigningSecrets } from '../../src/server/guests/signing-secrets.ts';
import { keyRing } from '../../src/server/settings.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';

const backend = await backendForTests();
const SITE = 'https://shop.example';

interface Place {
  readonly id: string;
  readonly owner: string;
}

describe('guest access (R30)', () => {
  it('keeps texts by language and hours, which the door then says', async () => {
    const place = await open();
    const german = { language: 'de', welcome: 'Guten Tag', consent: null, away: 'Bald.' };
    const never = { timeZone: 'Europe/Berlin', days: [] };
    const english = { language: 'en', welcome: 'Good day', consent: 'As we say.', away: null };
    const texts = [german, english];
    const { body } = await change(place, { texts, hours: never });
    assert.deepEqual([body.texts, body.hours], [texts, never]);
    const said = async (query: string): Promise<string> => {
      const { welcome, consent, away } = (await doorOf(place, query)).body.texts;
      return [welcome, consent, away].join(', ');
    };
    assert.equal(await said('?language=en'), 'Good day, As we say., Bald.');
    assert.equal(await said('?language=de'), 'Guten Tag, As we say., Bald.');
    assert.equal(await said('?language=fr'), 'Guten Tag, As we say., Bald.');
    assert.equal(await said(''), 'Guten Tag, As we say., Bald.');
    const refused = await doorOf(place, '?language=deutsch');
    assert.equal(refused.problem.code, 'invalid-input');
    assert.equal((await doorOf(place, '')).body.away, true);
    await change(place, { hours: null });
    assert.equal((await doorOf(place, '')).body.away, false);
  });

  it('says beside which field something is not right, and keeps nothing of it', async () => {
    const place = await open();
    const fields = async (wanted: object): Promise<unknown> =>
      (await change(place, wanted)).problem.fields;
    assert.deepEqual(await fields({ origins: [SITE, 'shop'] }), [
      { field: 'origins.1', code: 'origin-malformed' },
    ]);
    const text = { language: 'deutsch', welcome: null, consent: null, away: null };
    assert.deepEqual(await fields({ texts: [text] }), [
      { field: 'texts.0.language', code: 'language-malformed' },
    ]);
    assert.deepEqual(await fields({ hours: { timeZone: 'Mars', days: [] } }), [
      { field: 'hours', code: 'time-zone-unknown' },
    ]);
    assert.deepEqual((await access(place)).origins, [SITE]);
  });

  it('refuses what was decided on an older state, but for the same again', async () => {
    const place = await open();
    const { version } = await access(place);
    const first = await change(place, { enabled: false, version });
    const again = await change(place, { enabled: false, version });
    assert.deepEqual(again.body, first.body);
    const other = await change(place, { enabled: true, version });
    assert.equal(other.problem.code, 'stale-version');
  });

  it('is recorded with what is another by it, and nothing else', async () => {
    const place = await open();
    await change(place, { enabled: false, endRunning: true });
    const [act] = await record(place);
    assert.deepEqual(
      [act?.action, act?.before, act?.after],
      ['guests.changed', { enabled: true }, { enabled: false, ended: 'everyone' }],
    );
  });
});

describe('the signing secret', () => {
  it('is the same until there is a new one, which comes once, and is nowhere else', async () => {
    const place = await open();
    const first = await secret(place);
    assert.deepEqual(await secret(place), first);
    const rotate = async (): Promise<SigningSecret> => {
      const json = { generation: first.generation };
      const path = '/guest-access/signing-secret';
      return (await send<SigningSecret>(place, path, { method: 'POST', json })).body;
    };
    const second = await rotate();
    assert.notEqual(second.secret, first.secret);
    assert.deepEqual(await rotate(), second);
    assert.deepEqual(await secret(place), second);
    const acts = await record(place);
    assert.equal(acts[0]?.action, 'guests.secret-rotated');
    const stored = await backend.sql<{ row: string }>(
      `select to_jsonb(a)::text as row from orgtags.guest_access a
        union all select to_jsonb(a)::text from orgtags.activity a`,
    );
    for (const { secret: shown } of [first, second]) {
      assert.ok(!JSON.stringify([acts, stored, await access(place)]).includes(shown));
    }
  });

  it('is of the organization, the generation, and each secret of the server', () => {
    const old = { version: 1, secret: 'a'.repeat(32) };
    const ring = keyRing([old, { version: 2, secret: 'b'.repeat(32) }]);
    const both = createSigningSecrets(ring);
    const all = both.of('one', 1);
    assert.equal(new Set([...all, ...both.of('one', 2), ...both.of('two', 1)]).size, 6);
    assert.deepEqual(createSigningSecrets(keyRing([old])).of('one', 1), all.slice(1));
  });
});

describe('texts that guests are answered with', () => {
  it('are not public unless it is said, and tried as guests would ask', async () => {
    const place = await open();
    const text = 'We ship to Iceland within nine days.';
    const { body } = await create(place, { title: 'Shipping', text });
    assert.deepEqual([body.source.public, body.source.length], [false, text.length]);
    const question = 'Do you ship to Iceland?';
    assert.equal((await tryOut(place, question)).found, null);
    const path = `/text-sources/${body.source.id}`;
    const json = { public: true, version: 1 };
    await send(place, path, { method: 'PATCH', json });
    const { found } = await tryOut(place, question);
    assert.deepEqual([found?.title, found?.passage], ['Shipping', text]);
    const opened = await send<OpenedTextSource>(place, path);
    assert.deepEqual([opened.body.text, opened.body.source.version], [text, 2]);
    await send(place, path, { method: 'DELETE' });
    assert.deepEqual((await send<TextSources>(place, '/text-sources')).body.sources, []);
    assert.equal((await send(place, path)).problem.code, 'text-source-not-found');
  });

  it('are quoted in part where their words are longer than an answer', async () => {
    const place = await open();
    const word = 'long'.repeat(375);
    const text = `Iceland ${Array<string>(58).fill(word).join(' ')}`;
    await create(place, { title: 'Words', text, public: true });
    const { found } = await tryOut(place, 'Where is Iceland?');
    assert.equal(found?.passage, `Iceland ${word}`);
  });

  it('are searched for the thirty longest words of a question, and no more', async () => {
    const place = await open();
    const words = (count: number, end: string): string =>
      Array.from({ length: count }, (_, i) => `word${String.fromCodePoint(97 + i)}${end}`).join(
        ' ',
      );
    await create(place, { title: 'Words', text: words(16, 'known'), public: true });
    const tried = async (asked: string): Promise<string | undefined> =>
      (await tryOut(place, asked)).found?.title;
    assert.equal(await tried(`${words(16, 'known')} ${words(24, 'such')}`), 'Words');
    assert.equal(await tried(`${words(16, 'known')} ${words(24, 'others')}`), undefined);
  });

  it('are recorded without their text', async () => {
    const place = await open();
    const { body } = await create(place, { title: 'Margins', text: 'A CANARY of a text.' });
    const path = `/text-sources/${body.source.id}`;
    await send(place, path, { method: 'PATCH', json: { title: 'Costs', version: 1 } });
    await send(place, path, { method: 'DELETE' });
    const acts = await record(place);
    assert.deepEqual(
      acts.map(({ action }) => action),
      ['text-source.removed', 'text-source.changed', 'text-source.created'],
    );
    assert.ok(!JSON.stringify(acts).includes('CANARY'));
  });

  it('have up to 100,000 characters of any script, and no more', async () => {
    const place = await open();
    const long = await create(place, { title: 'Long', text: '運'.repeat(100_000) });
    assert.equal(long.status, 200);
    const longer = await create(place, { title: 'Longer', text: '運'.repeat(100_001) });
    assert.deepEqual(longer.problem.fields, [{ field: 'text', code: 'source-too-long' }]);
    const huge = await create(place, { title: 'Huge', text: '運'.repeat(200_000) });
    assert.equal(huge.problem.code, 'body-too-large');
  });

  it('are 200 at most, also when several are added at once', async () => {
    const place = await open();
    await backend.sql(
      `insert into orgtags.text_source (organization_id, title, text)
       select $1, 'Text ' || n, '' from generate_series(1, 198) n`,
      [place.id],
    );
    const added = await Promise.all(
      ['a', 'b', 'c', 'd'].map(title => create(place, { title, text: title })),
    );
    const refused = added.filter(({ status }) => status !== 200);
    assert.deepEqual(
      refused.map(({ problem }) => problem.code),
      ['too-many-text-sources', 'too-many-text-sources'],
    );
  });

  it('are not changed by who has seen an older one', async () => {
    const place = await open();
    const { body } = await create(place, { title: 'Shipping', text: 'Soon.' });
    const path = `/text-sources/${body.source.id}`;
    const patch = (json: object): Promise<Answer> => send(place, path, { method: 'PATCH', json });
    assert.equal((await patch({ text: 'Now.', version: 1 })).status, 200);
    assert.equal((await patch({ text: 'Now.', version: 1 })).status, 200);
    assert.equal((await patch({ text: 'Never.', version: 1 })).problem.code, 'stale-version');
  });
});

describe('guests who are there', () => {
  it('are those who were seen just now and were not ended, who joined last first', async () => {
    const place = await open();
    const [first, second, ended, gone] = [
      await backend.guest(place.id, { name: 'First' }),
      await backend.guest(place.id, { name: 'Second' }),
      await backend.guest(place.id),
      await backend.guest(place.id),
    ];
    await send(place, `/guests/${ended.id}`, { method: 'DELETE' });
    await backend.sql(
      "update orgtags.guest set last_seen_at = now() - interval '16 minutes' where id = $1",
      [gone.id],
    );
    const page = (await send<GuestPage>(place, '/guests?limit=1')).body;
    assert.deepEqual([page.guests.map(({ id }) => id), page.total], [[second.id], 2]);
    const next = (await send<GuestPage>(place, `/guests?limit=1&cursor=${page.next ?? ''}`)).body;
    assert.deepEqual([next.guests.map(({ id }) => id), next.next], [[first.id], null]);
    const refresh = { method: 'POST', json: { refresh: gone.refresh }, headers: { origin: SITE } };
    assert.equal((await send(place, '/guest-chat/refresh', refresh)).status, 200);
    assert.equal((await send<GuestPage>(place, '/guests')).body.total, 3, 'seen again');
    await change(place, { endRunning: true });
    assert.equal((await send<GuestPage>(place, '/guests')).body.total, 0);
  });
});

async function open(): Promise<Place> {
  const { id, members } = await backend.organization({ members: [{ role: 'owner' }] });
  await backend.admitGuests(id, SITE);
  return { id, owner: members[0]?.token ?? '' };
}

function send<Body = unknown>(
  { id, owner }: Place,
  path: string,
  options: Parameters<typeof ask>[1] = {},
): Promise<Answer<Body>> {
  return ask<Body>(`${backend.url}/api/v1/organizations/${id}${path}`, {
    token: owner,
    ...options,
  });
}

async function access(place: Place): Promise<GuestAccess> {
  return (await send<GuestAccess>(place, '/guest-access')).body;
}

async function change(place: Place, wanted: object): Promise<Answer<GuestAccess>> {
  const { version } = await access(place);
  return send(place, '/guest-access', { method: 'PATCH', json: { version, ...wanted } });
}

async function secret(place: Place): Promise<SigningSecret> {
  return (await send<SigningSecret>(place, '/guest-access/signing-secret')).body;
}

function create(place: Place, json: object): Promise<Answer<ChangedTextSource>> {
  return send(place, '/text-sources', { method: 'POST', json });
}

async function tryOut(place: Place, text: string): Promise<TriedQuestion> {
  const options = { method: 'POST', json: { text } };
  return (await send<TriedQuestion>(place, '/text-sources/try', options)).body;
}

async function record(place: Place): Promise<ActivityPage['activities']> {
  return (await send<ActivityPage>(place, '/activity')).body.activities;
}

function doorOf({ id }: Place, query: string): Promise<Answer<GuestDoor>> {
  return ask(`${backend.url}/api/v1/organizations/${id}/guest-chat${query}`, {
    headers: { origin: SITE },
  });
}
