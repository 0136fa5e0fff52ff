import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { GuestConversations } from '../../src/elements/guest-conversations/guest-conversations.ts';
import { part, parts, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { guest, scene, sql, type Scene } from '../support/scene.ts';
import { press, pressTo, type } from '../support/suites/views/hands.ts';
import { visited } from '../support/suites/views/guest-conversations.ts';

function shown(place: Scene, role: 'owner' | 'viewer' = 'owner'): Promise<GuestConversations> {
  return show(place, place.as(role), html`<guest-conversations></guest-conversations>`);
}

const names = (tag: GuestConversations): string[] => parts(tag, 'name').map(text);

describe('guest-conversations: what guests have written (R31)', () => {
  it('shows who waits first, and what was written, as text', async () => {
    const place = await visited();
    const code = '<img src=x onerror="globalThis.ran = true">';
    await guest(place, { name: 'Eve', text: code });
    const tag = await shown(place);
    await waitUntil(() => names(tag).length === 3);
    expect(names(tag)[0]).to.equal('Nora Lindqvist');
    expect(text(tag.shadowRoot)).to.contain('1 guest waits').and.contain(code);
    await pressTo(tag, 'row', 'source');
    expect(text(parts(tag, 'source')[0])).to.equal('From: What they carry');
    await waitUntil(() => tag.shadowRoot?.querySelector('blockquote em') != null, 'no Markdown');
    expect(tag.shadowRoot?.querySelector('img') === null).to.equal(true);
  });

  it('comes by itself, and is read when it is looked at', async () => {
    const place = await visited();
    const tag = await shown(place);
    await pressTo(tag, 'row', 'message');
    await waitUntil(async () => {
      const [row] = (await sql(
        `select count(*)::integer as unread from orgtags.conversation
          where organization_id = $1 and state = 'waiting' and team_read_seq < last_seq`,
        [place.id],
      )) as { unread: number }[];
      return row?.unread === 0;
    }, 'it stays unread');
  });

  it('lets a viewer read, and says why they do not answer', async () => {
    const tag = await shown(await visited(), 'viewer');
    await pressTo(tag, 'row', 'message');
    expect(parts(tag, 'input')).to.have.length(0);
    expect(text(tag.shadowRoot)).to.contain('Your role does not allow this.');
  });
});

describe('guest-conversations: answering (R31, R49)', () => {
  it('answers, takes it over, and empties the field', async () => {
    const place = await visited();
    const tag = await shown(place);
    await pressTo(tag, 'row', 'input');
    await type(tag, '[part=input]', 'Eighty, and some luck.');
    await press(tag, 'send-button');
    await waitUntil(() => parts(tag, 'message').length === 3, 'it is not sent');
    expect(text(parts(tag, 'message')[2]))
      .to.contain('Olivia Brandt')
      .and.contain('Eighty');
    expect((await part<HTMLTextAreaElement>(tag, 'input')).value).to.equal('');
    expect(text(tag.shadowRoot)).to.contain('Olivia Brandt takes care of it.');
  });

  it('keeps what was not sent, and sends it once', async () => {
    const place = await visited();
    const tag = await shown(place);
    await pressTo(tag, 'row', 'input');
    await type(tag, '[part=input]', 'Good day.');
    await place.trouble({ kind: 'lose', path: '/messages' });
    await press(tag, 'send-button');
    await part(tag, 'problem');
    expect((await part<HTMLTextAreaElement>(tag, 'input')).value).to.equal('Good day.');
    await place.trouble({ kind: 'none' });
    await press(tag, 'send-button');
    await waitUntil(() => parts(tag, 'problem').length === 0);
    await waitUntil(() => parts(tag, 'message').length === 3, 'it is not there once');
  });

  it('resolves and opens again', async () => {
    const place = await scene();
    await guest(place);
    const tag = await shown(place);
    await pressTo(tag, 'row', 'resolve-button');
    await press(tag, 'resolve-button');
    await waitUntil(() => text(parts(tag, 'state')[0]) === 'Resolved');
    await waitUntil(() => text(parts(tag, 'resolve-button')[0]) === 'Open again');
    await press(tag, 'resolve-button');
    await waitUntil(() => text(parts(tag, 'state')[0]) === 'Open');
  });
});
