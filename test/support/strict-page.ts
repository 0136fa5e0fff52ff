import { waitUntil } from './dom.ts';

/** What is done to find out whether all that was refused has been told. */
export const TOLD = 'style-src-elem inline';

/** A page with the strictest Content-Security-Policy there is, Trusted Types among it (R42). */
export interface StrictPage {
  readonly window: Window;
  /** All that was refused so far; the last is {@link TOLD}. */
  refused(): Promise<string[]>;
  close(): void;
}

/** Opens it in a frame. */
export async function openStrictPage(): Promise<StrictPage> {
  const frame = document.createElement('iframe');
  frame.src = '/test/pages/strict.html';
  document.body.append(frame);
  await waitUntil(() => frame.contentWindow?.showTag, 'no page');
  const page = frame.contentWindow as Window;
  return {
    window: page,
    // It is told one after the other.
    async refused() {
      const style = page.document.createElement('style');
      style.textContent = 'body { color: red; }';
      page.document.head.append(style);
      await waitUntil(() => page.violations.at(-1) === TOLD, 'nothing is told');
      return page.violations;
    },
    close() {
      frame.remove();
    },
  };
}
