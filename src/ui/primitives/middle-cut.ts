import { css, html, type TemplateResult } from 'lit';

/** How many characters at the end always stay. */
const TAIL = 12;
/** There is room for as many everywhere. */
const SHORT = 30;

/**
 * An address or a slug, which is told apart by both its ends: where there is no room for a long one, the
 * middle goes. It is drawn in two pieces, for eyes alone; what is read out, found in the page and copied is
 * the whole.
 */
export function middleCut(text: string): TemplateResult {
  const characters = Array.from(text);
  if (characters.length <= SHORT) return html`<span class="whole" dir="ltr">${text}</span>`;
  const head = characters.slice(0, -TAIL).join('');
  const tail = characters.slice(-TAIL).join('');
  return html`<span class="cut" dir="ltr"
    ><span class="visually-hidden">${text}</span
    ><span class="pieces" aria-hidden="true"
      ><span class="ellipsis">${head}</span><span>${tail}</span></span
    ></span
  >`;
}

/** The styles that {@link middleCut} needs. */
export const middleCutStyles = css`
  .whole {
    overflow-wrap: anywhere;
  }
  .pieces {
    display: inline-flex;
    max-inline-size: 100%;
    vertical-align: bottom;
    white-space: nowrap;
    -webkit-user-select: none;
    user-select: none;
  }
  /* Where there is not even room for the end, it is the end of the end that stays. */
  .pieces > :last-child {
    display: flex;
    flex: none;
    justify-content: flex-end;
    max-inline-size: calc(100% - 3ch);
    overflow: hidden;
  }
`;
