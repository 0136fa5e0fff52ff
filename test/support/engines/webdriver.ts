import { setTimeout as wait } from 'node:timers/promises';

/** A browser as its driver sees it: https://www.w3.org/TR/webdriver2/ */
export interface WebDriver {
  /** Goes to a page, and does not wait for it. */
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  keyDown(key: string): Promise<void>;
  keyUp(key: string): Promise<void>;
  pointer(...actions: readonly PointerAction[]): Promise<void>;
  /** Lets go of all keys and buttons. */
  release(): Promise<void>;
  /** Makes the page's part of the window as large, in CSS pixels. */
  resize(size: Size): Promise<void>;
  close(): Promise<void>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

type PointerAction =
  | { readonly type: 'pointerMove'; readonly x: number; readonly y: number }
  | { readonly type: 'pointerDown' | 'pointerUp'; readonly button: number };

interface Measures {
  /** The page's part of the window. */
  readonly inner: Size;
  /** What the window has around it. */
  readonly frame: Size;
}

const MEASURE = `return {
  inner: { width: innerWidth, height: innerHeight },
  frame: { width: outerWidth - innerWidth, height: outerHeight - innerHeight },
}`;

/** The window does it when it gets to it. */
const RESIZES_WITHIN_MS = 10_000;

/** The keys that print nothing, by the names that events give them. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

/** Opens a browser through the driver at `driver`. */
export async function openWebDriver(driver: string, capabilities: object): Promise<WebDriver> {
  const { sessionId } = await send<{ sessionId: string }>(`${driver}/session`, {
    capabilities: { alwaysMatch: { pageLoadStrategy: 'none', ...capabilities } },
  });
  const session = `${driver}/session/${sessionId}`;
  const act = async (type: 'key' | 'pointer', actions: readonly object[]): Promise<void> => {
    await send(`${session}/actions`, { actions: [{ type, id: type, actions }] });
  };
  return {
    goto: url => send(`${session}/url`, { url }),
    url: () => send(`${session}/url`),
    keyDown: key => act('key', [{ type: 'keyDown', value: valueOf(key) }]),
    keyUp: key => act('key', [{ type: 'keyUp', value: valueOf(key) }]),
    pointer: (...actions) => act('pointer', actions),
    release: () => send(`${session}/actions`, undefined, 'DELETE'),
    async resize({ width, height }) {
      const until = performance.now() + RESIZES_WITHIN_MS;
      // The page before may still be unloading.
      const measure = async (): Promise<Measures> => {
        try {
          return await send(`${session}/execute/sync`, { script: MEASURE, args: [] });
        } catch (error) {
          if (performance.now() > until) throw error;
          await wait(20);
          return measure();
        }
      };
      const { frame } = await measure();
      const rect = { width: width + frame.width, height: height + frame.height };
      await send(`${session}/window/rect`, rect);
      for (;;) {
        const { inner } = await measure();
        if (inner.width === width && inner.height === height) return;
        if (performance.now() > until) throw new Error(`It stays ${JSON.stringify(inner)}.`);
        await wait(20);
      }
    },
    close: () => send(session, undefined, 'DELETE'),
  };
}

function valueOf(key: string): string {
  const value = /^.$/u.test(key) ? key : KEYS[key];
  if (value === undefined) throw new Error(`Unknown key: ${key}`);
  return value;
}

async function send<Value>(
  url: string,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<Value> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value as Value;
  throw new Error(`${method} ${url}: ${JSON.stringify(value)}`);
}
