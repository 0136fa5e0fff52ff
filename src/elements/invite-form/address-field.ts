import { html, nothing, type TemplateResult } from 'lit';
import { isComposing } from '../../ui/composing.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { duration } from '../../client/problem.ts';
import { keyedList } from '../../ui/keyed-list.ts';
import { ALERT, CROSS, icon } from '../../ui/primitives/icon.ts';
import { isReady, type Entries, type Entry } from './entries.ts';

/** What the field shows, and what a person does with it. */
export interface AddressField {
  readonly localize: Localize;
  readonly entries: Entries;
  /** What is being typed. */
  readonly draft: string;
  /** That there are too many, as a sentence. */
  readonly hint: string | undefined;
  readonly acts: AddressActs;
  /** What can be copied of an entry, and what became of it. */
  readonly links: (entry: Entry) => unknown;
}

/** What a person does with the addresses. */
export interface AddressActs {
  /** Something was typed, pasted or dropped. */
  readonly type: (draft: string, isPasted: boolean) => void;
  /** What is typed is whole. */
  readonly commit: () => void;
  /** Takes an entry away. */
  readonly remove: (entry: Entry) => unknown;
  /** Puts an entry's text back to where it is typed. */
  readonly edit: (entry: Entry) => unknown;
  readonly takeSuggestion: (entry: Entry) => void;
  readonly confirm: (entry: Entry) => void;
  /** Takes away all that cannot be sent. */
  readonly clear: () => unknown;
}

/** Addresses as chips, where more are typed, and beneath it what is to be said of each. */
export function addressField(field: AddressField): TemplateResult {
  const { localize, entries, draft, hint, acts } = field;
  return html`<div class="field" part="field">
    <label for="addresses" part="label">${localize.term('addresses')}</label>
    <div class="box" part="box" @click=${focusWithin} @keydown=${moveAmongChips}>
      ${
        entries.size === 0
          ? nothing
          : html`<ul class="chips" aria-label=${localize.term('addresses')}>
              ${keyedList([...entries.values()].map(entry => [entry.text, chip(field, entry)]))}
            </ul>`
      }
      <textarea
        id="addresses"
        name="addresses"
        part="input"
        rows="1"
        dir="ltr"
        inputmode="email"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder=${entries.size === 0 ? localize.term('typeAddresses') : nothing}
        aria-describedby="addresses-help"
        .value=${draft}
        @input=${({ target, inputType }: InputEvent) => {
          acts.type((target as HTMLTextAreaElement).value, /Paste|Drop/.test(inputType));
        }}
        @keydown=${(event: KeyboardEvent) => {
          pressIn(event, field);
        }}
        @blur=${acts.commit}
      ></textarea>
    </div>
    <p
      class=${hint === undefined ? 'visually-hidden' : 'muted small'}
      part="hint"
      id="addresses-help"
    >
      ${hint ?? localize.term('addressesHint')}
    </p>
    ${notes(field)}
  </div>`;
}

function chip({ localize, acts }: AddressField, entry: Entry): TemplateResult {
  const { text, isAddress } = entry;
  const kind = isReady(entry) ? '' : isAddress ? 'doubtful' : 'wrong';
  return html`<li class="chip ${kind}" part="chip" data-text=${text}>
    ${
      kind === ''
        ? nothing
        : html`${icon(ALERT)}<span class="visually-hidden">${localize.term('toLookAt')}</span>`
    }
    <bdi>${text}</bdi>
    <button
      class="quiet icon"
      part="remove-button"
      type="button"
      tabindex="-1"
      aria-label=${localize.term('removeAddress', text)}
      @click=${() => {
        acts.remove(entry);
      }}
    >
      ${icon(CROSS)}
    </button>
  </li>`;
}

/** Why some of them are not sent, and the ways on. */
function notes(field: AddressField): TemplateResult | typeof nothing {
  const { localize, entries, acts } = field;
  const noted = [...entries.values()].filter(
    entry => entry.outcome !== undefined || !isReady(entry),
  );
  if (noted.length === 0) return nothing;
  const held = noted.filter(entry => !isReady(entry)).length;
  return html`<ul class="notes" part="notes" aria-label=${localize.term('toLookAt')}>
      ${keyedList(noted.map(entry => [entry.text, note(field, entry)]))}
    </ul>
    ${
      held > 1
        ? html`<button class="quiet small" part="clear-button" type="button" @click=${acts.clear}>
            ${localize.term('removeAll', localize.count(held))}
          </button>`
        : nothing
    }`;
}

