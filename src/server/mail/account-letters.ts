import type { Letter } from './letter.ts';

/** Where the letters lead. */
export interface LetterPlaces {
  /** The page with the sign-in form. */
  readonly page: string;
  /** What people know the site by: its host. */
  readonly site: string;
}

const NOT_YOU = 'If this was not you, you need not do anything.';

/** Asks the owner of an address to confirm it. */
export function verifyLetter({ page, site }: LetterPlaces, token: string): Letter {
  return {
    subject: `Confirm your address for ${site}`,
    paragraphs: [
      `Somebody, most likely you, wants to use ${site} with this e-mail address.`,
      'You will be asked for the password that you have chosen. The link works once, within 24 hours.',
      `${NOT_YOU} The address stays unconfirmed.`,
    ],
    link: { label: 'Confirm the address', url: `${page}#verify=${token}` },
  };
}

/** Says to somebody who signs up that they have an account. */
export function accountExistsLetter({ page, site }: LetterPlaces): Letter {
  return {
    subject: `You already have an account on ${site}`,
    paragraphs: [
      `Somebody, most likely you, has tried to sign up on ${site} with this e-mail address, which already has an account.`,
      'Sign in with your password. If you do not know it any more, choose “Forgot your password?” there.',
      `${NOT_YOU} Nothing has changed.`,
    ],
    link: { label: 'Sign in', url: page },
  };
}

/** Lets somebody choose a new password. */
export function resetLetter({ page, site }: LetterPlaces, token: string): Letter {
  return {
    subject: `Choose a new password for ${site}`,
    paragraphs: [
      `Somebody, most likely you, has asked for a new password for your account on ${site}.`,
      'The link works once, within an hour. You will be signed out everywhere else.',
      `${NOT_YOU} Your password stays as it is.`,
    ],
    link: { label: 'Choose a new password', url: `${page}#reset=${token}` },
  };
}

/** Says to somebody who asks about their account that they have none. */
export function noAccountLetter({ page, site }: LetterPlaces): Letter {
  return {
    subject: `No account on ${site} with this address`,
    paragraphs: [
      `Somebody, most likely you, has asked about an account on ${site} with this e-mail address. There is none.`,
      'You may have signed up with another address, or not have confirmed this one in time: then sign up again.',
      NOT_YOU,
    ],
    link: { label: 'Sign in or sign up', url: page },
  };
}
