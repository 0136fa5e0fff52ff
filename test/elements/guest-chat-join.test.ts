import { expect } from '@open-wc/testing';
import '../../src/chat/define.ts';
import type { GuestChatJoin } from '../../src/chat/guest-chat-join.ts';
import type { Kept } from '../../src/chat/kept.ts';
import { focusPart } from '../support/focus.ts';
import { frames, hasFocus, lookAway, part, parts, text, waitUntil } from '../support/dom.ts';
import { shownChat, textsOf } from '../support/guest-chat.ts';
import { sql, type Scene } from '../support/scene.ts';
import { openStrictPage, type StrictPage } from '../support/strict-page.ts';
import { openQuestion, press, pressTo, type } from '../support/suites/views/hands.ts';
import {
  admitting,
  answer,
  greet,
  joined,
  keyOf,
  teamTypes,
  turn,
  type Visited,
} from '../support/suites/views/guest-chat-join.ts';

function kept(place: Scene): Kept {
  return JSON.parse(localStorage.getItem(keyOf(place)) ?? '{}') as Kept;
}

/** What is being written in it. */
function typedIn(tag: HTMLElement): string | undefined {
  return tag.shadowRoot?.querySelector('textarea')?.value;
}

/** Writes messages one after the other, whatever becomes of them. */
async function send(tag: HTMLElement, ...words: readonly string[]): Promise<void> {
  for (const word of words) {
    await type(tag, 'textarea', word);
    await press(tag, 'send-button');
  }
}

/** A guest who waits, and is asked where an answer can be sent to. */
async function askedForAddress(): Promise<{
  readonly place: Visited;
  readonly tag: GuestChatJoin;
  readonly field: HTMLInputElement;
}> {
  const place = await joined();
  const tag = shownChat(place);
  await pressTo(tag, 'launcher', 'message');
  await turn(place, 'waiting');
  return { place, tag, field: await part(tag, 'address-input') };
}

/** The guest's chat, open in two tabs. */
async function inTwoTabs(place: Scene): Promise<readonly [GuestChatJoin, GuestChatJoin]> {
  const [tag, other] = [shownChat(place), shownChat(place)];
  await pressTo(tag, 'launcher', 'message');
  await pressTo(other, 'launcher', 'message');
  return [tag, other];
}

/** The same, with a message that was written in the first and could not be sent. */
async function keptBack(place: Scene): Promise<readonly [GuestChatJoin, GuestChatJoin]> {
  const [tag, other] = await inTwoTabs(place);
  await place.trouble({ kind: 'limit', path: '/messages' });
  await type(tag, 'textarea', 'Good day.');
  await press(tag, 'send-button');
  await part(tag, 'again-button');
  return [tag, other];
}

/** The chat at its door in this tab and in another, with its own storage events. */
async function atTwoDoors(place: Scene): Promise<readonly [HTMLElement, HTMLElement]> {
  const page = await openStrictPage();
  pages.push(page);
  const there = page.window.showTag({ tag: 'guest-chat-join', place, token: 'nobody' });
  const tabs = [shownChat(place), there] as const;
  for (const tab of tabs) await pressTo(tab, 'launcher', 'consent');
  return tabs;
}

const guestsOf = ({ id }: Scene): Promise<unknown[]> =>
  sql('select name, email from orgtags.guest where organization_id = $1', [id]);

/** Where answers are read out. */
function statusOf(tag: HTMLElement): Element {
  const status = tag.shadowRoot?.querySelector('.visually-hidden[role=status]');
  if (!status) throw new Error('Nothing is read out.');
  return status;
}

const saidIn = (tag: HTMLElement): string => text(statusOf(tag));

/** What is written, by whoever's tab. */
const isIn = (tag: HTMLElement, ...texts: string[]): Promise<void> =>
  waitUntil(() => textsOf(tag).join() === texts.join(), `it does not show ${texts.join()}`);

const FILLER = 'filler';

/** Fills what a page may store, until the test ends. @param left how many characters are left */
function fillUp(left: number): void {
  let filler = '';
  for (let size = 2 ** 23; size >= 1; size /= 2) {
    try {
      localStorage.setItem(FILLER, filler + 'x'.repeat(size));
      filler += 'x'.repeat(size);
    } catch {
      // Half as much may fit.
    }
  }
  localStorage.setItem(FILLER, filler.slice(left));
}

afterEach(() => {
  localStorage.removeItem(FILLER);
});

const pages: StrictPage[] = [];

afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

describe('guest-chat-join: before the visitor opens it (R29)', () => {
  it('asks nobody, and keeps nothing', async () => {
    const place = await admitting();
    shownChat(place);
    await frames(3);
    expect(await place.requests('/')).to.equal(0);
    expect(localStorage.getItem(keyOf(place)) === null).to.equal(true);
  });

  it('moves nothing on the page', async () => {
    const place = await admitting();
    const below = document.createElement('p');
    const style = document.createElement('style');
    style.textContent = 'guest-chat-join { margin: 9px; padding: 9px; border: 9px solid; }';
    document.body.append(style, below);
    const { top } = below.getBoundingClientRect();
    const tag = shownChat(place);
    below.before(tag);
    expect(below.getBoundingClientRect().top).to.equal(top);
    await pressTo(tag, 'launcher', 'consent');
    expect(below.getBoundingClientRect().top).to.equal(top);
    below.remove();
    style.remove();
  });
});

