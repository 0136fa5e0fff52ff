import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendForTests, ORIGIN } from '../support/backend.ts';
import { guestHands, SITE } from '../support/guests.ts';

const backend = await backendForTests();
const { send, set, site } = guestHands(backend);

const LISTED = [SITE, 'https://*.pages.example'];

const ADMITTED = {
  'the very origin': SITE,
  'one label below a wildcard': 'https://one.pages.example',
};

const OTHERS = {
  'no origin': undefined,
  'the origin null, of a sandboxed frame or a file': 'null',
  'the other scheme': 'http://shop.example',
  'another port': `${SITE}:8443`,
  'a subdomain': 'https://www.shop.example',
  'a look-alike': `${SITE}.evil.test`,
  'a longer name': 'https://evilshop.example',
  'the origin with a path': `${SITE}/`,
  'the origin and another': `${SITE} https://evil.test`,
  'no label below a wildcard': 'https://pages.example',
  'two labels below a wildcard': 'https://one.two.pages.example',
  'a wildcard': 'https://*.pages.example',
  'this machine, where the server is none of a developer': 'http://localhost:4602',
  'a page of the members': ORIGIN,
} as const;

describe('a guest’s request (R30)', () => {
  for (const [name, origin] of Object.entries(ADMITTED)) {
    it(`is answered from ${name}`, async () => {
      for (const { status, headers } of await fromEverywhere(origin)) {
        assert.equal(status, 200);
        assert.equal(headers.get('access-control-allow-origin'), origin);
        isWithoutCredentials(headers);
      }
    });
  }

  for (const [name, origin] of Object.entries(OTHERS)) {
    it(`is refused from ${name}, whatever its route`, async () => {
      for (const { problem, headers } of await fromEverywhere(origin)) {
        assert.equal(problem.code, 'origin-denied');
        isWithoutCredentials(headers);
      }
    });
  }

  it('without an origin is from the server’s own pages only where the browser says so', async () => {
    const { id } = await site();
    const own = new URL(backend.url).origin;
    await backend.sql(
      'update orgtags.guest_access set origins = array[$2] where organization_id = $1',
      [id, own],
    );
    for (const [headers, code] of [
      [{ 'sec-fetch-site': 'same-origin' }, undefined],
      [{}, 'origin-denied'],
      [{ 'sec-fetch-site': 'same-site' }, 'origin-denied'],
      [{ 'sec-fetch-site': 'cross-site' }, 'origin-denied'],
      [{ 'sec-fetch-site': 'none' }, 'origin-denied'],
    ] as const) {
      const { problem } = await send(id, '', { origin: undefined, headers });
      assert.equal((problem as Partial<typeof problem> | undefined)?.code, code);
    }
  });

  it('is not read from where no name can be that long', async () => {
    const { id } = await site();
    for (const [letters, isRead] of [
      [253, true],
      [260, false],
    ] as const) {
      const origin = `https://${'a'.repeat(letters)}`;
      const { headers } = await send(id, '', { origin });
      assert.equal(headers.get('access-control-allow-origin'), isRead ? origin : null);
    }
  });

  it('is asked for before with nothing that members send', async () => {
    const { id } = await site();
    const path = `/api/v1/organizations/${id}/guest-chat/messages`;
    const guests = await preflight(path, 'POST');
    assert.equal(guests.get('access-control-allow-origin'), SITE);
    isWithoutCredentials(guests);
    for (const members of ['/api/v1/organizations', `/api/v1/organizations/${id}/conversations`]) {
      const headers = await preflight(members, 'GET');
      assert.equal(headers.get('access-control-allow-origin'), null, members);
    }
  });
});

/** What each kind of request is answered from an origin. */
async function fromEverywhere(origin: string | undefined) {
  const { id, guest, owner } = await site();
  await set(id, owner, { origins: LISTED });
  const token = guest.access;
  return [
    await send(id, '', { origin }),
    await send(id, '/join', { origin, json: {} }),
    await send(id, '/refresh', { origin, json: { refresh: guest.refresh } }),
    await send(id, '/conversation', { origin, token }),
    await send(id, '/messages', { origin, token, json: { id: crypto.randomUUID(), text: 'Hi' } }),
  ];
}

function isWithoutCredentials(headers: Headers): void {
  assert.match(headers.get('vary') ?? '', /origin/i);
  assert.equal(headers.get('access-control-allow-credentials'), null);
}

async function preflight(path: string, method: string): Promise<Headers> {
  const { headers } = await fetch(backend.url + path, {
    method: 'OPTIONS',
    headers: { origin: SITE, 'access-control-request-method': method },
  });
  return headers;
}
