import { expect, fixture, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient, type BackendClient } from '../../src/client/index.ts';
import type { InviteAccept } from '../../src/elements/invite-accept/invite-accept.ts';
import '../../src/orgtags.ts';
import { storeFor } from '../../src/ui/context/session-store.ts';
import { AccountDriver } from '../support/account-driver.ts';
import { newAddress, post, startSignedOut } from '../support/accounts-in-page.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { invite } from '../support/invited-in-page.ts';
import { clientOf, show } from '../support/page.ts';
import { letterTo, person, scene, sql, type Scene } from '../support/scene.ts';
import { ENDS, invited, keepToken } from '../support/suites/views/invite-accept.ts';

const PASSWORD = 'correct horse';

/** The tag as a person uses it. */
class Driver extends AccountDriver<InviteAccept> {
  get heading(): string {
    return text(this.tag.shadowRoot?.querySelector('#heading'));
  }

  async heads(heading: string): Promise<void> {
    await waitUntil(
      () => this.heading.startsWith(heading),
      `no “${heading}” but “${this.heading}” in ${this.says}`,
    );
  }

  async press(name: string, words = ''): Promise<void> {
    await part(this.tag, name);
    const button = parts(this.tag, name).find(one => text(one).includes(words));
    button?.focus();
    button?.click();
    await this.tag.updateComplete;
  }

  async submit(typed: Readonly<Record<string, string>>): Promise<void> {
    this.fill(typed);
    await this.press('submit-button');
    await this.done();
  }

  async headingHasFocus(): Promise<void> {
    await waitUntil(() => hasFocus(this.tag.shadowRoot?.querySelector('#heading')));
  }
}

/** The page that links lead to, on the same site as its backend, so with cookies. */
async function page({ lane }: Scene, href?: string): Promise<Driver> {
  const client = createHttpClient({ baseUrl: lane });
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client}
      ><invite-accept href=${href ?? '/'}></invite-accept
    ></org-provider>`,
  );
  const driver = new Driver(provider.firstElementChild as InviteAccept);
  await waitUntil(() => driver.heading !== '', driver.says);
  return driver;
}

/** The same for who signs in elsewhere. */
async function shown(place: Scene, as: { readonly token: string } | undefined): Promise<Driver> {
  const tag = await show<InviteAccept>(place, as, html`<invite-accept></invite-accept>`);
  const driver = new Driver(tag);
  await waitUntil(() => driver.heading !== '', driver.says);
  return driver;
}

/** Is somebody a member, and as what? */
async function roleOf(place: Scene, email: string): Promise<unknown> {
  const [found] = await sql(
    'select role from orgtags.membership where organization_id = $1 and email = $2',
    [place.id, email],
  );
  return (found as { readonly role: string } | undefined)?.role;
}

async function end(place: Scene, how: string): Promise<void> {
  await sql(`update orgtags.invitation set ${how} where organization_id = $1`, [place.id]);
}

startSignedOut();

describe('invite-accept: what a link says (R20)', () => {
  it('is who invites to what, as which role and until when, before signing in, and no more', async () => {
    const place = await scene({ name: 'Acme', purpose: 'Production' });
    const address = newAddress();
    keepToken((await invite(place, address, 'viewer')).token);
    const driver = await page(place);
    const shownParts = ['title', 'purpose'].map(name => text(parts(driver.tag, name)[0]));
    expect(shownParts).to.deep.equal(['Invitation to Acme', 'Production']);
    const details = parts(driver.tag, 'detail').map(detail => [...detail.children].map(text));
    expect(details).to.deep.equal([
      ['Invited by', 'Olivia Brandt'],
      ['Role', 'Viewer'],
      ['Expires', 'In 23 hours'],
    ]);
    expect(driver.tag.shadowRoot?.querySelector('time')?.title).to.match(/\d{4}.* at /);
    expect(driver.tag.shadowRoot?.innerHTML).to.not.contain(address);
    expect(driver.tag.shadowRoot?.innerHTML).to.not.contain(place.as('owner').email);
  });

  it('is asked for without the token in the address, and kept for the tab alone', async () => {
    const place = await scene();
    const { token } = await invite(place, newAddress());
    const entries = history.length;
    history.replaceState(null, '', `#token=${token}&utm_source=mail`);
    const driver = await page(place);
    await driver.heads('Create an account to join');
    expect(location.hash).to.equal('');
    expect(location.href).to.not.contain('#');
    expect(history.length).to.equal(entries);
    expect(localStorage.length === 0 || !JSON.stringify(localStorage).includes(token)).to.equal(
      true,
    );
    driver.tag.closest('org-provider')?.remove();
    await (await page(place)).heads('Create an account to join');
  });

  it('is taken from the page, too, which keeps it', async () => {
    const place = await scene();
    const { token } = await invite(place, newAddress());
    const driver = await page(place);
    await driver.heads('No invitation is open here');
    driver.tag.token = token;
    await driver.heads('Create an account to join');
    expect(sessionStorage.length).to.equal(0);
  });

  it('is another as soon as another link is opened', async () => {
    const [acme, globex] = [await scene({ name: 'Acme' }), await scene({ name: 'Globex' })];
    const links = [await invite(acme, newAddress()), await invite(globex, newAddress())] as const;
    keepToken(links[0].token);
    const driver = await page(acme);
    driver.input('name').value = 'Nora';
    location.hash = `token=${links[1].token}`;
    await waitUntil(() => driver.says.includes('Invitation to Globex'));
    expect(driver.says).to.not.contain('Acme');
  });

  it('accepts nothing by being opened', async () => {
    const place = await invited();
    const driver = await shown(place, place.as('owner'));
    await driver.heads('Do you want to join?');
    const pending = await sql(
      'select from orgtags.invitation where address = $1 and ended is null',
      [place.as('owner').email],
    );
    expect(pending).to.have.length(1);
  });
});

