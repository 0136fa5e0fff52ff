import { expect } from '@open-wc/testing';
import { part, parts, waitUntil } from '../support/dom.ts';
import { HOSTILE_TEXTS, HOSTILE_URLS, linksTo } from '../support/payloads.ts';
import { guest, scene, sql, type Scene } from '../support/scene.ts';
import { openStrictPage, TOLD, type StrictPage } from '../support/strict-page.ts';
import { press } from '../support/suites/views/hands.ts';
import { admit, keyOf } from '../support/suites/views/guest-chat-join.ts';

/** The rows of the list that are shown; more guests with hostile names would not be on the page. */
const NAMES_AT_ONCE = 25;

/** What text is drawn with, where it is Markdown. */
const DRAWN = 'a, blockquote, br, code, em, li, ol, p, pre, span, strong, ul';

/** One message, as it is in the database. */
interface Row {
  readonly author: 'guest' | 'member' | 'answerer';
  readonly text: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

const QUOTES: readonly Row[] = [
  ...HOSTILE_TEXTS.flatMap((text): Row[] => [
    { author: 'guest', text, sources: [] },
    { author: 'member', text, sources: [] },
    { author: 'answerer', text, sources: [{ title: text.slice(0, 200), url: text }] },
  ]),
  // What it is from may be linked to: nothing but the address itself is in the way.
  ...HOSTILE_URLS.map((url): Row => {
    const sources = [
      { title: url, url },
      { title: 'Encoded', url: encodeURI(url) },
    ];
    return { author: 'answerer', text: linksTo(url), sources };
  }),
];

describe('what people with bad will write (R29, R31)', () => {
  let page: StrictPage;
  let runs = 0;

  before(async () => {
    page = await openStrictPage();
    for (const one of [page.window, window]) {
      Object.assign(one, {
        canary: () => {
          runs += 1;
        },
      });
    }
  });
  after(() => {
    page.close();
  });
  beforeEach(() => {
    runs = 0;
    page.window.violations.length = 0;
  });

  it('runs where it is taken for HTML', async () => {
    const frame = document.createElement('iframe');
    const canary = '<script>globalThis.canary = () => parent.canary()</script>';
    frame.srcdoc = [canary, ...HOSTILE_TEXTS.slice(0, 12)].join('\n');
    document.body.append(frame);
    await waitUntil(() => runs > 3, 'none of it runs');
    frame.remove();
  });

  it('is text in the visitor’s view, in every place that shows it', async () => {
    const place = await scene({ name: HOSTILE_TEXTS[1] ?? '' });
    const made = await written(place, QUOTES);
    await admit(place);
    const tokens = { organization: place.id, guest: made.id, ...made, expiresIn: 600 };
    localStorage.setItem(keyOf(place), JSON.stringify({ tokens }));
    sessionStorage.setItem(keyOf(place), JSON.stringify({ text: HOSTILE_TEXTS[1] }));
    const tag = page.window.showTag({ tag: 'guest-chat-join', place, token: 'nobody' });
    await press(tag, 'launcher');
    await shows(tag, QUOTES);
    await part(tag, 'waiting');
    await isInert(tag);
    localStorage.removeItem(keyOf(place));
  });

  it('is text in the member’s view, in every place that shows it', async () => {
    const place = await scene({ name: HOSTILE_TEXTS[1] ?? '' });
    await written(place, QUOTES);
    const tag = page.window.showTag({ tag: 'guest-conversations', place, token: tokenIn(place) });
    await press(tag, 'row');
    await shows(tag, QUOTES);
    await isInert(tag);
  });

  for (let from = 0; from < HOSTILE_TEXTS.length; from += NAMES_AT_ONCE) {
    const names = HOSTILE_TEXTS.slice(from, from + NAMES_AT_ONCE);
    it(`is text as the names of guests, ${String(from + 1)} and on, in the list and above each`, async () => {
      const place = await scene();
      for (const name of names) await guest(place, { name: name.slice(0, 200), text: name });
      const tag = page.window.showTag({ tag: 'guest-conversations', place, token: tokenIn(place) });
      await waitUntil(() => parts(tag, 'row').length === names.length, 'they are not all there');
      expect(parts(tag, 'name').map(raw).sort()).to.deep.equal(
        names.map(name => name.slice(0, 200)).sort(),
      );
      await isInert(tag);
      for (const row of parts(tag, 'row').filter((_, n) => n % 8 === 0)) {
        row.click();
        const name = raw(row.querySelector('[part=name]'));
        const heading = () => tag.shadowRoot?.querySelector('#thread-heading bdi');
        await waitUntil(() => raw(heading()) === name, `it is not open: ${name}`);
        await isInert(tag);
      }
    });
  }

  /** Nothing of it has run, or was tried to, or would when it is pressed. */
  async function isInert(tag: HTMLElement): Promise<void> {
    expect(await page.refused()).to.deep.equal([TOLD]);
    page.window.violations.length = 0;
    const all = [...(tag.shadowRoot?.querySelectorAll('*') ?? [])];
    for (const { href } of all.filter(isLink)) expect(href).to.match(/^(https?|mailto):/);
    const attributes = all.flatMap(element =>
      element.getAttributeNames().filter(name => !isMeasured(element, name)),
    );
    expect(attributes.filter(isActive)).to.deep.equal([]);
    const inText = parts(tag, 'text').flatMap(text => [...text.querySelectorAll('*')]);
    expect(inText.filter(one => !one.matches(DRAWN)).map(({ tagName }) => tagName)).to.deep.equal(
      [],
    );
    expect(runs, 'something ran').to.equal(0);
  }
});

/**
 * Waits until all is drawn; what is no Markdown is there to the letter, and links lead where each answer is
 * from.
 */
async function shows(tag: HTMLElement, rows: readonly Row[]): Promise<void> {
  await waitUntil(() => parts(tag, 'message').length === rows.length, 'they are not all there');
  await waitUntil(() => tag.shadowRoot?.querySelector('[part=text] blockquote'), 'no Markdown');
  const texts = parts(tag, 'text');
  for (const [n, { author, text }] of rows.entries()) {
    if (author !== 'answerer') expect(raw(texts[n]?.querySelector('.plain'))).to.equal(text);
  }
  for (const [n, message] of parts(tag, 'message').entries()) {
    const cited = rows[n]?.sources.map(({ url }) => url);
    for (const link of message.querySelectorAll('a')) {
      expect(cited).to.include(link.getAttribute('href'));
    }
  }
  const titles = rows.flatMap(({ sources }) => sources.map(({ title }) => title));
  expect(parts(tag, 'source').map(one => raw(one.querySelector('bdi')))).to.deep.equal(titles);
}

const raw = (element: Element | null | undefined): string => element?.textContent ?? '';

const isActive = (attribute: string): boolean =>
  /^(on.*|src|srcdoc|srcset|formaction|action|data|style|xlink:href)$/i.test(attribute);

/** Is it what the chat says of the window, in custom properties alone? */
const isMeasured = (element: Element, name: string): boolean =>
  name === 'style' &&
  /^(--_visible-(height|top): [\d.]+px;\s*)+$/.test(element.getAttribute(name) ?? '');

function isLink(element: Element): element is HTMLAnchorElement {
  return element.hasAttribute('href');
}

function tokenIn(place: Scene): string {
  return place.as('owner').token;
}

/** A guest who bears a hostile name and has written such things, as was answered. */
async function written(place: Scene, rows: readonly Row[]) {
  const [name = ''] = HOSTILE_TEXTS;
  const made = await guest(place, { name, email: '"<img src=x onerror=canary()>"@test.example' });
  const { id, conversation } = made;
  await sql(`delete from orgtags.message where organization_id = $1`, [place.id]);
  await sql(`update orgtags.person set name = $2 where id = $1`, [place.as('owner').id, name]);
  await sql(
    `with said as (
       insert into orgtags.message
         (organization_id, conversation_id, seq, guest_id, client_id, author, person_id, text, sources,
          revision)
       select $1, $2, n, $3, gen_random_uuid(), row->>'author',
              case when row->>'author' = 'member' then $4::uuid end, row->>'text', row->'sources', 2
         from jsonb_array_elements($5) with ordinality as given (row, n)
     )
     update orgtags.conversation
        set state = 'waiting', answered_by = 'people', last_seq = jsonb_array_length($5),
            revision = 2, page = $6
      where organization_id = $1 and id = $2`,
    [place.id, conversation, id, place.as('owner').id, JSON.stringify(rows), HOSTILE_URLS[0]],
  );
  return made;
}
