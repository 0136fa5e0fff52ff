import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { GuestConversations } from '../../src/elements/guest-conversations/guest-conversations.ts';
import { createHttpClient } from '../../src/client/index.ts';
import type { BackendClient } from '../../src/client/backend-client.ts';
import type { Role } from '../../src/client/policy.ts';
import { hasFocus, lookAway, part, parts, text, waitUntil } from '../support/dom.ts';
import { focusPart, partHasFocus } from '../support/focus.ts';
import { show } from '../support/page.ts';
import { guest, scene, sql, type Scene } from '../support/scene.ts';
import { choose, openQuestion, press, pressTo, type } from '../support/suites/views/hands.ts';
import { admit } from '../support/suites/views/guest-chat-join.ts';
import { visited } from '../support/suites/views/guest-conversations.ts';

function shown(place: Scene, role: Role = 'owner'): Promise<GuestConversations> {
  return show(place, place.as(role), html`<guest-conversations></guest-conversations>`);
}

/** The same, with the only conversation open. */
async function opened(place: Scene, role?: Role): Promise<GuestConversations> {
  const tag = await shown(place, role);
  await pressTo(tag, 'row', 'message');
  await settledRead(tag);
  return tag;
}

/** Until what was opened is noted as read, which is told to everybody. */
async function settledRead(tag: GuestConversations): Promise<void> {
  const isRead = (): boolean => tag.shadowRoot?.querySelector('.current [part=unread]') === null;
  await waitUntil(isRead, 'it stays unread');
}

/** A page that hears of nothing that others do. */
async function deaf(): Promise<Scene> {
  const place = await scene();
  await place.trouble({ kind: 'lose', path: '/changes' });
  return place;
}

/** What somebody does with a page of their own. */
function other(place: Scene, role: Role): BackendClient['conversations'] {
  const { token } = place.as(role);
  return createHttpClient({ baseUrl: place.lane, getToken: () => token }).conversations;
}

/** Somebody decides about a conversation on their own page. */
async function decide(
  place: Scene,
  role: Role,
  conversation: string,
  decision: { state?: 'open' | 'resolved'; assignee?: string | null },
): Promise<void> {
  const theirs = other(place, role);
  const { version } = (await theirs.open(place.id, conversation)).conversation;
  await theirs.change(place.id, conversation, { ...decision, version });
}

