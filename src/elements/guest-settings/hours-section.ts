import { html, nothing, type TemplateResult } from 'lit';
import type { GuestAccess, OfficeDay, OfficeHours } from '../../client/backend-client.ts';
import { checkOfficeHours } from '../../client/typed-guests.ts';
import { select } from '../../ui/primitives/select.ts';
import { textField } from '../../ui/primitives/text-field.ts';
import { fieldSentence, type Around } from './around.ts';
import { saveRow, section } from './section.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const USUAL = { from: '09:00', to: '17:00' };

/** 2024-01-01 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60_000;

/** What was chosen and is not stored. */
interface Draft {
  readonly hours: OfficeHours | null;
  /** That it was begun on. */
  readonly version: number;
}

/** When people answer. */
export class HoursSection {
  readonly #around: Around;
  #draft: Draft | undefined;
  #isSent = false;
  #isSaving = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Drops what was chosen, which was somebody else's. */
  forget(): void {
    this.#draft = undefined;
    this.#isSent = false;
    this.#isSaving = false;
  }

  /** The draft is from now on one of another state, which the person has been told of. */
  rebase(version: number): void {
    if (this.#draft) this.#draft = { ...this.#draft, version };
  }

  render(access: GuestAccess): TemplateResult {
    const around = this.#around;
    const { localize } = around;
    const hours = this.#draft ? this.#draft.hours : access.hours;
    const checked = hours && checkOfficeHours(hours);
    const denial = this.#isSent && checked?.allowed === false ? checked.denial : undefined;
    const content = html`<form novalidate @submit=${(event: Event) => void this.#save(event)}>
      <div class="field" part="field">
        <label for="hours" part="label">${localize.term('answered')}</label>
        ${select({
          part: 'hours',
          id: 'hours',
          value: hours ? 'hours' : 'always',
          options: [
            ['always', localize.term('always')],
            ['hours', localize.term('atHours')],
          ],
          onChange: value => {
            this.#set(access, value === 'always' ? null : (access.hours ?? usualHours()));
          },
        })}
      </div>
      ${
        hours
          ? html`${textField({
                name: 'time-zone',
                label: localize.term('officeTimeZone'),
                type: 'text',
                autocomplete: 'off',
                dir: 'ltr',
                value: hours.timeZone,
                problem:
                  denial?.code === 'time-zone-unknown' ? fieldSentence(around, denial) : undefined,
                onInput: timeZone => {
                  this.#set(access, { ...hours, timeZone: timeZone.trim() });
                },
              })}
              <div class="days" role="group" aria-labelledby="hours-heading">
                ${DAYS.map(day => this.#day(access, hours, day))}
              </div>
              ${
                denial?.code === 'hours-malformed'
                  ? html`<p class="problem" part="problem" role="alert">
                      ${fieldSentence(around, denial)}
                    </p>`
                  : nothing
              }`
          : nothing
      }
      ${
        this.#draft && access.version !== this.#draft.version
          ? html`<p class="muted small" part="note">${localize.term('changedMeanwhile')}</p>`
          : nothing
      }
      ${
        this.#draft
          ? saveRow(around, this.#isSaving, () => {
              this.#discard();
            })
          : nothing
      }
    </form>`;
    return section(around, 'hours', content);
  }

  #day(access: GuestAccess, hours: OfficeHours, day: number): TemplateResult {
    const { localize } = this.#around;
    const name = new Intl.DateTimeFormat(localize.locale, {
      weekday: 'long',
      timeZone: 'UTC',
    }).format(MONDAY + (day - 1) * DAY_MS);
    const times = hours.days.find(one => one.day === day);
    const put = (changed: OfficeDay | undefined): void => {
      const others = hours.days.filter(one => one.day !== day);
      const days = changed ? [...others, changed].toSorted((a, b) => a.day - b.day) : others;
      this.#set(access, { ...hours, days });
    };
    const time = (end: 'from' | 'to', given: OfficeDay): TemplateResult =>
      html`<input
        type="time"
        part="time"
        name=${`${String(day)}-${end}`}
        aria-label=${localize.term('dayTime', end, name)}
        .value=${given[end]}
        @change=${(event: Event) => {
          put({ ...given, [end]: (event.target as HTMLInputElement).value });
        }}
      />`;
    return html`<div class="day">
      <label class="check">
        <input
          type="checkbox"
          part="day"
          .checked=${times !== undefined}
          @change=${() => {
            put(times ? undefined : { day, ...USUAL });
          }}
        />
        <bdi>${name}</bdi>
      </label>
      ${
        times
          ? html`<span class="times">${time('from', times)} ${time('to', times)}</span>`
          : html`<span class="muted">${localize.term('closed')}</span>`
      }
    </div>`;
  }

  #set({ version }: GuestAccess, hours: OfficeHours | null): void {
    this.#draft = { hours, version: this.#draft?.version ?? version };
    this.#around.host.requestUpdate();
  }

  #discard(): void {
    this.#draft = undefined;
    this.#isSent = false;
    this.#around.host.requestUpdate();
    this.#around.host.renderRoot.querySelector<HTMLElement>('#hours')?.focus();
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { change, localize, host, isBusy } = this.#around;
    const draft = this.#draft;
    if (isBusy() || !draft) return;
    this.#isSent = true;
    host.requestUpdate();
    if (draft.hours && !checkOfficeHours(draft.hours).allowed) return;
    this.#isSaving = true;
    const says = localize.term('hoursSaved');
    const isDone = await change('hours', { hours: draft.hours }, says, draft.version);
    this.#isSaving = false;
    if (isDone && this.#draft === draft) this.#discard();
    host.requestUpdate();
  }
}

/** From Monday to Friday, where the person is. */
function usualHours(): OfficeHours {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, days: DAYS.slice(0, 5).map(day => ({ day, ...USUAL })) };
}
