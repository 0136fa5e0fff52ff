import { expect, fixture, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../src/client/index.ts';
import type { SignInForm } from '../../src/elements/sign-in-form/sign-in-form.ts';
import '../../src/orgtags.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { AccountDriver } from '../support/account-driver.ts';
import { newAddress, post, startSignedOut } from '../support/accounts-in-page.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { giveLeastRoom, unreadable } from '../support/readable.ts';
import { letterTo, person, scene, sql, type Scene } from '../support/scene.ts';

const PASSWORD = 'correct horse';
const OTHER = 'battery staple';

/** The form as a person uses it. */
class FormDriver extends AccountDriver<SignInForm> {
  get heading(): string {
    return text(parts(this.tag, 'heading')[0]);
  }

  get submitButton(): HTMLButtonElement | undefined {
    return parts<HTMLButtonElement>(this.tag, 'submit-button')[0];
  }

  async heads(heading: string): Promise<void> {
    await waitUntil(() => this.heading === heading, `no “${heading}” but “${this.heading}”`);
  }

  async go(label: string): Promise<void> {
    const button = parts(this.tag, 'view-button').find(one => text(one) === label);
    if (!button) throw new Error(`No way to ${label} in: ${this.says}`);
    button.click();
    await this.tag.updateComplete;
  }

  async submit(typed: Readonly<Record<string, string>> = {}): Promise<void> {
    this.fill(typed);
    this.submitButton?.click();
    await this.tag.updateComplete;
  }

  /** Once nothing fades any more. */
  async isAccessible(): Promise<void> {
    const fading = this.tag.shadowRoot?.getAnimations() ?? [];
    await Promise.allSettled(fading.map(({ finished }) => finished));
    await expect(this.tag).to.be.accessible();
  }

  async problem(): Promise<string> {
    return text(await part(this.tag, 'problem'));
  }
}

/** The form of a page that lives on the same site as its backend, so with cookies. */
async function form(
  { lane }: Scene,
  client = createHttpClient({ baseUrl: lane }),
): Promise<FormDriver> {
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client}><sign-in-form></sign-in-form></org-provider>`,
  );
  const driver = new FormDriver(provider.firstElementChild as SignInForm);
  await waitUntil(() => parts(driver.tag, 'form').length + parts(driver.tag, 'account').length > 0);
  return driver;
}

/** The form with somebody signed in. */
async function signedIn(place: Scene, { email }: TestPerson): Promise<FormDriver> {
  await post(place, 'sign-in/email', { email, password: PASSWORD });
  const driver = await form(place);
  await part(driver.tag, 'account');
  return driver;
}

/** What pages of a browser keep: that somebody is signed in. */
const SIGNED_IN = 'orgtags.signed-in';

/** Another window of the browser keeps something, or nothing any more, which this one has been told then. */
async function keepElsewhere(key: string, value?: string): Promise<void> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const storage = frame.contentWindow?.localStorage;
  const told = oneEvent(window, 'storage');
  if (value === undefined) storage?.removeItem(key);
  else storage?.setItem(key, value);
  await told;
  frame.remove();
}

/** Ends somebody's sessions, of which their pages are told. */
async function endSessions({ id }: TestPerson): Promise<void> {
  await sql(
    `delete from orgtags_auth.session where "userId" =
               (select subject from orgtags.person where id = $1)`,
    [id],
  );
  await sql("select pg_notify('orgtags', '')");
}

/** The fragment of the link in the next letter to an address. */
async function fragmentTo(email: string): Promise<string> {
  const [, fragment = ''] = /#((?:verify|reset)=[\w-]+)/.exec(await letterTo(email)) ?? [];
  return fragment;
}

startSignedOut();

describe('sign-in-form: an account of one’s own (R51)', () => {
  it('says beside each field what is wrong, leads to the first, and keeps what was typed', async () => {
    const driver = await form(await scene());
    await driver.go('Create an account');
    await driver.submit({ name: ' ', email: 'nora', password: 'short' });
    expect(driver.beside('name')).to.equal('Enter a name.');
    expect(driver.beside('email')).to.equal('This is not an e-mail address.');
    expect(driver.beside('password')).to.equal('A password has at least 8 characters.');
    expect(hasFocus(driver.input('name'))).to.equal(true);
    await driver.isAccessible();

    await driver.submit({ name: 'Nora' });
    expect(driver.beside('name')).to.equal('');
    expect(hasFocus(driver.input('email'))).to.equal(true);
    expect(driver.input('email').value).to.equal('nora');
    expect(driver.input('password').value).to.equal('short');
  });

  it('says beside the field which addresses no account here can have', async () => {
    const driver = await form(await scene());
    await driver.go('Create an account');
    await driver.submit({ name: 'Nora', email: 'nóra@bücher.example', password: PASSWORD });
    await driver.done();
    expect(driver.beside('email')).to.equal(
      'Accounts here take addresses of a to z, 0 to 9 and . _ + - alone. Choose another one.',
    );
    expect(hasFocus(driver.input('email'))).to.equal(true);
    expect(driver.input('password').value).to.equal(PASSWORD);
  });

  it('is made, confirmed by the letter’s link, and signed in to', async () => {
    const driver = await form(await scene());
    const email = newAddress();
    await driver.go('Create an account');
    await driver.submit({ name: 'Nora Lindqvist', email, password: PASSWORD });
    await driver.heads('Check your e-mail');
    expect(text(parts(driver.tag, 'text')[0])).to.contain(email);
    expect(hasFocus(parts(driver.tag, 'heading')[0])).to.equal(true);
    await driver.isAccessible();

    const fragment = await fragmentTo(email);
    location.hash = fragment;
    await driver.heads('Confirm your address');
    expect(location.hash).to.equal('');
    await driver.submit({ password: 'another one' });
    await driver.done();
    expect(driver.beside('password')).to.equal('The password is not right.');
    expect(driver.input('password').value).to.equal('another one');
    await driver.submit({ password: 'short' });
    await driver.done();
    expect(driver.beside('password')).to.equal('A password has 8 to 128 characters.');

    const signed = oneEvent(driver.tag, 'org-signed-in');
    await driver.submit({ password: PASSWORD });
    await signed;
    expect(text(await part(driver.tag, 'name'))).to.equal('Nora Lindqvist');
    expect(driver.status).to.equal('Signed in as Nora Lindqvist.');
    await waitUntil(() => hasFocus(parts(driver.tag, 'sign-out-button')[0]));
    await driver.isAccessible();

    location.hash = fragment;
    await driver.heads('Confirm your address');
    await driver.submit({ password: PASSWORD });
    await driver.heads('This link no longer works');
    expect(text(parts(driver.tag, 'text')[0])).to.equal('It has been used or is too old.');
  });

  it('is confirmed with another password by who has forgotten the first', async () => {
    const place = await scene();
    const driver = await form(place);
    const email = newAddress();
    await post(place, 'sign-up/email', { name: 'Nora', email, password: PASSWORD });
    location.hash = await fragmentTo(email);
    await driver.heads('Confirm your address');
    await driver.go('Choose another password');
    expect(driver.input('password').autocomplete).to.equal('new-password');
    await driver.submit({ password: OTHER });
    await part(driver.tag, 'account');
    expect((await post(place, 'sign-in/email', { email, password: OTHER })).status).to.equal(204);
  });

  it('gets its letter again, and can go back with what was typed', async () => {
    const place = await scene();
    const driver = await form(place);
    const email = newAddress();
    await driver.go('Create an account');
    await driver.submit({ name: 'Nora', email, password: PASSWORD });
    await driver.heads('Check your e-mail');
    await letterTo(email);
    await driver.submit();
    await driver.done();
    expect(text(await part(driver.tag, 'notice'))).to.equal('Sent again.');
    expect(await letterTo(email)).to.contain('#verify=');
    await driver.go('Use another address');
    expect(driver.heading).to.equal('Create an account');
    expect([driver.input('name').value, driver.input('email').value]).to.deep.equal([
      'Nora',
      email,
    ]);
  });
});

describe('sign-in-form: a forgotten password (R51)', () => {
  it('takes the address along, and looks the same whether there is an account', async () => {
    const place = await scene();
    const somebody = await person({ password: PASSWORD });
    const driver = await form(place);
    const faces: string[] = [];
    for (const email of [somebody.email, newAddress()]) {
      driver.input('email').value = email;
      await driver.go('Forgot your password?');
      expect(driver.input('email').value).to.equal(email);
      await driver.submit();
      await driver.heads('Check your e-mail');
      faces.push(text(driver.tag.shadowRoot).replaceAll(email, 'the address'));
      await driver.go('Back to sign in');
      expect(driver.input('email').value).to.equal(email);
      expect(hasFocus(driver.input('password'))).to.equal(true);
    }
    expect(faces[0]).to.contain('If there is an account').and.equal(faces[1]);
  });

  it('is chosen anew by the link, which works once', async () => {
    const place = await scene();
    const { email, name } = await person({ password: PASSWORD });
    await post(place, 'request-password-reset', { email });
    const fragment = await fragmentTo(email);
    location.hash = fragment;
    const driver = await form(place);
    expect(driver.heading).to.equal('Choose a new password');
    expect(location.hash).to.equal('');
    expect(hasFocus(driver.input('password'))).to.equal(true);
    await driver.submit({ password: 'short' });
    expect(driver.beside('password')).to.equal('A password has at least 8 characters.');
    await driver.submit({ password: OTHER });
    expect(text(await part(driver.tag, 'name'))).to.equal(name);

    location.hash = fragment;
    await driver.heads('Choose a new password');
    expect(text(parts(driver.tag, 'text')[0])).to.contain(`You are signed in as ${name}.`);
    await driver.submit({ password: PASSWORD });
    await driver.heads('This link no longer works');
    expect(hasFocus(parts(driver.tag, 'heading')[0])).to.equal(true);
    await driver.isAccessible();
    await driver.submit({ email });
    await driver.heads('Check your e-mail');
    expect(await letterTo(email)).to.contain('#reset=');
    await driver.go('Not now');
    expect(text(await part(driver.tag, 'name'))).to.equal(name);
  });
});

describe('sign-in-form: the link of a letter (R51)', () => {
  it('leads to somebody else’s account, of which then everything on the page is', async () => {
    const place = await scene();
    const olivia = await person({ name: 'Olivia', password: PASSWORD });
    const acme = await scene({
      name: 'Acme',
      members: [{ role: 'owner', person: olivia }],
    });
    const mia = await person({ name: 'Mia', password: PASSWORD });
    const driver = await signedIn(acme, olivia);
    await post(place, 'request-password-reset', { email: mia.email });
    location.hash = await fragmentTo(mia.email);
    await driver.heads('Choose a new password');
    await driver.submit({ password: OTHER });
    await waitUntil(() => text(parts(driver.tag, 'name')[0]) === 'Mia');
    expect(sessionStorage.length).to.equal(0);
  });

  it('shows nothing of who was here while it is looked whose account it is', async () => {
    const olivia = await person({ password: PASSWORD });
    const acme = await scene({ name: 'Acme', members: [{ role: 'owner', person: olivia }] });
    const mia = await person({ name: 'Mia', password: PASSWORD });
    const driver = await signedIn(acme, olivia);
    const beside = document.createElement('org-switcher');
    driver.tag.after(beside);
    await part(beside, 'trigger');
    await post(acme, 'request-password-reset', { email: mia.email });
    location.hash = await fragmentTo(mia.email);
    await driver.heads('Choose a new password');
    await acme.trouble({ kind: 'hold', path: '/session' });
    await driver.submit({ password: OTHER });
    await part(beside, 'skeleton');
    expect(text(beside.shadowRoot)).to.not.contain('Acme');
    await acme.trouble({ kind: 'none' });
    await waitUntil(() => text(parts(driver.tag, 'name')[0]) === 'Mia');
  });

  it('takes no focus from where it is', async () => {
    const place = await scene();
    const elsewhere = await fixture<HTMLInputElement>(html`<input aria-label="Elsewhere" />`);
    elsewhere.focus();
    location.hash = `reset=${'x'.repeat(43)}`;
    const driver = await form(place);
    expect(driver.heading).to.equal('Choose a new password');
    expect(document.activeElement === elsewhere).to.equal(true);
  });

  it('is left alone by a tag that is not there for it', async () => {
    const { lane } = await scene();
    location.hash = `reset=${'x'.repeat(43)}`;
    const client = createHttpClient({ baseUrl: lane, getToken: () => 'nobody' });
    const provider = await fixture<HTMLElement>(
      html`<org-provider .client=${client}><sign-in-form></sign-in-form></org-provider>`,
    );
    await oneEvent(provider, 'org-sign-in-required');
    expect(location.hash).to.match(/^#reset=/);
    expect(text(provider.querySelector('sign-in-form')?.shadowRoot)).to.equal('');
  });
});

describe('sign-in-form: who is signed in (R51)', () => {
  it('changes the own name, for every tag on the page', async () => {
    const olivia = await person({ name: 'Olivia', password: PASSWORD });
    const driver = await signedIn(await scene(), olivia);
    await driver.go('Change name');
    expect(driver.input('name').value).to.equal('Olivia');
    expect(hasFocus(driver.input('name'))).to.equal(true);
    await driver.isAccessible();
    await driver.submit({ name: '' });
    expect(driver.beside('name')).to.equal('Enter a name.');
    await driver.submit({ name: ' Olivia  Brandt ' });
    await driver.done();
    expect(text(await part(driver.tag, 'name'))).to.equal('Olivia Brandt');
    expect(driver.status).to.equal('Your name is now Olivia Brandt.');
    expect(text(driver.tag.shadowRoot?.activeElement)).to.equal('Change name');
    expect(await sql('select name from orgtags.person where id = $1', [olivia.id])).to.deep.equal([
      { name: 'Olivia Brandt' },
    ]);
  });

  it('changes the password, and says beside the current one when it is not right', async () => {
    const place = await scene();
    const olivia = await person({ password: PASSWORD });
    const driver = await signedIn(place, olivia);
    await driver.go('Change password');
    const username = driver.input('username');
    expect([username.autocomplete, username.value]).to.deep.equal(['username', olivia.email]);
    await driver.submit({ current: 'not it', password: OTHER });
    await driver.done();
    expect(driver.beside('current')).to.equal('The password is not right.');
    expect(hasFocus(driver.input('current'))).to.equal(true);
    expect(driver.input('password').value).to.equal(OTHER);
    await driver.isAccessible();
    await driver.submit({ current: PASSWORD });
    expect(text(await part(driver.tag, 'notice'))).to.contain('Your password is changed.');
    const again = await post(place, 'sign-in/email', { email: olivia.email, password: OTHER });
    expect(again.status).to.equal(204);
  });

  it('leaves nothing of what was typed to the next one, also when the session just ends', async () => {
    const olivia = await person({ name: 'Olivia', password: PASSWORD });
    const driver = await signedIn(await scene(), olivia);
    await driver.go('Change name');
    await sql(
      `delete from orgtags_auth.session where "userId" =
                 (select subject from orgtags.person where id = $1)`,
      [olivia.id],
    );
    await driver.submit();
    await driver.heads('Sign in');
    expect(await driver.problem()).to.contain('your session has ended');
    expect(driver.input('email').value).to.equal('');
    await driver.go('Create an account');
    expect(driver.input('name').value).to.equal('');
  });
});

describe('sign-in-form: a session that ends elsewhere (R28, R51)', () => {
  it('is said, to the ear as well, and leads to where one signs in', async () => {
    const olivia = await person({ name: 'Olivia', password: PASSWORD });
    const driver = await signedIn(await scene(), olivia);
    await endSessions(olivia);
    await driver.heads('Sign in');
    expect(text(await part(driver.tag, 'notice'))).to.equal('You are signed out.');
    expect(driver.status).to.equal('You are signed out.');
  });
});

describe('sign-in-form: somebody else who is there now (R28, R51)', () => {
  async function arrange() {
    const place = await scene();
    const olivia = await person({ name: 'Olivia', password: PASSWORD });
    const mia = await person({ name: 'Mia', password: PASSWORD });
    const miaSignsIn = () => post(place, 'sign-in/email', { email: mia.email, password: PASSWORD });
    const showsMia = async ({ tag }: FormDriver): Promise<void> => {
      await waitUntil(() => text(parts(tag, 'name')[0]) === 'Mia', 'it does not show Mia');
    };
    return { place, olivia, mia, miaSignsIn, showsMia };
  }

  it('is not told that who was there before is signed out', async () => {
    const { place, olivia, miaSignsIn, showsMia } = await arrange();
    const driver = await signedIn(place, olivia);
    await endSessions(olivia);
    await part(driver.tag, 'notice');
    await miaSignsIn();
    await keepElsewhere(SIGNED_IN, 'yes');
    await showsMia(driver);
    expect(parts(driver.tag, 'notice').map(text)).to.deep.equal([]);
  });

  it('is not told that another’s password is changed', async () => {
    const { place, olivia, miaSignsIn, showsMia } = await arrange();
    const driver = await signedIn(place, olivia);
    await driver.go('Change password');
    await driver.submit({ current: PASSWORD, password: OTHER });
    await part(driver.tag, 'notice');
    await miaSignsIn();
    await showsMia(driver);
    expect(parts(driver.tag, 'notice').map(text)).to.deep.equal([]);
  });

  it('is looked for where nobody was, and when another window has found somebody', async () => {
    const { place, miaSignsIn, showsMia } = await arrange();
    const client = createHttpClient({ baseUrl: place.lane });
    let looked = 0;
    const driver = await form(place, {
      ...client,
      session(...asked) {
        looked += 1;
        return client.session(...asked);
      },
    });
    localStorage.setItem(SIGNED_IN, 'yes');
    await keepElsewhere('something else', 'yes');
    await keepElsewhere('something else');
    await keepElsewhere(SIGNED_IN);
    expect(looked).to.equal(1);
    await miaSignsIn();
    await keepElsewhere(SIGNED_IN, 'yes');
    await showsMia(driver);
    expect(looked).to.equal(2);
    await keepElsewhere(SIGNED_IN);
    await keepElsewhere(SIGNED_IN, 'yes');
    expect(looked).to.equal(2);
  });

  for (const [way, typed, path] of [
    ['Change name', { name: 'Olivia Brandt' }, '/profile'],
    ['Change password', { current: PASSWORD, password: OTHER }, '/profile/password'],
  ] as const) {
    it(`is not told of an answer that another has asked for (${way})`, async () => {
      const { place, olivia, miaSignsIn, showsMia } = await arrange();
      const driver = await signedIn(place, olivia);
      const account = (): Promise<unknown> =>
        sql(
          `select name, password
             from orgtags.person join orgtags_auth.account on "userId" = subject
            where person.id = $1`,
          [olivia.id],
        ).then(JSON.stringify);
      const before = await account();
      await place.trouble({ kind: 'delay', path: `${path}$` });
      await driver.go(way);
      await driver.submit(typed);
      await waitUntil(async () => (await account()) !== before, 'it is not done');
      await miaSignsIn();
      await showsMia(driver);
      await place.trouble({ kind: 'none' });
      await driver.done();
      expect(parts(driver.tag, 'notice').map(text)).to.deep.equal([]);
      expect(driver.status).to.equal('');
    });
  }

  it('is not told of a letter to another, nor of what another has done wrong', async () => {
    const { place, olivia, miaSignsIn, showsMia } = await arrange();
    const driver = await form(place);
    await driver.go('Forgot your password?');
    await driver.submit({ email: olivia.email });
    await driver.heads('Check your e-mail');
    await place.trouble({ kind: 'status', path: '/request-password-reset' });
    await driver.submit();
    await driver.problem();
    await miaSignsIn();
    await keepElsewhere(SIGNED_IN, 'yes');
    await showsMia(driver);
    expect(driver.heading).to.equal('');
    expect(parts(driver.tag, 'problem').map(text)).to.deep.equal([]);
  });

  it('finds their own name where another was changing theirs', async () => {
    const { place, olivia, miaSignsIn, showsMia } = await arrange();
    const driver = await signedIn(place, olivia);
    await driver.go('Change name');
    driver.input('name').value = 'Olivia Brandt';
    await miaSignsIn();
    await showsMia(driver);
    expect(driver.heading).to.equal('');
    expect(hasFocus(parts(driver.tag, 'name')[0])).to.equal(true);
    await driver.go('Change name');
    expect(driver.input('name').value).to.equal('Mia');
  });

  it('goes on where a letter has led, without what another has typed there', async () => {
    const { place, olivia, mia, miaSignsIn } = await arrange();
    const driver = await signedIn(place, olivia);
    await post(place, 'request-password-reset', { email: mia.email });
    location.hash = await fragmentTo(mia.email);
    await driver.heads('Choose a new password');
    driver.input('password').value = 'of Olivia';
    await miaSignsIn();
    const says = (): string => text(parts(driver.tag, 'text')[0]);
    await waitUntil(() => says().includes('You are signed in as Mia.'));
    expect(driver.input('password').value).to.equal('');
    await driver.submit({ password: OTHER });
    await part(driver.tag, 'account');
    expect(
      (await post(place, 'sign-in/email', { email: mia.email, password: OTHER })).status,
    ).to.equal(204);
  });
});

describe('sign-in-form: what does not go well (R51)', () => {
  it('sends once, however often it is asked to', async () => {
    const place = await scene();
    const driver = await form(place);
    await place.trouble({ kind: 'hold', path: '/sign-in' });
    await driver.submit({ email: newAddress(), password: PASSWORD });
    await driver.submit();
    expect(driver.submitButton?.ariaDisabled).to.equal('true');
    await driver.go('Create an account');
    expect(driver.heading).to.equal('Sign in');
    await place.trouble({ kind: 'none' });
    expect(await driver.problem()).to.equal('Address or password is not right.');
    expect(await place.requests('/sign-in')).to.equal(1);
  });

  for (const kind of ['status', 'html'] as const) {
    it(`says in a sentence that the server failed, and keeps what was typed (${kind})`, async () => {
      const place = await scene();
      const driver = await form(place);
      await driver.go('Create an account');
      await place.trouble({ kind, path: '/sign-up' });
      const email = newAddress();
      await driver.submit({ name: 'Nora', email, password: PASSWORD });
      expect(await driver.problem()).to.match(/^The server did not answer/);
      const kept = ['name', 'email', 'password'].map(name => driver.input(name).value);
      expect(kept).to.deep.equal(['Nora', email, PASSWORD]);
    });
  }

  it('shows and hides a password, which is hidden when it is sent', async () => {
    const driver = await form(await scene());
    const reveal = await part(driver.tag, 'reveal-button');
    driver.input('password').value = PASSWORD;
    reveal.click();
    await driver.tag.updateComplete;
    expect([driver.input('password').type, text(reveal.lastElementChild)]).to.deep.equal([
      'text',
      'Hide the password',
    ]);
    await driver.isAccessible();
    await driver.submit({ email: newAddress() });
    expect(driver.input('password').type).to.equal('password');
    expect(driver.input('password').value).to.equal(PASSWORD);
  });

  it('counts down what was tried too often, says so once, and lets one try again', async () => {
    const place = await scene();
    const driver = await form(place);
    const typed = { email: newAddress(), password: PASSWORD };
    await driver.submit(typed);
    await driver.done();
    await sql(
      `update orgtags_limits.counter
          set points = 1000000, expire = (extract(epoch from now()) * 1000)::bigint + 5000
        where key like 'wrongPassword:%'`,
    );
    const said: string[] = [];
    const status = driver.tag.shadowRoot?.querySelector('[role=status]') as HTMLElement;
    const observer = new MutationObserver(() => said.push(text(status)));
    observer.observe(status, { subtree: true, childList: true, characterData: true });

    await driver.submit();
    await driver.done();
    const left = (): number =>
      Number(/^Too many attempts. Try again in (\d+) seconds?\.$/.exec(now())?.[1] ?? 0);
    const now = (): string => text(parts(driver.tag, 'problem')[0]);
    const first = left();
    expect(first).to.be.within(2, 6);
    expect(parts(driver.tag, 'problem')[0]?.role).to.equal('timer');
    expect(driver.submitButton?.ariaDisabled).to.equal('true');
    await driver.isAccessible();
    await waitUntil(() => left() < first, 'it does not tick');

    await driver.go('Create an account');
    expect(driver.submitButton?.ariaDisabled).to.equal('false');
    await driver.go('Sign in');
    expect(driver.submitButton?.ariaDisabled).to.equal('true');
    expect(left()).to.be.within(1, first);
    expect(said).to.have.length(1);

    const before = await place.requests('/sign-in');
    await driver.submit(typed);
    expect(await place.requests('/sign-in')).to.equal(before);
    await waitUntil(() => driver.submitButton?.ariaDisabled === 'false', 'still waiting');
    expect(now()).to.equal('');
    observer.disconnect();
  });
});

describe('sign-in-form: in the least room', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  for (const language of ['en', 'de']) {
    it(`can be read whole, each form of it (${language})`, async () => {
      await giveLeastRoom();
      document.documentElement.lang = language;
      const { tag } = await form(await scene());
      const ways = (): HTMLElement[] => parts(tag, 'view-button');
      expect(unreadable(tag)).to.deep.equal([]);
      for (const way of [0, 1]) {
        ways()[way]?.click();
        await tag.updateComplete;
        parts(tag, 'submit-button')[0]?.click();
        await part(tag, 'problem');
        expect(unreadable(tag)).to.deep.equal([]);
        ways().at(-1)?.click();
        await waitUntil(() => ways().length === 2);
      }
    });
  }
});

describe('sign-in-form: what password managers see (R51)', () => {
  const seen = ({ tag }: FormDriver): string[] =>
    parts<HTMLInputElement>(tag, 'input').map(input => `${input.name}: ${input.autocomplete}`);

  it('in every form: fields with names and what they are for', async () => {
    const driver = await form(await scene());
    expect(seen(driver)).to.deep.equal(['email: username', 'password: current-password']);
    await driver.go('Create an account');
    expect(seen(driver)).to.deep.equal(['name: name', 'email: username', 'password: new-password']);
    await driver.go('Sign in');
    await driver.go('Forgot your password?');
    expect(seen(driver)).to.deep.equal(['email: username']);
    location.hash = `verify=${'x'.repeat(43)}`;
    await driver.heads('Confirm your address');
    expect(seen(driver)).to.deep.equal(['password: current-password']);
    location.hash = `reset=${'x'.repeat(43)}`;
    await driver.heads('Choose a new password');
    expect(seen(driver)).to.deep.equal(['password: new-password']);
  });
});
