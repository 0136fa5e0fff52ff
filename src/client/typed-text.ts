/**
 * What may be typed, as the reference backend reads it, so that a page can say so beside the field at
 * once. Another backend's refusal arrives beside the same field.
 */
import { INPUT_DENIALS } from '../contract/denials/input.ts';
import type { FieldProblem } from '../contract/problems.ts';
import type { InputDenial } from '../domain/index.ts';

export { checkAddress, checkName, checkPassword } from '../domain/index.ts';

/** What is wrong with what was typed, in English. */
export function inputDenialSentence({ code }: InputDenial): string {
  return INPUT_DENIALS[code]({});
}

/** The same of a field that a backend has refused; undefined where it does not say the rule. */
export function fieldProblemSentence({ code }: FieldProblem): string | undefined {
  return isInputDenial(code) ? INPUT_DENIALS[code]({}) : undefined;
}

function isInputDenial(code: string): code is InputDenial['code'] {
  return Object.hasOwn(INPUT_DENIALS, code);
}
