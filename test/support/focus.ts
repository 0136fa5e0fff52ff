import { hasFocus, part, parts, text, waitUntil } from './dom.ts';

/** Gives an element the focus, and waits until it has it. */
export async function focus(element: HTMLElement | null | undefined): Promise<void> {
  element?.focus();
  await waitUntil(() => hasFocus(element), 'it does not take the focus');
}

/** Waits for a part of a tag, gives it the focus and returns it. */
export async function focusPart<Element extends HTMLElement>(
  tag: HTMLElement,
  name: string,
  words = '',
): Promise<Element> {
  await part(tag, name);
  const element = parts<Element>(tag, name).find(one => text(one).includes(words));
  await focus(element);
  return element as Element;
}

/** Waits until a part of a tag has the focus. */
export async function partHasFocus(tag: HTMLElement, name: string): Promise<void> {
  await waitUntil(() => parts(tag, name).some(hasFocus), `${name} does not get the focus`);
}