describe('invite-accept: somebody without an account (R20)', () => {
  async function opened(): Promise<{ place: Scene; address: string; driver: Driver }> {
    const place = await scene({ name: 'Acme' });
    const address = newAddress();
    keepToken((await invite(place, address)).token);
    return { place, address, driver: await page(place, '/console.html') };
  }

  it('makes one there, joins with the role, and is in the organization', async () => {
    const { place, address, driver } = await opened();
    const accepted = oneEvent(driver.tag, 'org-invitation-accepted');
    const signedIn = oneEvent(driver.tag, 'org-signed-in');
    await driver.submit({ name: 'Nora Lind', email: address, password: PASSWORD });
    await signedIn;
    const { organization } = (await accepted) as { organization?: { id: string } } & Event;
    expect(organization?.id).to.equal(place.id);
    await driver.heads('You are now a member of Acme, as Member');
    expect(driver.status).to.equal('You are now a member of Acme, as Member.');
    await driver.headingHasFocus();
    const link = parts<HTMLAnchorElement>(driver.tag, 'continue-link')[0];
    expect(link?.getAttribute('href')).to.equal('/console.html');
    expect(await roleOf(place, address)).to.equal('member');
    expect(sessionStorage.getItem('orgtags.organization')).to.equal(place.id);
    expect(sessionStorage.getItem('orgtags.invitation')).to.equal(null);
    const table = document.createElement('member-table');
    driver.tag.after(table);
    await waitUntil(() => text(table.shadowRoot).includes('Nora Lind'), 'the tab is elsewhere');
  });

  it('is told beside the fields what is wrong, keeps what was typed, and is led to the first', async () => {
    const { place, address, driver } = await opened();
    await driver.submit({ name: 'Nora', email: newAddress(), password: PASSWORD });
    expect(driver.beside('email')).to.equal('The invitation was not sent to this address.');
    expect(hasFocus(driver.input('email'))).to.equal(true);
    expect(driver.input('name').value).to.equal('Nora');
    expect(driver.input('password').value).to.equal(PASSWORD);
    expect(driver.says).to.not.contain(address);
    await driver.submit({ email: ` ${address.toUpperCase()} ` });
    await driver.heads('You are now a member');
    expect(await roleOf(place, address)).to.equal('member');
  });

  it('goes on to signing in where there is one by now, with what was typed', async () => {
    const { address, driver } = await opened();
    await person({ email: address, password: PASSWORD });
    await driver.submit({ name: 'Nora', email: address, password: PASSWORD });
    await driver.heads('Sign in to join');
    expect(text(parts(driver.tag, 'notice')[0])).to.contain('There is an account');
    expect(driver.input('email').value).to.equal(address);
    expect(driver.input('password').value).to.equal(PASSWORD);
    await driver.headingHasFocus();
    await driver.submit({});
    await driver.heads('Do you want to join?');
  });

  it('has the account, and joins at the next attempt, where joining fails', async () => {
    const { place, address, driver } = await opened();
    await place.trouble({ kind: 'status', path: '/invitations/accept' });
    await driver.submit({ name: 'Nora', email: address, password: PASSWORD });
    await driver.heads('Do you want to join?');
    expect(text(await part(driver.tag, 'problem'))).to.contain('did not answer');
    await place.trouble({ kind: 'none' });
    await driver.press('accept-button');
    await driver.heads('You are now a member');
  });

  it('is signed in and asked where the page stops the joining', async () => {
    const { place, address, driver } = await opened();
    driver.tag.addEventListener('org-invitation-accept', event => {
      event.preventDefault();
    });
    await driver.submit({ name: 'Nora', email: address, password: PASSWORD });
    await driver.heads('Do you want to join?');
    expect(await roleOf(place, address)).to.equal(undefined);
  });

  it('by a copied link stays unverified, by the link of the letter is verified', async () => {
    const isVerified = async (email: string): Promise<unknown> =>
      sql('select email_verified from orgtags.person where email = $1', [email]);
    const { address, driver } = await opened();
    await letterTo(address);
    await driver.submit({ name: 'Nora', email: address, password: PASSWORD });
    await driver.heads('You are now a member');
    expect(await isVerified(address)).to.deep.equal([{ email_verified: false }]);

    await post(await scene(), 'sign-out', {});
    driver.tag.closest('org-provider')?.remove();
    const place = await scene();
    const other = newAddress();
    await invite(place, other);
    const [, token = ''] = /#token=([\w.-]+)/.exec(await letterTo(other)) ?? [];
    history.replaceState(null, '', `#token=${token}`);
    const mailed = await page(place);
    await mailed.submit({ name: 'Nora', email: other, password: PASSWORD });
    await mailed.heads('You are now a member');
    expect(await isVerified(other)).to.deep.equal([{ email_verified: true }]);
  });
});

