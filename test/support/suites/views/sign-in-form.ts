import { part, parts, waitUntil } from '../../dom.ts';
import type { View, Views } from '../views.ts';
import { nobody } from '../visitors.ts';
import { FACES } from './faces.ts';
import { found, press, pressTo, type } from './hands.ts';

const EMAIL = '[part=input][name=email]';
const PASSWORD = '[part=input][name=password]';
const NEW = '[autocomplete=new-password]';

export const SIGN_IN_FORM_VIEWS: Views = {
  ...FACES,
  'signing in': guest(tag => found(tag, PASSWORD)),
  'signing in, with nothing filled in': guest(async tag => {
    await pressTo(tag, 'submit-button', 'problem');
  }),
  'signing in, with what is not right': guest(async tag => {
    await type(tag, EMAIL, 'nobody@test.example');
    await type(tag, PASSWORD, 'not it at all');
    await pressTo(tag, 'submit-button', 'problem');
  }),
  'signing up': guest(async tag => {
    await go(tag, 'sign-up');
    await found(tag, '[part=input][name=name]');
  }),
  'a forgotten password': guest(forget),
  'a letter that was sent': guest(sent),
  'a letter that was sent again': guest(async tag => {
    await sent(tag);
    await pressTo(tag, 'submit-button', 'notice');
  }),
  'the link that confirms an address': guest(tag => follow(tag, 'verify')),
  'the link that confirms an address, with another password': guest(async tag => {
    await follow(tag, 'verify');
    await go(tag, 'replace');
    await found(tag, NEW);
  }),
  'the link to a new password': guest(tag => follow(tag, 'reset')),
  'a link that is over': guest(async tag => {
    await follow(tag, 'reset');
    await type(tag, PASSWORD, 'correct horse');
    await press(tag, 'submit-button');
    await found(tag, EMAIL);
  }),
  'a link for who is signed in': {
    reach: async tag => {
      await part(tag, 'account');
      await follow(tag, 'verify');
    },
  },
  'who is signed in': { reach: tag => part(tag, 'account') },
  'another name': { reach: tag => go(tag, 'rename') },
  'another password': {
    reach: async tag => {
      await go(tag, 'change-password');
      await pressTo(tag, 'submit-button', 'problem');
    },
  },
};

function guest(reach: View['reach']): View {
  return { visitor: nobody, reach };
}

async function go(tag: HTMLElement, to: string): Promise<void> {
  (await found(tag, `[data-to=${to}]`)).click();
  await waitUntil(() => parts(tag, 'form').length > 0);
  await waitUntil(() => tag.shadowRoot?.querySelector(`[data-to=${to}]`) === null);
}

function forget(tag: HTMLElement): Promise<void> {
  return go(tag, 'forgotten');
}

async function sent(tag: HTMLElement): Promise<void> {
  await forget(tag);
  await type(tag, EMAIL, 'nora@test.example');
  await press(tag, 'submit-button');
  await waitUntil(() => parts(tag, 'field').length === 0, 'nothing was sent');
}

/** Opens the link of a letter, one that no backend knows. */
async function follow(tag: HTMLElement, purpose: 'reset' | 'verify'): Promise<void> {
  await part(tag, 'view-button');
  const { location } = tag.ownerDocument.defaultView ?? window;
  location.hash = `${purpose}=${'x'.repeat(43)}`;
  await waitUntil(() => parts(tag, 'form').length > 0 && !parts(tag, 'input').some(isEmail));
}

function isEmail({ id }: HTMLElement): boolean {
  return id === 'email';
}
