import { html, type TemplateResult } from 'lit';
import { icon, SEARCH } from './icon.ts';

/** Where a list is searched. */
export interface SearchField {
  readonly label: string;
  readonly value: string;
  /** Something has been typed, pasted or cleared. */
  readonly onSearch: () => void;
}

/** A search field, which Escape clears. */
export function searchField({ label, value, onSearch }: SearchField): TemplateResult {
  return html`<div class="search">
    ${icon(SEARCH)}
    <input
      type="search"
      part="search"
      maxlength="200"
      autocomplete="off"
      aria-label=${label}
      placeholder=${label}
      .value=${value}
      @input=${onSearch}
      @keydown=${(event: KeyboardEvent) => {
        const field = event.target as HTMLInputElement;
        if (event.key !== 'Escape' || field.value === '') return;
        // Not every browser clears it, and none is to close a dialog of the page.
        event.preventDefault();
        field.value = '';
        onSearch();
      }}
    />
  </div>`;
}
