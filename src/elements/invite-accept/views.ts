import type { Way } from '../../ui/controllers/account-form.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import { CHOSEN, EMAIL, NAME, PASSWORD, type Field } from '../../ui/primitives/account-fields.ts';

/** Why a link does not open. */
export type Closed = 'expired' | 'revoked' | 'used' | 'unknown';

/** The name of a form, for who is not signed in. */
export type ViewName = 'sign-up' | 'sign-in' | 'forgotten';

/** A form, as data. */
export interface View {
  readonly title: string;
  readonly text?: string;
  readonly fields: readonly Field[];
  /** The words of the button, and while it is being done. */
  readonly submit: string;
  readonly submitting: string;
  /** What stands beside the password. */
  readonly beside?: Way<ViewName>;
  readonly way?: Way<ViewName>;
}

/** It has to be the one that was invited, which the page does not know. */
const INVITED: Field = {
  ...EMAIL,
  hint: words => words.term('invitedAddress'),
  refused: words => words.term('notInvited'),
};

/**
 * A form in the page's language.
 * @param hasAccount whether there is an account to answer with; undefined where nothing is to be answered
 */
export function viewOf(
  name: ViewName,
  words: Pick<Localize, 'term'>,
  hasAccount: boolean | undefined,
): View {
  switch (name) {
    case 'sign-up':
      return {
        title: words.term('createToJoin'),
        fields: [NAME, INVITED, CHOSEN],
        submit: words.term('createAndJoin'),
        submitting: words.term('joining'),
        way: { lead: words.term('haveAccount'), label: words.term('signIn'), to: 'sign-in' },
      };
    case 'sign-in':
      return {
        ...(hasAccount === undefined
          ? { title: words.term('signIn') }
          : { title: words.term('signInToJoin'), text: words.term('signInToAnswer') }),
        fields: [EMAIL, PASSWORD],
        submit: words.term('signIn'),
        submitting: words.term('signingIn'),
        beside: { label: words.term('forgotten'), to: 'forgotten' },
        ...(hasAccount === false && {
          way: { lead: words.term('newHere'), label: words.term('createAccount'), to: 'sign-up' },
        }),
      };
    case 'forgotten':
      return {
        title: words.term('forgottenPassword'),
        text: words.term('forgottenText'),
        fields: [EMAIL],
        submit: words.term('sendLink'),
        submitting: words.term('sending'),
        way: { label: words.term('backToSignIn'), to: 'sign-in' },
      };
  }
}
