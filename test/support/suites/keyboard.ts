import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { KEYBOARD } from '../../../demo/keyboard/index.ts';
import { BEYOND, type Key, type KeyboardRow } from '../../../demo/keyboard/keyboard-table.ts';
import { waitUntil } from '../dom.ts';

/** A row of a keyboard table, about to happen. */
export interface Trial {
  /** The tag, with the focus where the row has it. */
  readonly tag: HTMLElement;
  /** What is typed where the row says letters. */
  readonly typed?: string;
  /** Has happened what the row says? */
  readonly shows: () => unknown;
}

/** Arranges each row of a tag's table, and none that is not in it. */
type Trials<Tag extends keyof typeof KEYBOARD> = {
  readonly [Row in keyof (typeof KEYBOARD)[Tag]]: (key: Key) => Promise<Trial>;
};

/** What is pressed for a key whose name is not its own. */
const PRESSED: Readonly<Partial<Record<Key, string>>> = { Comma: ',', Semicolon: ';', Space: ' ' };

/** How often Tab is pressed at most to get from one place to the next one of another name. */
const SAME_PLACES = 8;

/** Each row of a tag's keyboard table, by real keys; the focus is never nowhere (R45). */
export function describeKeyboard<Tag extends keyof typeof KEYBOARD>(
  tagName: Tag,
  trials: Trials<Tag>,
): void {
  describe(`${tagName}: keyboard (R45)`, () => {
    const rows = Object.entries<KeyboardRow>(KEYBOARD[tagName]);
    for (const [name, { at, keys, does, to }] of rows) {
      for (const key of keys) {
        it(`${at}, ${key}: ${does} (${name})`, async () => {
          const { tag, typed = '', shows } = await trials[name as keyof Trials<Tag>](key);
          expect(placeIn(tag)).to.equal(at);
          const focus = watchFocus();
          for (const place of to) await go(tag, key, typed, place);
          await waitUntil(shows, 'it does not happen');
          await waitUntil(() => placeIn(tag) === to.at(-1), `the focus is at ${placeIn(tag)}`);
          expect(focus.wasNowhere(), 'the focus was nowhere').to.equal(false);
        });
      }
    }
  });
}

/** Presses a key; Tab, until the focus is at a place of another name. */
async function go(tag: HTMLElement, key: Key, typed: string, place: string): Promise<void> {
  const before = placeIn(tag);
  for (let presses = 0; presses < SAME_PLACES; presses += 1) {
    await press(key, typed);
    if (!key.endsWith('Tab') || placeIn(tag) !== before) break;
  }
  await waitUntil(() => placeIn(tag) === place, `not at ${place}, but at ${placeIn(tag)}`).catch(
    () => expect(placeIn(tag)).to.equal(place),
  );
}

async function press(key: Key, typed: string): Promise<void> {
  if (key === 'Letters') await sendKeys({ type: typed });
  else if (key === 'Shift+Tab') {
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
  } else await sendKeys({ press: PRESSED[key] ?? key });
}

/** Where the focus is, as a table names it. */
function placeIn(tag: HTMLElement): string {
  const active = tag.shadowRoot?.activeElement;
  if (!active) {
    if (document.activeElement === document.body) return 'nowhere';
    return tag.nextElementSibling === document.activeElement ? BEYOND : 'elsewhere';
  }
  const [part = active.id] = active.part;
  return part === 'input' ? `input[name=${(active as HTMLInputElement).name}]` : part;
}

/** Notes whether a person would see that nothing has the focus, where something could have it. */
function watchFocus(): { readonly wasNowhere: () => boolean } {
  let isLost = false;
  let frame = requestAnimationFrame(look);
  function look(): void {
    isLost ||= document.activeElement === document.body;
    frame = requestAnimationFrame(look);
  }
  return {
    wasNowhere() {
      cancelAnimationFrame(frame);
      return isLost;
    },
  };
}
