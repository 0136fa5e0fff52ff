import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openSower, TEST_SECRET } from '../../src/testing/backend.ts';
import { findings, openPage, shifts } from '../support/demo-page.ts';
import { openDemo } from '../support/open-demo.ts';

const WINDOW = { viewport: { width: 1200, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Where each is, and in what it is looked at. */
const DRESSES = {
  plain: { path: '/', options: WINDOW },
  strict: { path: '/strict.html', options: WINDOW },
  hostile: { path: '/hostile.html', options: WINDOW },
  phone: { path: '/phone.html', options: PHONE },
} as const satisfies Record<string, { path: string; options: BrowserContextOptions }>;

type Dress = keyof typeof DRESSES;

/** What phones keep for themselves, in CSS pixels. */
const SAFE_AREA = { top: 47, bottom: 34 };

/** What is to be seen of a window, in CSS pixels. */
interface Visible {
  readonly top: number;
  readonly bottom: number;
}

/** How keyboards come up, and leave so much of a window of a size. */
const KEYBOARDS: Readonly<
  Record<string, (page: Page, width: number, height: number, left: number) => Promise<Visible>>
> = {
  'makes the page shorter': async (page, width, _height, left) => {
    await page.setViewportSize({ width, height: left });
    return { top: 0, bottom: left };
  },
  // Only phones have one: what a browser says of it, the test says.
  'lies over the page': async (page, width, height, left) => {
    await page.setViewportSize({ width, height });
    const top = 30;
    await page.evaluate(
      said => {
        for (const [name, value] of Object.entries(said)) {
          Object.defineProperty(visualViewport, name, { configurable: true, value });
        }
        visualViewport?.dispatchEvent(new Event('resize'));
      },
      { height: left, offsetTop: top },
    );
    return { top, bottom: top + left };
  },
};

/** A movement is seen within as many. */
const STILL_FRAMES = 12;

describe('the public site in four dresses (R29, R42, R43)', async () => {
  const { demo, browser } = await openDemo();
  const sower = await openSower(demo.databaseUrl, TEST_SECRET);
  after(() => sower.end());
  const site = `http://127.0.0.1:${String(Number(new URL(demo.url).port) + 1)}`;

  async function visit(dress: Dress): ReturnType<typeof openPage> {
    // All visitors come from one address.
    await sower.sql('delete from orgtags_limits.counter');
    const { path, options } = DRESSES[dress];
    const opened = await openPage(browser, site + path, options);
    await launcherOf(opened.page).waitFor();
    return opened;
  }

  for (const dress of Object.keys(DRESSES) as Dress[]) {
    it(`answers on the ${dress} page, moves nothing of it, and leads to the others`, async () => {
      const { page, errors } = await visit(dress);
      assert.deepEqual(await shifts(page), [], 'while it appears');
      await open(page);
      assert.deepEqual(await shifts(page), [], 'while it opens');
      await ask(page);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);
      const links = page.getByRole('navigation', { name: 'This site in other dresses' });
      assert.deepEqual(
        await links.getByRole('link').evaluateAll(all => all.map(one => one.getAttribute('href'))),
        Object.values(DRESSES).map(({ path }) => path),
      );
    });
  }

  it('needs of a strict page no more than its script, its API and the templates of Lit', async () => {
    const response = await fetch(site + DRESSES.strict.path);
    const policy = response.headers.get('content-security-policy')?.split('; ');
    assert.deepEqual(policy, [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src ${demo.url}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ]);
    const { page, errors } = await visit('strict');
    await open(page);
    await ask(page);
    await page.getByRole('button', { name: 'Leave and erase' }).click();
    await page.locator('[part=confirm-button]').click();
    await page.getByRole('textbox', { name: 'Name (optional)' }).waitFor();
    assert.deepEqual(errors, []);
    assert.deepEqual(await refused(page), []);
    await assert.rejects(page.evaluate("document.body.innerHTML = ''"), 'it is not strict');
    assert.deepEqual(await refused(page), ['require-trusted-types-for']);
  });

  it('looks on a page that hurts as it does on a plain one', async () => {
    const { page: plain } = await visit('plain');
    const { page: hostile } = await visit('hostile');
    const inBoth = async (act: (page: Page) => Promise<unknown>): Promise<void> => {
      await act(plain);
      await act(hostile);
    };
    const assertAlike = async (moment: string): Promise<void> => {
      await inBoth(page => page.mouse.move(0, 0));
      const there = await looks(plain);
      const here = await looks(hostile);
      assert.equal(here.length, there.length, moment);
      assert.deepEqual(
        here.filter((look, at) => look !== there[at]),
        [],
        moment,
      );
    };
    await assertAlike('closed');
    await inBoth(open);
    await assertAlike('opened');
    await inBoth(ask);
    await assertAlike('answered');
    await inBoth(page => page.getByRole('button', { name: 'Leave and erase' }).click());
    await assertAlike('asked whether to erase');
    await inBoth(page => page.locator('[part=keep-button]').click());
    await inBoth(page => page.getByRole('button', { name: 'Close the chat' }).click());
    await assertAlike('closed again');
  });

  it('has a button that looks under the pointer as it does anywhere, once it has been closed, too', async () => {
    const { page } = await visit('plain');
    const button = async (): Promise<string[]> =>
      (await looks(page)).filter(look => look.startsWith('button launcher'));
    const before = await button();
    await launcherOf(page).hover();
    assert.deepEqual(await button(), before);
    await open(page);
    await page.getByRole('button', { name: 'Close the chat' }).click();
    await launcherOf(page).hover();
    assert.deepEqual(await button(), before);
  });

  it('lets one copy what was written, also where nothing of the page can be', async () => {
    const { page } = await visit('hostile');
    await open(page);
    await ask(page);
    for (const selector of ['main p', '[part=text] blockquote']) {
      await page.locator(selector).click({ clickCount: 3 });
      const selected = await page.evaluate('String(getSelection())');
      assert.equal(selected !== '', selector !== 'main p', selector);
    }
  });

  it('lies over whatever a page has put in front', async () => {
    const { page } = await visit('hostile');
    assert.deepEqual(await coverOf(page, '[part=launcher]'), []);
    await open(page);
    assert.deepEqual(await coverOf(page, '[part=panel]'), []);
  });

  it('leaves a phone’s bar free, and opens to all of the window but what is the phone’s', async () => {
    const { page } = await visit('phone');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: SAFE_AREA });
    assert.ok((await boxOf(page, '[part=launcher]')).bottom <= (await boxOf(page, '.bar')).top);
    await open(page);
    const { width, height } = PHONE.viewport;
    const whole = { top: 0, right: width, bottom: height, left: 0 };
    assert.deepEqual(await boxOf(page, '[part=panel]'), whole);
    assert.ok((await boxOf(page, '[part=close-button]')).top >= SAFE_AREA.top);
    await ask(page);
    const { bottom } = await boxOf(page, '[part=leave-button]');
    assert.ok(bottom <= height - SAFE_AREA.bottom);
  });

  it('has letters that a phone does not enlarge when one begins to write', async () => {
    const { page } = await visit('phone');
    await open(page);
    assert.deepEqual(await lettersOf(page), [16, 16, 16]);
    await ask(page);
    await page.getByRole('button', { name: 'Ask for a person' }).click();
    await page.locator('[part=address-input]').waitFor();
    assert.deepEqual(await lettersOf(page), [16, 16]);
  });

  for (const [keyboard, come] of Object.entries(KEYBOARDS)) {
    it(`keeps what one writes, and its button, beside a keyboard that ${keyboard}`, async () => {
      const { page } = await visit('phone');
      await open(page);
      const field = await boxOf(page, '[name=text]');
      const assertInSight = async ({ top, bottom }: Visible, margin = 0): Promise<void> => {
        await drawn(page);
        const panel = await boxOf(page, '[part=panel]');
        assert.deepEqual([panel.top, panel.bottom], [top + margin, bottom - margin]);
        for (const name of ['[name=text]', '[part=send-button]']) {
          const box = await boxOf(page, name);
          assert.ok(box.top >= panel.top && box.bottom <= panel.bottom, name);
          assert.deepEqual(await coverOf(page, name), []);
        }
        const now = await boxOf(page, '[name=text]');
        assert.equal(now.bottom - now.top, field.bottom - field.top, 'it is crushed');
      };
      const assertInSightOnEach = async (): Promise<void> => {
        await assertInSight(await come(page, 390, 844, 400));
        // Lying on its side.
        await assertInSight(await come(page, 844, 390, 190));
        // On a tablet.
        await assertInSight(await come(page, 820, 1180, 540), 20);
      };
      await assertInSightOnEach();
      await ask(page);
      await assertInSightOnEach();
    });
  }

  for (const [width, height] of [
    [390, 330],
    [390, 300],
    [640, 320],
  ] as const) {
    it(`shows its whole field, as wide as there is room, at its door in ${String(width)} by ${String(height)} pixels`, async () => {
      const { page } = await visit('phone');
      await page.setViewportSize({ width, height });
      await open(page);
      const { left, right } = await boxOf(page, '[name=text]');
      assert.equal(right - left, width - 32);
      assert.deepEqual(await coverOf(page, '[name=text]'), []);
    });
  }

  it('keeps the end of the conversation in sight when there is less room', async () => {
    const { page } = await visit('phone');
    await open(page);
    await ask(page);
    await page.setViewportSize({ width: 390, height: 400 });
    await drawn(page);
    const log = await boxOf(page, '[part=log]');
    assert.ok((await boxOf(page, '[part=source]')).bottom <= log.bottom);
  });

  it('keeps the keyboard going round in the open chat', async () => {
    const { page } = await visit('phone');
    await open(page);
    await ask(page);
    await page.locator('[part=input]').focus();
    const forth = await reachedBy(page, 'Tab');
    assert.ok(forth.includes('leave-button') && forth.includes('close-button'), String(forth));
    assert.deepEqual(await reachedBy(page, 'Shift+Tab'), [
      ...forth.slice(0, -1).toReversed(),
      'input',
    ]);
  });

  for (const [width, height] of [
    [568, 320],
    [375, 667],
  ] as const) {
    it(`has room to write, and a way to all, in ${String(width)} by ${String(height)} pixels with letters twice as large`, async () => {
      const { page } = await visit('phone');
      await page.setViewportSize({ width, height });
      await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
      await open(page);
      await ask(page);
      await drawn(page);
      await page.locator('[part=heading]').hover();
      await page.mouse.wheel(0, 2 * height);
      await still(page, () => {
        const chat = document.querySelector('guest-chat-join')?.shadowRoot;
        return chat?.querySelector('[part=leave-button]')?.getBoundingClientRect().top ?? 0;
      });
      for (const name of ['[part=input]', '[part=leave-button]']) {
        assert.deepEqual(await coverOf(page, name), [], name);
      }
      const { left, right } = await boxOf(page, '[part=input]');
      assert.ok(right - left >= 120, String(right - left));
    });
  }

  it('stays as large as the window when fingers enlarge a part of it', async () => {
    const { page } = await visit('phone');
    await open(page);
    const before = await boxOf(page, '[part=panel]');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
    await page.waitForFunction('visualViewport.scale === 2');
    assert.deepEqual(await boxOf(page, '[part=panel]'), before);
  });

  it('does not let fingers move the page behind it', async () => {
    const { page } = await visit('phone');
    // There is more of it above and below.
    await page.addStyleTag({ content: 'main { padding-block: 500px !important; }' });
    assert.notEqual(await movedBySwipe(page, 'h2', 100), 0, 'nothing can be moved');
    await open(page);
    assert.equal(await movedBySwipe(page, '[part=heading]', 100), 0);
    assert.equal(await movedBySwipe(page, '[part=consent]', -100), 0);
    await ask(page);
    assert.equal(await movedBySwipe(page, '[part=heading]', 100), 0);
    assert.equal(await movedBySwipe(page, '[part=source]', -100), 0);
    assert.equal(await movedBySwipe(page, '[part=input]', -100), 0);
  });
});