describe('guest-chat-join: its place', () => {
  afterEach(() => {
    document.documentElement.removeAttribute('dir');
  });

  for (const [dir, side] of [
    ['ltr', 'right'],
    ['rtl', 'left'],
  ] as const) {
    it(`is the lower corner where lines end, from ${dir}`, async () => {
      document.documentElement.dir = dir;
      const tag = shownChat(await admitting());
      const assertThere = async (name: string): Promise<void> => {
        const { left, right, bottom } = (await part(tag, name)).getBoundingClientRect();
        const far = { left, right: innerWidth - right };
        const edges = [far[side], innerHeight - bottom];
        expect(edges.map(Math.round), name).to.deep.equal([20, 20]);
      };
      await assertThere('launcher');
      await pressTo(tag, 'launcher', 'consent');
      await assertThere('panel');
    });
  }

  it('is over the page, or where it stands, as the page says', async () => {
    const tag = shownChat(await admitting());
    const launcher = await part(tag, 'launcher');
    expect(launcher.matches(':popover-open')).to.equal(true);
    tag.toggleAttribute('inline', true);
    expect(launcher.matches(':popover-open')).to.equal(false);
    expect(launcher.getBoundingClientRect().left).to.equal(tag.getBoundingClientRect().left);
    tag.toggleAttribute('inline', false);
    expect(launcher.matches(':popover-open')).to.equal(true);
    // Also once it has been taken elsewhere.
    document.body.prepend(tag);
    expect(launcher.matches(':popover-open')).to.equal(true);
  });
});

describe('guest-chat-join: opened', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  // Before any other has loaded German.
  it('goes on in the language that the page has by now', async () => {
    const tag = shownChat(await admitting());
    await pressTo(tag, 'launcher', 'consent');
    document.documentElement.lang = 'de';
    await waitUntil(() => text(parts(tag, 'send-button')[0]) === 'Senden', 'it is in English');
    document.documentElement.lang = 'en';
    await waitUntil(() => text(parts(tag, 'send-button')[0]) === 'Send', 'it is in German');
  });

  it('asks for what the organization says in the language of the page', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    tag.lang = 'de-AT';
    await pressTo(tag, 'launcher', 'consent');
    expect(await place.requests('guest-chat?language=de')).to.equal(1);
  });
});

describe('guest-chat-join: closed', () => {
  it('leaves the focus where it is in the page, and gives its own to the button', async () => {
    const place = await joined();
    const own = document.createElement('input');
    document.body.append(own);
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    own.focus();
    await tag.close();
    expect(hasFocus(own), 'it is taken from the page').to.equal(true);
    own.remove();
    await press(tag, 'launcher');
    const field = await part(tag, 'input');
    await waitUntil(() => hasFocus(field), 'it is not in the chat');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(hasFocus(parts(tag, 'launcher')[0]), 'it is lost').to.equal(true);
  });
});

describe('guest-chat-join: opened by the page', () => {
  it('gives the focus back to what the page had it on', async () => {
    const tag = shownChat(await admitting());
    const control = document.createElement('button');
    control.addEventListener('click', () => void tag.open());
    document.body.append(control);
    control.focus();
    control.click();
    await part(tag, 'consent');
    await waitUntil(() => hasFocus(tag), 'the focus is not in the chat');
    await tag.close();
    expect(document.activeElement === control, 'the focus is lost').to.equal(true);
    control.remove();
  });
});

describe('guest-chat-join: a connection that is lost', () => {
  it('is said once another attempt has failed, and no more when it is back', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await waitUntil(async () => (await place.requests('/stream')) > 0);
    await type(tag, 'textarea', 'One more thing');
    await place.trouble({ kind: 'status', path: '/stream' });
    await place.breakAll();
    await part(tag, 'connection');
    expect(typedIn(tag)).to.equal('One more thing');
    await answer(place, 'Eighty kilograms.');
    await place.trouble({ kind: 'none' });
    window.dispatchEvent(new Event('online'));
    await part(tag, 'source');
    await waitUntil(() => parts(tag, 'connection').length === 0, 'it is said for ever');
  });

  it('is said while nothing complete arrives, and what could not be sent is sent when it is back', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await place.trouble({ kind: 'cut', path: ['/stream', '/messages'] });
    await pressTo(tag, 'launcher', 'connection');
    expect(text(parts(tag, 'connection')[0])).to.match(/^No connection/);
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await part(tag, 'again-button');
    expect(parts(tag, 'connection'), 'it is said no more').to.have.length(1);
    await place.trouble({ kind: 'none' });
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => parts(tag, 'again-button').length === 0, 'it is not sent');
    await waitUntil(() => parts(tag, 'connection').length === 0, 'it is said for ever');
    await part(tag, 'delivery');
    expect(textsOf(tag).at(-1)).to.equal('Good day.');
  });

  it('is not said for one that is broken and made again', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await waitUntil(async () => (await place.requests('/stream')) > 0);
    let isSaid = false;
    new MutationObserver(() => {
      isSaid ||= parts(tag, 'connection').length > 0;
    }).observe(await part(tag, 'panel'), { childList: true, subtree: true });
    await place.breakAll();
    await waitUntil(async () => (await place.requests('/stream')) > 1);
    await answer(place, 'Eighty kilograms.');
    await part(tag, 'source');
    expect(isSaid).to.equal(false);
  });
});

describe('guest-chat-join: what it says of the others (R49)', () => {
  it('says what the organization says, and that nobody is there at this hour', async () => {
    const place = await admitting();
    await greet(place);
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'away');
    const said = ['welcome', 'away', 'consent'].map(name => text(parts(tag, name)[0]));
    expect(said).to.deep.equal([
      'Ask us anything about robots.',
      'We are back on Monday.',
      'We keep this for a year.',
    ]);
  });

  it('says to whoever waits for a person that nobody is there, through a reload', async () => {
    const place = await admitting();
    await greet(place);
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'away');
    await type(tag, 'textarea', 'Good day.');
    await pressTo(tag, 'send-button', 'waiting');
    expect(text(parts(tag, 'waiting')[0])).to.contain('We are back on Monday.');
    tag.remove();
    expect(text(await part(shownChat(place), 'waiting'))).to.contain('We are back on Monday.');
  });

  it('says that a member writes, until the answer is there', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await teamTypes(place);
    await part(tag, 'typing');
    await sql('update orgtags.conversation set team_typing_at = null where organization_id = $1', [
      place.id,
    ]);
    await answer(place, 'Eighty kilograms.');
    await part(tag, 'source');
    expect(parts(tag, 'typing')).to.have.length(0);
  });

  it('tells the organization that the guest writes', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await type(tag, 'textarea', 'And');
    await type(tag, 'textarea', 'And the');
    await waitUntil(async () => {
      const rows = await sql(
        'select from orgtags.conversation where organization_id = $1 and guest_typing_at is not null',
        [place.id],
      );
      return rows.length === 1;
    }, 'nobody is told');
    expect(await place.requests('/typing')).to.equal(1);
  });
});

