import { html, nothing, type TemplateResult } from 'lit';
import { keyedList } from '../../ui/keyed-list.ts';
import { timeText } from '../../ui/primitives/time-text.ts';
import type { Around, Loaded } from './around.ts';
import { section } from './section.ts';

/** Who is a guest now, to end one or all. */
export function guestsSection(
  around: Around,
  { guests, total }: Loaded,
  onMore: (() => void) | undefined,
): TemplateResult {
  const { localize, open } = around;
  const rows = guests.map(guest => {
    const name = localize.term('guestName', guest.name);
    return [
      guest.id,
      html`<li part="row" data-row=${guest.id}>
        <div class="grow">
          <bdi class="name ellipsis" part="name" title=${name}>${name}</bdi>
          <span class="details muted small">
            ${
              guest.email === null
                ? nothing
                : html`<bdi class="ellipsis" part="email">${guest.email}</bdi>`
            }
            <span>
              ${localize.term('joinedAt')}:
              ${timeText(guest.joinedAt, localize.relative(guest.joinedAt, Date.now()), localize)}
            </span>
          </span>
        </div>
        <button
          part="end-button"
          type="button"
          aria-label=${localize.term('endGuest', name)}
          @click=${() => {
            open('guests', { kind: 'end', guest });
          }}
        >
          ${localize.term('endOne')}
        </button>
      </li>`,
    ] as const;
  });
  const content = html`<div class="line">
      <p>${localize.term('guestCount', total, localize.count(total))}</p>
      ${
        total === 0
          ? nothing
          : html`<button
              part="end-all-button"
              type="button"
              @click=${() => {
                open('guests', { kind: 'end-all', total });
              }}
            >
              ${localize.term('endAll')}
            </button>`
      }
    </div>
    ${
      rows.length === 0
        ? nothing
        : html`<ul part="guests" aria-labelledby="guests-heading">
            ${keyedList(rows)}
          </ul>`
    }
    ${
      total > guests.length && onMore
        ? html`<div>
            <button class="quiet" part="more-button" type="button" @click=${onMore}>
              ${localize.term('moreGuests')}
            </button>
          </div>`
        : nothing
    }`;
  return section(around, 'guests', content);
}
