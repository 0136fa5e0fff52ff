import { INPUT_DENIALS } from '../contract/denials/input.ts';
import type { InputDenial } from '../domain/index.ts';

export type { InputDenial } from '../domain/index.ts';

/** What is wrong with what was typed, in English. */
export function inputDenialSentence({ code }: InputDenial): string {
  return INPUT_DENIALS[code]({});
}

/** The denial of that name, which a backend has given a field; undefined where there is none. */
export function inputDenialOf(code: string): InputDenial | undefined {
  return code in INPUT_DENIALS ? ({ code } as InputDenial) : undefined;
}
