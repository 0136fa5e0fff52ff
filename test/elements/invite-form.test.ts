import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { InviteForm } from '../../src/elements/invite-form/invite-form.ts';
import type { InvitedEvent, InviteEvent } from '../../src/index.ts';
import { newAddress } from '../support/accounts-in-page.ts';
import { clipboard } from '../support/clipboard.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { focusPart } from '../support/focus.ts';
import { clientOf, show, showWithout } from '../support/page.ts';
import { invitation, letterTo, scene, sql, type Scene } from '../support/scene.ts';
import { choose, found, paste, press, type } from '../support/suites/views/hands.ts';

const FIELD = '#addresses';

async function form(as: 'owner' | 'admin' | 'member' = 'owner') {
  const place = await scene();
  const tag = await show<InviteForm>(place, place.as(as), html`<invite-form></invite-form>`);
  await part(tag, 'heading');
  return { place, tag };
}

const chips = (tag: InviteForm): string[] =>
  parts(tag, 'chip').map(chip => chip.dataset.text ?? '');
const notes = (tag: InviteForm): string[] => parts(tag, 'note').map(text);
const draft = (tag: InviteForm): string | undefined =>
  tag.shadowRoot?.querySelector<HTMLTextAreaElement>(FIELD)?.value;
const said = (tag: InviteForm): string => text(tag.shadowRoot?.querySelector('[role=status]'));
const submitButton = (tag: InviteForm): string => text(parts(tag, 'submit-button')[0]);
const invited = (tag: InviteForm): string[] =>
  [...(tag.shadowRoot?.querySelectorAll('.invited [part=email]') ?? [])].map(text);

interface Stored {
  readonly address: string;
  readonly role: string;
  /** Seconds. */
  readonly lifetime: number;
}

/** The invitations of an organization, as the database has them. */
async function stored({ id }: Scene): Promise<Stored[]> {
  return (await sql(
    `select address, role, round(extract(epoch from expires_at - sent_at))::integer as lifetime
       from orgtags.invitation where organization_id = $1 order by address`,
    [id],
  )) as Stored[];
}

/** Sends what stands in the form, and waits for what becomes of it. */
async function send(tag: InviteForm): Promise<readonly InvitedEvent['outcomes'][number][]> {
  const told = new Promise<InvitedEvent>(resolve => {
    tag.addEventListener('org-invited', resolve, { once: true });
  });
  await press(tag, 'submit-button');
  const { outcomes } = await told;
  await tag.updateComplete;
  return outcomes;
}

