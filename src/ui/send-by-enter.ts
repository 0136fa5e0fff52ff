import { isComposing } from './composing.ts';

/** Enter sends what is written; with Shift, or to choose a word that is composed, it does what it always does. */
export function sendByEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
  event.preventDefault();
  // Held, it would send again and again what is refused.
  if (!event.repeat) (event.target as HTMLTextAreaElement).form?.requestSubmit();
}
