import { setViewport } from '@web/test-runner-commands';
import { text } from './dom.ts';

/** The room that every tag is promised, in a window as wide. */
const LEAST = 280;
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
  await setViewport({ width: LEAST, height: 1600 });
}

/** The texts of a tag that nobody can read whole: cut off, out of the window or beneath something. */
export function unreadable(tag: HTMLElement): string[] {
  const root = tag.shadowRoot as ShadowRoot;
  const inFront = root.querySelector(':modal, :popover-open') ?? root;
  const walker = document.createTreeWalker(inFront, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (!parentElement?.checkVisibility() || text(node) === '') continue;
    if (parentElement.closest('style, option, .visually-hidden')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const why = [...range.getClientRects()].map(box => obstacle(box, parentElement)).find(Boolean);
    if (why) found.push(`${text(node)}: ${why}`);
  }
  const fields = inFront.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select');
  const narrow = [...fields].filter(field => field.checkVisibility() && !fits(field));
  return [...found, ...narrow.map(field => `${field.ariaLabel ?? field.name}: cut`)];
}

function obstacle(box: DOMRect, element: Element): string | undefined {
  const button = element.closest('button');
  if (button && !holds(button, box)) return 'beyond its button';
  let { left, right } = box;
  for (let around: Element | null = element; around; around = around.parentElement) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(around);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    if (textOverflow === 'ellipsis' && element.closest(SHORTENED)) {
      const shown = around.getBoundingClientRect();
      [left, right] = [Math.max(left, shown.left), Math.min(right, shown.right)];
    } else if (!holds(around, new DOMRect(left, box.top, right - left, box.height))) return 'cut';
  }
  if (left < -TOLERANCE.inline || right > innerWidth + TOLERANCE.inline) return 'outside';
  const root = element.getRootNode() as ShadowRoot;
  const middle = (box.top + box.bottom) / 2;
  for (const x of [left + 1, (left + right) / 2, right - 1]) {
    const hit = root.elementFromPoint(x, middle);
    if (hit && !hit.contains(element) && !element.contains(hit)) return `beneath ${hit.localName}`;
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
