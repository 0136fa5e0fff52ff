import type { Actor } from '../../src/domain/access.ts';
import { effectivePermissions, FEATURES } from '../../src/domain/permissions.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Checked, Verdict } from '../../src/domain/verdict.ts';

/** A member named `me`. */
export function actor(role: Role, permissions: Actor['permissions'] = {}): Actor {
  const standard = effectivePermissions(FEATURES, role);
  return { person: 'me', role, permissions: { ...standard, ...permissions } };
}

/** `yes`, or the denial's code. */
export function outcome(verdict: Verdict): string {
  return verdict.allowed ? 'yes' : verdict.denial.code;
}

/** The value in quotes, or the denial's code. */
export function checkedAs<T>(checked: Checked<T>): string {
  return checked.allowed ? JSON.stringify(checked.value) : checked.denial.code;
}

/** A text for the title of a test: short, in quotes, and what cannot be seen by its number. */
export function shown(text: string): string {
  return JSON.stringify(text)
    .slice(0, 60)
    .replace(/(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu, invisible => {
      const number = invisible.codePointAt(0)?.toString(16) ?? '';
      return `\\u${number.padStart(4, '0')}`;
    });
}
