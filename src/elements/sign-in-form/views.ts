import type { Person } from '../../client/backend-client.ts';
import type { Way } from '../../ui/controllers/account-form.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { CHOSEN, EMAIL, NAME, PASSWORD, type Field } from '../../ui/primitives/account-fields.ts';

/** What a letter's link is for. */
export type Purpose = 'verify' | 'reset';

/** The password that is known already, beside a new one. */
const CURRENT: Field = {
  ...PASSWORD,
  name: 'current',
  label: words => words.term('currentPassword'),
};

/** A password in place of another. */
const NEW_PASSWORD: Field = { ...CHOSEN, label: words => words.term('newPassword') };

/** For who is not signed in. */
const GUEST_VIEWS = ['sign-in', 'sign-up', 'forgotten'] as const;
/** For anybody: what letters lead to, and what leads to letters. */
const LETTER_VIEWS = ['sent', 'verify', 'replace', 'reset', 'expired'] as const;
/** For who is signed in, beneath who it is. */
const ACCOUNT_VIEWS = ['rename', 'change-password'] as const;

/** The name of a form. */
export type ViewName =
  (typeof GUEST_VIEWS)[number] | (typeof LETTER_VIEWS)[number] | (typeof ACCOUNT_VIEWS)[number];

/** A form, as data. */
export interface View {
  readonly title: string;
  readonly text?: string;
  /** What helps where it does not go well. */
  readonly hint?: string;
  readonly fields: readonly Field[];
  /** The words of the button, and while it is being done. */
  readonly submit: string;
  readonly submitting: string;
  /** What stands beside the password. */
  readonly beside?: Way<ViewName>;
  readonly ways: readonly Way<ViewName>[];
}

/** What a form depends on. */
export interface Situation {
  /** Who is signed in. */
  readonly person: Person | undefined;
  /** The address that a letter went to. */
  readonly email: string;
  /** What that letter's link, or the one that was opened, is for. */
  readonly purpose: Purpose;
}

/** Which form is there to be seen, when one was opened; undefined for who is signed in and wants none. */
export function visibleView(
  opened: ViewName | undefined,
  person: Person | undefined,
): ViewName | undefined {
  if (opened !== undefined) {
    if (isOneOf(LETTER_VIEWS, opened)) return opened;
    if (isOneOf(person ? ACCOUNT_VIEWS : GUEST_VIEWS, opened)) return opened;
  }
  return person ? undefined : 'sign-in';
}

/** Does the form stand beneath who is signed in? */
export function isOfAccount(name: ViewName): boolean {
  return isOneOf(ACCOUNT_VIEWS, name);
}

/** A form in the page's language. */
export function viewOf(
  name: ViewName,
  words: Pick<Localize, 'term'>,
  { person, email, purpose }: Situation,
): View {
  const back = { label: words.term(person ? 'notNow' : 'backToSignIn') };
  const cancel = { label: words.term('cancel') };
  const ofLink = (text: string): string =>
    person ? `${words.term('linkWhileSignedIn', person.name)} ${text}` : text;
  switch (name) {
    case 'sign-in':
      return {
        title: words.term('signIn'),
        fields: [EMAIL, PASSWORD],
        submit: words.term('signIn'),
        submitting: words.term('signingIn'),
        beside: { label: words.term('forgotten'), to: 'forgotten' },
        ways: [{ lead: words.term('newHere'), label: words.term('createAccount'), to: 'sign-up' }],
      };
    case 'sign-up':
      return {
        title: words.term('createAccount'),
        fields: [NAME, EMAIL, CHOSEN],
        submit: words.term('createAccount'),
        submitting: words.term('creatingAccount'),
        ways: [{ lead: words.term('haveAccount'), label: words.term('signIn') }],
      };
    case 'forgotten':
      return {
        title: words.term('forgottenPassword'),
        text: words.term('forgottenText'),
        fields: [EMAIL],
        submit: words.term('sendLink'),
        submitting: words.term('sending'),
        ways: [back],
      };
    case 'sent':
      return {
        title: words.term('lookIntoMailbox'),
        text: words.term(`${purpose}Sent`, email),
        hint: words.term('notThere'),
        fields: [],
        submit: words.term('sendAgain'),
        submitting: words.term('sending'),
        ways: person
          ? [back]
          : [
              {
                label: words.term('otherAddress'),
                to: purpose === 'verify' ? 'sign-up' : 'forgotten',
              },
              back,
            ],
      };
    case 'verify':
      return {
        title: words.term('confirmAddress'),
        text: ofLink(words.term('confirmText')),
        fields: [PASSWORD],
        submit: words.term('confirm'),
        submitting: words.term('confirming'),
        ways: [{ label: words.term('chooseAnew'), to: 'replace' }, back],
      };
    case 'replace':
      return {
        title: words.term('confirmAddress'),
        text: ofLink(words.term('replaceText')),
        fields: [NEW_PASSWORD],
        submit: words.term('confirm'),
        submitting: words.term('confirming'),
        ways: [{ label: words.term('asChosen'), to: 'verify' }, back],
      };
    case 'reset':
      return {
        title: words.term('chooseNewPassword'),
        text: ofLink(words.term('resetText')),
        fields: [NEW_PASSWORD],
        submit: words.term('saveAndSignIn'),
        submitting: words.term('saving'),
        ways: [back],
      };
    case 'expired':
      return {
        title: words.term('linkOver'),
        // Nobody who is signed in is asked to do so.
        text: words.term(person ? 'resetOver' : `${purpose}Over`),
        fields: [EMAIL],
        submit: words.term('sendNewLink'),
        submitting: words.term('sending'),
        ways: [back],
      };
    case 'rename':
      return {
        title: words.term('changeYourName'),
        text: words.term('nameChangesEverywhere'),
        fields: [NAME],
        submit: words.term('save'),
        submitting: words.term('saving'),
        ways: [cancel],
      };
    case 'change-password':
      return {
        title: words.term('changeYourPassword'),
        text: words.term('resetText'),
        fields: [CURRENT, NEW_PASSWORD],
        submit: words.term('save'),
        submitting: words.term('saving'),
        ways: [cancel],
      };
  }
}

function isOneOf(names: readonly ViewName[], name: ViewName): boolean {
  return names.includes(name);
}