describe('invite-accept: somebody with an account (R20, R22)', () => {
  async function opened() {
    const place = await scene({ name: 'Acme' });
    const somebody = await person({ name: 'Nora', password: PASSWORD });
    keepToken((await invite(place, somebody.email)).token);
    return { place, somebody, driver: await page(place) };
  }

  it('signs in there, and then accepts', async () => {
    const { place, somebody, driver } = await opened();
    expect(driver.heading).to.equal('Sign in to join');
    expect(parts(driver.tag, 'view-button').map(text)).to.deep.equal(['Forgot your password?']);
    await driver.submit({ email: somebody.email, password: PASSWORD });
    await driver.heads('Do you want to join?');
    await driver.headingHasFocus();
    expect(driver.status).to.equal('Signed in as Nora.');
    expect(await roleOf(place, somebody.email)).to.equal(undefined);
    await driver.press('accept-button');
    await driver.heads('You are now a member of Acme');
    expect(await roleOf(place, somebody.email)).to.equal('member');
  });

  it('is sent a new password, and told to open the link again', async () => {
    const { somebody, driver } = await opened();
    driver.input('email').value = somebody.email;
    await driver.press('view-button', 'Forgot');
    expect(driver.input('email').value).to.equal(somebody.email);
    await driver.submit({});
    await driver.heads('Sign in to join');
    const notice = text(parts(driver.tag, 'notice')[0]);
    expect(notice)
      .to.contain(somebody.email)
      .and.to.contain('open the link of the invitation again');
    expect(await letterTo(somebody.email)).to.contain('#token=');
    expect(await letterTo(somebody.email)).to.contain('#reset=');
  });

  it('with another address is told so, not whose it is, and switches on the same link', async () => {
    const place = await scene({ name: 'Acme' });
    const [nora, otto] = [
      await person({ name: 'Nora', password: PASSWORD }),
      await person({ name: 'Otto', password: PASSWORD }),
    ];
    keepToken((await invite(place, nora.email)).token);
    await post(place, 'sign-in/email', { email: otto.email, password: PASSWORD });
    const driver = await page(place);
    await driver.heads('This invitation is for another address');
    expect(text(parts(driver.tag, 'account')[0])).to.contain('Otto');
    expect(driver.tag.shadowRoot?.innerHTML).to.not.contain(nora.email).and.not.contain('Nora');
    expect(parts(driver.tag, 'accept-button')).to.have.length(0);
    const signedOut = oneEvent(driver.tag, 'org-signed-out');
    await place.trouble({ kind: 'hold', path: '/sign-out' });
    await driver.press('switch-button');
    const switching = () => parts(driver.tag, 'switch-button')[0]?.ariaDisabled;
    expect(switching(), 'it seems to wait for nothing').to.equal('true');
    await place.trouble({ kind: 'none' });
    await signedOut;
    await driver.heads('Sign in to join');
    await driver.headingHasFocus();
    expect(driver.status).to.equal('You are signed out.');
    await driver.submit({ email: nora.email, password: PASSWORD });
    await driver.heads('Do you want to join?');
  });

  it('is told at the button, too, for how long it waits after too many attempts', async () => {
    const place = await scene({ name: 'Acme' });
    const nora = await person({ name: 'Nora', password: PASSWORD });
    keepToken((await invite(place, nora.email)).token);
    const driver = await page(place);
    await driver.heads('Sign in to join');
    await place.trouble({ kind: 'limit', path: '/sign-in/email' });
    await driver.submit({ email: nora.email, password: PASSWORD });
    const button = await part(driver.tag, 'submit-button');
    expect(button.ariaDisabled).to.equal('true');
    const told = button.getAttribute('aria-describedby') ?? '';
    expect(text(driver.tag.shadowRoot?.getElementById(told))).to.match(/Try again in \d+ second/);
    await place.trouble({ kind: 'none' });
  });

  it('leaves nothing of what was typed to the next one', async () => {
    const place = await scene({ name: 'Acme' });
    const otto = await person({ name: 'Otto', password: PASSWORD });
    keepToken((await invite(place, newAddress())).token);
    const driver = await page(place);
    driver.input('email').value = otto.email;
    await driver.press('view-button', 'Sign in');
    expect(driver.input('email').value).to.equal(otto.email);
    await driver.submit({ password: PASSWORD });
    await driver.heads('This invitation is for another address');
    await post(place, 'sign-out', {});
    const { client } = driver.tag.closest('org-provider') ?? {};
    await storeFor(client as BackendClient).reload();
    await driver.heads('Create an account to join');
    expect(driver.input('email').value).to.equal('');
    expect(driver.input('password').value).to.equal('');
  });

  it('declines only when asked again, after which nobody joins by the link', async () => {
    const place = await invited();
    const driver = await shown(place, place.as('owner'));
    await driver.press('decline-button');
    expect(text(await part(driver.tag, 'dialog'))).to.contain('Decline the invitation to Globex?');
    await driver.press('keep-button');
    await waitUntil(() => hasFocus(parts(driver.tag, 'decline-button')[0]));
    await driver.press('decline-button');
    await driver.press('confirm-button');
    await driver.heads('You have declined the invitation to Globex');
    await driver.headingHasFocus();
    expect(driver.says).to.contain('ask Ines Albers to invite you again');
    expect(sessionStorage.getItem('orgtags.invitation')).to.equal(null);
  });

  it('is not told that it was declined, where it was accepted elsewhere meanwhile', async () => {
    const place = await scene();
    const somebody = await person();
    const { token } = await invite(place, somebody.email);
    keepToken(token);
    const driver = await shown(place, somebody);
    await driver.press('decline-button');
    await clientOf(place, somebody).inbox.acceptLink({ token });
    await driver.press('confirm-button');
    await driver.heads('This invitation has been answered');
    expect(driver.says).to.contain('you are a member already');
  });

  it('sees it end when its time is over, without doing anything', async () => {
    const place = await invited();
    await sql(
      `update orgtags.invitation set expires_at = now() + interval '3 seconds' where address = $1`,
      [place.as('owner').email],
    );
    const driver = await shown(place, place.as('owner'));
    await driver.heads('Do you want to join?');
    await driver.heads('This invitation has expired');
  });
});

