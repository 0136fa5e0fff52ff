import { part, waitUntil } from '../../dom.ts';

/** Presses what has a part, as soon as it is there. */
export async function press(tag: HTMLElement, name: string): Promise<void> {
  (await part(tag, name)).click();
}

/** Types into what a selector finds, as soon as it is there. */
export async function type(tag: HTMLElement, selector: string, value: string): Promise<void> {
  const field = await found<HTMLInputElement>(tag, selector);
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Chooses in a select, as soon as it is there. */
export async function choose(tag: HTMLElement, selector: string, value: string): Promise<void> {
  const field = await found<HTMLSelectElement>(tag, selector);
  field.value = value;
  field.dispatchEvent(new Event('change'));
}

/** Waits for what a selector finds in a tag. */
export async function found<Element extends HTMLElement>(
  tag: HTMLElement,
  selector: string,
): Promise<Element> {
  const find = (): Element | null | undefined => tag.shadowRoot?.querySelector<Element>(selector);
  await waitUntil(find, `no ${selector}`);
  return find() as Element;
}
