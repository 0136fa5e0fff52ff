import { waitUntil as waitUntilWithin } from '@open-wc/testing';

/** In milliseconds. A slow machine is no failure; a test itself may take twice as long. */
const timeout = 10_000;

/** Waits until something is so, or fails with the message. */
export function waitUntil(condition: () => unknown, message?: string): Promise<void> {
  return waitUntilWithin(condition, message, { timeout });
}

/** Waits for a part of a tag and gives it. */
export async function part<Element extends HTMLElement>(
  tag: HTMLElement,
  name: string,
): Promise<Element> {
  await waitUntil(() => parts(tag, name).length > 0, `no part ${name}`);
  return parts<Element>(tag, name)[0] as Element;
}

/** The parts of a tag with a name, as they are now. */
export function parts<Element extends HTMLElement>(tag: HTMLElement, name: string): Element[] {
  return [...(tag.shadowRoot?.querySelectorAll<Element>(`[part~='${name}']`) ?? [])];
}

/** Lets the page be drawn so many times: what was to come by then has come. */
export async function frames(count: number): Promise<void> {
  for (let drawn = 0; drawn < count; drawn += 1) await new Promise(requestAnimationFrame);
}

/** Waits until nothing in a tag moves or fades: in between, nobody could say what its contrast is. */
export async function settled(tag: HTMLElement): Promise<void> {
  await waitUntil(() => tag.shadowRoot?.getAnimations().length === 0, 'it moves on');
}

/**
 * Has an element the focus? Not by comparing in an assertion, whose report of two elements that differ
 * keeps the browser busy for ever.
 */
export function hasFocus(element: Element | null | undefined): boolean {
  const root = element?.getRootNode() as Document | ShadowRoot | undefined;
  return element !== null && element !== undefined && root?.activeElement === element;
}

/** Whether the first letter of an element's text can be seen, and the last cannot: there was no room. */
export function isCutAtItsEnd(element: HTMLElement): boolean {
  const { left, right } = element.getBoundingClientRect();
  const letters = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
  const shows = (at: number): boolean => {
    const range = new Range();
    range.setStart(letters, at);
    range.setEnd(letters, at + 1);
    const letter = range.getBoundingClientRect();
    // WebKit gives one that is behind the dots no room.
    return letter.width > 0 && letter.left >= left - 1 && letter.right <= right + 1;
  };
  return shows(0) && !shows(letters.data.length - 1);
}

/** An element's text as a person reads it. */
export function text(element: Node | undefined | null): string {
  return element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
}

/** Lets the page be one that nobody looks at. @returns has it looked at again */
export function lookAway(): () => void {
  const turn = (state: DocumentVisibilityState): void => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  turn('hidden');
  return () => {
    turn('visible');
    Reflect.deleteProperty(document, 'visibilityState');
  };
}
