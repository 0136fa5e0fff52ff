import type { Checked } from '../../domain/index.ts';

/** As long as the standard lets a subject be. */
const ID_LENGTH = 255;

/** The name that somebody has elsewhere; undefined for what is none. */
export function identifier(value: unknown): string | undefined {
  const good = typeof value === 'string' && value.isWellFormed() && !/\p{Cc}/u.test(value);
  return good && value.length >= 1 && value.length <= ID_LENGTH ? value : undefined;
}

/** A text as a rule of the domain takes it; undefined when it does not. */
export function checkedClaim(
  value: unknown,
  check: (text: string) => Checked<string>,
): string | undefined {
  const verdict = typeof value === 'string' ? check(value) : undefined;
  return verdict?.allowed ? verdict.value : undefined;
}
