import { css, html, type TemplateResult } from 'lit';

/** How many characters at the end always stay. */
const TAIL = 12;

/** An address or a slug, which is told apart by both its ends: where there is no room, the middle goes. */
export function middleCut(text: string): TemplateResult {
  const characters = Array.from(text);
  const head = characters.slice(0, -TAIL).join('');
  const tail = characters.slice(-TAIL).join('');
  // Of two boxes a browser makes two lines.
  const copy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  return html`<span class="cut" dir="ltr" @copy=${copy}
    ><span class="ellipsis">${head}</span><span>${tail}</span></span
  >`;
}

/** The styles that {@link middleCut} needs. */
export const middleCutStyles = css`
  .cut {
    display: inline-flex;
    max-inline-size: 100%;
    vertical-align: bottom;
    white-space: nowrap;
  }
  /* Where there is not even room for the end, it is the end of the end that stays. */
  .cut > :last-child {
    display: flex;
    flex: none;
    justify-content: flex-end;
    max-inline-size: calc(100% - 3ch);
    overflow: hidden;
  }
`;
