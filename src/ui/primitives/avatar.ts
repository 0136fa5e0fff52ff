import { css, html, type TemplateResult } from 'lit';

const HUES = 12;
const FIRST_HUE = 20;

/** Whose initials, on which of the hues. */
export interface AvatarOptions {
  /** Decides the hue. */
  readonly id: string;
  readonly name: string;
}

/** Initials on a hue that the id decides; for the eye alone, since the name stands beside it. */
export function avatar({ id, name }: AvatarOptions): TemplateResult {
  // A property, since a strict Content-Security-Policy allows no style attributes.
  const style = `--_hue: ${String(hueOf(id))}`;
  return html`<span class="avatar" part="avatar" aria-hidden="true" .style=${style}
    >${initials(name)}</span
  >`;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstLetter(words[0] ?? '');
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** What a person would call a letter, with its combining marks. */
function firstLetter(word: string): string {
  const [letter] = new Intl.Segmenter().segment(word);
  return letter?.segment ?? '';
}

function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 997;
  return FIRST_HUE + ((sum % HUES) * 360) / HUES;
}

/** The styles that {@link avatar} needs. */
export const avatarStyles = css`
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.666667em;
    block-size: 2.666667em;
    overflow: hidden;
    white-space: nowrap;
    border-radius: 50%;
    background: oklch(from var(--_surface) clamp(0.36, (l - 0.7) * 999, 0.93) 0.05 var(--_hue));
    color: oklch(from var(--_surface) clamp(0.42, (0.7 - l) * 999, 0.88) 0.09 var(--_hue));
    font-size: 0.857143em;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
`;
