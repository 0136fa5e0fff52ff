/** What is printed of a failed test at the end, where all else may have been cut: its name, and why. */
export function failedLine(name: string, reason = ''): string {
  const [first = ''] = reason.trim().split('\n');
  return `Failed: ${name}${first === '' ? '' : ` (${first})`}`;
}