describe('the addresses of people to invite (R18, R40)', () => {
  it('become chips as lists are pasted, as mail programs write them', async () => {
    const { tag } = await form();
    const list = `Lena Park <lena@studio.example>; "Brandt, Olivia" <O.Brandt@Studio.example>
      mo@studio.example, jörg@müller.example\tmo@studio.example`;
    await paste(tag, FIELD, list);
    await waitUntil(() => chips(tag).length === 4);
    expect(chips(tag)).to.deep.equal([
      'lena@studio.example',
      'o.brandt@studio.example',
      'mo@studio.example',
      'jörg@müller.example',
    ]);
    expect(draft(tag)).to.equal('');
    expect(submitButton(tag)).to.equal('Send 4 invitations');
    expect(said(tag)).to.equal('4 addresses to invite.');
  });

  it('keep what is no address in sight, with the reason, and do not send it', async () => {
    const { place, tag } = await form();
    await paste(tag, FIELD, `marketing team; ${newAddress()}; lena@studio`);
    await waitUntil(() => chips(tag).length === 3);
    expect(notes(tag)).to.have.length(2);
    expect(notes(tag)[0]).to.contain('marketing team: This is not an e-mail address.');
    expect(notes(tag)[1]).to.contain('lena@studio: This is not an e-mail address.');
    expect(submitButton(tag)).to.equal('Send invitation');
    await send(tag);
    expect(await stored(place)).to.have.length(1);
    expect(chips(tag)).to.have.length(2);
  });

  it('stand once, however often they are typed', async () => {
    const { tag } = await form();
    await paste(tag, FIELD, 'lena@studio.example');
    await paste(tag, FIELD, 'LENA@studio.example, mo@studio.example');
    await waitUntil(() => chips(tag).length > 1);
    expect(chips(tag)).to.deep.equal(['lena@studio.example', 'mo@studio.example']);
  });

  it('are taken one after the other as they are typed, also with a name that has a comma', async () => {
    const { tag } = await form();
    await focusPart(tag, 'input');
    await sendKeys({ type: '"Park, Lena" <lena@studio.example>,mo@studio.example;jo' });
    expect(chips(tag)).to.deep.equal(['lena@studio.example', 'mo@studio.example']);
    expect(draft(tag)).to.equal('jo');
  });

  it('are not taken away while Backspace is held, and lose nothing', async () => {
    const { tag } = await form();
    await paste(tag, FIELD, 'lena@studio.example, mo@studio.example');
    await focusPart(tag, 'input');
    await sendKeys({ type: 'xy' });
    for (let n = 0; n < 2; n += 1) await sendKeys({ press: 'Backspace' });
    // Not every engine can be made to hold a key.
    const held = { key: 'Backspace', repeat: true, bubbles: true, cancelable: true };
    (await part(tag, 'input')).dispatchEvent(new KeyboardEvent('keydown', held));
    await tag.updateComplete;
    expect(draft(tag)).to.equal('');
    expect(chips(tag)).to.have.length(2);
    await sendKeys({ press: 'Backspace' });
    expect(chips(tag)).to.deep.equal(['lena@studio.example']);
    expect(draft(tag)).to.equal('mo@studio.example');
  });

  it('are sent also where the last one is still being typed', async () => {
    const { place, tag } = await form();
    const address = newAddress();
    await type(tag, FIELD, address);
    await send(tag);
    expect((await stored(place)).map(one => one.address)).to.deep.equal([address]);
  });

  it('that look mistyped are asked about, and not sent before', async () => {
    const { place, tag } = await form();
    const name = crypto.randomUUID();
    await paste(tag, FIELD, `${name}@gmial.com`);
    await part(tag, 'note');
    expect(notes(tag)[0]).to.contain(`Did you mean ${name}@gmail.com?`);
    await press(tag, 'submit-button');
    await waitUntil(() => hasFocus(parts(tag, 'take-button')[0]));
    expect(await stored(place)).to.deep.equal([]);
    await press(tag, 'take-button');
    await send(tag);
    expect((await stored(place))[0]?.address).to.equal(`${name}@gmail.com`);
  });

  it('have buttons whose names tell which address each is about (R45)', async () => {
    const { tag } = await form();
    await paste(tag, FIELD, 'jo@gmial.com, nobody');
    await part(tag, 'edit-button');
    const namesOf = (name: string): unknown[] => parts(tag, name).map(one => one.ariaLabel);
    expect(namesOf('take-button')).to.deep.equal(['Change it to jo@gmail.com']);
    expect(namesOf('sure-button')).to.deep.equal(['Keep it as jo@gmial.com']);
    expect(namesOf('edit-button')).to.deep.equal(['Edit nobody']);
    expect(namesOf('remove-button')).to.deep.equal(['Remove jo@gmial.com', 'Remove nobody']);
  });

  it('that look mistyped are sent as they are once somebody says so', async () => {
    const { place, tag } = await form();
    const address = `${crypto.randomUUID()}@gmial.com`;
    await paste(tag, FIELD, address);
    await press(tag, 'sure-button');
    await waitUntil(() => notes(tag).length === 0);
    await send(tag);
    expect((await stored(place))[0]?.address).to.equal(address);
  });

  it('can be 10,000: as many as may be go, and the others stay', async () => {
    const { place, tag } = await form();
    const many = Array.from({ length: 10_000 }, (_, n) => `a${String(n)}@big.example`);
    await paste(tag, FIELD, many.join('\n'));
    await waitUntil(() => submitButton(tag) === 'Send 500 invitations');
    expect(text(await part(tag, 'hint'))).to.equal(
      '500 go at once. The other 9,500 stay here for the next time.',
    );
    const outcomes = await send(tag);
    expect(outcomes).to.have.length(500);
    expect(await stored(place)).to.have.length(500);
    await waitUntil(() => chips(tag).length === 9500);
    expect(chips(tag)[0]).to.equal('a500@big.example');
  }).timeout(60_000);
});