describe('guest-chat-join: chatting (R29, R31, R32)', () => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  afterEach(() => {
    AbortSignal.timeout = timeout;
  });

  it('joins with the first message, which is sent once', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await type(tag, '[name=name]', 'Nora');
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await part(tag, 'delivery');
    expect(textsOf(tag)).to.deep.equal(['Good day.']);
    const guests = await sql('select name from orgtags.guest where organization_id = $1', [
      place.id,
    ]);
    expect(guests).to.deep.equal([{ name: 'Nora' }]);
  });

  it('sends what stood there when it was sent, and says meanwhile that it is sent', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await type(tag, 'textarea', 'Good day.');
    await place.trouble({ kind: 'hold', path: '/join' });
    await press(tag, 'send-button');
    const button = await part(tag, 'send-button');
    await waitUntil(() => text(button) === 'Sending', 'it is not said');
    expect(button.ariaDisabled).to.equal('true');
    await type(tag, 'textarea', 'Good day. And another');
    await press(tag, 'send-button');
    await place.trouble({ kind: 'none' });
    await part(tag, 'delivery');
    expect(textsOf(tag)).to.deep.equal(['Good day.']);
    expect(typedIn(tag)).to.equal('And another');
    expect(text(parts(tag, 'send-button')[0])).to.equal('Send');
  });

  it('says all that is wrong with who one is, and leads to the first of it', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await type(tag, '[name=name]', 'a'.repeat(101));
    await type(tag, '[name=email]', 'nora@');
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await part(tag, 'problem');
    const said = ['A name has at most 100 characters.', 'This is not an e-mail address.'];
    expect(parts(tag, 'problem').map(text)).to.deep.equal(said);
    expect(text(tag.shadowRoot?.querySelector('.visually-hidden[role=alert]'))).to.equal(
      said.join(' '),
    );
    const name = tag.shadowRoot?.querySelector('[name=name]');
    await waitUntil(() => hasFocus(name), 'it leads nowhere');
    await type(tag, '[name=name]', '');
    await press(tag, 'send-button');
    const email = tag.shadowRoot?.querySelector('[name=email]');
    await waitUntil(() => hasFocus(email), 'it leads nowhere');
  });

  it('keeps what is typed when joining fails, and through a reload', async () => {
    const place = await admitting();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await type(tag, '[name=name]', 'Nora');
    await type(tag, '[name=email]', 'nora@shop.example');
    await type(tag, 'textarea', 'Good day.');
    await place.trouble({ kind: 'status', path: '/join' });
    await press(tag, 'send-button');
    await part(tag, 'problem');
    expect((await part<HTMLTextAreaElement>(tag, 'send-button')).checkVisibility()).to.equal(true);
    tag.remove();
    const next = shownChat(place);
    await place.trouble({ kind: 'none' });
    // It was open, and is so on the next page.
    await part(next, 'consent');
    await press(next, 'send-button');
    await waitUntil(() => textsOf(next).join() === 'Good day.', 'it is not sent');
    const guests = await sql('select name, email from orgtags.guest where organization_id = $1', [
      place.id,
    ]);
    expect(guests).to.deep.equal([{ name: 'Nora', email: 'nora@shop.example' }]);
    expect(sessionStorage.getItem(keyOf(place))).not.to.match(/Nora|Good day/i);
  });

  it('sends in order what is written while nobody answers', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'hold', path: '/messages' });
    await send(tag, 'one', 'two', 'three');
    await place.trouble({ kind: 'none' });
    const all = ['What does the small robot carry?', 'one', 'two', 'three'];
    await waitUntil(() => !text(parts(tag, 'log')[0]).includes('Sending'), 'they are not sent');
    expect(textsOf(tag)).to.deep.equal(all);
    const stored = (await sql(
      'select text from orgtags.message where organization_id = $1 order by seq',
      [place.id],
    )) as { text: string }[];
    expect(stored.map(({ text: written }) => written)).to.deep.equal(all);
  });

  it('sends once more what could not be sent', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'limit', path: '/messages' });
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await part(tag, 'again-button');
    await place.trouble({ kind: 'none' });
    await press(tag, 'again-button');
    await waitUntil(() => parts(tag, 'again-button').length === 0);
    await waitUntil(() => textsOf(tag).length === 2, 'it is not there once');
  });

  for (const [what, written, said] of [
    ['is too long', 'a'.repeat(4001), 'A message has at most 4,000 characters.'],
    [
      'turns what is read around',
      'Good\u202E day.',
      'This holds a character that cannot be shown. Type it again.',
    ],
  ] as const) {
    it(`says at once that what was written ${what}, and neither shows nor sends it`, async () => {
      const place = await joined();
      const tag = shownChat(place);
      await pressTo(tag, 'launcher', 'message');
      await place.trouble({ kind: 'hold', path: '/messages' });
      await type(tag, 'textarea', written);
      await press(tag, 'send-button');
      expect(text(await part(tag, 'problem'))).to.equal(said);
      expect(typedIn(tag)).to.equal(written);
      expect(textsOf(tag)).to.deep.equal(['What does the small robot carry?']);
      await place.trouble({ kind: 'none' });
      await type(tag, 'textarea', 'Good day.');
      await press(tag, 'send-button');
      await waitUntil(() => textsOf(tag).at(-1) === 'Good day.', 'it is not sent');
      await waitUntil(async () => (await place.requests('/messages')) === 1, 'it is not sent');
      expect(parts(tag, 'problem')).to.have.length(0);
    });

    it(`says at once at the door that what was written ${what}, and makes nobody a guest`, async () => {
      const place = await admitting();
      const tag = shownChat(place);
      await pressTo(tag, 'launcher', 'consent');
      await type(tag, 'textarea', written);
      await press(tag, 'send-button');
      expect(text(await part(tag, 'problem'))).to.equal(said);
      expect(typedIn(tag)).to.equal(written);
      expect(await place.requests('/join')).to.equal(0);
    });

    it(`gives back what ${what} in the eyes of the server alone, before what was typed meanwhile`, async () => {
      const place = await joined();
      const { tokens } = kept(place);
      const pending = [{ id: crypto.randomUUID(), text: written, guest: tokens?.guest }];
      localStorage.setItem(keyOf(place), JSON.stringify({ tokens, pending }));
      const tag = shownChat(place);
      await place.trouble({ kind: 'hold', path: '/messages' });
      await pressTo(tag, 'launcher', 'message');
      await type(tag, 'textarea', 'And another thing');
      await place.trouble({ kind: 'none' });
      expect(text(await part(tag, 'problem'))).to.equal(said);
      expect(typedIn(tag)).to.equal(`${written}\n\nAnd another thing`);
      expect(textsOf(tag)).to.deep.equal(['What does the small robot carry?']);
    });
  }

  it('sends nothing that another guest had written', async () => {
    const place = await joined();
    const { tokens } = kept(place);
    const pending = [{ id: crypto.randomUUID(), text: 'A secret', guest: crypto.randomUUID() }];
    localStorage.setItem(keyOf(place), JSON.stringify({ tokens, pending }));
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await send(tag, 'Good day.');
    await isIn(tag, 'What does the small robot carry?', 'Good day.');
    await waitUntil(() => kept(place).pending?.length === 0, 'it is kept');
    expect(await place.requests('/messages')).to.equal(1);
  });

  it('keeps nothing that somebody has cleared', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    localStorage.removeItem(keyOf(place));
    await press(tag, 'close-button');
    expect(kept(place)).to.deep.equal({ open: false });
  });

  it('counts down, once for all that came too often, and sends it by itself', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'hold', path: '/messages' });
    await send(tag, 'one', 'two');
    await place.trouble({ kind: 'limit', path: '/messages' });
    const said = (): string => parts(tag, 'problem').map(text).join();
    for (const left of ['2 seconds', '1 second']) {
      const sentence = `Too many attempts. Try again in ${left}.`;
      await waitUntil(() => said() === sentence, `it does not say ${left}`);
      expect(parts(tag, 'problem')[0]?.role).to.equal('timer');
    }
    await place.trouble({ kind: 'none' });
    await waitUntil(() => parts(tag, 'again-button').length === 0, 'it is not tried again');
    await waitUntil(() => !text(parts(tag, 'log')[0]).includes('Sending'), 'they are not sent');
    expect(textsOf(tag)).to.deep.equal(['What does the small robot carry?', 'one', 'two']);
  });

  for (const [when, isTold] of [
    ['as soon as the browser says that there is a network', true],
    ['by itself, after a while', false],
  ] as const) {
    it(`sends what could not be sent, in its order, ${when}`, async () => {
      const place = await joined();
      const tag = shownChat(place);
      await pressTo(tag, 'launcher', 'message');
      // No while is ever over.
      if (isTold) AbortSignal.timeout = () => new AbortController().signal;
      await place.trouble({ kind: 'status', path: '/messages' });
      await send(tag, 'one', 'two');
      const button = await part(tag, 'again-button');
      await place.trouble({ kind: 'none' });
      if (isTold) window.dispatchEvent(new Event('online'));
      await waitUntil(() => !button.isConnected, 'it is not sent');
      await isIn(tag, 'What does the small robot carry?', 'one', 'two');
      await waitUntil(async () => {
        const rows = (await sql(
          'select text from orgtags.message where organization_id = $1 order by seq',
          [place.id],
        )) as { text: string }[];
        return (
          rows
            .map(({ text: written }) => written)
            .slice(1)
            .join() === 'one,two'
        );
      }, 'it is not in its order');
    }).timeout(40_000);
  }

  it('sends what could not be sent before what is written after it', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'limit', path: '/messages' });
    await type(tag, 'textarea', 'one');
    await press(tag, 'send-button');
    await part(tag, 'again-button');
    await place.trouble({ kind: 'none' });
    await type(tag, 'textarea', 'two');
    await press(tag, 'send-button');
    await waitUntil(() => !text(parts(tag, 'log')[0]).includes('Sending'), 'they are not sent');
    expect(textsOf(tag)).to.deep.equal(['What does the small robot carry?', 'one', 'two']);
  });

  it('keeps what could not be sent when another tab hears something', async () => {
    const place = await joined();
    const [tag, other] = await keptBack(place);
    await turn(place, 'waiting');
    await part(other, 'waiting');
    tag.remove();
    other.remove();
    await place.trouble({ kind: 'none' });
    const next = shownChat(place);
    await waitUntil(() => textsOf(next).at(-1) === 'Good day.', 'it is lost');
    await part(next, 'delivery');
  });

  it('leaves each tab what is typed there, whatever another types, sends and hears', async () => {
    const place = await joined();
    const [tag, other] = await inTwoTabs(place);
    await type(tag, 'textarea', 'one');
    await type(other, 'textarea', 'two');
    await answer(place, 'Eighty kilograms.');
    await part(tag, 'source');
    await part(other, 'source');
    expect([tag, other].map(typedIn)).to.deep.equal(['one', 'two']);
    await press(tag, 'send-button');
    await waitUntil(() => textsOf(other).at(-1) === 'one', 'it is not sent');
    expect([tag, other].map(typedIn)).to.deep.equal(['', 'two']);
    await press(other, 'send-button');
    await waitUntil(() => textsOf(tag).at(-1) === 'two', 'it is not sent');
    expect(textsOf(tag).at(-2)).to.equal('one');
  });

  it('shows where an answer can be sent to, and says so once it is known (R49)', async () => {
    const { place, tag } = await askedForAddress();
    await type(tag, '[part=address-input]', 'nora@');
    await press(tag, 'address-button');
    const problem = await part(tag, 'problem');
    const field = await part<HTMLInputElement>(tag, 'address-input');
    expect(field.ariaInvalid).to.equal('true');
    const help = field.getAttribute('aria-describedby') ?? '';
    expect(tag.shadowRoot?.getElementById(help)?.contains(problem)).to.equal(true);
    await type(tag, '[part=address-input]', 'nora@shop.example');
    (await focusPart(tag, 'address-button')).click();
    await waitUntil(() => text(parts(tag, 'waiting')[0]).includes('nora@shop.example'));
    expect(parts(tag, 'address-form'), 'the form stays').to.have.length(0);
    expect(hasFocus(await part(tag, 'input')), 'the focus is lost').to.equal(true);
    await turn(place, 'open');
    await answer(place, 'Eighty kilograms.');
    await part(tag, 'source');
    expect(text(parts(tag, 'waiting')[0])).to.contain('nora@shop.example');
  });

  it('knows nothing of an address that whoever erased the chat was typing', async () => {
    const { place, tag } = await askedForAddress();
    await type(tag, '[part=address-input]', 'nora@shop.example');
    await openQuestion(tag, 'leave-button');
    await pressTo(tag, 'confirm-button', 'consent');
    await type(tag, 'textarea', 'Good day.');
    await pressTo(tag, 'send-button', 'address-form');
    expect((await part<HTMLInputElement>(tag, 'address-input')).value).to.equal('');
    await press(tag, 'address-button');
    await tag.close();
    const known = 'select from orgtags.guest where organization_id = $1 and email is not null';
    expect(await sql(known, [place.id])).to.deep.equal([]);
    expect(await place.requests('guest-chat$ PATCH')).to.equal(0);
  });

  it('leaves whoever types an address there, whatever comes meanwhile', async () => {
    const { place, tag, field } = await askedForAddress();
    field.focus();
    await turn(place, 'open');
    await answer(place, 'Eighty kilograms.');
    await part(tag, 'source');
    expect(hasFocus(field), 'it is gone').to.equal(true);
    await type(tag, '[part=address-input]', 'nora@');
    field.blur();
    await answer(place, 'Or a little more.');
    await waitUntil(() => parts(tag, 'source').length === 2);
    expect(field.isConnected && field.value).to.equal('nora@');
    await type(tag, '[part=address-input]', 'nora@shop.example');
    await press(tag, 'address-button');
    await waitUntil(() => !field.isConnected, 'it stays for ever');
    expect(
      await sql('select email from orgtags.guest where organization_id = $1', [place.id]),
    ).to.deep.equal([{ email: 'nora@shop.example' }]);
  });

  it('asks no more for an address that is emptied and left', async () => {
    const { place, tag, field } = await askedForAddress();
    field.focus();
    await type(tag, '[part=address-input]', 'nora@');
    await turn(place, 'open');
    await answer(place, 'Eighty kilograms.');
    await part(tag, 'source');
    await type(tag, '[part=address-input]', '');
    field.blur();
    await waitUntil(() => !field.isConnected, 'it stays');
  });

  it('counts answers while it is closed, on the next page too, and says that they are read', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await waitUntil(async () => (await place.requests('/stream')) > 0);
    await press(tag, 'close-button');
    expect(hasFocus(tag), 'the focus is lost').to.equal(true);
    await answer(place, 'Eighty kilograms.');
    await waitUntil(() => text(parts(tag, 'unread')[0]) === '1', 'it is not counted');
    expect(parts(tag, 'unread')[0]?.title).to.equal('1 unread');
    tag.remove();
    const next = shownChat(place);
    expect(text(parts(next, 'unread')[0])).to.equal('1');
    await pressTo(next, 'launcher', 'source');
    expect(text(parts(next, 'unread')[0])).to.equal('');
    await waitUntil(async () => {
      const rows = await sql(
        'select from orgtags.conversation where organization_id = $1 and guest_read_seq = 2',
        [place.id],
      );
      return rows.length === 1;
    }, 'nobody is told that it is read');
  });

  it('has read an answer only once somebody looks at the page', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    const lookBack = lookAway();
    await answer(place, 'It carries *80* kilograms.');
    await waitUntil(() => textsOf(tag).at(-1) === 'It carries 80 kilograms.', 'no Markdown');
    expect(await place.requests('/read')).to.equal(0);
    lookBack();
    await waitUntil(async () => (await place.requests('/read')) === 1, 'nobody is told');
  });

  it('reads a finished answer out, once', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await answer(place, 'It carries *80* kilograms.');
    await waitUntil(() => saidIn(tag) !== '', 'nothing is said');
    expect(saidIn(tag)).to.equal('Automatic answer: It carries 80 kilograms.');
  });

  it('reads each answer out, also of two that come at once or are the same', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await waitUntil(async () => (await place.requests('/stream')) > 0);
    const heard: string[] = [];
    new MutationObserver(changes => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      heard.push(...added.filter(node => node instanceof HTMLDivElement).map(text));
    }).observe(statusOf(tag), { childList: true, subtree: true });
    expect(statusOf(tag).ariaAtomic).to.equal('false');
    await place.trouble({ kind: 'status', path: '/stream' });
    await place.breakAll();
    await part(tag, 'connection');
    await answer(place, 'One.');
    await answer(place, 'Two.');
    await place.trouble({ kind: 'none' });
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => heard.length === 2, 'not both are said');
    await answer(place, 'Two.');
    await waitUntil(() => heard.length === 3, 'it is not said again');
    expect(heard).to.deep.equal(['One.', 'Two.', 'Two.'].map(one => `Automatic answer: ${one}`));
  });

  it('opens again where the first answer is that nobody has seen', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await waitUntil(async () => (await place.requests('/stream')) > 0);
    const long = Array.from({ length: 60 }, (_, line) => String(line)).join('\n\n');
    await answer(place, long);
    await part(tag, 'source');
    await press(tag, 'close-button');
    await answer(place, 'Eighty kilograms.');
    await waitUntil(() => text(parts(tag, 'unread')[0]) === '1');
    await press(tag, 'launcher');
    const log = await part(tag, 'log');
    const end = (): number => log.scrollHeight - log.scrollTop - log.clientHeight;
    expect(end(), 'it is not at its end').to.be.below(2);
    await press(tag, 'close-button');
    await answer(place, `First. ${long}`);
    await waitUntil(() => text(parts(tag, 'unread')[0]) === '1');
    await press(tag, 'launcher');
    const { top } = log.getBoundingClientRect();
    const first = parts(tag, 'message').at(-1)?.getBoundingClientRect().top ?? 0;
    expect(Math.abs(first - top), 'it is not at what is new').to.be.below(2);
  });
});

