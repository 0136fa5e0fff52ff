import { contrast } from '../colours.ts';
import { text } from '../dom.ts';
import { frontOf } from '../readable.ts';

/** In CSS pixels. */
const TOLERANCE = 1.5;

/** Below it nobody sees any words. */
const LEAST_CONTRAST = 3;

/** Two pages that have no colour in common. */
const THEMES = [
  { '--org-accent': '#102a6b', '--org-surface': '#fff8e7', '--org-text': '#2b0a3d' },
  { '--org-accent': '#9fe870', '--org-surface': '#06231b', '--org-text': '#cfe0ff' },
] as const;

const COLOURS = ['color', 'backgroundColor', 'borderTopColor'] as const;

/** Takes all motion out of a tag, so that whatever is changed about it is so at once. */
export function still(tag: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { transition: none !important; animation: none !important; }');
  tag.shadowRoot?.adoptedStyleSheets.push(sheet);
}

/** What does not change sides with the page's direction, which is from right to left from then on. */
export function sameSided(tag: HTMLElement): string[] {
  const placed = visible(tag).filter(isPlaced);
  const box = frontOf(tag) ?? tag;
  const distances = (direction: 'ltr' | 'rtl'): number[] => {
    document.documentElement.dir = direction;
    const room = box.getBoundingClientRect();
    return placed.map(element => {
      const { left, right } = element.getBoundingClientRect();
      return direction === 'ltr' ? left - room.left : room.right - right;
    });
  };
  const before = distances('ltr');
  return distances('rtl').flatMap((distance, at) =>
    Math.abs(distance - (before[at] as number)) > TOLERANCE
      ? [`${nameOf(placed[at] as Element)}: ${String(distance)}, not ${String(before[at])}`]
      : [],
  );
}

/** The colours of a tag that stay when the page has others. */
export function unthemed(tag: HTMLElement): string[] {
  const elements = visible(tag);
  const [before = [], after = []] = THEMES.map(theme => {
    for (const [name, value] of Object.entries(theme)) tag.style.setProperty(name, value);
    return elements.map(element => {
      const style = getComputedStyle(element);
      return COLOURS.map(colour => style[colour]);
    });
  });
  for (const name of Object.keys(THEMES[0])) tag.style.removeProperty(name);
  return elements.flatMap((element, at) =>
    COLOURS.flatMap((colour, which) => {
      const shown = after[at]?.[which] ?? '';
      const isSeen = !/^rgba\(.*, 0\)$/.test(shown);
      return isSeen && shown === before[at]?.[which] ? [`${nameOf(element)}: ${colour}`] : [];
    }),
  );
}

/** The words of a tag that cannot be told from what they stand on. */
export function vanished(tag: HTMLElement): string[] {
  return visible(tag)
    .filter(element => [...element.childNodes].some(node => node instanceof Text && text(node)))
    .filter(element => !element.closest('option, .visually-hidden'))
    .filter(element => contrast(element) < LEAST_CONTRAST)
    .map(nameOf);
}

function visible(tag: HTMLElement): HTMLElement[] {
  const root = frontOf(tag) ?? (tag.shadowRoot as ShadowRoot);
  const all = [...root.querySelectorAll<HTMLElement>('*:not(style)')];
  return all.filter(element => element.checkVisibility({ visibilityProperty: true }));
}

/** By the tag, that is; not by words around it, whose own direction it then has. */
function isPlaced(element: HTMLElement): boolean {
  const { parentElement } = element;
  if (parentElement?.closest('svg, [dir]')) return false;
  const { display, position } = getComputedStyle(element);
  return position === 'absolute' || !display.startsWith('inline');
}

function nameOf(element: Element): string {
  return [element.localName, element.part.value, text(element).slice(0, 30)]
    .filter(Boolean)
    .join(' ');
}