describe('sending invitations (R18, R19)', () => {
  it('says what became of each, and keeps those that failed, with the reason', async () => {
    const { place, tag } = await form();
    const [lena, pending] = [newAddress(), newAddress()];
    await invitation(place, { address: pending, inviter: place.as('owner') });
    const { email } = place.as('viewer');
    await paste(tag, FIELD, `${lena}, ${email}, ${pending}`);
    const outcomes = await send(tag);
    expect(outcomes.map(({ problem }) => problem?.code)).to.deep.equal([
      undefined,
      'already-member',
      'already-invited',
    ]);
    await waitUntil(() => chips(tag).length === 2);
    expect(chips(tag)).to.deep.equal([email, pending]);
    expect(notes(tag)[0]).to.contain('A member already.');
    expect(notes(tag)[1]).to.contain('Invited already.').and.contain('Copy link');
    expect(invited(tag)).to.deep.equal([lena]);
    expect(said(tag)).to.equal(`${lena} is invited. 2 people could not be.`);
    expect(submitButton(tag)).to.equal('Send invitations');
  });

  it('tells the page before, with what is to be sent', async () => {
    const { tag } = await form();
    const address = newAddress();
    await paste(tag, FIELD, `${address}, jo@gmial.com`);
    const told = new Promise<InviteEvent>(resolve => {
      tag.addEventListener('org-invite', resolve, { once: true });
    });
    await press(tag, 'submit-button');
    const event = await told;
    expect(event.addresses).to.deep.equal([address]);
    expect(event.role).to.equal('member');
  });

  it('gives the role that is chosen, of those that may be given (R12)', async () => {
    const { place, tag } = await form('admin');
    const select = await found<HTMLSelectElement>(tag, '#role');
    expect([...select.options].map(text)).to.deep.equal(['Admin', 'Member', 'Viewer']);
    expect(select.value).to.equal('member');
    await choose(tag, '#role', 'viewer');
    await paste(tag, FIELD, newAddress());
    await send(tag);
    expect((await stored(place))[0]?.role).to.equal('viewer');
  });

  it('is for 24 hours, unless another time is chosen', async () => {
    const { place, tag } = await form();
    await paste(tag, FIELD, 'a@times.example');
    await send(tag);
    await choose(tag, '#lifetime', '604800');
    await paste(tag, FIELD, 'b@times.example');
    await send(tag);
    const lifetimes = (await stored(place)).map(({ lifetime }) => lifetime);
    expect(lifetimes).to.deep.equal([24 * 3600, 7 * 24 * 3600]);
  });

  it('is until an exact time of the person’s zone, within 5 minutes to 7 days', async () => {
    const { place, tag } = await form();
    await paste(tag, FIELD, newAddress());
    await choose(tag, '#lifetime', 'exact');
    const input = await found<HTMLInputElement>(tag, '#expires-at');
    const tomorrow = new Date(Date.now() + 24 * 3600_000);
    expect(Math.abs(Date.parse(input.value) - tomorrow.getTime())).to.be.below(61_000);
    const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'long' })
      .formatToParts(tomorrow)
      .find(({ type: kind }) => kind === 'timeZoneName')?.value;
    expect(text(tag.shadowRoot?.querySelector('#expires-at-help'))).to.contain(zone ?? 'no zone');

    // No year has more digits than a script can read.
    expect(input.max).to.equal('9999-12-31T23:59');
    const local = (time: number): string =>
      new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    for (const wrong of [
      local(Date.now() - 60_000),
      local(Date.now() + 4 * 60_000),
      local(Date.now() + (7 * 24 * 60 + 2) * 60_000),
      '202605-11-28T05:30',
      '',
    ]) {
      await type(tag, '#expires-at', wrong);
      await waitUntil(() => parts(tag, 'problem').length === 0);
      await press(tag, 'submit-button');
      expect(text(await part(tag, 'problem'))).to.contain('from 5 minutes to 7 days');
      await waitUntil(() => hasFocus(input));
    }
    expect(await stored(place)).to.deep.equal([]);
    await type(tag, '#expires-at', local(Date.now() + 3 * 24 * 3600_000));
    await send(tag);
    const lifetime = (await stored(place))[0]?.lifetime ?? 0;
    expect(lifetime).to.be.within(3 * 24 * 3600 - 61, 3 * 24 * 3600);
  });

  it('sends a letter to each', async () => {
    const { place, tag } = await form();
    const address = newAddress();
    await paste(tag, FIELD, address);
    await send(tag);
    expect(await letterTo(address)).to.contain(place.name);
  });

  it('counts down what was too much for now, and keeps what was typed', async () => {
    const { place, tag } = await form();
    await paste(tag, FIELD, newAddress());
    await place.trouble({ kind: 'limit', path: '/invitations$' });
    await press(tag, 'submit-button');
    const timer = await part(tag, 'problem');
    expect(timer.getAttribute('role')).to.equal('timer');
    expect(text(timer)).to.match(/Try again in \d+ seconds?\./);
    expect(parts(tag, 'submit-button')[0]?.ariaDisabled).to.equal('true');
    await place.trouble({ kind: 'none' });
    await waitUntil(() => parts(tag, 'problem').length === 0);
    expect(chips(tag)).to.have.length(1);
    await send(tag);
    expect(await stored(place)).to.have.length(1);
  });

  it('is not for who may not invite, who is told why and asks for nothing', async () => {
    const { place, tag } = await form('member');
    expect(text(await part(tag, 'note-text'))).to.equal(
      'Your role does not manage members. Ask an owner or an admin.',
    );
    expect(tag.shadowRoot?.querySelector('form')).to.equal(null);
    expect(await place.requests('/invitations')).to.equal(0);
  });

  it('goes, with the form, as soon as the right to it does (R28)', async () => {
    const { place, tag } = await form('admin');
    await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
    const { members } = clientOf(place, place.as('owner'));
    await members.changeRole(place.id, place.as('admin').member, { role: 'viewer', version: 1 });
    await waitUntil(() => tag.shadowRoot?.querySelector('form') === null);
  });

  it('is hidden where the backend cannot', async () => {
    const place = await scene();
    const form = html`<invite-form></invite-form>`;
    const tag = await showWithout<InviteForm>('invitations.send', place, place.as('owner'), form);
    await waitUntil(async () => (await place.requests('/session')) > 0);
    await tag.updateComplete;
    expect(text(tag.shadowRoot)).to.equal('');
  });
});