describe('invite-accept: where people sign in elsewhere (R47)', () => {
  it('asks the page to sign in, when that is wanted, and goes on with the same link', async () => {
    const place = await scene({ name: 'Acme' });
    const somebody = await person();
    keepToken((await invite(place, somebody.email)).token);
    const asked: string[] = [];
    const note = ({ type }: Event): void => {
      asked.push(type);
    };
    document.addEventListener('org-sign-in-required', note);
    const driver = await shown(place, undefined);
    await driver.heads('Sign in to join');
    expect(driver.says).to.contain('Invitation to Acme');
    expect(parts(driver.tag, 'form')).to.have.length(0);
    expect(asked).to.deep.equal([]);
    await driver.press('sign-in-button');
    expect(asked).to.deep.equal(['org-sign-in-required']);
    document.removeEventListener('org-sign-in-required', note);

    driver.tag.closest('org-provider')?.remove();
    const back = await shown(place, somebody);
    await back.heads('Do you want to join?');
    await back.press('accept-button');
    await back.heads('You are now a member of Acme');
  });

  it('asks the page, too, to switch accounts', async () => {
    const place = await invited();
    const driver = await shown(place, place.as('viewer'));
    const asked = oneEvent(driver.tag, 'org-sign-in-required');
    await driver.press('switch-button');
    await asked;
  });
});

