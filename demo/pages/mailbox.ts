/** A letter as the demo's server gives it. */
interface Letter {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

const REFRESH_MS = 1500;
const LINK = /(https?:\/\/[^\s<>"]+)/;

const state = document.querySelector('#state') as HTMLElement;
const list = document.querySelector('#letters') as HTMLElement;
const shown = new Map<string, HTMLElement>();

await refresh();

/** Looks for new letters, again and again while the page is looked at. */
async function refresh(): Promise<void> {
  if (!document.hidden) {
    try {
      const response = await fetch('/mailbox.json');
      if (!response.ok) throw new Error(String(response.status));
      show((await response.json()) as Letter[]);
    } catch {
      say('The demo does not answer. Is it running?');
    }
  }
  setTimeout(() => void refresh(), REFRESH_MS);
}

function show(letters: readonly Letter[]): void {
  const there = new Set(letters.map(idOf));
  for (const [id, item] of shown) {
    if (there.has(id)) continue;
    item.remove();
    shown.delete(id);
  }
  for (const letter of letters.toReversed()) {
    const id = idOf(letter);
    if (shown.has(id)) continue;
    const item = render(letter);
    shown.set(id, item);
    list.prepend(item);
  }
  say(
    letters.length === 0
      ? 'No letter yet. Whatever the demo sends, to whomever, arrives here.'
      : `${String(letters.length)} ${letters.length === 1 ? 'letter' : 'letters'}, newest first.`,
  );
}

/** A demo that was started again counts from the beginning. */
function idOf({ number, at }: Letter): string {
  return `${String(number)} ${at}`;
}

function render({ at, from, to, subject, text }: Letter): HTMLElement {
  const time = element('time', { className: 'about', dateTime: at }, [
    new Date(at).toLocaleTimeString(document.documentElement.lang),
  ]);
  return element('li', { className: 'letter' }, [
    element('h2', {}, [subject]),
    element('p', { className: 'about' }, [`To ${to.join(', ')} · from ${from} · `, time]),
    element('p', { className: 'text' }, text.trim().split(LINK).map(linked)),
  ]);
}

/** Letters are text: an address in them becomes a link, nothing becomes an element. */
function linked(part: string): Node | string {
  return LINK.test(part) ? element('a', { href: part, rel: 'noreferrer' }, [part]) : part;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  children: readonly (Node | string)[],
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function say(sentence: string): void {
  if (state.textContent !== sentence) state.textContent = sentence;
}