describe('guest-chat-join: its ends', () => {
  it('says that it was ended, keeps what was being written, and begins anew (R30)', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await type(tag, 'textarea', 'One more thing');
    await sql('update orgtags.guest set ended_at = now() where organization_id = $1', [place.id]);
    await sql("select pg_notify('orgtags', '')");
    await part(tag, 'closed');
    expect(text(parts(tag, 'closed')[0])).to.contain('This chat was ended.');
    await pressTo(tag, 'action-button', 'consent');
    expect(typedIn(tag)).to.equal('One more thing');
  });

  it('sends what was under way once, when it is over and begins anew', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'status', path: '/messages' });
    await type(tag, 'textarea', 'One more thing');
    await press(tag, 'send-button');
    await waitUntil(async () => (await place.requests('/messages')) > 0);
    await sql('update orgtags.guest set ended_at = now() where organization_id = $1', [place.id]);
    await sql("select pg_notify('orgtags', '')");
    await pressTo(tag, 'action-button', 'consent');
    await place.trouble({ kind: 'none' });
    await pressTo(tag, 'send-button', 'delivery');
    await waitUntil(() => !text(parts(tag, 'log')[0]).includes('Sending'), 'it is not sent');
    expect(textsOf(tag)).to.deep.equal(['One more thing']);
  });

  it('begins another conversation, of which the other tabs hear (R32)', async () => {
    const place = await joined();
    const [tag, other] = await inTwoTabs(place);
    await answer(place, 'Eighty kilograms.');
    for (const one of [tag, other]) await waitUntil(() => saidIn(one) !== '');
    await press(tag, 'new-button');
    await waitUntil(() => textsOf(tag).length === 0);
    await waitUntil(() => textsOf(other).length === 0, 'the other tab shows the old one');
    expect([tag, other].map(saidIn), 'it is still to be heard').to.deep.equal(['', '']);
    await type(tag, 'textarea', 'Something else');
    await press(tag, 'send-button');
    await waitUntil(() => textsOf(other).join() === 'Something else');
  });

  it('shows nothing of the conversation before in it, though a message of that is sent again', async () => {
    const place = await joined();
    const [tag, other] = await keptBack(place);
    // It had arrived, and only its answer was lost.
    await sql(
      `with counted as (
         update orgtags.conversation set last_seq = last_seq + 1 where organization_id = $1 returning *
       )
       insert into orgtags.message
         (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
       select $1, id, last_seq, guest_id, $2, 'guest', 'Good day.', revision from counted`,
      [place.id, kept(place).pending?.[0]?.id],
    );
    await press(other, 'new-button');
    await waitUntil(() => textsOf(tag).join() === 'Good day.', 'it shows the old one');
    await place.trouble({ kind: 'none' });
    await press(tag, 'again-button');
    await waitUntil(() => textsOf(tag).length === 0, 'it is in the new one, too');
    await type(other, 'textarea', 'Something else');
    await press(other, 'send-button');
    await waitUntil(() => textsOf(tag).join() === 'Something else');
  });

  it('is erased when the guest leaves', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await answer(place, 'Eighty kilograms.');
    await waitUntil(() => saidIn(tag) !== '');
    await type(tag, 'textarea', 'One more thing');
    await openQuestion(tag, 'leave-button');
    await press(tag, 'keep-button');
    const opener = await part(tag, 'leave-button');
    await waitUntil(() => hasFocus(opener), 'the focus is not where it came from');
    expect(kept(place).seen?.seq).to.equal(2);
    await openQuestion(tag, 'leave-button');
    await pressTo(tag, 'confirm-button', 'consent');
    expect(saidIn(tag), 'it is still to be heard').to.equal('');
    expect(kept(place).seen, 'the conversation is still named').to.equal(undefined);
    await waitUntil(() => typedIn(tag) === '', 'it is still in the field');
    expect(sessionStorage.getItem(keyOf(place))).not.to.contain('One more');
    const rows = await sql('select from orgtags.message where organization_id = $1', [place.id]);
    expect(rows).to.have.length(0);
    expect('tokens' in kept(place)).to.equal(false);
  });

  it('is erased with what was refused in it', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'status', path: '/hand-over' });
    await pressTo(tag, 'person-button', 'problem');
    await openQuestion(tag, 'leave-button');
    // Refused once more, and too late.
    await place.trouble({ kind: 'hold', path: '/hand-over' });
    await press(tag, 'person-button');
    await waitUntil(async () => (await place.requests('/hand-over')) === 2);
    await pressTo(tag, 'confirm-button', 'consent');
    expect(parts(tag, 'problem')).to.have.length(0);
    await place.trouble({ kind: 'status', path: '/hand-over' });
    await frames(5);
    expect(parts(tag, 'problem')).to.have.length(0);
  });

  it('is not ended by what is refused of the conversation that was erased', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await place.trouble({ kind: 'hold', path: ['/hand-over', '/messages'] });
    await press(tag, 'person-button');
    await send(tag, 'A secret');
    await waitUntil(async () => (await place.requests('/messages')) === 1);
    await openQuestion(tag, 'leave-button');
    await pressTo(tag, 'confirm-button', 'consent');
    await send(tag, 'Good day.');
    await waitUntil(
      async () => (await place.requests('/messages')) === 2,
      'it waits for the other',
    );
    performance.clearResourceTimings();
    await place.trouble({ kind: 'none' });
    await part(tag, 'delivery');
    const isAnswered = (path: string): boolean =>
      performance.getEntriesByName(`${place.lane}/api/v1/organizations/${place.id}${path}`).length >
      0;
    await waitUntil(() => isAnswered('/guest-chat/hand-over'), 'it is not refused');
    await frames(5);
    expect(textsOf(tag)).to.deep.equal(['Good day.']);
    for (const over of ['closed', 'problem']) expect(parts(tag, over)).to.have.length(0);
    expect(typedIn(tag)).to.equal('');
  });

  it('says that its page is not allowed to have it any more, and goes on once it is', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    const allow = async (origins: readonly string[]): Promise<void> => {
      await sql(
        `update orgtags.guest_access set origins = $2, version = version + 1
          where organization_id = $1`,
        [place.id, origins],
      );
      await sql("select pg_notify('orgtags', '')");
    };
    await allow([]);
    await part(tag, 'closed');
    expect(text(parts(tag, 'closed')[0])).to.contain('This chat is not for this page.');
    expect(parts(tag, 'action-button'), 'it would begin anew').to.have.length(0);
    await allow([location.origin]);
    await press(tag, 'close-button');
    await pressTo(tag, 'launcher', 'message');
  });

  for (const [how, act] of [
    ['moved', tag => document.body.prepend(tag)],
    ['for somebody', tag => tag.setAttribute('inline', '')],
  ] as const satisfies [string, (tag: GuestChatJoin) => void][]) {
    it(`is with the page once, though its tag is ${how} while it is loaded`, async () => {
      const place = await joined();
      const before = shownChat(place);
      await pressTo(before, 'launcher', 'message');
      await waitUntil(async () => (await place.requests('/stream')) === 1);
      before.remove();
      const tag = shownChat(place);
      act(tag);
      await part(tag, 'message');
      await press(tag, 'close-button');
      await answer(place, 'Eighty kilograms.');
      await waitUntil(() => text(parts(tag, 'unread')[0]) === '1', 'it was seen by nobody');
      expect(await place.requests('/stream')).to.equal(2);
    });
  }

  it('asks for nothing once its tag is removed while it is loaded', async () => {
    const place = await joined();
    const before = shownChat(place);
    await pressTo(before, 'launcher', 'message');
    await waitUntil(async () => (await place.requests('/stream')) === 1);
    before.remove();
    const already = await place.requests('/conversation$ GET');
    shownChat(place).remove();
    await frames(10);
    expect(await place.requests('/conversation$ GET')).to.equal(already);
  });

  it('tries again where it could not be opened', async () => {
    const place = await joined();
    await place.trouble({ kind: 'status' });
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'action-button');
    await place.trouble({ kind: 'none' });
    await pressTo(tag, 'action-button', 'message');
    expect(hasFocus(tag), 'the focus is lost').to.equal(true);
  });
});

