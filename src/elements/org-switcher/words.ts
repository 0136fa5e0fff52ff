import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  organization: 'Organization',
  switcherFailed: (name: string) => `${name} could not be opened.`,
  switched: (name: string) => `You are now in ${name}.`,
};

type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
}

/** The words that only this tag says. */
export function loadWords(): void {
  addWords(en);
}
