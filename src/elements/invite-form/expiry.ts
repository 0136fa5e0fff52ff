import { html, nothing, type TemplateResult } from 'lit';
import type { Validity } from '../../client/backend-client.ts';
import { checkExpiration, INVITATION_LIFETIME } from '../../client/typed-invitations.ts';
import type { Lifetime } from '../../ui/i18n/en.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { lifetimeField, LIFETIMES } from '../../ui/primitives/lifetime-field.ts';
import { textField } from '../../ui/primitives/text-field.ts';

/** The input of an exact time. */
const EXACT = 'expires-at';

/** What has been chosen. */
export interface Expiry {
  readonly lifetime: Lifetime;
  /** The exact time, as its input has it. */
  readonly exact: string;
  /** What was typed is no time, or none that may be. */
  readonly isWrong: boolean;
}

/** A day, unless something else is chosen. */
export const STANDARD_EXPIRY: Expiry = { lifetime: '86400', exact: '', isWrong: false };

/** How long the invitations are to be valid: a usual time, or until an exact one. */
export function expiryField(
  localize: Localize,
  { lifetime, exact, isWrong }: Expiry,
  onChange: (expiry: Expiry) => void,
): TemplateResult {
  return html`${lifetimeField<Lifetime>({
    localize,
    value: lifetime,
    offered: [...LIFETIMES, 'exact'],
    onChange: chosen => {
      onChange({ lifetime: chosen, exact: exact || standardTime(), isWrong: false });
    },
  })}
  ${
    lifetime === 'exact'
      ? html`<div class="exact">
          ${textField({
            name: EXACT,
            label: localize.term('worksUntil'),
            type: 'datetime-local',
            autocomplete: 'off',
            value: exact,
            hint: localize.term('timeZone', zoneAt(exact, localize)),
            problem: isWrong ? localize.term('expiryWrong') : undefined,
            // While only some of it is there, the input has nothing: what it shows is then left alone.
            onInput: typed => {
              onChange({ lifetime, exact: typed || exact, isWrong: false });
            },
          })}
        </div>`
      : nothing
  }`;
}

/**
 * What was chosen, as it is sent.
 * @param root where the field is: only its input knows of a time of which some is missing
 * @returns undefined when it may not be; then the field is to say so
 */
export function validityOf({ lifetime }: Expiry, root: ParentNode): Validity | undefined {
  if (lifetime !== 'exact') return { lifetime: Number(lifetime) };
  const time = new Date(exactInput(root)?.value ?? '');
  const checked = checkExpiration(time, new Date());
  return checked.allowed ? { expiresAt: checked.value.toISOString() } : undefined;
}

/** Where an exact time is typed. */
export function exactInput(root: ParentNode): HTMLInputElement | null {
  return root.querySelector(`#${EXACT}`);
}

/** In a day, as an input of local times has it. */
function standardTime(): string {
  const time = new Date(Date.now() + INVITATION_LIFETIME.standard);
  const offset = time.getTimezoneOffset() * 60_000;
  return new Date(time.getTime() - offset).toISOString().slice(0, 16);
}

/** What the person's time zone is called then; now, where that is no time. */
function zoneAt(exact: string, { locale }: Localize): string {
  const time = Date.parse(exact) || Date.now();
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'long' }).formatToParts(time);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
