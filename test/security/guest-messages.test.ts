import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/server/limits/named-limits.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { guestHands, type GuestAsk } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';

const { guestMessage } = LIMITS;

describe('what a guest writes (R31)', async () => {
  const backend = await backendForTests();
  const { read, send, site, write } = guestHands(backend);

  const REFUSED = {
    'a megabyte': ['body-too-large', 'x'.repeat(1024 * 1024)],
    'one letter too many': ['invalid-input', 'x'.repeat(4001)],
    'nothing that can be seen': ['invalid-input', ' \u200b\u2060\ufeff\n\u00ad'],
    'what turns the text that follows': ['invalid-input', 'a\u202eb'],
    'what sets its direction apart': ['invalid-input', 'a\u2066b'],
    'a control character': ['invalid-input', 'a\u0007b'],
    'an escape sequence': ['invalid-input', '\u001b[2J'],
    NUL: ['invalid-input', 'a\0b'],
    'half a character': ['invalid-input', 'a\ud800b'],
  } as const;

  for (const [name, [code, text]] of Object.entries(REFUSED)) {
    it(`is refused where it is ${name}, and nothing of it is stored`, async () => {
      const { id, guest } = await site();
      assert.equal((await write(id, guest.access, text)).problem.code, code);
      assert.equal((await read(id, guest.access)).body.messages.length, 1);
    });
  }

  it('is taken as it is where it is text, however odd', async () => {
    const { id, guest } = await site();
    const odd = [
      'x'.repeat(4000),
      'שלום 👩‍👩‍👧',
      'می\u200Cخواهم',
      '=1+1',
      '<b>bold</b>',
      '-- ; drop table',
    ];
    for (const text of odd) assert.equal((await write(id, guest.access, text)).status, 200);
    const { body } = await read(id, guest.access);
    const written = body.messages.filter(({ author }) => author === 'guest');
    assert.deepEqual(
      written.slice(1).map(({ text }) => text),
      odd,
    );
  });

  it('is without what makes it another that looks the same, as is the name', async () => {
    const { id, guest } = await site();
    const { access: token } = guest;
    const { body } = await write(id, token, 'pa\u200Byp\u200Dal\u{E0041}');
    assert.equal(body.message.text, 'paypal');
    const copied = await write(id, token, 'Call me: \u202A+49 171 1234\u202C');
    assert.equal(copied.body.message.text, 'Call me: +49 171 1234');
    const json = { name: 'Oli\u200Bv\u200Eia' };
    assert.equal((await send(id, '', { method: 'PATCH', json, token })).status, 204);
    const [row] = await backend.sql('select name from orgtags.guest where id = $1', [guest.id]);
    assert.deepEqual(row, { name: 'Olivia' });
  });

  it('is known by its author, too: no member’s message is taken for the guest’s', async () => {
    const { id, guest, owner } = await site();
    const path = `${backend.url}/api/v1/organizations/${id}/conversations/${guest.conversation}`;
    const json = { id: crypto.randomUUID(), text: 'Hello' };
    const answered = await ask(`${path}/messages`, { method: 'POST', token: owner, json });
    assert.equal(answered.status, 200);
    const { problem } = await write(id, guest.access, json.text, json.id);
    assert.equal(problem.code, 'key-reused');
    const again = await ask(`${path}/messages`, { method: 'POST', token: owner, json });
    assert.equal(again.status, 200);
  });

  it('is about a page of the web, which signs nobody in, or about none', async () => {
    const { id, guest } = await site();
    const pages = {
      'https://shop.example/a?b=c#d': 'https://shop.example/a?b=c#d',
      'https://mo:secret@shop.example/': 'https://shop.example/',
      'javascript:alert(1)': null,
      'data:text/html,x': null,
      'file:///etc/passwd': null,
      x: null,
    };
    for (const [page, kept] of Object.entries(pages)) {
      await write(id, guest.access, 'Hello');
      const begun = await send<{ id: string }>(id, '/conversations', {
        token: guest.access,
        json: { page },
      });
      const joined = await send<{ guest: string }>(id, '/join', { json: { page } });
      const rows = await backend.sql<{ page: string | null }>(
        'select page from orgtags.conversation where id = $1 or guest_id = $2',
        [begun.body.id, joined.body.guest],
      );
      assert.deepEqual(
        rows.map(row => row.page),
        [kept, kept],
        page,
      );
    }
  });

  it('is read up to where there can be a message, and no further', async () => {
    const { id, guest } = await site();
    const { access: token } = guest;
    for (const seq of [-1, 1.5, 2 ** 31, 1e308]) {
      const { problem } = await send(id, '/read', { json: { seq }, token });
      assert.equal(problem.code, 'invalid-input', String(seq));
    }
    assert.equal((await send(id, '/read', { json: { seq: 2 ** 31 - 1 }, token })).status, 204);
  });

  it('is no name that hides or turns the text around it', async () => {
    const { id, guest } = await site();
    for (const name of ['Mo\u202eegap', '\u200b', 'Mo\u2066', 'a\0b', 'x'.repeat(300)]) {
      const { problem } = await send(id, '', {
        method: 'PATCH',
        json: { name },
        token: guest.access,
      });
      assert.equal(problem.code, 'invalid-input', JSON.stringify(name));
      assert.equal((await send(id, '/join', { json: { name } })).problem.code, 'invalid-input');
    }
    const named = await send(id, '', {
      method: 'PATCH',
      json: { name: 'Mo' },
      token: guest.access,
    });
    assert.equal(named.status, 204);
  });

  it('is answered from no source that is not public, however it is asked for', async () => {
    const { id, guest } = await site();
    const source = `insert into orgtags.text_source (organization_id, title, text, public)
                    values ($1, $2, $3, $4)`;
    await backend.sql(source, [id, 'Robots', 'The small robot carries eighty kilograms.', true]);
    const canary = 'The small robot carries a margin of CANARY percent.';
    await backend.sql(source, [id, 'CANARY margins', canary, false]);
    const other = await site();
    await backend.sql(source, [other.id, 'Elsewhere', canary, true]);
    const questions = [
      'Small robot?',
      'What margin of CANARY percent?',
      "canary' | 'margins",
      'CANARY:* & !robot',
    ];
    for (const question of questions) {
      const asked = await backend.guest(id);
      await write(id, asked.access, question);
      const answered = await lookUntil(async () => {
        const { body } = await read(id, asked.access);
        const isDone = body.messages.some(({ author, done }) => author === 'answerer' && done);
        return isDone || body.state === 'waiting' ? body : undefined;
      });
      const said = answered.messages.filter(({ author }) => author !== 'guest');
      assert.ok(!JSON.stringify(said).includes('CANARY'), question);
      if (question === questions[0]) assert.match(said[0]?.text ?? '', /eighty kilograms/);
    }
    // The same question finds it where it is public.
    await write(other.id, other.guest.access, 'What margin of CANARY percent?');
    await lookUntil(async () => {
      const { body } = await read(other.id, other.guest.access);
      return body.messages.find(({ text }) => text.includes('a margin of CANARY'));
    });
    assert.equal((await read(id, guest.access)).status, 200);
  });
});