function launcherOf(page: Page): Locator {
  return page.getByRole('button', { name: 'Chat', exact: true });
}

async function open(page: Page): Promise<void> {
  await launcherOf(page).click();
  await page.locator('[part=consent]').waitFor();
}

/** Asks what a public text answers, and waits until all of it is there. */
async function ask(page: Page): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Your message' })
    .fill('What does the small robot carry?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('From: What they carry').waitFor();
  await page.locator('[part=text] blockquote').waitFor();
  await page.locator('[part=delivery]').waitFor();
}

/** What a key leads to, by part, from the field until it is back there. */
async function reachedBy(page: Page, key: string): Promise<string[]> {
  const reached: string[] = [];
  for (let presses = 0; presses < 20 && reached.at(-1) !== 'input'; presses += 1) {
    await page.keyboard.press(key);
    const at = await page.locator('guest-chat-join').evaluate(({ shadowRoot }) => {
      const { localName = 'the page', part } = shadowRoot?.activeElement ?? {};
      return part?.value ?? localName;
    });
    reached.push(at);
  }
  return reached;
}

/** Waits until something has been in one place for as long as a movement takes to begin. */
async function still(page: Page, place: () => number): Promise<void> {
  let before = Infinity;
  for (let frames = 0; frames < STILL_FRAMES; frames += 1) {
    await page.evaluate('new Promise(requestAnimationFrame)');
    const now = await page.evaluate(place);
    if (now !== before) frames = 0;
    before = now;
  }
}

