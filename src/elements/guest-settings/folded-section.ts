import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../ui/i18n/localize.ts';
import type { Around, Loaded, Unfolded } from './around.ts';
import { section } from './section.ts';

/** A part as it is now, and a button to change it. */
export function foldedSection(
  around: Around,
  place: Unfolded,
  loaded: Loaded,
  onOpen: () => void,
): TemplateResult {
  const { localize } = around;
  const state = stateOf(place, loaded, localize);
  const content = html`<div class="line">
    ${state === undefined ? nothing : html`<p>${state}</p>`}
    <button
      id=${`${place}-open`}
      part="open-button"
      type="button"
      aria-labelledby=${`${place}-open ${place}-heading`}
      @click=${onOpen}
    >
      ${localize.term(place === 'embedding' ? 'showIt' : 'changeIt')}
    </button>
  </div>`;
  return section(around, place, content);
}

function stateOf(
  place: Unfolded,
  { access, sources }: Loaded,
  localize: Localize,
): string | undefined {
  switch (place) {
    case 'words': {
      const names = new Intl.DisplayNames(localize.locale, { type: 'language' });
      const languages = access.texts.map(({ language }) => names.of(language) ?? language);
      return localize.term('wordsState', new Intl.ListFormat(localize.locale).format(languages));
    }
    case 'hours':
      return localize.term('hoursState', access.hours?.timeZone);
    case 'sources': {
      const open = sources.filter(source => source.public).length;
      const count = sources.length;
      return count === 0
        ? localize.term('noSources')
        : localize.term('sourcesState', count, localize.count(count), localize.count(open));
    }
    case 'embedding':
      return undefined;
  }
}
