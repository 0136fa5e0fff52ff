import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';

/** What an engine can do as if it were so; what is left out is as it is. */
export interface Emulated {
  /** As Windows does with a theme of high contrast. */
  readonly forcedColors?: boolean;
  /** The person prefers dark; with forced colours, those are light on black. */
  readonly dark?: boolean;
  /** The page is touched, not pointed at. */
  readonly touch?: boolean;
}

type Launcher = Pick<ChromeLauncher, 'getPage'>;
type Page = ReturnType<Launcher['getPage']>;

/** Answers the command of `emulate` in `test/support/engine.ts`, where there is a Chromium. */
export function emulation(): TestRunnerPlugin<Emulated> {
  // It lasts as long as the connection that asked for it.
  const connections = new WeakMap<Page, ReturnType<Page['createCDPSession']>>();
  return {
    name: 'orgtags-emulation',
    async executeCommand({ command, payload, session }) {
      if (command !== 'engine:emulate') return undefined;
      const { forcedColors = false, dark = false, touch = false } = payload ?? {};
      const page = (session.browser as unknown as Launcher).getPage(session.id);
      const connection = connections.get(page) ?? page.createCDPSession();
      connections.set(page, connection);
      await page.emulateMediaFeatures([
        { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
        { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      ]);
      await (await connection).send('Emulation.setTouchEmulationEnabled', { enabled: touch });
      return true;
    },
  };
}