/** Waits until what has become of the window was heard of, and drawn. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  });
}

/** What the page's policy has refused so far, by directive: all that was told before something that it must refuse. */
function refused(page: Page): Promise<string[]> {
  return page.evaluate(`new Promise(done => {
    const told = [];
    const asked = globalThis.asked = (globalThis.asked ?? 0) + 1;
    const isAsked = directive => directive === 'media-src';
    new ReportingObserver(reports => {
      told.push(...reports.map(({ body }) => body.effectiveDirective));
      if (told.filter(isAsked).length === asked) done(told.filter(one => !isAsked(one)));
    }, { types: ['csp-violation'], buffered: true }).observe();
    new Audio('/none/' + asked).load();
  })`);
}

/** Each element of the chat, once nothing fades any more: where it is, and all that styles say of it. */
function looks(page: Page): Promise<string[]> {
  return page.locator('guest-chat-join').evaluate(async ({ shadowRoot }) => {
    await Promise.all(shadowRoot?.getAnimations().map(({ finished }) => finished) ?? []);
    return [...(shadowRoot?.querySelectorAll('*') ?? [])].flatMap(element => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const name = `${element.localName} ${element.part.value}`;
      // Custom ones come in no order, and what they do is in the others.
      const properties = [...style].filter(property => !property.startsWith('--'));
      return [
        `${name} ${[x, y, width, height].join(' ')}`,
        ...properties.map(property => `${name} ${property} ${style.getPropertyValue(property)}`),
      ];
    });
  });
}