describe('the links of who was invited (R19)', () => {
  it('are copied one by one and all at once', async () => {
    const copied = clipboard(true);
    const { tag } = await form();
    const addresses = [newAddress(), newAddress()];
    await paste(tag, FIELD, addresses.join(' '));
    await send(tag);
    const [all, first] = parts(tag, 'copy-button');
    expect(text(all)).to.equal('Copy all links');
    first?.click();
    await waitUntil(() => said(tag) === 'Link copied.');
    expect(text(first)).to.equal('Copied');
    all?.click();
    await waitUntil(() => said(tag) === '2 links copied.');
    const [one = '', both = ''] = copied;
    expect(one).to.match(/^http\S+#token=[\w.-]+$/);
    expect(both.split('\n')[0]).to.equal(`${addresses[0] ?? ''} ${one}`);
    expect(both.split('\n')[1]).to.match(new RegExp(`^${addresses[1] ?? ''} http`));
  });

  it('are shown, selected, where the browser does not copy them', async () => {
    clipboard(false);
    const { tag } = await form();
    await paste(tag, FIELD, newAddress());
    await send(tag);
    await press(tag, 'copy-button');
    const field = await part<HTMLTextAreaElement>(tag, 'link');
    expect(field.value).to.match(/#token=[\w.-]+$/);
    await waitUntil(() => hasFocus(field));
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).to.equal(field.value);
  });

  it('are none once an invitation is over, which is said', async () => {
    const { place, tag } = await form();
    await paste(tag, FIELD, newAddress());
    const [outcome] = await send(tag);
    const { invitations } = clientOf(place, place.as('owner'));
    await invitations.revoke(place.id, { invitations: [outcome?.invitation?.id ?? ''] });
    await press(tag, 'copy-button');
    expect(text(await part(tag, 'problem'))).to.equal('This invitation was revoked.');
  });
});
