import { setViewport } from '@web/test-runner-commands';
import { text } from './dom.ts';

/** The room that every tag is promised, in a window as wide. */
const LEAST = 280;
/** In a window as high as the highest tag then is: what is below it cannot be hit. */
const HIGHEST = 6000;
const USUAL = { width: 800, height: 600 };

/** In CSS pixels: glyphs end between them, and a line is less high than its letters. */
const TOLERANCE = { inline: 1, block: 5 };

/** What has dots in place of what there is no room for, and is whole elsewhere. */
const SHORTENED = '[part~=name], [part~=email], [part~=purpose]';

let isNarrow = false;

afterEach(async () => {
  if (isNarrow) await setViewport(USUAL);
  document.body.style.removeProperty('margin');
  isNarrow = false;
});

/** Gives a tag as little room as it is promised, until the test ends. */
export async function giveLeastRoom(): Promise<void> {
  isNarrow = true;
  document.body.style.margin = '0';
  await setViewport({ width: LEAST, height: HIGHEST });
}

/** The texts of a tag that nobody can read whole: cut off, out of its room or beneath something. */
export function unreadable(tag: HTMLElement): string[] {
  const narrow = fieldsOf(tag).filter(field => !fits(field));
  return [
    ...texts(tag, obstacle),
    ...narrow.map(({ ariaLabel, name }) => `${ariaLabel ?? name}: cut`),
  ];
}

/** The texts of a tag that stick out of the tag, or of what it has opened. */
export function sticksOut(tag: HTMLElement): string[] {
  return texts(tag, (box, element) => {
    const { left, right } = shownOf(box, element).box;
    const room = (frontOf(tag) ?? tag).getBoundingClientRect();
    const isOut = left < room.left - TOLERANCE.inline || right > room.right + TOLERANCE.inline;
    return isOut ? 'sticks out' : undefined;
  });
}

/** Room for a finger, in CSS pixels; half a one is rounding. */
const FINGER = 43.5;

/** What a finger has to press and is too small for one, with what it is called and how large it is. */
export function tooSmallForFingers(tag: HTMLElement): string[] {
  const root = frontOf(tag) ?? (tag.shadowRoot as ShadowRoot);
  const targets = [
    ...root.querySelectorAll<HTMLElement>('button, select, summary, label:has(input)'),
  ];
  return targets.flatMap(target => {
    const { width, height } = target.getBoundingClientRect();
    // What is drawn over it and its surroundings is pressed like itself.
    const { top, left } = getComputedStyle(target, '::after');
    const around = (edge: string): number => 2 * Math.max(0, -parseFloat(edge) || 0);
    const [wide, high] = [width + around(left), height + around(top)];
    const isSeen = width > 1 && height > 1;
    if (!isSeen || (wide >= FINGER && high >= FINGER)) return [];
    return [`${target.ariaLabel ?? text(target)}: ${String(wide)} × ${String(high)}`];
  });
}

/** What a tag has opened in front of the page, and of itself. */
export function frontOf(tag: HTMLElement): HTMLElement | null {
  const find = (state: string) => tag.shadowRoot?.querySelector<HTMLElement>(state);
  return find(':modal') ?? find(':popover-open') ?? null;
}

/** The visible texts in which something is wrong with one of their lines, and what. */
function texts(
  tag: HTMLElement,
  wrong: (box: DOMRect, element: Element) => string | undefined,
): string[] {
  const root = frontOf(tag) ?? (tag.shadowRoot as ShadowRoot);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (!parentElement?.checkVisibility() || text(node) === '') continue;
    if (parentElement.closest('style, option, .visually-hidden')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const why = [...range.getClientRects()]
      .filter(box => !isScrolledAway(box, parentElement))
      .map(box => wrong(box, parentElement))
      .find(Boolean);
    if (why) found.push(`${text(node)}: ${why}`);
  }
  return found;
}

/** Is it to be scrolled to, within the tag? */
function isScrolledAway({ top, bottom }: DOMRect, element: Element): boolean {
  for (let around: Element | null = element; around; around = around.parentElement) {
    const room = around.getBoundingClientRect();
    const isOut = top < room.top || bottom > room.bottom;
    if (isOut && getComputedStyle(around).overflowY === 'auto') return true;
  }
  return false;
}

function fieldsOf(tag: HTMLElement): (HTMLInputElement | HTMLSelectElement)[] {
  const root = frontOf(tag) ?? (tag.shadowRoot as ShadowRoot);
  const all = root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select');
  return [...all].filter(field => field.checkVisibility());
}

/** What is to be seen of a line, and whether more is cut off than may be shortened. */
function shownOf(box: DOMRect, element: Element): { readonly box: DOMRect; readonly cut: boolean } {
  let shown = box;
  let cut = false;
  for (let around: Element | null = element; around; around = aroundOf(around)) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(around);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const isShortened = textOverflow === 'ellipsis' && element.closest(SHORTENED) !== null;
    cut ||= !isShortened && !holds(around, shown);
    if (overflowX === 'visible') continue;
    const room = around.getBoundingClientRect();
    const left = Math.max(shown.left, room.left);
    shown = new DOMRect(left, shown.top, Math.min(shown.right, room.right) - left, shown.height);
  }
  return { box: shown, cut };
}

/** What can cut it off: nothing, where it lies over the page. */
function aroundOf(element: Element): Element | null {
  return element.matches(':modal, :popover-open') ? null : element.parentElement;
}

function obstacle(whole: DOMRect, element: Element): string | undefined {
  const button = element.closest('button');
  if (button && !holds(button, whole)) return 'beyond its button';
  const { box, cut } = shownOf(whole, element);
  if (cut) return 'cut';
  const { left, right, top, bottom } = box;
  if (left < -TOLERANCE.inline || right > innerWidth + TOLERANCE.inline) return 'outside';
  const root = element.getRootNode() as ShadowRoot;
  for (const x of [left + 1, (left + right) / 2, right - 1]) {
    const hit = root.elementFromPoint(x, (top + bottom) / 2);
    if (!hit || !(hit.contains(element) || element.contains(hit))) {
      return `beneath ${hit?.localName ?? 'something'}`;
    }
  }
  return undefined;
}

function holds(element: Element, box: DOMRect): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const { inline, block } = TOLERANCE;
  return (
    box.left >= left - inline &&
    box.right <= right + inline &&
    box.top >= top - block &&
    box.bottom <= bottom + block
  );
}

/** Is there room for what has been chosen, or for what says what can be typed? */
function fits(field: HTMLInputElement | HTMLSelectElement): boolean {
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  if (field instanceof HTMLInputElement) {
    const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    canvas.font = font;
    const { width } = canvas.measureText(field.placeholder);
    return width + parseFloat(paddingLeft) + parseFloat(paddingRight) <= field.clientWidth;
  }
  const alone = field.cloneNode() as HTMLSelectElement;
  alone.append(field.selectedOptions[0]?.cloneNode(true) ?? '');
  alone.style.inlineSize = 'max-content';
  field.after(alone);
  const { width } = alone.getBoundingClientRect();
  alone.remove();
  return width <= field.getBoundingClientRect().width;
}