function note(field: AddressField, entry: Entry): TemplateResult {
  return html`<li part="note">
    <p class="small"><bdi class="muted">${entry.text}</bdi>: ${sentence(field, entry)}</p>
    <span class="ways">${ways(field, entry)}</span>
  </li>`;
}

function sentence({ localize }: AddressField, { suggestion, isSure, outcome }: Entry): string {
  if (suggestion !== undefined && !isSure) return localize.term('didYouMean', suggestion);
  const { problem } = outcome ?? {};
  switch (problem?.code) {
    case 'already-member':
      return localize.term('alreadyMember');
    case 'already-invited':
      return localize.term('alreadyInvited');
    case 'rate-limited':
      return localize.term('inviteLater', duration(problem.retryAfter, localize.locale));
    case 'unsupported-address':
      return localize.term('unsupportedAddress');
    default:
      return localize.term('noAddress');
  }
}

function ways({ localize, acts, links }: AddressField, entry: Entry): unknown {
  const { text, suggestion, isSure, outcome } = entry;
  if (suggestion !== undefined && !isSure) {
    return html`<button
        class="small"
        part="take-button"
        type="button"
        aria-label=${localize.term('takeIts', suggestion)}
        @click=${() => {
          acts.takeSuggestion(entry);
        }}
      >
        ${localize.term('takeIt')}
      </button>
      <button
        class="quiet small"
        part="sure-button"
        type="button"
        aria-label=${localize.term('keepIts', text)}
        @click=${() => {
          acts.confirm(entry);
        }}
      >
        ${localize.term('keepIt')}
      </button>`;
  }
  if (outcome?.invitation) return links(entry);
  if (outcome) return nothing;
  return html`<button
    class="quiet small"
    part="edit-button"
    type="button"
    aria-label=${localize.term('changeTexts', text)}
    @click=${() => {
      acts.edit(entry);
    }}
  >
    ${localize.term('changeText')}
  </button>`;
}

/** Keys where addresses are typed. */
function pressIn(event: KeyboardEvent, { entries, acts }: AddressField): void {
  const input = event.target as HTMLTextAreaElement;
  if (isComposing(event)) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    if (!event.repeat) acts.commit();
    return;
  }
  const last = [...entries.values()].at(-1);
  if (event.key !== 'Backspace' || input.value !== '' || !last) return;
  // Else it would go on with the text that is put back.
  event.preventDefault();
  if (!event.repeat) acts.edit(last);
}

/** Arrows go from chip to chip and to where one types, and Backspace and Delete take a chip away. */
function moveAmongChips(event: KeyboardEvent): void {
  const box = event.currentTarget as HTMLElement;
  const input = box.querySelector('textarea') as HTMLTextAreaElement;
  const target = event.target as HTMLElement;
  const isTyping = target === input;
  if (isTyping && (input.selectionStart > 0 || input.selectionEnd > 0)) return;
  const stops = [...box.querySelectorAll<HTMLElement>('.chip button'), input];
  const [back, on] = box.matches(':dir(rtl)')
    ? ['ArrowRight', 'ArrowLeft']
    : ['ArrowLeft', 'ArrowRight'];
  const step = event.key === back ? -1 : event.key === on ? 1 : 0;
  const isRemoval = event.key === 'Backspace' || event.key === 'Delete';
  if (isTyping ? step !== -1 : step === 0 && !isRemoval) return;
  event.preventDefault();
  if (step !== 0) stops[stops.indexOf(target) + step]?.focus();
  else if (!event.repeat) target.click();
}

/** A press beside the chips is one on where one types. */
function focusWithin({ target, currentTarget }: MouseEvent): void {
  if (target === currentTarget) (currentTarget as HTMLElement).querySelector('textarea')?.focus();
}
