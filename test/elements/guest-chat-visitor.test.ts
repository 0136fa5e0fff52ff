import { expect } from '@open-wc/testing';
import '../../src/chat/define.ts';
import type { GuestChatJoin } from '../../src/chat/guest-chat-join.ts';
import type { Kept } from '../../src/chat/kept.ts';
import { frames, hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { shownChat, textsOf } from '../support/guest-chat.ts';
import { sql, type Scene } from '../support/scene.ts';
import { openStrictPage, type StrictPage } from '../support/strict-page.ts';
import {
  admitting,
  joined,
  keyOf,
  turn,
  vouchFor,
  type Visited,
} from '../support/suites/views/guest-chat-join.ts';
import { openQuestion, press, pressTo, type } from '../support/suites/views/hands.ts';

async function write(tag: GuestChatJoin, words: string): Promise<void> {
  await type(tag, 'textarea', words);
  await pressTo(tag, 'send-button', 'delivery');
}

const kept = (place: Scene): string =>
  [localStorage, sessionStorage].map(storage => storage.getItem(keyOf(place)) ?? '').join();

const guestsOf = ({ id }: Scene): Promise<unknown[]> =>
  sql('select name, subject from orgtags.guest where organization_id = $1 order by id', [id]);

/** A page of the host’s in another browser. */
function inAnotherBrowser(tag: GuestChatJoin, place: Scene): void {
  tag.remove();
  localStorage.removeItem(keyOf(place));
}

const messagesOf = async ({ id }: Scene): Promise<string> =>
  JSON.stringify(
    await sql('select text from orgtags.message where organization_id = $1 order by sent_at', [id]),
  );

const pages: StrictPage[] = [];

afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

/** The chat in another tab, with its own storage events. */
async function inAnotherTab(place: Scene, visitor: string): Promise<HTMLElement> {
  const page = await openStrictPage();
  pages.push(page);
  const tag = page.window.showTag({ tag: 'guest-chat-join', place, token: 'nobody' });
  tag.setAttribute('visitor', visitor);
  return tag;
}

/** Has the guest's token expire, as it does after minutes. */
function expire(place: Scene): void {
  const known = JSON.parse(localStorage.getItem(keyOf(place)) ?? '{}') as Kept;
  const tokens = { ...known.tokens, access: 'guest.expired' };
  localStorage.setItem(keyOf(place), JSON.stringify({ ...known, tokens }));
}

async function asked(): Promise<{ readonly place: Visited; readonly tag: GuestChatJoin }> {
  const place = await joined();
  const tag = shownChat(place, await vouchFor(place, 'customer-7', { name: 'Mo' }));
  await pressTo(tag, 'launcher', 'account');
  return { place, tag };
}

describe('guest-chat-join: with who is signed in to the page (R49)', () => {
  it('asks for no name, and has the conversation in every browser', async () => {
    const place = await admitting();
    const first = shownChat(place, await vouchFor(place, 'customer-7', { name: 'Mo' }));
    await pressTo(first, 'launcher', 'consent');
    await part(first, 'leave-button');
    expect(first.shadowRoot?.querySelector('[name=name], [name=email]') ?? null).to.equal(null);
    await write(first, 'Where is my parcel?');
    expect(parts(first, 'consent'), 'it is said once').to.have.length(0);
    expect(await guestsOf(place)).to.deep.equal([{ name: 'Mo', subject: 'customer-7' }]);

    inAnotherBrowser(first, place);
    const second = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(second, 'launcher', 'message');
    expect(textsOf(second)).to.deep.equal(['Where is my parcel?']);
    expect(parts(second, 'account')).to.have.length(0);

    inAnotherBrowser(second, place);
    const other = shownChat(place, await vouchFor(place, 'customer-8'));
    await pressTo(other, 'launcher', 'leave-button');
    expect(textsOf(other)).to.deep.equal([]);
  });

  it('goes on when the page has another token for the same person', async () => {
    const place = await admitting();
    const tag = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(tag, 'launcher', 'leave-button');
    await write(tag, 'Good day.');
    await type(tag, 'textarea', 'One more thing');
    const before = await part(tag, 'panel');
    tag.setAttribute('visitor', await vouchFor(place, 'customer-7', { expires: '10 minutes' }));
    expect((await part(tag, 'panel')) === before, 'it began anew').to.equal(true);
  });

  it('shows nothing of who was signed in before, and keeps nothing of them', async () => {
    const place = await admitting();
    const tag = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(tag, 'launcher', 'leave-button');
    await write(tag, 'A secret');
    await type(tag, 'textarea', 'Another secret');
    expect(kept(place)).to.contain('Another secret');

    tag.setAttribute('visitor', await vouchFor(place, 'customer-8'));
    expect(kept(place)).not.to.match(/secret|customer-7|guest\./);
    await pressTo(tag, 'launcher', 'leave-button');
    expect(textsOf(tag)).to.deep.equal([]);
    await write(tag, 'Somebody else');

    tag.removeAttribute('visitor');
    expect(kept(place)).not.to.match(/customer-8|guest\./);
    await pressTo(tag, 'launcher', 'consent');
    expect(tag.shadowRoot?.querySelector('textarea')?.value).to.equal('');
    expect(await guestsOf(place)).to.deep.equal([
      { name: '', subject: 'customer-7' },
      { name: '', subject: 'customer-8' },
    ]);
  });

  it('shows nobody what was typed in a tab that heard of nothing', async () => {
    const place = await admitting();
    const tag = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(tag, 'launcher', 'leave-button');
    await type(tag, 'textarea', 'A secret');
    const typed = sessionStorage.getItem(keyOf(place)) ?? '';
    expect(typed).to.contain('A secret');
    // Another tab has forgotten them, which is in the storage of all tabs.
    inAnotherBrowser(tag, place);
    const next = shownChat(place, await vouchFor(place, 'customer-8'));
    await pressTo(next, 'launcher', 'leave-button');
    expect(next.shadowRoot?.querySelector('textarea')?.value).to.equal('');
  });

  it('says that the page knows them no more, and keeps what they type', async () => {
    const place = await admitting();
    const tag = shownChat(place, await vouchFor(place, 'customer-7', { expires: '-5 minutes' }));
    await pressTo(tag, 'launcher', 'closed');
    expect(text(parts(tag, 'closed')[0])).to.contain('does not know any more who you are');
    expect(await guestsOf(place)).to.deep.equal([]);
    tag.removeAttribute('visitor');
    await pressTo(tag, 'launcher', 'consent');
  });

  it('makes nobody a guest again who has left, until they write', async () => {
    const place = await admitting();
    const tag = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(tag, 'launcher', 'leave-button');
    await write(tag, 'Good day.');
    await openQuestion(tag, 'leave-button');
    await pressTo(tag, 'confirm-button', 'consent');
    expect(await guestsOf(place)).to.deep.equal([]);
    await write(tag, 'Once more');
    expect(await guestsOf(place)).to.have.length(1);
  });
});

describe('guest-chat-join: somebody else’s turn (R49)', () => {
  for (const next of ['customer-8', undefined]) {
    const who = next === undefined ? 'nobody' : 'somebody else';

    /** Whose turn it is from here on, in the same page. */
    const turnTo = async (tag: GuestChatJoin, place: Scene): Promise<void> => {
      if (next === undefined) tag.removeAttribute('visitor');
      else tag.setAttribute('visitor', await vouchFor(place, next));
    };

    it(`leaves ${who} nothing of who joins too late`, async () => {
      const place = await admitting();
      const tag = shownChat(place, await vouchFor(place, 'customer-7', { name: 'Mo' }));
      await place.trouble({ kind: 'delay', path: '/join' });
      await press(tag, 'launcher');
      await waitUntil(async () => (await guestsOf(place)).length === 1);
      await turnTo(tag, place);
      await press(tag, 'launcher');
      await place.trouble({ kind: 'none' });
      await part(tag, 'input');
      await write(tag, 'Good day.');
      expect(textsOf(tag)).to.deep.equal(['Good day.']);
      expect(kept(place)).not.to.contain('customer-7');
      expect(await guestsOf(place)).to.deep.equal([
        { name: 'Mo', subject: 'customer-7' },
        { name: '', subject: next ?? null },
      ]);
    });

    it(`leaves ${who} nothing of whose token is changed for the next one too late`, async () => {
      const place = await admitting();
      const tag = shownChat(place, await vouchFor(place, 'customer-7'));
      await pressTo(tag, 'launcher', 'leave-button');
      await write(tag, 'A secret');
      expire(place);
      await place.trouble({ kind: 'delay', path: '/refresh' });
      await type(tag, 'textarea', 'Another secret');
      await press(tag, 'send-button');
      await waitUntil(async () => (await place.requests('/refresh')) === 1);
      await turnTo(tag, place);
      await place.trouble({ kind: 'none' });
      await press(tag, 'launcher');
      await part(tag, 'input');
      await write(tag, 'Good day.');
      expect(textsOf(tag)).to.deep.equal(['Good day.']);
      expect(kept(place)).not.to.match(/customer-7|secret/);
      expect(await messagesOf(place)).to.equal('[{"text":"A secret"},{"text":"Good day."}]');
    });

    it(`sends for ${who} nothing that was not sent before`, async () => {
      const place = await admitting();
      const tag = shownChat(place, await vouchFor(place, 'customer-7'));
      await pressTo(tag, 'launcher', 'leave-button');
      await place.trouble({ kind: 'hold', path: '/messages' });
      // It would be sent again with the next token, whosever that is.
      expire(place);
      await type(tag, 'textarea', 'A secret');
      await press(tag, 'send-button');
      await waitUntil(async () => (await place.requests('/messages')) === 1);
      await turnTo(tag, place);
      await press(tag, 'launcher');
      await part(tag, 'input');
      await type(tag, 'textarea', 'Good day.');
      await press(tag, 'send-button');
      await waitUntil(async () => (await place.requests('/messages')) === 2);
      await place.trouble({ kind: 'none' });
      await part(tag, 'delivery');
      await write(tag, 'Once more');
      await waitUntil(async () => (await messagesOf(place)).includes('Once more'));
      expect(await messagesOf(place)).to.equal('[{"text":"Good day."},{"text":"Once more"}]');
      expect(await place.requests('/messages')).to.equal(3);
      expect(kept(place)).not.to.contain('secret');
    });
  }

  it('is not taken back by a tab that joins too late, which says that its chat is over', async () => {
    const place = await admitting();
    await place.trouble({ kind: 'delay', path: '/join' });
    const before = await inAnotherTab(place, await vouchFor(place, 'customer-7'));
    await press(before, 'launcher');
    await waitUntil(async () => (await guestsOf(place)).length === 1);
    const tag = shownChat(place, await vouchFor(place, 'customer-8'));
    await press(tag, 'launcher');
    await place.trouble({ kind: 'none' });
    await part(tag, 'leave-button');
    await part(before, 'closed');
    await write(tag, 'Good day.');
    expect(await guestsOf(place)).to.deep.equal([
      { name: '', subject: 'customer-7' },
      { name: '', subject: 'customer-8' },
    ]);
    expect(kept(place)).to.contain('customer-8');

    await pressTo(before, 'action-button', 'leave-button');
    expect(textsOf(before)).to.deep.equal([]);
    expect(await guestsOf(place), 'it is the same guest again').to.have.length(2);
  });

  it('is left to a page of somebody’s that has stayed open, which goes on by itself', async () => {
    const place = await admitting();
    const before = await inAnotherTab(place, await vouchFor(place, 'customer-7'));
    await pressTo(before, 'launcher', 'leave-button');
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await write(tag, 'Good day.');
    await part(before, 'closed');
    await pressTo(before, 'action-button', 'leave-button');
    await type(before, 'textarea', 'A secret');
    await pressTo(before, 'send-button', 'delivery');
    await write(tag, 'Once more');
    expect(textsOf(tag)).to.deep.equal(['Good day.', 'Once more']);
    expect(textsOf(before)).to.deep.equal(['A secret']);
    expect(kept(place)).not.to.match(/customer-7|secret/);
  });

  it('is found again though it was somebody’s in another tab before', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    const other = await inAnotherTab(place, await vouchFor(place, 'customer-7'));
    await part(other, 'leave-button');
    await type(other, 'textarea', 'A secret');
    await pressTo(other, 'send-button', 'delivery');
    await write(tag, 'Good day.');
    await part(other, 'closed');
    expect(kept(place)).not.to.match(/customer-7|secret/);
    tag.remove();
    const next = shownChat(place, await vouchFor(place, 'customer-7'));
    await part(next, 'account');
    expect(textsOf(next)).to.deep.equal(['Good day.']);
  });

  it('begins without who joins too late as nobody, when it was somebody’s in between', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await place.trouble({ kind: 'delay', path: '/join' });
    await type(tag, '[name=name]', 'Nora Lindqvist');
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await waitUntil(async () => (await guestsOf(place)).length === 1);
    tag.setAttribute('visitor', await vouchFor(place, 'customer-7'));
    await press(tag, 'launcher');
    await part(tag, 'panel');
    tag.removeAttribute('visitor');
    await place.trouble({ kind: 'none' });
    await waitUntil(async () => !JSON.stringify(await guestsOf(place)).includes('Nora'));
    await pressTo(tag, 'launcher', 'consent');
    expect(kept(place)).not.to.contain('tokens');
  });

  it('makes nobody of who joins too late as nobody, and keeps what they wrote', async () => {
    const place = await admitting();
    await place.trouble({ kind: 'delay', path: '/join' });
    const before = shownChat(place);
    await pressTo(before, 'launcher', 'consent');
    await type(before, 'textarea', 'Good day.');
    await press(before, 'send-button');
    await waitUntil(async () => (await guestsOf(place)).length === 1);
    const tag = shownChat(place, await vouchFor(place, 'customer-7'));
    await press(tag, 'launcher');
    await waitUntil(() => kept(place).includes('customer-7'));
    await place.trouble({ kind: 'none' });
    await part(tag, 'leave-button');
    expect(textsOf(tag)).to.deep.equal([]);
    expect(await guestsOf(place)).to.deep.equal([{ name: '', subject: 'customer-7' }]);
    expect(sessionStorage.getItem(keyOf(place))).to.contain('Good day.');
  });
});

