import { part, parts, waitUntil } from '../../dom.ts';

/** Presses what has a part, as soon as it is there. */
export async function press(tag: HTMLElement, name: string): Promise<void> {
  (await part(tag, name)).click();
}

/** Presses what has a part, and waits for what then is there. */
export async function pressTo(tag: HTMLElement, name: string, next: string): Promise<void> {
  await press(tag, name);
  await part(tag, next);
}

/** Is there a question before the tag? */
export function isAsking(tag: HTMLElement): boolean {
  return parts(tag, 'dialog').length > 0;
}

/** Opens the question that a button asks, unless it is open. */
export async function openQuestion(tag: HTMLElement, button: string): Promise<void> {
  if (!isAsking(tag)) await press(tag, button);
  await part(tag, 'dialog');
}

/** Closes the question, if one is open; nothing is done. */
export async function closeQuestion(tag: HTMLElement): Promise<void> {
  parts(tag, 'keep-button')[0]?.click();
  await waitUntil(() => !isAsking(tag));
}

/** Types into what a selector finds, as soon as it is there. */
export async function type(
  tag: HTMLElement,
  selector: string,
  value: string,
  inputType = 'insertText',
): Promise<void> {
  const field = await found<HTMLInputElement>(tag, selector);
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
}

/** Pastes into what a selector finds, as soon as it is there. */
export function paste(tag: HTMLElement, selector: string, value: string): Promise<void> {
  return type(tag, selector, value, 'insertFromPaste');
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
