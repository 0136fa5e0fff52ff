import { en, type Terms } from '../../../src/ui/i18n/en.ts';
import { addLanguage } from '../../../src/ui/i18n/localize.ts';
import { text } from '../dom.ts';

/** English with marks around all words, and as long as other languages are. */
export const PSEUDO = 'en-XA';

/** What is data, or a date that `Intl` has made, and so stays as it is. */
const DATA =
  'time, bdi, slot[name=label], [part=text], [part~=avatar], [part~=email], [part~=name], [part~=purpose], [part~=suggestion-button] *';

/** A single letter in a text may be a sign. */
const WORD = /\p{L}{2}/u;
const LETTER = /\p{L}/u;

/** Makes it a language of the page, once the words of all tags are there. */
export function registerPseudo(): void {
  const marked = Object.entries(en).map(([name, term]) => [name, pseudo(term)]);
  addLanguage({
    ...(Object.fromEntries(marked) as unknown as Terms),
    $code: PSEUDO,
    $name: 'Pseudo',
    $dir: 'ltr',
  });
}

function pseudo(term: unknown): unknown {
  if (isFunction(term)) return (...given: unknown[]): unknown => pseudo(term(...given));
  const words = String(term);
  return `⟦${words}${'ï'.repeat(Math.ceil(words.length * 0.4))}⟧`;
}

function isFunction(term: unknown): term is (...given: unknown[]) => unknown {
  return typeof term === 'function';
}

/** What is neither marked nor data: words that no language could change. */
export function unmarked(tag: HTMLElement): string[] {
  const root = tag.shadowRoot as ShadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (parentElement?.closest(`style, ${DATA}`)) continue;
    if (WORD.test(outsideMarks(text(node)))) found.push(text(node));
  }
  for (const name of ['aria-label', 'placeholder', 'title']) {
    for (const element of root.querySelectorAll(`[${name}]:not(${DATA})`)) {
      const label = element.getAttribute(name) ?? '';
      if (label === '' || LETTER.test(outsideMarks(label))) found.push(`${name}: ${label}`);
    }
  }
  return found;
}

/** What stands beside marks, too; a language's words may have others in them. */
function outsideMarks(shown: string): string {
  const rest = shown.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  return rest === shown ? rest : outsideMarks(rest);
}
