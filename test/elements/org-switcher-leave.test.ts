import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { person, scene, sql, type Scene } from '../support/scene.ts';
import { current, open, settled, spoken } from '../support/switcher.ts';

interface Place {
  readonly tag: OrgSwitcher;
  readonly table: HTMLElement;
  readonly way: Scene;
}

/** The switcher and the table of somebody who is a member of these organizations, in the first one. */
async function memberOf(names: readonly string[]): Promise<Place> {
  const who = await person({ name: 'Nora' });
  const places: Scene[] = [];
  for (const name of names) {
    const members = [
      { role: 'owner', name: 'Olga' },
      { role: 'member', person: who },
    ] as const;
    places.push(await scene({ name, members }));
  }
  return switcherOf(places, who);
}

async function switcherOf([way]: readonly Scene[], who: TestPerson): Promise<Place> {
  if (!way) throw new Error('No organization.');
  const tag = await show<OrgSwitcher>(
    way,
    who,
    html`<org-switcher></org-switcher><member-table></member-table>`,
  );
  const table = tag.nextElementSibling as HTMLElement;
  await part(table, 'row');
  return { tag, table, way };
}

async function ask(tag: OrgSwitcher): Promise<void> {
  await open(tag);
  parts(tag, 'leave-button')[0]?.click();
  await part(tag, 'dialog');
}

function confirm(tag: OrgSwitcher): void {
  parts(tag, 'confirm-button')[0]?.click();
}

/** Notes whether anything is ever said of an access that ended. */
function watchForEnd({ tag, table }: Place): () => boolean {
  let isSaid = false;
  const look = (): void => {
    isSaid ||= [tag, table].some(one => text(one.shadowRoot).includes('no longer a member'));
  };
  for (const one of [tag, table]) {
    if (one.shadowRoot) {
      new MutationObserver(look).observe(one.shadowRoot, { childList: true, subtree: true });
    }
  }
  return () => isSaid;
}

describe('leaving an organization in org-switcher (R6)', () => {
  it('asks, by keyboard alone, and names what is lost; then the person is in the next one', async () => {
    const place = await memberOf(['Acme', 'Globex']);
    const { tag, table } = place;
    const isEndSaid = watchForEnd(place);
    (await part(tag, 'trigger')).focus();
    for (const key of ['Enter', 'Tab', 'Tab']) {
      await sendKeys({ press: key });
      await waitUntil(() => tag.matches(':state(open)'));
    }
    await waitUntil(() => hasFocus(parts(tag, 'leave-button')[0]));
    await sendKeys({ press: 'Enter' });
    const dialog = await part(tag, 'dialog');
    expect(text(dialog)).to.contain('Leave Acme?').and.contain('You lose access to Acme at once');
    await expect(tag).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => hasFocus(parts(tag, 'trigger')[0]));
    expect(current(tag)).to.equal('Acme');

    await ask(tag);
    expect(hasFocus(parts(tag, 'keep-button')[0])).to.equal(true);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => current(tag) === 'Globex');
    await waitUntil(() => text(table.shadowRoot).includes('people in Globex'));
    await waitUntil(() => hasFocus(parts(tag, 'trigger')[0]));
    expect(isEndSaid()).to.equal(false);
    await open(tag);
    expect(parts(tag, 'option')).to.have.length(1);
  });

  it('leads who leaves the last one to where one is made', async () => {
    const place = await memberOf(['Acme']);
    const isEndSaid = watchForEnd(place);
    await ask(place.tag);
    confirm(place.tag);
    await part(place.tag, 'empty');
    await waitUntil(() => hasFocus(parts(place.tag, 'action-button')[0]));
    expect(spoken(place.tag)).to.equal('You have left Acme.');
    expect(isEndSaid()).to.equal(false);
  });

  for (const answer of ['comes after', 'gets lost'] as const) {
    it(`tells nobody who leaves that access has ended, also when that is heard of first and the answer ${answer}`, async () => {
      const place = await memberOf(['Acme', 'Globex']);
      const { tag, way } = place;
      const isEndSaid = watchForEnd(place);
      const { table: elsewhere } = await switcherOf([way], way.as('member'));
      await ask(tag);
      await way.trouble({ kind: 'delay', path: '/leave' });
      confirm(tag);
      expect(text(await part(elsewhere, 'failure'))).to.contain('no longer a member of Acme');
      expect(current(tag)).to.equal('Acme');
      await way.trouble({ kind: answer === 'gets lost' ? 'lose' : 'none', path: '/leave' });
      await waitUntil(() => current(tag) === 'Globex');
      expect(isEndSaid()).to.equal(false);
    });
  }

  it('tells nobody who leaves so either who was removed just before', async () => {
    const place = await memberOf(['Acme', 'Globex']);
    const { tag, way } = place;
    const isEndSaid = watchForEnd(place);
    await ask(tag);
    await sql('delete from orgtags.membership where id = $1', [way.as('member').member]);
    confirm(tag);
    await waitUntil(() => current(tag) === 'Globex');
    expect(isEndSaid()).to.equal(false);
  });

  it('tells the last owner why not', async () => {
    const place = await scene();
    const { tag } = await switcherOf([place], place.as('owner'));
    await open(tag);
    const button = await part(tag, 'leave-button');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    const [reason] = parts(tag, 'reason');
    expect(button.getAttribute('aria-describedby')).to.equal(reason?.id);
    expect(reason?.checkVisibility()).to.equal(false);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await tag.updateComplete;
    expect(reason?.checkVisibility()).to.equal(true);
    expect(text(reason)).to.equal(
      'An organization needs an owner. Make someone else an owner first.',
    );
    expect(parts(tag, 'dialog')).to.have.length(0);
    await expect(tag).to.be.accessible();
  });

  it('says in the question why the backend refuses', async () => {
    const place = await scene({
      members: [
        { role: 'owner', name: 'Olivia' },
        { role: 'owner', name: 'Otto' },
      ],
    });
    const { tag } = await switcherOf([place], place.as('owner'));
    await ask(tag);
    await sql(`update orgtags.membership set role = 'viewer' where id = $1`, [
      place.members[1]?.member,
    ]);
    confirm(tag);
    expect(text(await part(tag, 'problem'))).to.contain('An organization needs an owner.');
    await settled(tag);
    await expect(tag).to.be.accessible();
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => hasFocus(parts(tag, 'trigger')[0]));
    await waitUntil(() => parts(tag, 'leave-button')[0]?.getAttribute('aria-disabled') === 'true');
  });

  it('says that somebody else has ended the membership, and asks about it no longer', async () => {
    const place = await memberOf(['Acme', 'Globex']);
    const { tag, way } = place;
    await ask(tag);
    await sql('delete from orgtags.membership where id = $1', [way.as('member').member]);
    await sql(`select pg_notify('orgtags', '')`);
    expect(text(await part(tag, 'failure'))).to.contain('You are no longer a member of Acme.');
    parts(tag, 'action-button')[0]?.click();
    await waitUntil(() => current(tag) === 'Globex');
    expect(parts(tag, 'dialog')).to.have.length(0);
  });

  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    it(`has a menu that is accessible to a ${role}`, async () => {
      const place = await scene();
      const { tag } = await switcherOf([place], place.as(role));
      await open(tag);
      await expect(tag).to.be.accessible();
      expect(parts(tag, 'leave-button')[0]?.getAttribute('aria-disabled')).to.equal(
        String(role === 'owner'),
      );
    });
  }
});
