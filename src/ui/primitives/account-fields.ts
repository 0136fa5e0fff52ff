import type { Problem } from '../../client/problem.ts';
import { inputDenialOf } from '../../client/input-denials.ts';
import { checkAccountAddress, checkName, checkPassword } from '../../client/typed-text.ts';
import type { Localize } from '../i18n/localize.ts';

/** The name of an input, which is the name of what it stands for in requests. */
export type FieldName = 'name' | 'email' | 'current' | 'password';

/** What stands in the inputs of a form; of those it does not have, nothing. */
export type Typed = Readonly<Record<FieldName, string>>;

type Words = Pick<Localize, 'term'>;

/** A sentence, in whatever the page's language then is. */
export type Says = (words: Words) => string;

/** What is wrong with which field. */
export type FieldProblems = Readonly<Partial<Record<FieldName, Says>>>;

/** An input of a form. */
export interface Field {
  readonly name: FieldName;
  readonly type: 'email' | 'password' | 'text';
  readonly autocomplete: string;
  readonly label: Says;
  readonly hint?: Says;
  /** @returns what is wrong */
  readonly check: (typed: string) => Says | undefined;
  /** What a backend means that only says that the field is not right. */
  readonly refused: Says;
}

type Check = typeof checkName | typeof checkAccountAddress | typeof checkPassword;

export const NAME: Field = {
  name: 'name',
  type: 'text',
  autocomplete: 'name',
  label: words => words.term('name'),
  check: by(checkName),
  refused: words => words.term('input', { code: 'name-blank' }),
};

export const EMAIL: Field = {
  name: 'email',
  type: 'email',
  autocomplete: 'username',
  label: words => words.term('email'),
  check: typed =>
    typed === '' ? words => words.term('emailMissing') : by(checkAccountAddress)(typed),
  refused: words => words.term('emailRefused'),
};

/** The password that is known already. */
export const PASSWORD: Field = {
  name: 'password',
  type: 'password',
  autocomplete: 'current-password',
  label: words => words.term('password'),
  check: typed => (typed === '' ? words => words.term('passwordMissing') : undefined),
  refused: words => words.term('passwordRule'),
};

/** A first password. */
export const CHOSEN: Field = {
  ...PASSWORD,
  autocomplete: 'new-password',
  hint: words => words.term('passwordHint'),
  check: by(checkPassword),
};

/** Which fields do not hold what they may. */
export function wrongFields(fields: readonly Field[], typed: Typed): FieldProblems {
  return problemsBy(fields, ({ name, check }) => check(typed[name]));
}

/** Which fields a backend has refused. */
export function refusedFields(fields: readonly Field[], problem: Problem): FieldProblems {
  const said = problem.details.fields ?? [];
  return problemsBy(fields, field => {
    const known = field.autocomplete === 'current-password';
    if (problem.code === 'wrong-password' && known) return words => words.term('problem', problem);
    const refusal = said.find(one => one.field === field.name);
    if (!refusal) return undefined;
    const denial = inputDenialOf(refusal.code);
    return denial ? words => words.term('input', denial) : field.refused;
  });
}

function by(check: Check): Field['check'] {
  return typed => {
    const checked = check(typed);
    return checked.allowed ? undefined : words => words.term('input', checked.denial);
  };
}

function problemsBy(
  fields: readonly Field[],
  problemOf: (field: Field) => Says | undefined,
): FieldProblems {
  const problems = fields.map(field => [field.name, problemOf(field)] as const);
  return Object.fromEntries(problems.filter(([, problem]) => problem !== undefined));
}