describe('guest-chat-join: a guest who gets an account (R32)', () => {
  it('is asked, shown what it is about, and keeps it by saying so', async () => {
    const { place, tag } = await asked();
    expect(textsOf(tag)).to.deep.equal(['What does the small robot carry?']);
    expect(tag.shadowRoot?.querySelector('textarea') ?? null, 'it is to be decided').to.equal(null);
    expect(await guestsOf(place)).to.deep.equal([{ name: '', subject: null }]);
    await pressTo(tag, 'account-yes-button', 'input');
    expect(parts(tag, 'account')).to.have.length(0);
    expect(await guestsOf(place)).to.deep.equal([{ name: 'Mo', subject: 'customer-7' }]);

    tag.remove();
    const here = shownChat(place, await vouchFor(place, 'customer-7'));
    await part(here, 'message');
    expect(parts(here, 'account'), 'it is asked once').to.have.length(0);
    inAnotherBrowser(here, place);
    const there = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(there, 'launcher', 'message');
    expect(parts(there, 'account')).to.have.length(0);
    expect(textsOf(there)).to.deep.equal(['What does the small robot carry?']);
  });

  it('is asked where they are, and for no address that the page says', async () => {
    const place = await joined();
    await turn(place, 'waiting');
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'address-form');
    (await part(tag, 'input')).focus();
    const email = 'mo@shop.example';
    tag.setAttribute('visitor', await vouchFor(place, 'customer-7', { name: 'Mo', email }));
    await part(tag, 'account');
    await waitUntil(() => hasFocus(tag), 'the focus is lost');
    await pressTo(tag, 'account-yes-button', 'input');
    await waitUntil(() => parts(tag, 'address-form').length === 0, 'it is asked for');
    expect(text(parts(tag, 'waiting')[0])).to.contain(email);
  });

  it('leaves the focus to the button where it is somebody else’s turn', async () => {
    const { place, tag } = await asked();
    await pressTo(tag, 'account-yes-button', 'input');
    (await part(tag, 'input')).focus();
    tag.removeAttribute('visitor');
    const launcher = await part(tag, 'launcher');
    await waitUntil(() => hasFocus(launcher), 'the focus is lost');
    expect(kept(place)).not.to.contain('tokens');
  });

  it('is asked about a first message that has not arrived yet, too', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await place.trouble({ kind: 'hold', path: '/messages' });
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await waitUntil(async () => (await place.requests('/messages')) === 1);
    tag.setAttribute('visitor', await vouchFor(place, 'customer-7'));
    await part(tag, 'account');
    await place.trouble({ kind: 'none' });
    await part(tag, 'delivery');
    await waitUntil(() => textsOf(tag).join() === 'Good day.', 'it is not there once');
    expect(await messagesOf(place)).to.equal('[{"text":"Good day."}]');
  });

  it('takes along too late nothing of who is here by now', async () => {
    const { place, tag } = await asked();
    await place.trouble({ kind: 'delay', path: '/keep' });
    await press(tag, 'account-yes-button');
    await waitUntil(async () => JSON.stringify(await guestsOf(place)).includes('customer-7'));
    tag.setAttribute('visitor', await vouchFor(place, 'customer-8'));
    await frames(1);
    await part(tag, 'account-no-button');
    await pressTo(tag, 'account-no-button', 'input');
    await write(tag, 'Good day.');
    await place.trouble({ kind: 'none' });
    await frames(5);
    await write(tag, 'Once more');
    expect(textsOf(tag)).to.deep.equal(['Good day.', 'Once more']);
    expect(kept(place)).not.to.contain('customer-7');
  });

  it('takes it along too late from whoever sees it by now', async () => {
    const { place, tag } = await asked();
    await place.trouble({ kind: 'delay', path: '/keep' });
    await press(tag, 'account-yes-button');
    await waitUntil(async () => JSON.stringify(await guestsOf(place)).includes('customer-7'));
    tag.removeAttribute('visitor');
    await frames(1);
    await part(tag, 'message');
    await place.trouble({ kind: 'none' });
    await part(tag, 'closed');
    await pressTo(tag, 'action-button', 'consent');
    expect(textsOf(tag)).to.deep.equal([]);
  });

  it('is not asked about a chat in which nothing is written', async () => {
    const place = await joined();
    await sql('delete from orgtags.message where organization_id = $1', [place.id]);
    const tag = shownChat(place, await vouchFor(place, 'customer-7'));
    await pressTo(tag, 'launcher', 'input');
    expect(parts(tag, 'account')).to.have.length(0);
    await waitUntil(async () => (await guestsOf(place)).length === 2, 'it is here without them');
  });

  it('begins anew without it by saying so', async () => {
    const { place, tag } = await asked();
    await press(tag, 'account-no-button');
    await waitUntil(() => textsOf(tag).length === 0, 'it is still there');
    await part(tag, 'input');
    expect(await guestsOf(place)).to.deep.equal([
      { name: '', subject: null },
      { name: 'Mo', subject: 'customer-7' },
    ]);
  });

  it('is asked again where it could not be kept', async () => {
    const { place, tag } = await asked();
    await place.trouble({ kind: 'status', path: '/keep' });
    await pressTo(tag, 'account-yes-button', 'problem');
    expect(await guestsOf(place)).to.deep.equal([{ name: '', subject: null }]);
    await place.trouble({ kind: 'none' });
    await pressTo(tag, 'account-yes-button', 'input');
    expect(parts(tag, 'problem')).to.have.length(0);
  });
});
