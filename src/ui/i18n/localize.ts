import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en, type Base, type SaidBy, type Terms } from './en.ts';

/** What says something, in a language of its own or that of the page. */
type Host = ReactiveControllerHost & { readonly lang: string };

/** What stands in the sentence of a word. */
type Given<Word> = Word extends (...given: infer Arguments) => string ? Arguments : [];

/** The words, by the tag of their language (BCP 47), in lower case. */
const languages = new Map<string, Partial<Terms>>([[en.$code, en]]);

/** What is on the page and says something. */
const hosts = new Set<Host>();

if (typeof document !== 'undefined') {
  const options = { attributes: true, attributeFilter: ['lang'] };
  new MutationObserver(sayAnew).observe(document.documentElement, options);
}

function sayAnew(): void {
  for (const host of hosts) host.requestUpdate();
}

/** Adds what only one tag says to English, which stands in for what another language lacks. */
export function addWords(words: Partial<Pick<Terms, keyof SaidBy>>): void {
  Object.assign(en, words);
}

/** Adds a language, or to it what more tags say. English is there before: it stands in for all that is not. */
export function addLanguage(words: Pick<Base, '$code'> & Partial<Terms>): void {
  const code = words.$code.toLowerCase();
  languages.set(code, { ...languages.get(code), ...words });
  sayAnew();
}

const UNITS = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** A name in its own direction, which does not turn round the sentence that it stands in. */
function isolated(given: unknown): unknown {
  return RIGHT_TO_LEFT.test(String(given)) ? `\u2068${String(given)}\u2069` : given;
}

/** Words, numbers and dates in the language of the page, all in the same one. */
export class Localize implements ReactiveController {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  /** A word, or the sentence of it: of the page's language, else of one that it is a kind of, else English. */
  term<Key extends keyof Terms>(key: Key, ...given: Given<Terms[Key]>): string {
    let word: unknown;
    for (let tag = this.#page; tag && !word; tag = tag.replace(/-?[^-]*$/, '')) {
      word = languages.get(tag)?.[key];
    }
    word ??= (en as unknown as Terms)[key];
    return typeof word === 'function'
      ? (word as (...given: unknown[]) => string)(...given.map(isolated))
      : (word as string);
  }

  /** A number, with the language's separators. */
  count(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** A day, e.g. `12 Jan 2025`, or also when on it. */
  day(time: string, timeStyle?: 'short'): string {
    const style = { dateStyle: 'medium', timeStyle } as const;
    return new Intl.DateTimeFormat(this.locale, style).format(new Date(time));
  }

  /** Date and time, to be exact. */
  exact(time: string): string {
    const style = { dateStyle: 'full', timeStyle: 'short' } as const;
    return new Intl.DateTimeFormat(this.locale, style).format(new Date(time));
  }

  /**
   * How long ago, or in how long, standing alone, e.g. `Yesterday`; less than a minute is now. What is
   * to come is counted down: of less than two days it is the hours that count.
   * @param now milliseconds since 1970
   */
  relative(time: string, now: number): string {
    const seconds = (Date.parse(time) - now) / 1000;
    const left = seconds >= 60;
    const [unit, size] = UNITS.find(
      ([, length]) => Math.abs(seconds) >= (left && length > 3600 ? 2 * length : length),
    ) ?? ['second', Infinity];
    const numeric = left ? 'always' : 'auto';
    const format = new Intl.RelativeTimeFormat(this.locale, { numeric });
    const text = format.format(Math.trunc(seconds / size), unit);
    return text.charAt(0).toLocaleUpperCase(this.locale) + text.slice(1);
  }

  /** The page's, unless its words are missing here: dates then go with the words. */
  get locale(): string {
    const words = this.term('$code');
    const page = this.#page;
    return page === words || page.startsWith(`${words}-`) ? page : words;
  }

  /** The language of the tag or the page, else the person's, in lower case. */
  get #page(): string {
    try {
      const language = this.#host.lang || document.documentElement.lang || navigator.language;
      return new Intl.Locale(language.replaceAll('_', '-')).toString().toLowerCase();
    } catch {
      return en.$code;
    }
  }
}
