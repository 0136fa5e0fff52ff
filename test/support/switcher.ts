import { waitUntil } from '@open-wc/testing';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import { part, parts, text } from './dom.ts';

/** The name that the trigger shows. */
export function current(tag: OrgSwitcher): string {
  return text(parts(tag, 'trigger')[0]?.querySelector('[part=name]'));
}

/** Opens the menu, and waits until it has the focus. */
export async function open(tag: HTMLElement): Promise<void> {
  (await part(tag, 'trigger')).click();
  await waitUntil(() => tag.matches(':state(open)'));
  await waitUntil(() => tag.shadowRoot?.activeElement?.closest('[part=menu]'));
}

/** The name of the option that the keyboard is at, as the list or the search says it. */
export function chosen(tag: HTMLElement, from = parts(tag, 'list')[0]): string {
  const id = from?.getAttribute('aria-activedescendant');
  const option = id === null || id === undefined ? null : tag.shadowRoot?.getElementById(id);
  return text(option?.querySelector('[part=name]'));
}

/** What the tag says to a screen reader, beside what a dialog says. */
export function spoken(tag: OrgSwitcher): string {
  return text([...(tag.shadowRoot?.querySelectorAll('[role=status]') ?? [])].at(-1));
}

/** Waits until nothing fades any more, which colours are judged by. */
export async function settled(tag: OrgSwitcher): Promise<void> {
  await tag.updateComplete;
  const animations = tag.shadowRoot?.getAnimations() ?? [];
  await Promise.allSettled(animations.map(({ finished }) => finished));
}
