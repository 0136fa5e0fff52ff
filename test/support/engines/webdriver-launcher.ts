import type { BrowserLauncher } from '@web/test-runner';
import { openWebDriver, type WebDriver } from './webdriver.ts';

const BUTTONS = { left: 0, middle: 1, right: 2 } as const;
const VIEWPORT = { width: 800, height: 600 };

interface Click {
  readonly button?: keyof typeof BUTTONS;
}

/**
 * Runs one file after the other in a browser's only window.
 *
 * The runner's own launcher for WebDriver types a word by pressing its letters all at once, of which
 * none comes twice, holds no key and knows no viewport. This one gives the runner's commands what they
 * use of a page of Playwright's.
 */
export class WebDriverLauncher implements BrowserLauncher {
  readonly type = 'playwright';
  readonly concurrency = 1;
  readonly name: string;
  readonly #open: () => Promise<WebDriver>;
  #browser: WebDriver | undefined;
  #session: string | undefined;

  constructor(name: string, driver: string, capabilities: object) {
    this.name = name;
    this.#open = () => openWebDriver(driver, capabilities);
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    this.#session = sessionId;
    this.#browser ??= await this.#open();
    await this.#browser.resize(VIEWPORT);
    await this.#browser.goto(url);
  }

  isActive(sessionId: string): boolean {
    return this.#session === sessionId;
  }

  getBrowserUrl(): Promise<string | undefined> {
    return this.#opened.url();
  }

  async stopSession(): Promise<object> {
    await this.#opened.release();
    // Whatever still runs there ends.
    await this.#opened.goto('about:blank');
    this.#session = undefined;
    return {};
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
  }

  startDebugSession(): Promise<void> {
    throw new Error('There is no debugging here.');
  }

  getPage() {
    const browser = this.#opened;
    const press = async (key: string): Promise<void> => {
      await browser.keyDown(key);
      await browser.keyUp(key);
    };
    const button = ({ button = 'left' }: Click) => BUTTONS[button];
    return {
      keyboard: {
        press,
        down: (key: string) => browser.keyDown(key),
        up: (key: string) => browser.keyUp(key),
        async type(text: string) {
          for (const character of text) await press(character);
        },
      },
      mouse: {
        move: (x: number, y: number) => browser.pointer({ type: 'pointerMove', x, y }),
        down: (click: Click) => browser.pointer({ type: 'pointerDown', button: button(click) }),
        up: (click: Click) => browser.pointer({ type: 'pointerUp', button: button(click) }),
        click: (x: number, y: number, click: Click) =>
          browser.pointer(
            { type: 'pointerMove', x, y },
            { type: 'pointerDown', button: button(click) },
            { type: 'pointerUp', button: button(click) },
          ),
      },
      setViewportSize: (size: { width: number; height: number }) => browser.resize(size),
    };
  }

  get #opened(): WebDriver {
    if (!this.#browser) throw new Error('The browser has not been opened.');
    return this.#browser;
  }
}