/** What a finger would hit in place of an element, at its middle and near its corners. */
function coverOf(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluate(element => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const [inX, inY] = [width / 10, height / 5];
    const points = [
      [left + width / 2, top + height / 2],
      [left + inX, top + inY],
      [right - inX, top + inY],
      [left + inX, bottom - inY],
      [right - inX, bottom - inY],
    ] as const;
    const root = element.getRootNode() as ShadowRoot;
    return points.flatMap(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      const inner = hit === root.host ? root.elementFromPoint(x, y) : hit;
      return element.contains(inner) ? [] : [inner?.outerHTML ?? 'nothing'];
    });
  });
}

/** Where an element is in the window's layout, in whole CSS pixels. */
function boxOf(
  page: Page,
  selector: string,
): Promise<{ top: number; right: number; bottom: number; left: number }> {
  return page
    .locator(selector)
    .first()
    .evaluate(element => {
      const { top, right, bottom, left } = element.getBoundingClientRect();
      const [t = 0, r = 0, b = 0, l = 0] = [top, right, bottom, left].map(Math.round);
      return { top: t, right: r, bottom: b, left: l };
    });
}

/** How large the letters of the fields are, in CSS pixels. */
function lettersOf(page: Page): Promise<number[]> {
  const fields = page.locator('guest-chat-join').locator('input, textarea');
  return fields.evaluateAll(all => all.map(one => parseFloat(getComputedStyle(one).fontSize)));
}

/** By how many CSS pixels a finger moves the page, which begins at an element and goes so far down. */
async function movedBySwipe(page: Page, selector: string, far: number): Promise<number> {
  const middle = 300;
  await page.evaluate(`scrollTo(0, ${String(middle)})`);
  const { left, top, bottom } = await boxOf(page, selector);
  const [x, y] = [left + 20, (top + bottom) / 2];
  const devtools = await page.context().newCDPSession(page);
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: { x: number; y: number }[],
  ) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x, y }]);
  for (let step = 1; step <= 10; step += 1) {
    await touch('touchMove', [{ x, y: y + (far * step) / 10 }]);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  await touch('touchEnd', []);
  await still(page, () => scrollY);
  return (await page.evaluate<number>('scrollY')) - middle;
}