describe('invite-accept: links that do not open (R23)', () => {
  const FACES = {
    expired: ['This invitation has expired', 'Ask whoever invited you for a new one'],
    revoked: ['This invitation is no longer valid', 'ask whoever invited you'],
    used: ['This invitation has been answered', 'sign in to go on'],
  } as const;

  for (const end_ of ['expired', 'revoked', 'used'] as const) {
    it(`says so, and what to do then: ${end_}`, async () => {
      const place = await scene();
      keepToken((await invite(place, newAddress())).token);
      await end(place, ENDS[end_]);
      const driver = await page(place);
      const [title, hint] = FACES[end_];
      expect(driver.heading).to.equal(title);
      expect(driver.says).to.contain(hint);
      expect(driver.says).to.not.contain(place.name);
      await expect(driver.tag).to.be.accessible();
    });
  }

  it('says so, and what to do then: one that was resent', async () => {
    const place = await scene();
    const { id, token } = await invite(place, newAddress());
    const { invitations } = clientOf(place, place.as('owner'));
    const [invitation] = (await invitations.list(place.id)).invitations;
    await invitations.resend(place.id, id, { version: invitation?.version ?? 0 });
    keepToken(token);
    const driver = await page(place);
    expect(driver.heading).to.equal('This invitation is no longer valid');
    expect(driver.says).to.contain('a newer one replaces it');
  });

  for (const [what, garble] of Object.entries({
    cut: (token: string) => token.slice(0, -5),
    changed: (token: string) => `x${token}`,
    empty: () => '',
    'much too long': (token: string) => token.repeat(40),
    'no token at all': () => '%00<img>',
  })) {
    it(`says so, and what to do then: one that is ${what}`, async () => {
      const place = await scene();
      const { token } = await invite(place, newAddress());
      history.replaceState(null, '', `#token=${garble(token)}`);
      const driver = await page(place);
      expect(driver.heading).to.be.oneOf([
        'This link leads to no invitation',
        'No invitation is open here',
      ]);
      expect(location.hash).to.equal('');
    });
  }

  it('lets who has joined by it sign in, and go on', async () => {
    const place = await scene();
    const somebody = await person({ name: 'Nora', password: PASSWORD });
    const { token } = await invite(place, somebody.email);
    await clientOf(place, somebody).inbox.acceptLink({ token });
    keepToken(token);
    const driver = await page(place);
    await driver.press('sign-in-button');
    await driver.heads('Sign in');
    await driver.submit({ email: somebody.email, password: PASSWORD });
    await driver.heads('This invitation has been answered');
    expect(driver.says).to.contain('you are a member already');
    expect(parts(driver.tag, 'continue-link')).to.have.length(1);
  });

  it('leads on to pages alone', async () => {
    const place = await scene();
    const driver = await page(place, 'javascript:globalThis.ran=true');
    expect(parts(driver.tag, 'continue-link')).to.have.length(0);
  });
});
