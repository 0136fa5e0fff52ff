import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** More places than a page of the tests has for the focus. */
const MOST_PLACES = 150;

/** How somebody does things on a page: a journey is written once for all of them. */
export interface Hands {
  push(button: Locator): Promise<void>;
  /** Writes into a field that is empty. */
  write(field: Locator, text: string): Promise<void>;
  clear(field: Locator): Promise<void>;
  /** Chooses one of a native select, by its words. */
  choose(select: Locator, option: string): Promise<void>;
  /** Chooses one of a list that is open. */
  pick(option: Locator): Promise<void>;
  /** Closes what was opened, which this button does, too. */
  giveUp(button: Locator): Promise<void>;
}

/** The hands by what they hold. */
export const HANDS = { mouse, keyboard } as const satisfies Record<string, (page: Page) => Hands>;

/** Points at everything; only text is typed, and a native select, whose list is none of the page's, set. */
function mouse(page: Page): Hands {
  const push = (button: Locator): Promise<void> => button.click();
  return {
    push,
    async write(field, text) {
      await field.click();
      await page.keyboard.type(text);
    },
    async clear(field) {
      await field.click({ clickCount: 3 });
      await page.keyboard.press('Backspace');
    },
    async choose(select, option) {
      await select.selectOption(option);
    },
    pick: push,
    giveUp: push,
  };
}

/** Never clicks, and never puts the focus anywhere: it goes where the keys take it. */
function keyboard(page: Page): Hands {
  const press = (key: string): Promise<void> => page.keyboard.press(key);

  async function reach(target: Locator): Promise<void> {
    await target.waitFor();
    // Found once, and not by its role and name again at each place.
    let element = await target.elementHandle();
    for (let n = 0; n < MOST_PLACES; n += 1) {
      const way = await element.evaluate(wayTo);
      if (way === 'gone') {
        element = await target.elementHandle();
        continue;
      }
      if (way === 'hidden') throw new Error(`Nobody sees that ${target.toString()} has the focus.`);
      if (way === undefined) return;
      await press(way);
    }
    throw new Error(`Tab does not lead to ${target.toString()}.`);
  }

  return {
    async push(button) {
      await reach(button);
      await press('Enter');
    },
    async write(field, text) {
      await reach(field);
      await page.keyboard.type(text);
    },
    async clear(field) {
      await reach(field);
      await press('Escape');
    },
    async choose(select, option) {
      await reach(select);
      const steps = await select.evaluate((element, words) => {
        const { options, selectedIndex } = element as HTMLSelectElement;
        return [...options].findIndex(({ text }) => text === words) - selectedIndex;
      }, option);
      const key = steps > 0 ? 'ArrowDown' : 'ArrowUp';
      for (let n = 0; n < Math.abs(steps); n += 1) await press(key);
    },
    async pick(option) {
      const list = page.getByRole('listbox').filter({ has: option });
      await list.waitFor();
      await focusComesTo(list);
      const isThere = (): Promise<boolean> => option.evaluate(isActiveOption);
      const count = await list.getByRole('option').count();
      for (const key of ['ArrowUp', 'ArrowDown']) {
        for (let n = 0; n < count && !(await isThere()); n += 1) await press(key);
      }
      await press('Enter');
    },
    giveUp: () => press('Escape'),
  };
}

/** Waits for something to have the focus; in place of it is said what has. */
export function focusComesTo(target: Locator): Promise<void> {
  const look = (): Promise<string> =>
    target.evaluate(element => {
      const { activeElement } = element.getRootNode() as Document | ShadowRoot;
      return activeElement === element ? '' : (activeElement?.outerHTML ?? 'nothing there');
    });
  return eventually(look, '');
}

/** Looks again, for as long as a busy machine may need, until it is what is expected. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  expected: Value,
): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    try {
      assert.deepEqual(seen, expected);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** Runs in the page: the key that leads nearer to an element, or whether it has the focus unseen, or has gone. */
function wayTo(target: Element): 'Tab' | 'Shift+Tab' | 'hidden' | 'gone' | undefined {
  if (!target.isConnected) return 'gone';
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused === target) {
    const isSeen =
      target.matches(':focus-visible') && getComputedStyle(target).outlineStyle !== 'none';
    return isSeen ? undefined : 'hidden';
  }
  if (!focused || focused === document.body) return 'Tab';
  const [at, to] = [focused.getBoundingClientRect(), target.getBoundingClientRect()];
  const isBehind = to.bottom <= at.top || (to.top < at.bottom && to.left < at.left);
  return isBehind ? 'Shift+Tab' : 'Tab';
}

/** Runs in the page. */
function isActiveOption(option: Element): boolean {
  const list = option.closest('[role=listbox]');
  return list?.getAttribute('aria-activedescendant') === option.id;
}
