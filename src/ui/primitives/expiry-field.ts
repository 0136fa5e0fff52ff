import { css, html, nothing, type TemplateResult } from 'lit';
import type { Validity } from '../../client/backend-client.ts';
import { checkExpiration, INVITATION_LIFETIME } from '../../client/typed-invitations.ts';
import type { Lifetime } from '../i18n/en.ts';
import type { Localize } from '../i18n/localize.ts';
import { select } from './select.ts';
import { textField } from './text-field.ts';

const NEW: readonly Lifetime[] = ['3600', '86400', '259200', '604800', 'exact'];

/** The input of the exact time. */
const EXACT = 'expires-at';

/** What has been chosen. */
export interface Expiry {
  readonly lifetime: Lifetime;
  /** The exact time, as its input has it. */
  readonly exact: string;
  /** What was typed is no time, or none that may be. */
  readonly isWrong: boolean;
}

/** What the field shows. */
export interface ExpiryField {
  readonly localize: Localize;
  readonly expiry: Expiry;
  /** There is an earlier one to keep. */
  readonly canStay?: boolean;
  readonly onChange: (expiry: Expiry) => void;
}

/** A day, unless something else is chosen. */
export const STANDARD_EXPIRY: Expiry = { lifetime: '86400', exact: '', isWrong: false };

/** How long an invitation is to be valid: a few usual times, or an exact one. */
export function expiryField(field: ExpiryField): TemplateResult {
  const { localize, expiry, canStay = false, onChange } = field;
  const { lifetime, exact, isWrong } = expiry;
  const offered: readonly Lifetime[] = canStay ? ['same', ...NEW] : NEW;
  return html`<div class="field" part="field">
      <label for="lifetime" part="label">${localize.term('linkWorksFor')}</label>
      ${select({
        part: 'lifetime',
        id: 'lifetime',
        value: lifetime,
        options: offered.map(choice => [choice, localize.term('lifetime', choice)]),
        onChange: choice => {
          onChange({ lifetime: choice, exact: exact || standardTime(), isWrong: false });
        },
      })}
      ${
        Number(lifetime)
          ? html`<p class="muted small" part="hint">${untilText(Number(lifetime), localize)}</p>`
          : nothing
      }
    </div>
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
  if (lifetime === 'same') return {};
  if (lifetime !== 'exact') return { lifetime: Number(lifetime) };
  const time = new Date(exactInput(root)?.value ?? '');
  const checked = checkExpiration(time, new Date());
  return checked.allowed ? { expiresAt: checked.value.toISOString() } : undefined;
}

/** Where an exact time is typed. */
export function exactInput(root: ParentNode): HTMLInputElement | null {
  return root.querySelector(`#${EXACT}`);
}

/** Until when that is, from now on. */
function untilText(seconds: number, localize: Localize): string {
  const until = new Date(Date.now() + seconds * 1000).toISOString();
  return localize.term('until', localize.day(until, 'short'));
}

/** In a day, as an input of local times has it. */
function standardTime(): string {
  const time = new Date(Date.now() + INVITATION_LIFETIME.standard);
  const offset = time.getTimezoneOffset() * 60_000;
  return new Date(time.getTime() - offset).toISOString().slice(0, 16);
}

/** What the person's time zone is called then. */
function zoneAt(exact: string, { locale }: Localize): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'long' }).formatToParts(
    new Date(exact),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The styles that {@link expiryField} needs, beside those of fields. */
export const expiryFieldStyles = css`
  .exact {
    grid-column: 1 / -1;
  }
`;
