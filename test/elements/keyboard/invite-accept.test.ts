import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../../src/client/index.ts';
import type { InviteAccept } from '../../../src/elements/invite-accept/invite-accept.ts';
import '../../../src/orgtags.ts';
import { newAddress, post } from '../../support/accounts-in-page.ts';
import { parts, text, waitUntil } from '../../support/dom.ts';
import { focus, focusPart, partHasFocus } from '../../support/focus.ts';
import { invite } from '../../support/invited-in-page.ts';
import { show } from '../../support/page.ts';
import { person, scene, type Scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { found, isAsking } from '../../support/suites/views/hands.ts';
import { invited, keepToken } from '../../support/suites/views/invite-accept.ts';

const PASSWORD = 'correct horse';

/** The tag in a page with the session's cookie. */
async function shown({ lane }: Scene): Promise<InviteAccept> {
  const client = createHttpClient({ baseUrl: lane });
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client}
      ><invite-accept></invite-accept><button>After</button></org-provider
    >`,
  );
  return provider.firstElementChild as InviteAccept;
}

/** The form that a link shows to nobody, for an address of its own or of somebody's. */
async function form(address: string): Promise<InviteAccept> {
  const place = await scene();
  await post(place, 'sign-out', {});
  keepToken((await invite(place, address)).token);
  const tag = await shown(place);
  await found(tag, 'form');
  return tag;
}

async function signUp(typed: Readonly<Record<string, string>> = {}): Promise<InviteAccept> {
  const address = newAddress();
  const tag = await form(address);
  fill(tag, { name: 'Nora', email: address, password: PASSWORD, ...typed });
  return tag;
}

async function signIn(password = PASSWORD): Promise<InviteAccept> {
  const { email } = await person({ name: 'Nora', password: PASSWORD });
  const tag = await form(email);
  fill(tag, { email, password });
  await focus(input(tag, 'password'));
  return tag;
}

function input(tag: InviteAccept, name: string): HTMLInputElement {
  return tag.shadowRoot?.querySelector(`[part=input][name=${name}]`) as HTMLInputElement;
}

function fill(tag: InviteAccept, typed: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(typed)) input(tag, name).value = value;
}

/** A link that is open, for whom it is or for somebody else. */
async function opened(as: 'owner' | 'viewer', accounts = true): Promise<InviteAccept> {
  const place = await invited();
  const tag = html`<invite-accept></invite-accept><button>After</button>`;
  return show<InviteAccept>(place, place.as(as), tag, { accounts });
}

async function asked(): Promise<InviteAccept> {
  const tag = await opened('owner');
  (await focusPart(tag, 'decline-button')).click();
  await partHasFocus(tag, 'keep-button');
  return tag;
}

const heads = (tag: InviteAccept): string => text(tag.shadowRoot?.querySelector('#heading'));

/** A press that is to lead to what has this heading. */
async function leadsTo(tag: InviteAccept, part: string, heading: string): Promise<Trial> {
  await focusPart(tag, part);
  return { tag, shows: () => heads(tag).startsWith(heading) };
}

describeKeyboard('invite-accept', {
  async signUpForward() {
    const tag = await signUp();
    await focus(input(tag, 'name'));
    return { tag, shows: () => heads(tag) === 'Create an account to join' };
  },
  async join() {
    const tag = await signUp();
    await focus(input(tag, 'name'));
    return { tag, shows: () => heads(tag).startsWith('You are now a member') };
  },
  async wrong() {
    const tag = await signUp({ name: '' });
    await focus(input(tag, 'password'));
    return { tag, shows: () => text(parts(tag, 'problem')[0]) === 'Enter a name.' };
  },
  async notInvited() {
    const tag = await signUp({ email: 'nobody@test.example' });
    await focus(input(tag, 'password'));
    return { tag, shows: () => text(parts(tag, 'problem')[0]).includes('was not sent to') };
  },
  async reveal() {
    const tag = await signUp();
    await focusPart(tag, 'reveal-button');
    return { tag, shows: () => input(tag, 'password').type === 'text' };
  },
  toSignIn: async () => leadsTo(await signUp(), 'view-button', 'Sign in to join'),
  async signIn() {
    const tag = await signIn();
    return { tag, shows: () => heads(tag) === 'Do you want to join?' };
  },
  async refused() {
    const tag = await signIn('not it at all');
    return { tag, shows: () => text(parts(tag, 'problem')[0]).includes('is not right') };
  },
  async answerForward() {
    const tag = await opened('owner');
    return leadsTo(tag, 'decline-button', 'Do you want to join?');
  },
  accept: async () => leadsTo(await opened('owner'), 'accept-button', 'You are now a member'),
  async goOn() {
    const tag = await opened('owner');
    (await focusPart(tag, 'accept-button')).click();
    await waitUntil(() => heads(tag).startsWith('You are now a member'));
    await waitUntil(() => !tag.matches(':state(busy)'));
    await waitUntil(() => tag.shadowRoot?.activeElement?.id === 'heading');
    return { tag, shows: () => parts(tag, 'continue-link').length === 1 };
  },
  async decline() {
    const tag = await opened('owner');
    await focusPart(tag, 'decline-button');
    return { tag, shows: () => isAsking(tag) };
  },
  async stay() {
    const tag = await asked();
    return { tag, shows: () => isAsking(tag) };
  },
  async keep() {
    const tag = await asked();
    return { tag, shows: () => !isAsking(tag) };
  },
  async confirm() {
    const tag = await asked();
    return leadsTo(tag, 'confirm-button', 'You have declined');
  },
  async switch() {
    const { email } = await person({ name: 'Nora', password: PASSWORD });
    const place = await scene();
    await post(place, 'sign-in/email', { email, password: PASSWORD });
    keepToken((await invite(place, newAddress())).token);
    return leadsTo(await shown(place), 'switch-button', 'Create an account to join');
  },
  async ownSignIn() {
    const place = await invited();
    const tag = await show<InviteAccept>(place, undefined, html`<invite-accept></invite-accept>`);
    let isAskedFor = false;
    tag.addEventListener('org-sign-in-required', () => (isAskedFor = true));
    await focusPart(tag, 'sign-in-button');
    return { tag, shows: () => isAskedFor };
  },
  async retry() {
    const place = await invited();
    await place.trouble({ kind: 'status', path: '/open' });
    const owner = place.as('owner');
    const tag = await show<InviteAccept>(place, owner, html`<invite-accept></invite-accept>`);
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => heads(tag) === 'Do you want to join?' };
  },
});
