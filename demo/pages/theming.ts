import { showToRoles } from './role-clients.ts';

const own = document.querySelector('#own') as HTMLElement;
const inputs = [...own.querySelectorAll('input')];

for (const figure of document.querySelectorAll<HTMLElement>('figure')) wear(figure);
for (const input of inputs) input.addEventListener('input', wearOwn);
// A browser may keep what was chosen when the page is loaded again.
wearOwn();
await showToRoles();

/** Sets for the tags of a figure what the code beneath them sets for a page. */
function wear(figure: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(figure.querySelector('code')?.textContent ?? '');
  const [rule] = sheet.cssRules;
  const stage = figure.querySelector<HTMLElement>('.stage');
  if (stage && rule instanceof CSSStyleRule) stage.style.cssText = rule.style.cssText;
}

/** What the browser draws itself, lists and cursors, goes by the scheme, which is to suit the background. */
function wearOwn(): void {
  const surface = inputs.find(({ name }) => name === '--org-surface');
  const lines = inputs.map(({ name, value }) => `${name}: ${value};`);
  lines.unshift(`color-scheme: ${isDark(surface?.value ?? '') ? 'dark' : 'light'};`);
  own.querySelector('code')?.replaceChildren(`:root {\n  ${lines.join('\n  ')}\n}`);
  wear(own);
}

/** @param colour as an input has it, say `#1a2b3c` */
function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\w\w/g) ?? []).map(pair =>
    parseInt(pair, 16),
  );
  return 0.3 * red + 0.59 * green + 0.11 * blue < 128;
}
