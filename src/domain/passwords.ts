import { accept, deny, type Checked } from './verdict.ts';

/** UTF-16 code units, as forms and the schemas of requests count them. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

/**
 * What a password may be that somebody chooses anew.
 * @returns it, as it was typed; or which rule it breaks
 */
export function checkPassword(text: string): Checked<string> {
  if (text.length < PASSWORD_LENGTH.min) return deny({ code: 'password-too-short' });
  if (text.length > PASSWORD_LENGTH.max) return deny({ code: 'password-too-long' });
  if (!text.isWellFormed()) return deny({ code: 'unprintable-text' });
  return accept(text);
}