describe('how often a guest writes (R31)', async () => {
  const backend = await backendForTests({ limits: { guestMessage } });
  const { read, send, site, write } = guestHands(backend);

  it('is counted, for each guest alone: of a hundred messages at once some are stored', async () => {
    const { id, guest } = await site();
    const other = await backend.guest(id);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => write(id, guest.access, `Message ${String(n)}`)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 100 - guestMessage.max);
    for (const { problem, headers } of refused) {
      assert.equal(problem.code, 'rate-limited');
      assert.ok(Number(headers.get('retry-after')) > 0);
    }
    const { body } = await read(id, guest.access);
    const sequence = Array.from({ length: guestMessage.max + 1 }, (_, n) => n + 1);
    assert.deepEqual(
      body.messages.map(({ seq }) => seq),
      sequence,
    );
    assert.equal((await write(id, other.access, 'Hello')).status, 200);
  });

  const OTHERS: Readonly<Record<string, readonly [path: string, sent: GuestAsk]>> = {
    'says who they are': ['', { method: 'PATCH', json: { name: 'Mo' } }],
    'begins another conversation': ['/conversations', { json: {} }],
    'asks for a person': ['/hand-over', { method: 'POST' }],
    'takes it along to an account': ['/keep', { json: { visitor: 'x' } }],
  };
  for (const [what, [path, sent]] of Object.entries(OTHERS)) {
    it(`is counted as well where the guest ${what}`, async () => {
      const { id, guest } = await site();
      const act = () => send(id, path, { ...sent, token: guest.access });
      assert.notEqual((await act()).status, 429);
      for (let n = 0; n < guestMessage.max; n += 1) await write(id, guest.access, 'Hello');
      assert.equal((await act()).status, 429);
    });
  }
});

describe('how often a guest’s page asks for anything (R29)', async () => {
  const guestRequest = { max: 3, window: 60 };
  const backend = await backendForTests({ limits: { guestRequest } });
  const { read, send, site } = guestHands(backend);

  for (const [what, path, method] of [
    ['read', '/conversation', 'GET'],
    ['listens', '/stream', 'HEAD'],
    ['types', '/typing', 'POST'],
    ['leaves', '', 'DELETE'],
  ] as const) {
    it(`is counted where it ${what}, for each session alone`, async () => {
      const { id, guest } = await site();
      const other = await backend.guest(id);
      for (let n = 0; n < guestRequest.max; n += 1) await read(id, guest.access);
      const act = (token: string) => send(id, path, { token, method });
      assert.equal((await act(guest.access)).status, 429);
      assert.ok((await act(other.access)).status < 300);
    });
  }
});

describe('how often tokens are changed (R29)', async () => {
  const guestRequest = { max: 3, window: 60 };
  const { read, refresh, site } = guestHands(await backendForTests({ limits: { guestRequest } }));

  it('is counted with all that a session asks for', async () => {
    const { id, guest } = await site();
    for (let n = 0; n < guestRequest.max; n += 1) await read(id, guest.access);
    assert.equal((await refresh(id, guest.refresh)).problem.code, 'rate-limited');
  });
});

describe('how many guests join an organization (R29)', async () => {
  const limits = { guestsOfOrganization: { max: 2, window: 60 } };
  const { send, site } = guestHands(await backendForTests({ limits }));

  it('is counted, for each organization alone', async () => {
    const [{ id }, other] = [await site(), await site()];
    const join = (organization: string) => send(organization, '/join', { json: {} });
    for (let guests = 0; guests < 2; guests += 1) assert.equal((await join(id)).status, 200);
    const { problem } = await join(id);
    assert.equal(problem.code, 'rate-limited');
    assert.equal((await join(other.id)).status, 200);
  });
});
