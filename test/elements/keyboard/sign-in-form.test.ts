import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../../src/client/index.ts';
import type { SignInForm } from '../../../src/elements/sign-in-form/sign-in-form.ts';
import '../../../src/orgtags.ts';
import { newAddress, post } from '../../support/accounts-in-page.ts';
import { part, parts, text, waitUntil } from '../../support/dom.ts';
import { letterTo, person, scene, type Scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { focus, focusPart, partHasFocus } from '../../support/focus.ts';

const PASSWORD = 'correct horse';
const OTHER = 'battery staple';

/** The form, with the session's cookie, which is given up first. */
async function form(): Promise<SignInForm> {
  const place = await scene();
  await post(place, 'sign-out', {});
  const tag = await shown(place);
  await part(tag, 'form');
  return tag;
}

async function shown(place: Scene): Promise<SignInForm> {
  const client = createHttpClient({ baseUrl: place.lane });
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client}
      ><sign-in-form></sign-in-form><button>After</button></org-provider
    >`,
  );
  return provider.firstElementChild as SignInForm;
}

function input(tag: SignInForm, name: string): HTMLInputElement {
  return tag.shadowRoot?.querySelector(`[part=input][name=${name}]`) as HTMLInputElement;
}

function fill(tag: SignInForm, typed: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(typed)) input(tag, name).value = value;
}

/** The form filled in by somebody who has an account. */
async function filledIn(password = PASSWORD): Promise<SignInForm> {
  const { email } = await person({ name: 'Nora', password: PASSWORD });
  const tag = await form();
  fill(tag, { email, password });
  return tag;
}

async function signedIn(): Promise<SignInForm> {
  const tag = await filledIn();
  parts(tag, 'submit-button')[0]?.click();
  await part(tag, 'account');
  await waitUntil(() => !tag.matches(':state(busy)'));
  return tag;
}

/** The form of the link in a letter that comes when it is asked for. */
async function linked(
  ask: 'request-password-reset' | 'sign-up/email',
  heading: string,
): Promise<SignInForm> {
  const isNew = ask === 'sign-up/email';
  const email = newAddress();
  if (!isNew) await person({ name: 'Nora', email, password: PASSWORD });
  await post(await scene(), ask, isNew ? { name: 'Nora', email, password: PASSWORD } : { email });
  const [link = ''] = /#(?:verify|reset)=[\w-]+/.exec(await letterTo(email)) ?? [];
  return follow(await form(), link, heading);
}

async function follow(tag: SignInForm, link: string, heading: string): Promise<SignInForm> {
  location.hash = link;
  await waitUntil(() => heads(tag) === heading);
  await focus(input(tag, 'password'));
  return tag;
}

const confirming = (): Promise<SignInForm> => linked('sign-up/email', 'Confirm your address');

/** The form after the link of a letter that is too old. */
async function over(): Promise<SignInForm> {
  const tag = await follow(await form(), `#reset=${'x'.repeat(43)}`, 'Choose a new password');
  fill(tag, { password: OTHER });
  return tag;
}

async function tooLate(): Promise<SignInForm> {
  const tag = await over();
  parts(tag, 'submit-button')[0]?.click();
  await partHasFocus(tag, 'heading');
  return tag;
}

/** What says that an e-mail is on its way. */
async function sent(): Promise<SignInForm> {
  const tag = await at(await form(), 'Forgot your password?');
  fill(tag, { email: 'nora@test.example' });
  parts(tag, 'submit-button')[0]?.click();
  await partHasFocus(tag, 'heading');
  return tag;
}

function heads(tag: SignInForm): string {
  return text(parts(tag, 'heading')[0]);
}

/** Another form than the first one. */
async function at(tag: SignInForm, view: string): Promise<SignInForm> {
  (await way(tag, view)).click();
  await tag.updateComplete;
  return tag;
}

function way(tag: SignInForm, words: string): Promise<HTMLElement> {
  return focusPart(tag, 'view-button', words);
}

/** From a form, or from who is signed in, to a form with this heading. */
async function leadsTo(tag: SignInForm, words: string, heading = words): Promise<Trial> {
  await way(tag, words);
  return { tag, shows: () => heads(tag) === heading };
}

/** Signs in from what has the focus. */
async function signsIn(tag: SignInForm, from: HTMLElement | undefined): Promise<Trial> {
  await focus(from);
  return { tag, shows: () => text(parts(tag, 'name')[0]) === 'Nora' };
}

/** From what has the focus back to who is signed in. */
async function goesBack(
  tag: SignInForm,
  to: string,
  shows: () => unknown = () => true,
): Promise<Trial> {
  return {
    tag,
    shows: () =>
      parts(tag, 'form').length === 0 && text(tag.shadowRoot?.activeElement) === to && shows(),
  };
}

