import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../../src/client/index.ts';
import type { SignInForm } from '../../../src/elements/sign-in-form/sign-in-form.ts';
import '../../../src/orgtags.ts';
import { post } from '../../support/accounts-in-page.ts';
import { part, parts, text, waitUntil } from '../../support/dom.ts';
import { person, scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { focus, focusPart } from '../../support/focus.ts';

const PASSWORD = 'correct horse';
const OTHER = 'battery staple';

/** The form, with the session's cookie, which is given up first. */
async function form(): Promise<SignInForm> {
  const place = await scene();
  await post(place, 'sign-out', {});
  const client = createHttpClient({ baseUrl: place.lane });
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client}
      ><sign-in-form></sign-in-form><button>After</button></org-provider
    >`,
  );
  const tag = provider.firstElementChild as SignInForm;
  await part(tag, 'form');
  return tag;
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
    const email = `${crypto.randomUUID()}@test.example`;
    fill(tag, { name: 'Nora', email, password: PASSWORD });
    await focus(input(tag, 'name'));
    return { tag, shows: () => heads(tag) === 'Check your e-mail' };
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
});