describe('guest-chat-join: in a browser that allows little', () => {
  it('goes on where neither storage nor locks are allowed', async () => {
    const place = await admitting();
    const refused = (): never => {
      throw new DOMException('Not here.', 'SecurityError');
    };
    const storages = (['localStorage', 'sessionStorage'] as const).map(
      name => [name, Object.getOwnPropertyDescriptor(globalThis, name) ?? {}] as const,
    );
    for (const [name] of storages) {
      Object.defineProperty(globalThis, name, { configurable: true, get: refused });
    }
    const locks = { request: () => Promise.resolve().then(refused) };
    Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
    try {
      const tag = shownChat(place);
      await pressTo(tag, 'launcher', 'consent');
      await type(tag, 'textarea', 'Good day.');
      await pressTo(tag, 'send-button', 'delivery');
      await type(tag, 'textarea', 'Is anybody there?');
      await press(tag, 'send-button');
      await isIn(tag, 'Good day.', 'Is anybody there?');
      tag.remove();
    } finally {
      for (const [name, before] of storages) Object.defineProperty(globalThis, name, before);
      Reflect.deleteProperty(navigator, 'locks');
    }
    expect(await guestsOf(place)).to.have.length(1);
  });

  it('goes on where the page has left room for little', async () => {
    const place = await admitting();
    fillUp(300);
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    expect(kept(place), 'there is no room for that').to.deep.equal({ open: true });
    await type(tag, 'textarea', 'Good day.');
    await pressTo(tag, 'send-button', 'delivery');
    expect('tokens' in kept(place), 'there is room for more').to.equal(false);
    await press(tag, 'close-button');
    await pressTo(tag, 'launcher', 'message');
    await isIn(tag, 'Good day.');
    expect(await guestsOf(place)).to.have.length(1);
  });
});

