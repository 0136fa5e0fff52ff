import { aTimeout, expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { createHttpClient } from '../../src/client/index.ts';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { person, scene, sql, type Scene } from '../support/scene.ts';
import { current, open, settled, spoken } from '../support/switcher.ts';

/** By then a slug that was typed has been looked at, in milliseconds. */
const LOOKED_AT = 600;

interface Place {
  readonly tag: OrgSwitcher;
  readonly way: Scene;
  readonly who: TestPerson;
}

/** The switcher of somebody who has just an account. */
async function newcomer(): Promise<Place> {
  const way = await scene();
  const who = await person({ name: 'Nora' });
  const tag = await show<OrgSwitcher>(way, who, html`<org-switcher></org-switcher>`);
  await part(tag, 'action-button');
  return { tag, way, who };
}

/** A word that nobody else has in a slug. */
function fresh(): string {
  return `x${crypto.randomUUID().slice(0, 8)}`;
}

async function openDialog(tag: OrgSwitcher): Promise<void> {
  parts(tag, 'action-button')[0]?.click();
  await part(tag, 'dialog');
}

function field(tag: OrgSwitcher, name: 'name' | 'slug'): HTMLInputElement {
  const input = tag.shadowRoot?.querySelector<HTMLInputElement>(`#organization-${name}`);
  if (!input) throw new Error(`No field ${name}`);
  return input;
}

/** What stands beside a field. */
function help(tag: OrgSwitcher, name: 'name' | 'slug'): string {
  return text(tag.shadowRoot?.querySelector(`#organization-${name}-help`));
}

async function fill(tag: OrgSwitcher, name: 'name' | 'slug', value: string): Promise<void> {
  const input = field(tag, name);
  input.value = value;
  input.dispatchEvent(new Event('input'));
  await tag.updateComplete;
}

function confirm(tag: OrgSwitcher): void {
  parts(tag, 'confirm-button')[0]?.click();
}

async function organizationsOf({ id }: TestPerson): Promise<unknown[]> {
  return sql(
    `select o.name, o.slug, m.role from orgtags.organization o
       join orgtags.membership m on m.organization_id = o.id where m.person_id = $1`,
    [id],
  );
}

describe('creating an organization in org-switcher (R4)', () => {
  it('is what somebody without one does by keyboard alone, and then is there as its owner', async () => {
    const { tag, who } = await newcomer();
    await expect(tag).to.be.accessible();
    const events: string[] = [];
    for (const name of ['org-create', 'org-created', 'org-switched']) {
      tag.addEventListener(name, () => events.push(name));
    }
    parts(tag, 'action-button')[0]?.focus();
    await sendKeys({ press: 'Enter' });
    await part(tag, 'dialog');
    expect(hasFocus(field(tag, 'name'))).to.equal(true);
    const word = fresh();
    await sendKeys({ type: `Zoë’s ${word}` });
    expect(field(tag, 'slug').value).to.equal(`zoes-${word}`);
    await waitUntil(() => help(tag, 'slug') === `zoes-${word} is free.`);
    await expect(tag).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => current(tag) === `Zoë’s ${word}`);
    await waitUntil(() => hasFocus(parts(tag, 'trigger')[0]));
    expect(parts(tag, 'dialog')).to.have.length(0);
    expect(spoken(tag)).to.equal(`You are now in Zoë’s ${word}, as its owner.`);
    expect(events).to.deep.equal(['org-create', 'org-created', 'org-switched']);
    expect(await organizationsOf(who)).to.deep.equal([
      { name: `Zoë’s ${word}`, slug: `zoes-${word}`, role: 'owner' },
    ]);
  });

  it('is begun from the menu, too, and closes to where it came from', async () => {
    const place = await scene();
    const tag = await show<OrgSwitcher>(
      place,
      place.as('viewer'),
      html`<org-switcher></org-switcher>`,
    );
    await open(tag);
    parts(tag, 'create-button')[0]?.click();
    await part(tag, 'dialog');
    expect(tag.matches(':state(open)')).to.equal(false);
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => hasFocus(parts(tag, 'trigger')[0]));
    expect(parts(tag, 'dialog')).to.have.length(0);

    const { tag: other } = await newcomer();
    await openDialog(other);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => hasFocus(parts(other, 'action-button')[0]));
  });

  it('lets the slug follow the name until it is the person’s own', async () => {
    const { tag } = await newcomer();
    await openDialog(tag);
    await fill(tag, 'name', 'Acme Robotics');
    expect(field(tag, 'slug').value).to.equal('acme-robotics');
    await fill(tag, 'slug', 'acme-eu');
    await fill(tag, 'name', 'Acme Europe');
    expect(field(tag, 'slug').value).to.equal('acme-eu');
    await fill(tag, 'slug', '');
    await fill(tag, 'name', 'Acme Germany');
    expect(field(tag, 'slug').value).to.equal('acme-germany');
  });

  it('makes one where the name has no letters for a slug', async () => {
    const { tag } = await newcomer();
    await openDialog(tag);
    await fill(tag, 'name', '株式会社');
    expect(field(tag, 'slug').value).to.equal('');
    confirm(tag);
    await waitUntil(() => current(tag) === '株式会社');
  });

  it('says by the rules, and without a request, what cannot be', async () => {
    const { tag, way } = await newcomer();
    const requests = await way.requests('/organizations');
    await openDialog(tag);
    confirm(tag);
    await waitUntil(() => help(tag, 'name') === 'Enter a name.');
    expect(hasFocus(field(tag, 'name'))).to.equal(true);
    await fill(tag, 'name', 'a'.repeat(101));
    expect(help(tag, 'name')).to.equal('A name has at most 100 characters.');
    await fill(tag, 'name', 'Fine');
    expect(help(tag, 'name')).to.equal('');
    const before = await way.requests('/slugs');
    await fill(tag, 'slug', 'admin');
    await waitUntil(() => help(tag, 'slug') === 'This slug is reserved. Choose another one.');
    expect(field(tag, 'slug').getAttribute('aria-invalid')).to.equal('true');
    await fill(tag, 'slug', 'a b');
    confirm(tag);
    await waitUntil(() => help(tag, 'slug').startsWith('A slug has 3 to 48 characters'));
    expect(hasFocus(field(tag, 'slug'))).to.equal(true);
    expect(await way.requests('/slugs')).to.equal(before);
    expect(await way.requests('/organizations')).to.equal(requests);
  });

  it('says that a slug is taken as it is typed, and offers free ones', async () => {
    const slug = fresh();
    await scene({ slug });
    const { tag, way } = await newcomer();
    await openDialog(tag);
    await fill(tag, 'name', slug);
    await waitUntil(() => help(tag, 'slug') === 'This slug is taken. Choose another one.');
    expect(text(tag.shadowRoot?.querySelector('dialog [role=status]'))).to.equal(
      'This slug is taken. Choose another one.',
    );
    await expect(tag).to.be.accessible();
    const before = await way.requests('/organizations');
    confirm(tag);
    await waitUntil(() => hasFocus(field(tag, 'slug')));
    expect(await way.requests('/organizations')).to.equal(before);
    const [suggestion] = parts(tag, 'suggestion-button');
    expect(text(suggestion)).to.equal(`${slug}-2`);
    suggestion?.click();
    await waitUntil(() => help(tag, 'slug') === `${slug}-2 is free.`);
    expect(hasFocus(field(tag, 'slug'))).to.equal(true);
    expect(parts(tag, 'suggestion-button')).to.have.length(0);
    confirm(tag);
    await waitUntil(() => current(tag) === slug);
  });

  it('shows the answer to the slug that is there, not to one before', async () => {
    const slug = fresh();
    await scene({ slug });
    const { tag, way } = await newcomer();
    await openDialog(tag);
    await way.trouble({ kind: 'hold', path: '/slugs' });
    await fill(tag, 'slug', slug);
    await waitUntil(async () => (await way.requests('/slugs')) === 1);
    await fill(tag, 'slug', `${slug}-free`);
    await way.trouble({ kind: 'none' });
    await waitUntil(() => help(tag, 'slug') === `${slug}-free is free.`);
    await tag.updateComplete;
    expect(field(tag, 'slug').getAttribute('aria-invalid')).to.equal('false');
  });

  it('does not need the check: the refusal stands beside the field, with free slugs', async () => {
    const slug = fresh();
    const { tag, way } = await newcomer();
    await openDialog(tag);
    await way.trouble({ kind: 'status', status: 500, path: '/slugs' });
    await fill(tag, 'name', slug);
    await waitUntil(() => help(tag, 'slug').startsWith('Whether it is free will show'));
    await way.trouble({ kind: 'none' });
    await scene({ slug });
    confirm(tag);
    await waitUntil(() => help(tag, 'slug') === 'This slug is taken. Choose another one.');
    await waitUntil(() => parts(tag, 'suggestion-button').length > 0);
    expect(hasFocus(field(tag, 'slug'))).to.equal(true);
    expect(field(tag, 'name').value).to.equal(slug);
  });

  it('finds its slug taken by no other after an answer that got lost', async () => {
    const { tag, way, who } = await newcomer();
    await openDialog(tag);
    const slug = fresh();
    await fill(tag, 'name', slug);
    await way.trouble({ kind: 'lose', path: '/organizations' });
    confirm(tag);
    await part(tag, 'problem');
    await way.trouble({ kind: 'none' });
    await aTimeout(LOOKED_AT);
    expect(help(tag, 'slug')).not.to.contain('taken');
    await fill(tag, 'slug', `${slug}-2`);
    await fill(tag, 'slug', slug);
    await waitUntil(() => help(tag, 'slug').includes('taken'));
    confirm(tag);
    await waitUntil(() => spoken(tag) === `You are now in ${slug}, as its owner.`);
    expect(await organizationsOf(who)).to.have.length(1);
  });

  it('says where the new one is there and cannot be opened, and goes there at the next attempt', async () => {
    const { tag, way, who } = await newcomer();
    let created = 0;
    tag.addEventListener('org-created', () => (created += 1));
    await openDialog(tag);
    const slug = fresh();
    await fill(tag, 'name', slug);
    await way.trouble({ kind: 'status', status: 500, path: '/switch' });
    confirm(tag);
    expect(text(await part(tag, 'problem'))).to.contain(
      `${slug} is there, but could not be opened.`,
    );
    await settled(tag);
    await expect(tag).to.be.accessible();
    await way.trouble({ kind: 'none' });
    confirm(tag);
    await waitUntil(() => spoken(tag) === `You are now in ${slug}, as its owner.`);
    expect(created).to.equal(1);
    expect(await organizationsOf(who)).to.have.length(1);
  });

  it('stays open while it is made', async () => {
    const { tag, way } = await newcomer();
    await openDialog(tag);
    const slug = fresh();
    await fill(tag, 'name', slug);
    await way.trouble({ kind: 'hold', path: '/organizations' });
    confirm(tag);
    await waitUntil(() => tag.matches(':state(busy)'));
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Escape' });
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => parts<HTMLDialogElement>(tag, 'dialog')[0]?.open);
    await way.trouble({ kind: 'none' });
    await waitUntil(() => current(tag) === slug);
  });

  it('is not there where the backend cannot do it', async () => {
    const place = await scene();
    const newcomer = await person();
    for (const { token } of [newcomer, place.as('owner')]) {
      const client = {
        ...createHttpClient({ baseUrl: place.lane, getToken: () => token }),
        capabilities: new Set([]),
      };
      const provider = await fixture(
        html`<org-provider .client=${client}><org-switcher></org-switcher></org-provider>`,
      );
      const tag = provider.firstElementChild as OrgSwitcher;
      if (token === newcomer.token) {
        expect(text(await part(tag, 'empty'))).to.contain('Ask someone to invite you');
      } else await open(tag);
      for (const name of ['action-button', 'create-button', 'leave-button']) {
        expect(parts(tag, name), name).to.have.length(0);
      }
    }
  });
});
