import { svg, type SVGTemplateResult } from 'lit';

/** The set: lines in a square of 16 px. A page loads those that its tags draw. */
export const ALERT = 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5.25v3.25M8 10.7v.05';
export const BACK = 'M9.75 3.75 5.5 8l4.25 4.25';
export const CHECK = 'm3.5 8.5 3 3 6-7';
export const CLOCK = 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3l2 1.5';
export const CROSS = 'm4.75 4.75 6.5 6.5M11.25 4.75l-6.5 6.5';
export const DOWN = 'm4.5 6.25 3.5 3.5 3.5-3.5';
export const LEAVE =
  'M6.5 13.25h-2a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5h2M10 5l3 3-3 3M13 8H6.5';
export const LINK =
  'M6.75 9.25a2.5 2.5 0 0 0 3.5 0l2.25-2.25a2.5 2.5 0 0 0-3.5-3.5l-.75.75M9.25 6.75a2.5 2.5 0 0 0-3.5 0L3.5 9a2.5 2.5 0 0 0 3.5 3.5l.75-.75';
export const LOCK =
  'M5.25 7h5.5a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1-1.5 1.5h-5.5a1.5 1.5 0 0 1-1.5-1.5v-3A1.5 1.5 0 0 1 5.25 7M5.5 7V5.25a2.5 2.5 0 0 1 5 0V7';
export const MAIL =
  'M3.5 3.75h9A1.25 1.25 0 0 1 13.75 5v6a1.25 1.25 0 0 1-1.25 1.25h-9A1.25 1.25 0 0 1 2.25 11V5A1.25 1.25 0 0 1 3.5 3.75M2.75 4.75 8 8.75l5.25-4';
export const PENCIL =
  'm3 13 .6-2.7 7.2-7.2a1.2 1.2 0 0 1 1.7 0l.4.4a1.2 1.2 0 0 1 0 1.7l-7.2 7.2zM9.6 4.3l2.1 2.1';
export const PHONE =
  'M5.75 2.25h4.5a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-9.5a1 1 0 0 1 1-1M7.25 11.5h1.5';
export const PLUS = 'M8 3.25v9.5M3.25 8h9.5';
export const SCREEN = 'M4 3.25h8a1 1 0 0 1 1 1V10H3V4.25a1 1 0 0 1 1-1M1.75 12.75h12.5';
export const SEARCH = 'M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0M10.25 10.25l3 3';
export const TRASH = 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9';
export const UP_DOWN = 'm5.25 6 2.75-2.75L10.75 6M5.25 10 8 12.75 10.75 10';

/**
 * An icon, for the eye alone: a word or a name is always beside it.
 * @param shape one of the set
 */
export function icon(shape: string): SVGTemplateResult {
  return svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${shape} /></svg>`;
}
