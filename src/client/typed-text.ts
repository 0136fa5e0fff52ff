/**
 * What may be typed, as the reference backend reads it, so that a page can say so beside the field at
 * once. Another backend's refusal arrives beside the same field.
 */
import { INPUT_DENIALS } from '../contract/denials/input.ts';
import type { InputDenial } from '../domain/index.ts';

export { checkAddress, checkName, checkSlug, suggestSlug } from '../domain/index.ts';

/** What is wrong with what was typed, in English. */
export function inputDenialSentence({ code }: InputDenial): string {
  return INPUT_DENIALS[code]({});
}

/** The same for what a backend has answered of a field; undefined where no rule here has that name. */
export function fieldProblemSentence(code: string): string | undefined {
  return code in INPUT_DENIALS ? inputDenialSentence({ code } as InputDenial) : undefined;
}
