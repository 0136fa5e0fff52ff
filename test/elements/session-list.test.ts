import { aTimeout, expect } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../src/index.ts';
import type { SessionList } from '../../src/elements/session-list/session-list.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { clientOf, show, showWithout } from '../support/page.ts';
import { scene, session, sql, type Scene } from '../support/scene.ts';
import { CHROME } from '../support/suites/views/session-list.ts';

const DEVICES = {
  'Chrome on Windows': CHROME,
  'Edge on Windows': `${CHROME} Edg/148.0.0.0`,
  'Firefox on Linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
  'Safari on iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'Safari on Mac':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'Chrome on Android':
    'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Mobile Safari/537.36',
  'backup-tool/2.1': 'backup-tool/2.1',
} as const;

/** By when a tag has taken an answer that has come, in milliseconds. */
const TAKEN = 50;

/** The list of an owner who is signed in on other devices, too, the last one first. */
async function list(...devices: readonly string[]) {
  const place = await scene();
  const owner = place.as('owner');
  const others = [];
  for (const device of devices) others.push(await session(owner, device));
  const tag = await shown(place);
  await waitUntil(() => parts(tag, 'row').length === devices.length + 1);
  return { place, owner, others, tag };
}

function shown(place: Scene): Promise<SessionList> {
  return show<SessionList>(place, place.as('owner'), html`<session-list></session-list>`);
}

function names(tag: SessionList): string[] {
  return parts(tag, 'name').map(text);
}

function row(tag: SessionList, name: string): HTMLElement {
  const found = parts(tag, 'row').find(one => text(one).includes(name));
  if (!found) throw new Error(`No row for ${name}`);
  return found;
}

function endButton(tag: SessionList, name: string): HTMLElement | null {
  return row(tag, name).querySelector('[part=end-button]');
}

async function ask(tag: SessionList, name: string): Promise<void> {
  endButton(tag, name)?.click();
  await part(tag, 'dialog');
}

async function confirm(tag: SessionList): Promise<void> {
  parts(tag, 'confirm-button')[0]?.click();
  await waitUntil(() => parts(tag, 'dialog').length === 0, 'the question stays');
}

/** Another session takes the place of the one that a page has, which ends. */
async function takesOver(
  place: Scene,
  who: { token: string },
  { session: ended }: { readonly session: string },
  { token }: { readonly token: string },
): Promise<void> {
  await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
  who.token = token;
  await sql('delete from orgtags_auth.session where id = $1', [ended]);
  await sql("select pg_notify('orgtags', '')");
}

const said = (tag: SessionList): string => text(tag.shadowRoot?.querySelector('[role=status]'));

/** Is the session of a token good? */
async function goesOn({ lane }: Scene, { token }: { readonly token: string }): Promise<boolean> {
  const client = createHttpClient({ baseUrl: lane, getToken: () => token });
  return client.session().then(
    () => true,
    () => false,
  );
}

describe('where one is signed in (R36)', () => {
  it('is listed by device, the newest first, and by what a program calls itself', async () => {
    const { tag } = await list(...Object.values(DEVICES));
    expect(names(tag).slice(0, -1)).to.deep.equal(Object.keys(DEVICES).toReversed());
    const name = row(tag, 'Edge').querySelector<HTMLElement>('[part=name]');
    expect(name?.title).to.equal(DEVICES['Edge on Windows']);
  });

  it('marks the session that asks, which signing out ends', async () => {
    const { tag } = await list('Phone');
    const current = parts(tag, 'row').filter(one => one.querySelector('[part~=current]'));
    expect(current).to.have.length(1);
    expect(text(current[0])).to.contain('Ends when you sign out.');
    expect(current[0]?.querySelectorAll('button')).to.have.length(0);
    expect(row(tag, 'Phone').querySelectorAll('[part=note]')).to.have.length(0);
  });

  it('says since when, and where and when it was last seen', async () => {
    const { place, others, tag } = await list('Phone');
    const [phone] = others;
    await sql(`update orgtags_auth.session set "signedInAt" = '2025-01-12T09:00Z' where id = $1`, [
      phone?.session,
    ]);
    const client = clientOf(place, phone);
    await client.session();
    await sql(
      `update orgtags.session_part set last_seen_at = now() - interval '3 hours'
        where session_id = $1`,
      [phone?.session],
    );
    expect(text(row(tag, 'Phone'))).to.not.contain('Last active');
    tag.remove();
    const again = await shown(place);
    await part(again, 'row');
    expect(text(row(again, 'Phone'))).to.contain('Signed in: Jan 12, 2025');
    expect(text(row(again, 'Phone'))).to.contain(`Last active: 3 hours ago, ${place.name}`);
    const [since, seen] = row(again, 'Phone').querySelectorAll('time');
    expect(since?.title).to.contain('Sunday, January 12, 2025');
    expect(seen?.dateTime).to.match(/^\d{4}-.*Z$/);
  });

  it('says so where it is nowhere but here', async () => {
    const { tag } = await list();
    expect(text(tag.shadowRoot)).to.contain('Only here.');
    expect(parts(tag, 'end-button')).to.have.length(0);
  });

  it('is told also to who has lost the organization', async () => {
    const { place, tag, others } = await list('Phone');
    await sql('delete from orgtags.membership where organization_id = $1', [place.id]);
    await sql("select pg_notify('orgtags', '')");
    await ask(tag, 'Phone');
    await confirm(tag);
    expect(await goesOn(place, others[0] ?? { token: '' })).to.equal(false);
  });

  it('is not kept here for who has signed in elsewhere (R41)', async () => {
    const place = await scene();
    const client = clientOf(place, place.as('owner'));
    const provider = document.createElement('org-provider');
    provider.client = {
      ...client,
      session: async (organization, signal) => ({
        ...(await client.session(organization, signal)),
        capabilities: [],
      }),
    };
    const tag = document.createElement('session-list');
    provider.append(tag);
    document.body.append(provider);
    expect(text(await part(tag, 'empty'))).to.contain('Your sessions are not kept here');
    expect(await place.requests('/sessions')).to.equal(0);
    provider.remove();
  });

  it('is looked for again by who comes back to the window', async () => {
    const { tag, owner } = await list('Phone');
    expect(parts(tag, 'row')).to.have.length(2);
    await session(owner, 'Tablet');
    dispatchEvent(new Event('focus'));
    await waitUntil(() => parts(tag, 'row').length === 3);
  });

  it('marks another one at once when the person signs in anew over the one that asked', async () => {
    const { place, owner } = await list();
    const who = { token: owner.token };
    const tag = await show<SessionList>(place, who, html`<session-list></session-list>`);
    const current = (): string =>
      text(parts(tag, 'current')[0]?.closest('[part=row]')?.querySelector('[part=name]'));
    await waitUntil(() => current() === 'Unknown device');
    await takesOver(place, who, owner, await session(owner, 'Phone'));
    await waitUntil(() => current() === 'Phone', 'it is not marked');
    expect(parts(tag, 'row')).to.have.length(1);
  });

  it('shows at once, to who manages members, where an organization was closed to a session (R28)', async () => {
    const place = await scene();
    const admin = place.as('admin');
    const phone = await session(admin, 'Phone');
    await clientOf(place, phone).session();
    const { sessions } = clientOf(place, place.as('owner'));
    const [there] = (await sessions.ofMember(place.id, admin.member)).sessions;
    const tag = await show<SessionList>(place, admin, html`<session-list></session-list>`);
    await part(tag, 'row');
    expect(text(row(tag, 'Phone'))).to.contain('Last active');
    await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
    await sessions.endOfMember(place.id, admin.member, there?.id ?? '');
    await waitUntil(() => !text(row(tag, 'Phone')).includes('Last active'), 'it does not show');
  });
});

