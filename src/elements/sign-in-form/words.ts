import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  signIn: 'Sign in',
  signingIn: 'Signing in',
  signOut: 'Sign out',
  signedIn: (name: string) => `Signed in as ${name}.`,
  signedOut: 'You are signed out.',
  email: 'E-mail',
  password: 'Password',
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
};

type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
}

/** The words that only this tag says. */
export function loadWords(): void {
  addWords(en);
}
