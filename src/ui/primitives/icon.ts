import { svg, type SVGTemplateResult } from 'lit';

const PATHS = {
  check: svg`<path d="m3.5 8.5 3 3 6-7" />`,
  down: svg`<path d="m4.5 6.25 3.5 3.5 3.5-3.5" />`,
  leave: svg`<path d="M6.5 13.25h-2a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5h2M10 5l3 3-3 3M13 8H6.5" />`,
  lock: svg`<rect x="3.75" y="7" width="8.5" height="6" rx="1.5" />
    <path d="M5.5 7V5.25a2.5 2.5 0 0 1 5 0V7" />`,
  pencil: svg`<path d="m3 13 .6-2.7 7.2-7.2a1.2 1.2 0 0 1 1.7 0l.4.4a1.2 1.2 0 0 1 0 1.7l-7.2 7.2z" />
    <path d="m9.6 4.3 2.1 2.1" />`,
  plus: svg`<path d="M8 3.25v9.5M3.25 8h9.5" />`,
  search: svg`<circle cx="7" cy="7" r="4.25" /><path d="m10.25 10.25 3 3" />`,
  trash: svg`<path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9" />`,
  'up-down': svg`<path d="m5.25 6 2.75-2.75L10.75 6M5.25 10 8 12.75 10.75 10" />`,
};

/** The name of an icon of the set. */
export type IconName = keyof typeof PATHS;

/** An icon of the set, 16 px, for the eye alone: a word or a name is always beside it. */
export function icon(name: IconName): SVGTemplateResult {
  return svg`<svg viewBox="0 0 16 16" aria-hidden="true">${PATHS[name]}</svg>`;
}