describe('ending a session of one’s own (R36)', () => {
  it('asks first, and says what is lost', async () => {
    const { place, others, tag } = await list('Phone');
    await ask(tag, 'Phone');
    const dialog = text(parts(tag, 'dialog')[0]);
    expect(dialog).to.contain('Sign out Phone?');
    expect(dialog).to.contain('signed out of every organization at once');
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => hasFocus(endButton(tag, 'Phone')));
    expect(await goesOn(place, others[0] ?? { token: '' })).to.equal(true);
  });

  it('takes its row away and goes on to the next, and ends no other', async () => {
    const { place, owner, others, tag } = await list('Tablet', 'Laptop', 'Phone', 'Desk');
    await ask(tag, 'Phone');
    await confirm(tag);
    await waitUntil(() => hasFocus(endButton(tag, 'Laptop')));
    expect(names(tag)).to.not.contain('Phone');
    expect(text(tag.shadowRoot)).to.contain('4 sessions');
    const [tablet, laptop, phone, desk] = others;
    expect(await goesOn(place, phone ?? { token: '' })).to.equal(false);
    for (const other of [owner, tablet, laptop, desk]) {
      expect(await goesOn(place, other ?? { token: '' })).to.equal(true);
    }
  });

  it('takes it as ended where it has ended meanwhile', async () => {
    const { others, tag } = await list('Phone');
    await ask(tag, 'Phone');
    await sql('delete from orgtags_auth.session where id = $1', [others[0]?.session]);
    await confirm(tag);
    await waitUntil(() => parts(tag, 'row').length === 1);
    expect(said(tag)).to.equal('Phone is signed out.');
    await waitUntil(() => hasFocus(tag.shadowRoot?.querySelector('#heading')));
  });

  it('leaves the question of who is there by then open when it is done late', async () => {
    const place = await scene();
    const [owner, admin] = [place.as('owner'), place.as('admin')];
    const phone = await session(owner, 'Phone');
    await session(admin, 'Desk');
    const who = { token: owner.token };
    const tag = await show<SessionList>(place, who, html`<session-list></session-list>`);
    await part(tag, 'row');
    await ask(tag, 'Phone');
    await place.trouble({ kind: 'delay', path: '/sessions/' });
    parts(tag, 'confirm-button')[0]?.click();
    await waitUntil(async () => !(await goesOn(place, phone)), 'it is not done');
    await takesOver(place, who, owner, admin);
    await waitUntil(() => names(tag).includes('Desk'));
    await ask(tag, 'Desk');
    performance.clearResourceTimings();
    await place.trouble({ kind: 'none' });
    const requests = () => performance.getEntriesByType('resource').map(({ name }) => name);
    await waitUntil(() => requests().some(name => name.endsWith(phone.session)), 'no answer');
    await aTimeout(TAKEN);
    expect(text(parts(tag, 'dialog')[0])).to.contain('Sign out Desk?');
  });

  it('is not offered where the backend cannot', async () => {
    const place = await scene();
    await session(place.as('owner'), 'Phone');
    const list = html`<session-list></session-list>`;
    const tag = await showWithout('sessions.end', place, place.as('owner'), list);
    await part(tag, 'row');
    expect(parts(tag, 'end-button')).to.have.length(0);
  });
});
