/** Where in a test something has failed. */
const PLACE = /test\/[\w./-]+\.test\.ts:\d+/;

/** Enough to know what was seen in place of what. */
const LENGTH = 400;

/** What is printed of a failed test at the end, where all else may have been cut: its name, why and where. */
export function failedLine(name: string, error?: Partial<Error>): string {
  const why = (error?.message ?? '').replaceAll(/\s+/g, ' ').slice(0, LENGTH);
  const [where = ''] = PLACE.exec(error?.stack ?? '') ?? [];
  const more = [why, where].filter(Boolean).join(', ');
  return `Failed: ${name}${more && ` (${more})`}`;
}