/** What a guest does. @param path what follows `/guest-chat` */
function asks(
  place: Scene,
  access: string,
  path: string,
  method = 'POST',
  body: object = {},
): Promise<Response> {
  return fetch(`${place.lane}/api/v1/organizations/${place.id}/guest-chat${path}`, {
    method,
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What is said to a screen reader, from now on. */
function listen(tag: GuestConversations): readonly string[] {
  const said: string[] = [];
  const [region] = [...(tag.shadowRoot?.querySelectorAll('[role=status]') ?? [])].slice(-1);
  new MutationObserver(() => {
    if (text(region) !== '') said.push(text(region));
  }).observe(region as Element, { characterData: true, childList: true, subtree: true });
  return said;
}

const threadState = (tag: GuestConversations): string => text(parts(tag, 'state').at(-1));
const chosenName = (tag: GuestConversations): string =>
  text(parts<HTMLSelectElement>(tag, 'assignee')[0]?.selectedOptions[0]);

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

  it('is not read as long as nobody looks at the page, and is as soon as somebody does', async () => {
    const place = await scene();
    await guest(place);
    const lookBack = lookAway();
    const tag = await shown(place);
    await pressTo(tag, 'row', 'message');
    await part(tag, 'assignee');
    expect(parts(tag, 'unread')).to.have.length(1);
    lookBack();
    await settledRead(tag);
  });

  it('lets a viewer read, and says why they do not answer', async () => {
    const tag = await shown(await visited(), 'viewer');
    await pressTo(tag, 'row', 'message');
    expect(parts(tag, 'input')).to.have.length(0);
    expect(text(tag.shadowRoot)).to.contain('Your role does not allow this.');
  });

  it('stays unread while only a viewer looks, whom it is not for to answer', async () => {
    const place = await scene();
    await guest(place);
    const tag = await shown(place, 'viewer');
    await pressTo(tag, 'row', 'message');
    await part(tag, 'note');
    expect(parts(tag, 'unread').map(text)).to.deep.equal(['1 unread']);
    expect(await place.requests('/read')).to.equal(0);
    await opened(place, 'admin');
    await waitUntil(() => parts(tag, 'unread').length === 0, 'it stays unread');
  });
});

describe('guest-conversations: the list beside what is open (R31)', () => {
  it('keeps the row that was chosen where it was, until others are asked for', async () => {
    const place = await scene();
    const { access } = await guest(place, { name: 'Ann' });
    await guest(place, { name: 'Ben' });
    await admit(place);
    const tag = await shown(place);
    await waitUntil(() => names(tag).length === 2);
    expect(names(tag)).to.deep.equal(['Ben', 'Ann']);
    await pressTo(tag, 'row', 'message');
    await settledRead(tag);
    const message = { id: crypto.randomUUID(), text: 'Hello?' };
    expect((await asks(place, access, '/messages', 'POST', message)).status).to.equal(200);
    await waitUntil(() => text(parts(tag, 'excerpt')[1]) === 'Hello?', 'it is not there');
    expect(names(tag)).to.deep.equal(['Ben', 'Ann']);
    await place.trouble({ kind: 'hold', path: '/conversations?' });
    await choose(tag, '[part=assignee-filter]', 'nobody');
    await waitUntil(() => tag.matches(':state(reloading)'));
    expect(names(tag), 'before the others are there').to.deep.equal(['Ben', 'Ann']);
    await place.trouble({ kind: 'none' });
    await waitUntil(() => names(tag)[0] === 'Ann', 'it is not in its order');
    expect(names(tag)).to.deep.equal(['Ann', 'Ben']);
  });

  it('keeps it though it is of another page or state by then', async () => {
    const place = await scene();
    const conversations: string[] = [];
    for (let n = 1; n <= 27; n += 1) {
      conversations.push((await guest(place, { name: `Guest ${String(n)}` })).conversation);
    }
    const tag = await shown(place);
    /** Somebody gets what is the nth from the end, which shows that the list has been loaded again. */
    const give = async (nth: number, row: number): Promise<void> => {
      await decide(place, 'admin', conversations.at(-nth) ?? '', {
        assignee: place.as('admin').id,
      });
      await waitUntil(() => text(parts(tag, 'row')[row]).includes('Adam Okafor'), 'nobody gets it');
    };
    await waitUntil(() => names(tag)[0] === 'Guest 27');
    await pressTo(tag, 'row', 'message');
    await settledRead(tag);
    await give(2, 1);
    expect(names(tag).slice(0, 3)).to.deep.equal(['Guest 27', 'Guest 26', 'Guest 25']);
    await choose(tag, '[part=state-filter]', 'open');
    await waitUntil(() => names(tag)[0] === 'Guest 26', 'it is shown on a page that it is not on');
    parts(tag, 'row')[1]?.click();
    await waitUntil(() => text(tag.shadowRoot?.querySelector('#thread-heading')) === 'Guest 25');
    await press(tag, 'resolve-button');
    await waitUntil(() => threadState(tag) === 'Resolved');
    await give(4, 2);
    expect(names(tag).slice(0, 3)).to.deep.equal(['Guest 26', 'Guest 25', 'Guest 24']);
    expect(new Set(names(tag)).size).to.equal(names(tag).length);
  });

  it('keeps it though it was the only one of its page', async () => {
    const place = await scene();
    for (let n = 1; n <= 26; n += 1) await guest(place, { name: `Guest ${String(n)}` });
    const tag = await shown(place);
    await choose(tag, '[part=state-filter]', 'open');
    await waitUntil(() => !tag.matches(':state(reloading)') && names(tag).length === 25);
    await press(tag, 'next-button');
    await waitUntil(() => names(tag).join() === 'Guest 1');
    await pressTo(tag, 'row', 'message');
    await press(tag, 'resolve-button');
    await waitUntil(() => text(tag.shadowRoot).includes('of 25'), 'the list is not loaded again');
    expect(names(tag)).to.deep.equal(['Guest 1']);
  });

  it('says why others are not there, though something has been heard of since they were asked for', async () => {
    const place = await scene();
    const { conversation } = await guest(place);
    const tag = await shown(place);
    await part(tag, 'row');
    await place.trouble({ kind: 'hold', path: '/conversations?' });
    await choose(tag, '[part=state-filter]', 'open');
    await decide(place, 'admin', conversation, { assignee: place.as('admin').id });
    await waitUntil(
      async () => (await place.requests('/conversations?')) === 3,
      'it is not heard of',
    );
    await place.trouble({ kind: 'status', status: 503, path: '/conversations?' });
    await part(tag, 'action-button');
    expect(tag.matches(':state(reloading)')).to.equal(false);
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
    await waitUntil(() => chosenName(tag) === 'Me (Olivia Brandt)');
  });

  it('sends by Enter, with Shift begins another line, and composes words', async () => {
    const place = await visited();
    const tag = await shown(place);
    await pressTo(tag, 'row', 'input');
    const field = await focusPart<HTMLTextAreaElement>(tag, 'input');
    await sendKeys({ type: 'Eighty,' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ type: 'and some luck.' });
    let sent = 0;
    field.form?.addEventListener('submit', () => (sent += 1));
    for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
      const chosen = { key: 'Enter', bubbles: true, cancelable: true, ...composing };
      expect(field.dispatchEvent(new KeyboardEvent('keydown', chosen))).to.equal(true);
    }
    const held = { key: 'Enter', bubbles: true, cancelable: true, repeat: true };
    expect(field.dispatchEvent(new KeyboardEvent('keydown', held))).to.equal(false);
    expect(sent, 'by what is held').to.equal(0);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => parts(tag, 'message').length === 3, 'it is not sent');
    const words = parts(tag, 'message')[2]?.querySelector('.plain')?.textContent;
    expect(words).to.equal('Eighty,\nand some luck.');
    expect(field.value).to.equal('');
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

  for (const [what, written, sentence] of [
    ['too long', 'a'.repeat(4001), 'A message has at most 4,000 characters.'],
    ['not to be shown', 'one \u202etwo', 'This holds a character that cannot be shown.'],
  ] as const) {
    it(`keeps all of a text that is ${what}, says so before it is sent, and does not send it`, async () => {
      const place = await scene();
      await guest(place);
      const tag = await opened(place);
      const field = await part<HTMLTextAreaElement>(tag, 'input');
      field.focus();
      // As a person's paste, which a field may cut; nothing else does that from within a page.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      document.execCommand('insertText', false, written);
      expect(text(await part(tag, 'problem'))).to.contain(sentence);
      expect(field.value).to.equal(written);
      (await focusPart(tag, 'send-button')).click();
      await partHasFocus(tag, 'input');
      expect(tag.matches(':state(busy)')).to.equal(false);
      expect(field.value).to.equal(written);
      await type(tag, '[part=input]', 'Good day.');
      await waitUntil(() => parts(tag, 'problem').length === 0, 'it is still wrong');
      await press(tag, 'send-button');
      await waitUntil(() => parts(tag, 'message').length === 2, 'it is not sent');
      expect(field.value).to.equal('');
    });
  }

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

describe('guest-conversations: finding (R31)', () => {
  it('finds a guest by name and address, and what was written; finds nothing with a way on', async () => {
    const place = await visited();
    const tag = await shown(place);
    await part(tag, 'row');
    for (const q of ['lindq', 'NORA@test', 'is anybody']) {
      await type(tag, '[part=search]', q);
      await waitUntil(() => names(tag).join() === 'Nora Lindqvist', `not by ${q}`);
      // Whoever waits is counted, whatever is shown.
      expect(text(tag.shadowRoot)).to.contain('1 guest waits');
    }
    await type(tag, '[part=search]', 'Iceland');
    await waitUntil(() => names(tag).join() === 'Guest');
    expect(text(tag.shadowRoot)).to.contain('1 guest waits');
    const said = listen(tag);
    const unfiltered = ['state-filter', 'assignee-filter'].map(name =>
      text(parts<HTMLSelectElement>(tag, name)[0]?.selectedOptions[0]),
    );
    expect(unfiltered).to.deep.equal(['Any state', 'Anyone’s']);
    await type(tag, '[part=search]', 'nothing like it');
    await pressTo(tag, 'all-button', 'row');
    await waitUntil(() => names(tag).length === 2);
    expect((await part<HTMLInputElement>(tag, 'search')).value).to.equal('');
    await partHasFocus(tag, 'search');
    expect(said).to.deep.equal(['Nothing found.', '2 conversations']);
  });

  it('shows those in a state, mine and nobody’s; what is open stays open', async () => {
    const place = await visited();
    const tag = await opened(place);
    await choose(tag, '[part=state-filter]', 'open');
    await waitUntil(() => names(tag).join() === 'Guest');
    expect(text(tag.shadowRoot)).to.contain('1 guest waits');
    expect(parts(tag, 'message')).to.have.length(2);
    await choose(tag, '[part=state-filter]', '');
    await waitUntil(() => names(tag).length === 2);
    await press(tag, 'assign-button');
    await waitUntil(() => parts(tag, 'owner').length === 1);
    await choose(tag, '[part=assignee-filter]', 'me');
    await waitUntil(() => names(tag).join() === 'Nora Lindqvist');
    await choose(tag, '[part=assignee-filter]', 'nobody');
    await waitUntil(() => names(tag).join() === 'Guest');
    await choose(tag, '[part=state-filter]', 'resolved');
    await pressTo(tag, 'all-button', 'row');
    const filters = ['state-filter', 'assignee-filter'].map(
      name => parts<HTMLSelectElement>(tag, name)[0]?.value,
    );
    expect(filters).to.deep.equal(['', '']);
  });

  it('goes from page to page', async () => {
    const place = await scene();
    for (let n = 1; n <= 26; n += 1) await guest(place, { name: `Guest ${n}` });
    const tag = await shown(place);
    await waitUntil(() => names(tag).length === 25);
    const first = names(tag);
    await press(tag, 'next-button');
    await waitUntil(() => names(tag).length === 1);
    expect(first).not.to.include(names(tag)[0]);
    await press(tag, 'previous-button');
    await waitUntil(() => names(tag).length === 25);
    expect(names(tag)).to.deep.equal(first);
  });

  it('shows of those in one state first in which something is unread', async () => {
    const place = await scene();
    const { conversation } = await guest(place, { name: 'Unread' });
    await guest(place, { name: 'Read' });
    await sql(
      `update orgtags.conversation set team_read_seq = last_seq
        where organization_id = $1 and id <> $2`,
      [place.id, conversation],
    );
    const tag = await shown(place);
    await waitUntil(() => names(tag).join() === 'Unread,Read', 'not in this order');
    expect(parts(tag, 'unread').map(text)).to.deep.equal(['1 unread']);
  });

  it('says why the list is not there, keeps the one before, and tries again', async () => {
    const place = await visited();
    const tag = await shown(place);
    await part(tag, 'row');
    await place.trouble({ kind: 'status', path: '/conversations' });
    await type(tag, '[part=search]', 'nora');
    await part(tag, 'failure');
    expect(names(tag)).to.have.length(2);
    await place.trouble({ kind: 'none' });
    await press(tag, 'action-button');
    await waitUntil(() => names(tag).join() === 'Nora Lindqvist');
  });
});

describe('guest-conversations: whose it is (R31)', () => {
  it('is taken, given to somebody who may answer, and to nobody, in list and thread', async () => {
    const place = await scene();
    await guest(place);
    const tag = await opened(place);
    await press(tag, 'take-over-button');
    await waitUntil(() => text(parts(tag, 'owner')[0]) === 'Olivia Brandt');
    await waitUntil(() => chosenName(tag) === 'Me (Olivia Brandt)');
    const offered = [...(await part<HTMLSelectElement>(tag, 'assignee')).options].map(text);
    expect(offered).to.deep.equal(['Nobody', 'Me (Olivia Brandt)', 'Adam Okafor', 'Mia Lindqvist']);
    await choose(tag, '[part=assignee]', place.as('member').id);
    // It is not given away by a choice alone.
    expect(text(parts(tag, 'owner')[0])).to.equal('Olivia Brandt');
    await press(tag, 'assign-button');
    await waitUntil(() => text(parts(tag, 'owner')[0]) === 'Mia Lindqvist');
    await waitUntil(() => text(parts(tag, 'assign-button')[0]) === 'Assign to me');
    await choose(tag, '[part=assignee]', '');
    await press(tag, 'assign-button');
    await waitUntil(() => parts(tag, 'owner').length === 0);
    expect(chosenName(tag)).to.equal('Nobody');
  });

  it('is shown of who can answer no more, and given to somebody else', async () => {
    const place = await scene();
    const { conversation } = await guest(place);
    await decide(place, 'owner', conversation, { assignee: place.as('member').id });
    await sql(`update orgtags.membership set role = 'viewer' where id = $1`, [
      place.as('member').member,
    ]);
    const tag = await opened(place);
    expect(chosenName(tag)).to.equal('Mia Lindqvist');
    expect(text(await part(tag, 'cannot-answer'))).to.equal(
      'Mia Lindqvist cannot answer any more.',
    );
    await press(tag, 'take-over-button');
    await waitUntil(() => chosenName(tag) === 'Me (Olivia Brandt)');
    const offered = [...(await part<HTMLSelectElement>(tag, 'assignee')).options].map(text);
    expect(offered.join()).not.to.contain('Mia');
  });

  it('is refused of who has just lost the right, as a sentence', async () => {
    const place = await deaf();
    await guest(place);
    const tag = await opened(place);
    await waitUntil(() => (parts<HTMLSelectElement>(tag, 'assignee')[0]?.length ?? 0) > 3);
    await sql(`update orgtags.membership set role = 'viewer' where id = $1`, [
      place.as('member').member,
    ]);
    await choose(tag, '[part=assignee]', place.as('member').id);
    await press(tag, 'assign-button');
    expect(text(await part(tag, 'problem'))).to.contain('may answer guests');
    await waitUntil(() => parts<HTMLSelectElement>(tag, 'assignee')[0]?.length === 3);
  });

  it('keeps what was written where somebody else was first, says so, and then does it', async () => {
    const place = await deaf();
    const { conversation } = await guest(place);
    const tag = await opened(place);
    await type(tag, '[part=input]', 'Good day.');
    await decide(place, 'admin', conversation, { assignee: place.as('admin').id });
    await press(tag, 'take-over-button');
    expect(text(await part(tag, 'problem'))).to.contain('changed in the meantime');
    await waitUntil(() => chosenName(tag) === 'Adam Okafor', 'it is not looked at again');
    expect((await part<HTMLTextAreaElement>(tag, 'input')).value).to.equal('Good day.');
    await press(tag, 'take-over-button');
    await waitUntil(() => chosenName(tag) === 'Me (Olivia Brandt)');
    expect(parts(tag, 'problem')).to.have.length(0);
  });

  it('is taken over without a word, and handed back', async () => {
    const place = await scene();
    await guest(place);
    const tag = await opened(place);
    expect(text(await part(tag, 'answered-by'))).to.equal('Answered automatically');
    await pressTo(tag, 'take-over-button', 'hand-back-button');
    expect(parts(tag, 'answered-by')).to.have.length(0);
    await pressTo(tag, 'hand-back-button', 'answered-by');
    expect(chosenName(tag)).to.equal('Nobody');
    expect(parts(tag, 'message')).to.have.length(1);
  });

  it('is not a viewer’s to decide, who sees how it stands, and why', async () => {
    const place = await scene();
    const { conversation } = await guest(place);
    await decide(place, 'admin', conversation, { assignee: place.as('admin').id });
    const tag = await shown(place, 'viewer');
    await pressTo(tag, 'row', 'message');
    expect(text(await part(tag, 'standing'))).to.contain('Adam Okafor takes care of it.');
    expect(text(await part(tag, 'note'))).to.equal('Your role does not allow this.');
    for (const name of ['assignee', 'resolve-button', 'take-over-button', 'input']) {
      expect(parts(tag, name), name).to.have.length(0);
    }
    expect(await place.requests('/assignees')).to.equal(0);
  });

  it('keeps the focus where the button goes with what it has done', async () => {
    const place = await scene();
    await guest(place);
    const tag = await opened(place);
    for (const name of ['resolve-button', 'take-over-button', 'hand-back-button'] as const) {
      const said = listen(tag);
      (await focusPart(tag, name)).click();
      await waitUntil(() => said.length > 0, `nothing is said of ${name}`);
      expect(hasFocus(tag), name).to.equal(true);
      await partHasFocus(tag, name === 'resolve-button' ? name : 'assignee');
    }
  });
});

describe('guest-conversations: several at once (R31)', () => {
  it('has none wait for what another listens to', async () => {
    const place = await scene();
    await place.trouble({ kind: 'delay', path: '/changes' });
    await shown(place, 'owner');
    await shown(place, 'admin');
    await waitUntil(async () => (await place.requests('/changes')) === 2, 'one waits');
  });

  it('shows each what the other writes, takes and resolves, and says it once', async () => {
    const place = await scene();
    await guest(place);
    const one = await opened(place, 'owner');
    const two = await opened(place, 'member');
    const said = listen(one);
    await type(two, '[part=input]', 'Eighty, and some luck.');
    await press(two, 'send-button');
    await waitUntil(() => parts(one, 'message').length === 2, 'the answer does not come');
    await waitUntil(() => chosenName(one) === 'Mia Lindqvist');
    // Nobody else has done anything: it is decided on what one's own answer has left.
    await waitUntil(() => !two.matches(':state(busy)'));
    await press(two, 'resolve-button');
    await waitUntil(() => threadState(one) === 'Resolved', 'it does not come to be resolved');
    await waitUntil(() => said.length === 2);
    expect(said).to.deep.equal(['Mia Lindqvist: Eighty, and some luck.', 'It is resolved.']);
  });

  it('says of what others decide what is another, and nothing else', async () => {
    const place = await scene();
    const { conversation } = await guest(place);
    const tag = await opened(place);
    for (const [decision, sentence] of [
      [{ assignee: place.as('admin').id }, 'Adam Okafor takes care of it.'],
      [{ state: 'resolved' }, 'It is resolved.'],
      [{ state: 'open', assignee: null }, 'It is open again. Nobody takes care of it.'],
    ] as const) {
      const said = listen(tag);
      await decide(place, 'admin', conversation, decision);
      await waitUntil(() => said.length > 0, `nothing is said, but ${sentence}`);
      expect(said).to.deep.equal([sentence]);
    }
  });

  it('says an automatic answer without the signs of its Markdown', async () => {
    const place = await scene();
    const { id, conversation } = await guest(place);
    const tag = await opened(place);
    const said = listen(tag);
    await sql(
      `with answer as (
         insert into orgtags.message
           (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
         values ($1, $2, 2, $3, gen_random_uuid(), 'answerer', $4, 2)
       ), changed as (
         insert into orgtags.change (organization_id, type, subject_id)
         values ($1, 'conversation', $2)
       )
       update orgtags.conversation set last_seq = 2, revision = 2
        where organization_id = $1 and id = $2`,
      [place.id, conversation, id, '> It carries *80* kilograms\\, 2 \\* 40\\.'],
    );
    await sql("select pg_notify('orgtags', '')");
    await waitUntil(() => said.length > 0, 'nothing is said');
    expect(said).to.deep.equal(['Automatic answer: It carries 80 kilograms, 2 * 40.']);
  });

  it('keeps a draft with its conversation, and says in the list that there is one', async () => {
    const place = await visited();
    const tag = await opened(place);
    await type(tag, '[part=input]', 'For Nora.');
    parts(tag, 'row')[1]?.click();
    await waitUntil(() => parts(tag, 'message').length === 1);
    expect((await part<HTMLTextAreaElement>(tag, 'input')).value).to.equal('');
    expect(parts(tag, 'draft')).to.have.length(1);
    const nora = parts(tag, 'row').find(row => text(row).includes('Nora'));
    nora?.click();
    await waitUntil(() => parts(tag, 'message').length === 2);
    expect((await part<HTMLTextAreaElement>(tag, 'input')).value).to.equal('For Nora.');
    expect(parts(tag, 'draft')).to.have.length(0);
  });

  for (const [what, decision, notice] of [
    ['resolved', 'resolved', 'Sent. It had been resolved meanwhile, and is open again.'],
    ['taken', undefined, 'Sent. Adam Okafor had taken it meanwhile.'],
  ] as const) {
    it(`sends what was written though somebody else has ${what} it meanwhile, and says so`, async () => {
      const place = await deaf();
      const { conversation } = await guest(place);
      const tag = await opened(place);
      await type(tag, '[part=input]', 'Good day.');
      await decide(
        place,
        'admin',
        conversation,
        decision ? { state: decision } : { assignee: place.as('admin').id },
      );
      const said = listen(tag);
      await press(tag, 'send-button');
      expect(text(await part(tag, 'notice'))).to.equal(notice);
      await waitUntil(() => parts(tag, 'message').length === 2);
      await waitUntil(() => threadState(tag) === 'Open');
      expect(said).to.deep.equal([notice]);
      await type(tag, '[part=input]', 'And');
      await waitUntil(() => parts(tag, 'notice').length === 0);
    });
  }

  it('says before that an answer opens again what is resolved', async () => {
    const place = await scene();
    const { conversation } = await guest(place);
    await decide(place, 'admin', conversation, { state: 'resolved' });
    const tag = await opened(place);
    expect(text(tag.shadowRoot)).to.contain('Your answer opens it again.');
    await type(tag, '[part=input]', 'One more thing.');
    await press(tag, 'send-button');
    await waitUntil(() => threadState(tag) === 'Open');
  });

  it('stays where one has scrolled to, whatever else is drawn again', async () => {
    const place = await scene();
    const { conversation } = await guest(place, { text: 'Line\n'.repeat(80) });
    const tag = await opened(place);
    const log = await part(tag, 'log');
    await waitUntil(() => log.scrollTop > 0, 'the end is not shown');
    log.scrollTop = 5;
    await decide(place, 'admin', conversation, { state: 'resolved' });
    await waitUntil(() => threadState(tag) === 'Resolved');
    expect(log.scrollTop).to.equal(5);
  });
});

describe('guest-conversations: the guest (R31)', () => {
  it('is shown with address and page, and links nowhere but to a page', async () => {
    const place = await scene();
    const { conversation } = await guest(place, { email: 'mo+a@shop.example' });
    const page = async (address: string): Promise<GuestConversations> => {
      await sql('update orgtags.conversation set page = $2 where id = $1', [conversation, address]);
      return opened(place);
    };
    const tag = await page('https://shop.example/robots?a=1');
    expect((await part<HTMLAnchorElement>(tag, 'email')).href).to.equal(
      'mailto:mo%2Ba@shop.example',
    );
    const link = (await part(tag, 'page')).querySelector('a');
    expect(link?.href).to.equal('https://shop.example/robots?a=1');
    expect(link?.rel).to.contain('noopener').and.contain('noreferrer');
    const bad = await page('javascript:alert(1)');
    expect(text(await part(bad, 'page'))).to.contain('javascript:alert(1)');
    expect((await part(bad, 'page')).querySelector('a') === null).to.equal(true);
  });

  it('is seen to write, by who has the conversation open, and nothing else is asked for', async () => {
    const place = await scene();
    const nora = await guest(place, { name: 'Nora', text: 'Good day' });
    const eve = await guest(place, { name: 'Eve', text: 'Hello' });
    await admit(place);
    const read =
      'update orgtags.conversation set team_read_seq = last_seq where organization_id = $1';
    await sql(read, [place.id]);
    const tag = await shown(place);
    await waitUntil(() => names(tag).length === 2);
    parts(tag, 'row')
      .find(row => text(row).includes('Nora'))
      ?.click();
    await part(tag, 'message');
    const asked = async (): Promise<number[]> =>
      Promise.all([
        place.requests('/session$'),
        place.requests('/conversations?'),
        place.requests(`/conversations/${nora.conversation}$ GET`),
      ]);
    const writes = ({ access }: { access: string }): Promise<Response> =>
      asks(place, access, '/typing');
    await sql(
      `insert into orgtags.change (organization_id, type, subject_id)
       values ($1, 'conversation', $2)`,
      [place.id, nora.conversation],
    );
    await sql("select pg_notify('orgtags', '')");
    // Of what others change list and thread are loaded a second time.
    await waitUntil(async () => (await asked()).join() === '1,2,2', 'it is not heard of');

    expect((await writes(eve)).status).to.equal(204);
    expect((await writes(nora)).status).to.equal(204);
    await part(tag, 'typing');
    expect(await asked()).to.deep.equal([1, 2, 3]);
  });

  it('is left for another by the guest: then answers reach them by e-mail alone', async () => {
    const place = await scene();
    const { access, id } = await guest(place);
    await admit(place);
    const tag = await opened(place, 'member');
    await part(tag, 'input');
    expect((await asks(place, access, '/conversations')).status).to.equal(200);
    expect(text(await part(tag, 'note'))).to.contain('cannot read it any more');
    expect(parts(tag, 'input')).to.have.length(0);
    await sql('update orgtags.guest set email = $2 where id = $1', [id, 'nora@shop.example']);
    const next = await opened(place, 'member');
    expect(text(await part(next, 'left'))).to.contain('By e-mail your answer still reaches them');
    await type(next, '[part=input]', 'We have found it.');
    await press(next, 'send-button');
    await waitUntil(() => parts(next, 'text').map(text).at(-1) === 'We have found it.');
  });

  it('is gone with all that was written where they have erased it, and that is said', async () => {
    const place = await scene();
    const { access, conversation } = await guest(place, { text: 'My secret' });
    await admit(place);
    const tag = await opened(place, 'member');
    const heard = listen(tag);
    const second = { id: crypto.randomUUID(), text: 'And another' };
    expect((await asks(place, access, '/messages', 'POST', second)).status).to.equal(200);
    await waitUntil(() => heard.join().includes('And another'), 'it is not said');
    (await part<HTMLElement>(tag, 'input')).focus();
    expect((await asks(place, access, '', 'DELETE')).status).to.equal(204);
    const said = await part(tag, 'problem');
    expect(text(said)).to.equal('The guest has erased this conversation.');
    for (const name of ['message', 'input', 'resolve-button', 'end-button']) {
      expect(parts(tag, name), name).to.have.length(0);
    }
    const shows = (words: string): boolean => text(tag.shadowRoot).includes(words);
    await waitUntil(() => !shows('And another'), 'it is still to be read or heard');
    await waitUntil(() => hasFocus(said), 'the focus is lost');
    const ofErased = (): Promise<number> => place.requests(`/conversations/${conversation}$`);
    const lists = await place.requests('/conversations?');
    const asked = await ofErased();
    await sql(
      `insert into orgtags.change (organization_id, type, subject_id)
       values ($1, 'conversation', $1)`,
      [place.id],
    );
    await sql("select pg_notify('orgtags', '')");
    await waitUntil(async () => (await place.requests('/conversations?')) > lists);
    expect(await ofErased(), 'it is asked for again').to.equal(asked);
    expect(shows('My secret')).to.equal(false);
  });

  it('is asked about no more once they have erased it', async () => {
    const place = await scene();
    const { access } = await guest(place);
    await admit(place);
    const tag = await opened(place, 'admin');
    await openQuestion(tag, 'end-button');
    expect((await asks(place, access, '', 'DELETE')).status).to.equal(204);
    await part(tag, 'problem');
    await waitUntil(() => parts(tag, 'dialog').length === 0, 'it is asked still');
  });

  it('is ended by who may, after a question; all see that they are gone', async () => {
    const place = await scene();
    await guest(place, { name: 'Nora Lindqvist' });
    const theirs = await opened(place, 'member');
    expect(parts(theirs, 'end-button')).to.have.length(0);
    const tag = await opened(place, 'admin');
    await openQuestion(tag, 'end-button');
    expect(text(await part(tag, 'dialog'))).to.contain('End the chat with Nora Lindqvist?');
    await press(tag, 'confirm-button');
    for (const one of [tag, theirs]) {
      await waitUntil(() => parts(one, 'ended').length === 1, 'they are still there');
      expect(text(await part(one, 'note'))).to.contain('cannot read it any more');
      // It can still be resolved, and given to somebody.
      expect(parts(one, 'resolve-button')).to.have.length(1);
    }
    expect(hasFocus(tag)).to.equal(true);
  });
});
