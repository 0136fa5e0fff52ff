import type { TemplateResult } from 'lit';
import type { Problem } from '../../client/problem.ts';
import type { AroundEditors, Loaded, Opened, Unfolded } from './around.ts';
import { Dialogs } from './dialogs.ts';
import { EmbeddingSection } from './embedding-section.ts';
import { HoursSection } from './hours-section.ts';
import { loadLaterWords } from './later-words.ts';
import { SourcesSection } from './sources-section.ts';
import { WordsSection } from './words-section.ts';

/** All that takes a press to be there, which is loaded with the first one. */
export interface Editors {
  readonly isUnderWay: boolean;
  /** Opens a dialog. @returns why it does not open */
  open(what: Opened): Promise<Problem | undefined>;
  /** @param script the address of the chat's script */
  renderSection(place: Unfolded, loaded: Loaded, script: string): TemplateResult;
  renderDialogs(): TemplateResult;
  /** Drops what was typed, which was somebody else's. */
  forget(): void;
  /** Hides the signing secret. */
  hideSecret(): void;
  /** What was typed goes on from another state, of which the person was told. */
  rebase(loaded: Loaded): void;
}

/** Makes them for a tag. */
export function createEditors(around: AroundEditors): Editors {
  loadLaterWords();
  const words = new WordsSection(around);
  const hours = new HoursSection(around);
  const sources = new SourcesSection(around);
  const embedding = new EmbeddingSection(around);
  const dialogs = new Dialogs(around, embedding);
  return {
    get isUnderWay() {
      return dialogs.isUnderWay;
    },
    open: what => dialogs.open(what),
    renderSection(place, { access, sources: all }, script) {
      switch (place) {
        case 'words':
          return words.render(access);
        case 'hours':
          return hours.render(access);
        case 'sources':
          return sources.render(all);
        case 'embedding':
          return embedding.render(access, script);
      }
    },
    renderDialogs: () => dialogs.render(),
    forget() {
      for (const part of [words, hours, sources, embedding, dialogs]) part.forget();
    },
    hideSecret() {
      embedding.forget();
    },
    rebase({ access, sources: all }) {
      words.rebase(access.version);
      hours.rebase(access.version);
      dialogs.rebase(all);
    },
  };
}