describeKeyboard('sign-in-form', {
  async forward() {
    const tag = await form();
    await focus(input(tag, 'email'));
    return { tag, shows: () => heads(tag) === 'Sign in' };
  },
  async back() {
    const tag = await form();
    await focusPart(tag, 'submit-button');
    return { tag, shows: () => heads(tag) === 'Sign in' };
  },
  async submitEmail() {
    const tag = await filledIn();
    return signsIn(tag, input(tag, 'email'));
  },
  async submitPassword() {
    const tag = await filledIn();
    return signsIn(tag, input(tag, 'password'));
  },
  async submit() {
    const tag = await filledIn();
    return signsIn(tag, parts(tag, 'submit-button')[0]);
  },
  async wrong() {
    const tag = await form();
    fill(tag, { email: 'nora' });
    await focus(input(tag, 'password'));
    return {
      tag,
      shows: () => text(parts(tag, 'problem')[0]) === 'This is not an e-mail address.',
    };
  },
  async refused() {
    const tag = await filledIn('not it at all');
    await focus(input(tag, 'password'));
    return {
      tag,
      shows: () =>
        text(parts(tag, 'problem')[0]) === 'Address or password is not right.' &&
        input(tag, 'password').value === 'not it at all',
    };
  },
  async reveal() {
    const tag = await form();
    await focusPart(tag, 'reveal-button');
    return { tag, shows: () => input(tag, 'password').type === 'text' };
  },
  async hide() {
    const tag = await form();
    (await focusPart(tag, 'reveal-button')).click();
    await waitUntil(() => input(tag, 'password').type === 'text');
    return { tag, shows: () => input(tag, 'password').type === 'password' };
  },
  toSignUp: async () => leadsTo(await form(), 'Create an account'),
  toForgotten: async () => leadsTo(await form(), 'Forgot your password?', 'Forgotten password'),
  toSignIn: async () => leadsTo(await at(await form(), 'Create an account'), 'Sign in'),
  async signUpForward() {
    const tag = await at(await form(), 'Create an account');
    await focus(input(tag, 'name'));
    return { tag, shows: () => heads(tag) === 'Create an account' };
  },
  async signUp() {
    const tag = await at(await form(), 'Create an account');
    const email = newAddress();
    fill(tag, { name: 'Nora', email, password: PASSWORD });
    await focus(input(tag, 'name'));
    return { tag, shows: () => heads(tag) === 'Check your e-mail' };
  },
  async forgottenForward() {
    const tag = await at(await form(), 'Forgot your password?');
    await focus(input(tag, 'email'));
    return { tag, shows: () => heads(tag) === 'Forgotten password' };
  },
  async sendLink() {
    const tag = await at(await form(), 'Forgot your password?');
    fill(tag, { email: 'nora@test.example' });
    await focus(input(tag, 'email'));
    return { tag, shows: () => heads(tag) === 'Check your e-mail' };
  },
  async sentForward() {
    const tag = await sent();
    return { tag, shows: () => heads(tag) === 'Check your e-mail' };
  },
  async sendAgain() {
    const tag = await sent();
    await focusPart(tag, 'submit-button');
    return { tag, shows: () => text(parts(tag, 'notice')[0]) === 'Sent again.' };
  },
  otherAddress: async () => leadsTo(await sent(), 'Use another address', 'Forgotten password'),
  async linkForward() {
    const tag = await confirming();
    return { tag, shows: () => heads(tag) === 'Confirm your address' };
  },
  async verify() {
    const tag = await confirming();
    fill(tag, { password: PASSWORD });
    return signsIn(tag, input(tag, 'password'));
  },
  toReplace: async () =>
    leadsTo(await confirming(), 'Choose another password', 'Confirm your address'),
  async replace() {
    const tag = await at(await confirming(), 'Choose another password');
    fill(tag, { password: OTHER });
    return signsIn(tag, input(tag, 'password'));
  },
  async reset() {
    const tag = await linked('request-password-reset', 'Choose a new password');
    fill(tag, { password: OTHER });
    return signsIn(tag, input(tag, 'password'));
  },
  async linkOver() {
    const tag = await over();
    return { tag, shows: () => heads(tag) === 'This link no longer works' };
  },
  async overForward() {
    const tag = await tooLate();
    return { tag, shows: () => heads(tag) === 'This link no longer works' };
  },
  async sendNewLink() {
    const tag = await tooLate();
    fill(tag, { email: 'nora@test.example' });
    await focus(input(tag, 'email'));
    return { tag, shows: () => heads(tag) === 'Check your e-mail' };
  },
  async retry() {
    const place = await scene();
    await post(place, 'sign-out', {});
    await place.trouble({ kind: 'status' });
    const tag = await shown(place);
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => heads(tag) === 'Sign in' };
  },
  async accountForward() {
    const tag = await signedIn();
    await focusPart(tag, 'sign-out-button');
    return { tag, shows: () => parts(tag, 'account').length === 1 };
  },
  async signOut() {
    const tag = await signedIn();
    await focusPart(tag, 'sign-out-button');
    return { tag, shows: () => heads(tag) === 'Sign in' };
  },
  toName: async () => leadsTo(await signedIn(), 'Change name', 'Change your name'),
  toPassword: async () => leadsTo(await signedIn(), 'Change password', 'Change your password'),
  async saveName() {
    const tag = await at(await signedIn(), 'Change name');
    fill(tag, { name: 'Nora Lind' });
    await focus(input(tag, 'name'));
    return goesBack(tag, 'Change name', () => text(parts(tag, 'name')[0]) === 'Nora Lind');
  },
  async savePassword() {
    const tag = await at(await signedIn(), 'Change password');
    fill(tag, { current: PASSWORD, password: OTHER });
    await focus(input(tag, 'current'));
    return goesBack(tag, 'Change password', () => parts(tag, 'notice').length === 1);
  },
  async wrongPassword() {
    const tag = await at(await signedIn(), 'Change password');
    fill(tag, { current: 'not it at all', password: OTHER });
    await focus(input(tag, 'password'));
    return {
      tag,
      shows: () => text(parts(tag, 'problem')[0]) === 'The password is not right.',
    };
  },
  async cancel() {
    const tag = await at(await signedIn(), 'Change password');
    await way(tag, 'Cancel');
    return goesBack(tag, 'Change password');
  },
  async escapeName() {
    const tag = await at(await signedIn(), 'Change name');
    fill(tag, { name: 'Nora Lind' });
    await focus(input(tag, 'name'));
    return goesBack(tag, 'Change name', () => text(parts(tag, 'name')[0]) === 'Nora');
  },
  async escapePassword() {
    const tag = await at(await signedIn(), 'Change password');
    await focus(input(tag, 'password'));
    return goesBack(tag, 'Change password');
  },
});