describe('guest-chat-join: in several tabs', () => {
  it('is with one guest, whom another tab hears of at its door', async () => {
    const place = await admitting();
    const [tag, other] = await atTwoDoors(place);
    await type(other, '[name=email]', 'nora@shop.example');
    await type(other, 'textarea', 'two');
    await type(tag, 'textarea', 'one');
    await pressTo(tag, 'send-button', 'delivery');
    await part(other, 'delivery');
    expect(typedIn(other), 'what is typed is gone').to.equal('two');
    await press(other, 'send-button');
    await isIn(other, 'one', 'two');
    await type(other, 'textarea', 'three');
    await press(other, 'send-button');
    await isIn(tag, 'one', 'two', 'three');
    expect(await guestsOf(place)).to.deep.equal([{ name: '', email: 'nora@shop.example' }]);
    expect(await place.requests('guest-chat$ PATCH'), 'it is told again').to.equal(1);
  });

  it('tells a wrong address once, and leaves it to be corrected', async () => {
    const place = await admitting();
    const [tag, other] = await atTwoDoors(place);
    await type(other, '[name=name]', 'Nora Lindqvist');
    await type(other, '[name=email]', 'nora@');
    await type(tag, 'textarea', 'one');
    await pressTo(tag, 'send-button', 'delivery');
    await part(other, 'delivery');
    await send(other, 'two', 'three');
    await isIn(tag, 'one', 'two', 'three');
    const field = await part<HTMLInputElement>(other, 'address-input');
    await waitUntil(() => field.ariaInvalid === 'true', 'nothing is said of it');
    expect(field.value).to.equal('nora@');
    expect(text(parts(other, 'problem')[0])).to.contain('address');
    expect(await guestsOf(place)).to.deep.equal([{ name: 'Nora Lindqvist', email: null }]);
    expect(await place.requests('guest-chat$ PATCH'), 'it is told again').to.equal(2);
  });

  for (const locks of [true, false]) {
    it(`is with one guest, though both join at once, ${locks ? 'with' : 'without'} locks`, async () => {
      const place = await admitting();
      const [tag, other] = await atTwoDoors(place);
      const navigators = [navigator, pages[0]?.window.navigator].filter(one => one !== undefined);
      if (!locks) {
        for (const one of navigators)
          Object.defineProperty(one, 'locks', { configurable: true, value: undefined });
      }
      await place.trouble({ kind: 'hold', path: '/join' });
      await type(tag, 'textarea', 'one');
      await press(tag, 'send-button');
      // Said by the second, of the one whom both are then.
      await type(other, '[name=name]', 'Nora Lindqvist');
      await type(other, 'textarea', 'two');
      await press(other, 'send-button');
      const asked = locks ? 1 : 2;
      await waitUntil(async () => (await place.requests('/join')) === asked);
      await place.trouble({ kind: 'none' });
      for (const tab of [tag, other]) {
        await waitUntil(() => textsOf(tab).toSorted().join() === 'one,two', 'not both are there');
      }
      await waitUntil(async () => (await guestsOf(place)).length === 1, 'there are two guests');
      expect(await guestsOf(place)).to.deep.equal([{ name: 'Nora Lindqvist', email: null }]);
      for (const one of navigators) Reflect.deleteProperty(one, 'locks');
    });
  }

  it('says who joined of the guest that another tab has become a little earlier', async () => {
    const place = await joined();
    const theirs = localStorage.getItem(keyOf(place)) ?? '';
    localStorage.removeItem(keyOf(place));
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'consent');
    await place.trouble({ kind: 'hold', path: '/join' });
    await type(tag, '[name=name]', 'Nora Lindqvist');
    await type(tag, 'textarea', 'Good day.');
    await press(tag, 'send-button');
    await waitUntil(async () => (await place.requests('/join')) === 1);
    localStorage.setItem(keyOf(place), theirs);
    await place.trouble({ kind: 'none' });
    await isIn(tag, 'What does the small robot carry?', 'Good day.');
    expect(await guestsOf(place)).to.deep.equal([{ name: 'Nora Lindqvist', email: null }]);
  });

  it('goes to the door when another tab leaves, and is with whom that one joins as', async () => {
    const place = await admitting();
    const [tag, other] = await atTwoDoors(place);
    await type(tag, 'textarea', 'one');
    await pressTo(tag, 'send-button', 'delivery');
    await part(other, 'delivery');
    await openQuestion(tag, 'leave-button');
    await pressTo(tag, 'confirm-button', 'consent');
    await waitUntil(() => parts(other, 'leave-button').length === 0, 'it shows what is erased');
    await part(other, 'send-button');
    await type(tag, 'textarea', 'two');
    await pressTo(tag, 'send-button', 'delivery');
    await isIn(other, 'two');
    expect(await guestsOf(place)).to.have.length(1);
  });

  it('begins anew with the guest that another tab is by now', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    await sql('update orgtags.guest set ended_at = now() where organization_id = $1', [place.id]);
    await sql("select pg_notify('orgtags', '')");
    await part(tag, 'closed');
    // Of the same page, and so no event tells of it.
    localStorage.removeItem(keyOf(place));
    const other = shownChat(place);
    await pressTo(other, 'launcher', 'consent');
    await type(other, 'textarea', 'Good day.');
    await pressTo(other, 'send-button', 'delivery');
    await press(tag, 'action-button');
    await isIn(tag, 'Good day.');
    await type(tag, 'textarea', 'Once more');
    await press(tag, 'send-button');
    await isIn(other, 'Good day.', 'Once more');
    expect(await guestsOf(place)).to.have.length(2);
  });

  it('shows what it has written, though the browser is another guest by now', async () => {
    const place = await joined();
    const tag = shownChat(place);
    await pressTo(tag, 'launcher', 'message');
    localStorage.removeItem(keyOf(place));
    const other = shownChat(place);
    await pressTo(other, 'launcher', 'consent');
    await type(other, 'textarea', 'one');
    await pressTo(other, 'send-button', 'delivery');
    await type(tag, 'textarea', 'two');
    await press(tag, 'send-button');
    await isIn(tag, 'one', 'two');
    await isIn(other, 'one', 'two');
  });

  it('counts an answer once, and nowhere what one of them has shown', async () => {
    const place = await joined();
    const page = await openStrictPage();
    pages.push(page);
    const other = page.window.showTag({ tag: 'guest-chat-join', place, token: 'nobody' });
    const tag = shownChat(place);
    for (const tab of [tag, other]) {
      await pressTo(tab, 'launcher', 'message');
      await press(tab, 'close-button');
    }
    await waitUntil(async () => (await place.requests('/stream')) === 2);
    const counts = (): string[] => [tag, other].map(tab => text(parts(tab, 'unread')[0]));
    const bothCount = (count: string): Promise<void> =>
      waitUntil(() => counts().every(one => one === count), `they do not count ${count}`);
    await answer(place, 'One.');
    await bothCount('1');
    await answer(place, 'Two.');
    await bothCount('2');
    await press(tag, 'launcher');
    await bothCount('');
    await answer(place, 'Three.');
    for (const tab of [tag, other]) await waitUntil(() => parts(tab, 'source').length === 3);
    await bothCount('');
    await press(tag, 'close-button');
    tag.remove();
    expect(text(parts(shownChat(place), 'unread')[0])).to.equal('');
  });
});
