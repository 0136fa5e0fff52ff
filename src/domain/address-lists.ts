import { checkAddress } from './addresses.ts';

/** One thing in a list that somebody pasted. */
export type ListedAddress =
  | { readonly kind: 'address'; readonly address: string }
  /** What is no address, as it was written. */
  | { readonly kind: 'other'; readonly text: string };

/** What is in quotes, what is in angle brackets, a separator, or a word. */
const TOKENS = /"[^"\n]*"|<[^<>\n]*>|[,;\n\r，；、،؛]|[^\s,;"<，；、،؛]+|["<]/gu;
const COMMAS = ',，、،';
const SEPARATORS = `${COMMAS};\n\r；؛`;
const SEMICOLON = /[;；؛]/u;

/**
 * Reads the addresses of a list as people paste them (R18, R40): one a line, or with commas, semicolons
 * or spaces between, as `Name <a@b.example>`, in quotes. Only the name before an address in angle
 * brackets is left out; what is no address comes back as `other`, so that nothing disappears unseen.
 * Where semicolons separate, a name may have commas in it, as some mail programs write it.
 * @returns in the order of the list, each once
 */
export function readAddresses(text: string): readonly ListedAddress[] {
  const found = new Map<string, ListedAddress>();
  const namesHaveCommas = SEMICOLON.test(text);
  /** Where what has no @ began and ended: a name, if an address in angle brackets follows. */
  let name: { readonly from: number; readonly to: number } | undefined;

  const address = (value: string): void => {
    found.set(value, { kind: 'address', address: value });
  };
  const other = (value: string): void => {
    found.set(value, { kind: 'other', text: value });
  };
  const endName = (): void => {
    if (name === undefined) return;
    const written = text.slice(name.from, name.to);
    name = undefined;
    if (/".*@.*"/u.test(written)) {
      for (const entry of readAddresses(written.replaceAll('"', ' '))) {
        if (entry.kind === 'address') address(entry.address);
        else other(entry.text);
      }
    } else {
      other(written);
    }
  };

  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const to = index + token.length;
    if (token.startsWith('<')) {
      const checked = checkAddress(bare(token.slice(1, -1)));
      if (checked.allowed) address(checked.value);
      else other(text.slice(name?.from ?? index, to));
      name = undefined;
    } else if (SEPARATORS.includes(token)) {
      if (!(namesHaveCommas && COMMAS.includes(token))) endName();
    } else if (token.includes('@') && !token.startsWith('"')) {
      endName();
      const checked = checkAddress(bare(token));
      if (checked.allowed) address(checked.value);
      else other(token);
    } else {
      name = { from: name?.from ?? index, to };
    }
  }
  endName();
  return [...found.values()];
}

/** Without what mail programs and browsers put around an address they copy. */
function bare(token: string): string {
  return token
    .trim()
    .replace(/^mailto:/iu, '')
    .replace(/^'(.*)'$/u, '$1');
}
