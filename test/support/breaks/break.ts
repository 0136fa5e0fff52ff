/** The kinds of things that are broken. */
export const KINDS = ['rules', 'sql', 'locks', 'routes', 'client', 'tags'] as const;

export type Kind = (typeof KINDS)[number];

/** A place, and what it is replaced by. */
export interface Break {
  readonly kind: Kind;
  /** Its path in the repository. */
  readonly file: string;
  readonly line: number;
  /** The line above it, by which equal places are told apart. */
  readonly above: string;
  readonly before: string;
  readonly after: string;
  /** The whole file, broken. */
  readonly text: string;
}

/** A replacement in a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** The break that an edit of a file is. */
export function breakOf(kind: Kind, file: string, text: string, edit: Edit): Break {
  const { start, end, after } = edit;
  const lines = text.slice(0, start).split('\n');
  return {
    kind,
    file,
    line: lines.length,
    above: oneLine(lines.at(-2) ?? ''),
    before: oneLine(text.slice(start, end)),
    after: oneLine(after),
    text: text.slice(0, start) + after + text.slice(end),
  };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
