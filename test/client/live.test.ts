import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { LiveEvent } from '../../src/contract/changes.ts';
import { createHttpClient } from '../../src/client/index.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { startUnreliableProxy } from '../support/unreliable-proxy.ts';

/** A page that listens. */
interface Page {
  readonly heard: readonly LiveEvent[];
  first(kind: LiveEvent['kind'], n?: number): Promise<LiveEvent>;
  close(): void;
}

describe('the client that listens', async () => {
  const backend = await backendForTests();
  const proxy = await startUnreliableProxy(backend.url);
  after(() => proxy.stop());
  afterEach(() => {
    mock.timers.reset();
  });
  let lane = '';
  let here: { id: string; owner: TestMember; viewer: TestMember };
  beforeEach(async () => {
    lane = proxy.lane();
    const { id, members } = await backend.organization({
      members: [{ role: 'owner' }, { role: 'viewer' }],
    });
    const [owner, viewer] = members as [TestMember, TestMember];
    here = { id, owner, viewer };
  });

  it('shares one stream among pages, and hands it on without losing anything', async () => {
    const pages = [await open(), await open(), await open()];
    let changes = 0;
    for (let streams = 1; pages.length > 0; streams += 1) {
      changes += 1;
      await write();
      for (const page of pages) await page.first('change', changes);
      assert.equal(proxy.count(lane, '/changes'), streams);
      for (const page of pages) assert.equal(times('change', page), changes);
      // The one that has it goes, and what is written before another one has it is not lost.
      pages.shift()?.close();
      changes += 1;
      await write();
    }
  });

  it('comes back after the connection is lost, and reads the token again', async () => {
    const tokens: string[] = [];
    const page = await open(() => {
      tokens.push('asked');
      return here.viewer.token;
    });
    await write();
    await page.first('change');
    const asked = tokens.length;
    proxy.breakAll(lane);
    await write();
    await page.first('change', 2);
    assert.ok(tokens.length > asked);
    assert.equal(page.heard.length, 2);
    page.close();
  });

  it('comes back when the stream has said nothing for 40 seconds', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    proxy.set(lane, { kind: 'hold', path: '/changes' });
    const page = await open();
    await countIs(1, '/changes');
    mock.timers.tick(40_000);
    await countIs(2, '/changes');
    mock.timers.reset();
    proxy.set(lane, { kind: 'none' });
    await write();
    await page.first('change');
    page.close();
  });

  it('ends when the session does, for every page', async () => {
    const pages = [await open(), await open()];
    await write();
    for (const page of pages) await page.first('change');
    await ask(`${backend.url}/api/auth/sign-out`, {
      method: 'POST',
      json: {},
      token: here.viewer.token,
    });
    for (const page of pages) {
      await page.first('session-ended');
      assert.equal(times('session-ended', page), 1);
      assert.equal(page.heard.at(-1)?.kind, 'session-ended');
    }
  });

  it('ends when nobody is signed in any more', async () => {
    let { token } = here.viewer;
    const page = await open(() => token);
    await write();
    await page.first('change');
    token = 'nobody';
    proxy.breakAll(lane);
    await page.first('session-ended');
  });

  it('tells a page to look at everything when it came too late to know', async () => {
    const early = await open();
    const client = createHttpClient({ baseUrl: lane, getToken: () => here.viewer.token });
    const { live } = await client.session(here.id);
    await write();
    await early.first('change');
    const late = follow(client, live);
    await write();
    await late.first('resync');
    await late.first('change');
    early.close();
    late.close();
  });

  it('tells a page nothing more once it has gone, though more has arrived for it', async () => {
    const change = `data: {"kind":"change"}`;
    const server = createServer((_, response) => {
      response.end(`id: 1\n${change}\n\nid: 2\n${change}\n\nid: 3\n${change}\n\n`);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const client = createHttpClient({ baseUrl: `http://127.0.0.1:${String(port)}` });
    const leaving = new AbortController();
    const heard: LiveEvent[] = [];
    const take = (event: LiveEvent): void => {
      heard.push(event);
      if (heard.length === 2) leaving.abort();
    };
    await withoutLocks(async () => {
      client.subscribe({ channel: 'here', position: '0' }, take, leaving.signal);
      await once(leaving.signal, 'abort');
      await once(server.close(), 'close');
    });
    assert.equal(heard.length, 2);
  });

  it('asks anew for what was asked before a change was heard, though the answer is under way', async () => {
    const client = createHttpClient({ baseUrl: lane, getToken: () => here.viewer.token });
    const { live } = await client.session(here.id);
    const page = follow(client, live);
    proxy.set(lane, { kind: 'delay', path: '/members' });
    const before = client.members.list(here.id);
    await write();
    await page.first('change');
    const after = client.members.list(here.id);
    await countIs(2, '/members');
    proxy.set(lane, { kind: 'none' });
    await Promise.all([before, after]);
    page.close();
  });

  it('gives each page a stream of its own where pages cannot agree', async () => {
    await withoutLocks(async () => {
      const pages = [await open(), await open()];
      await write();
      for (const page of pages) await page.first('change');
      assert.equal(proxy.count(lane, '/changes'), 2);
      for (const page of pages) page.close();
    });
  });

  /** As on a page that is not secure, where pages cannot agree on one that listens. */
  async function withoutLocks(act: () => Promise<void>): Promise<void> {
    const { locks } = navigator;
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      await act();
    } finally {
      Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    }
  }

  async function open(getToken: () => string = () => here.viewer.token): Promise<Page> {
    const client = createHttpClient({ baseUrl: lane, getToken });
    const { live } = await client.session(here.id);
    return follow(client, live);
  }

  function follow(
    client: ReturnType<typeof createHttpClient>,
    live: Parameters<typeof client.subscribe>[0],
  ): Page {
    const heard: LiveEvent[] = [];
    const looks = new Set<() => void>();
    const leaving = new AbortController();
    const take = (event: LiveEvent): void => {
      heard.push(event);
      for (const look of looks) look();
    };
    client.subscribe(live, take, leaving.signal);
    return {
      heard,
      first(kind, n = 1) {
        const { promise, resolve } = Promise.withResolvers<LiveEvent>();
        const look = (): void => {
          const event = heard.filter(one => one.kind === kind)[n - 1];
          if (event) resolve(event);
        };
        looks.add(look);
        look();
        return promise.finally(() => looks.delete(look));
      },
      close: () => {
        leaving.abort();
      },
    };
  }

  /** A page that comes while others are told something may have to look at everything once, besides. */
  function times(wanted: LiveEvent['kind'], { heard }: Page): number {
    return heard.filter(({ kind }) => kind === wanted).length;
  }

  /** Waits for a path to be asked for so often; the runner's time limit is the only clock. */
  async function countIs(count: number, path: string): Promise<void> {
    while (proxy.count(lane, path) < count) {
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  async function write(): Promise<void> {
    await backend.sql(
      `with change as (
         insert into orgtags.change (organization_id, type, subject_id) values ($1, 'member', $1)
       ) select pg_notify('orgtags', '')`,
      [here.id],
    );
  }
});
