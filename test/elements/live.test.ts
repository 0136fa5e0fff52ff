import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { MemberTable } from '../../src/elements/member-table/member-table.ts';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import type { Role } from '../../src/client/policy.ts';
import { createHttpClient } from '../../src/client/index.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { scene, sql, type Scene } from '../support/scene.ts';
import { open } from '../support/switcher.ts';

/** A table that listens, as it shows by what it has heard of, and that loads nothing. */
async function table(place: Scene, role: Role): Promise<MemberTable> {
  const tag = await show<MemberTable>(place, place.as(role), html`<member-table></member-table>`);
  await part(tag, 'row');
  const other = place.as(role === 'owner' ? 'admin' : 'owner');
  const rename = "update orgtags.membership set name = name || ' renamed' where id = $1";
  await sql(rename, [other.member]);
  await touch(place);
  await waitUntil(() => text(tag.shadowRoot).includes(`${other.name} renamed`));
  return tag;
}

/** Records a change of the members, and tells of it. */
async function touch({ id }: Scene): Promise<void> {
  await sql(
    `with change as (
       insert into orgtags.change (organization_id, type, subject_id) values ($1, 'member', $1)
     ) select pg_notify('orgtags', '')`,
    [id],
  );
}

function row(tag: MemberTable, name: string): HTMLElement {
  const found = parts(tag, 'row').find(one => text(one).includes(name));
  if (!found) throw new Error(`No row for ${name}`);
  return found;
}

function role(tag: MemberTable, name: string): string {
  return text(row(tag, name).querySelector('[part~=role]'));
}

/** What is said in place of the rows. */
function failure(tag: MemberTable): string {
  return text(parts(tag, 'failure')[0]);
}

/** What somebody else does, through a client of their own. */
function other(place: Scene, as: Role) {
  const { token } = place.as(as);
  return createHttpClient({ baseUrl: place.lane, getToken: () => token });
}

async function changeRole(place: Scene, who: Role, to: Role, version = 1): Promise<void> {
  const change = { role: to, version };
  await other(place, 'owner').members.changeRole(place.id, place.as(who).member, change);
}

/** Something that is not done by a client yet, told as the server tells it. */
async function act(place: Scene, statement: string, values: readonly unknown[]): Promise<void> {
  await sql(statement, values);
  await sql("select pg_notify('orgtags', '')");
}

describe('what somebody else changes (R28)', () => {
  it('shows in an open table at once, and an edit under way stays as it is', async () => {
    const place = await scene();
    const tag = await table(place, 'admin');
    row(tag, 'Victor').querySelector<HTMLElement>('[part=edit-button]')?.click();
    await tag.updateComplete;
    const select = (): HTMLSelectElement | null => row(tag, 'Victor').querySelector('select');
    const shown = select();
    if (shown) shown.value = 'member';
    shown?.dispatchEvent(new Event('change'));

    await changeRole(place, 'member', 'viewer');
    await waitUntil(() => role(tag, 'Mia') === 'Viewer');
    expect(select() === shown).to.equal(true);
    expect(select()?.value).to.equal('member');
    expect(hasFocus(shown)).to.equal(true);
    expect(parts(tag, 'problem')).to.have.length(0);
    expect(tag.matches(':state(reloading)')).to.equal(false);
  });

  it('is told to who is about to change the very same', async () => {
    const place = await scene();
    const tag = await table(place, 'owner');
    row(tag, 'Victor').querySelector<HTMLElement>('[part=edit-button]')?.click();
    await tag.updateComplete;
    const select = row(tag, 'Victor').querySelector('select');
    if (select) select.value = 'admin';
    select?.dispatchEvent(new Event('change'));
    await changeRole(place, 'viewer', 'member');
    expect(text(await part(tag, 'problem'))).to.equal('The role is now Member.');
    expect(row(tag, 'Victor').querySelector('select')?.value).to.equal('admin');
    row(tag, 'Victor').querySelector<HTMLElement>('[part=save-button]')?.click();
    await waitUntil(() => role(tag, 'Victor') === 'Admin');
    expect(parts(tag, 'problem')).to.have.length(0);
  });

  it('takes every control away, and the addresses, from who is made a viewer', async () => {
    const place = await scene();
    const tag = await table(place, 'admin');
    expect(parts(tag, 'edit-button').length).to.be.greaterThan(0);
    await changeRole(place, 'admin', 'viewer');
    await part(tag, 'note');
    await waitUntil(() => parts(tag, 'email').length === 0);
    expect(parts(tag, 'edit-button')).to.have.length(0);
  });

  it('does not take down what is shown when it cannot be loaded, and is loaded then', async () => {
    const place = await scene();
    const tag = await table(place, 'viewer');
    await place.trouble({ kind: 'status', status: 503, path: '/members' });
    const before = await place.requests('/members');
    await touch(place);
    await sql(`update orgtags.membership set role = 'admin' where id = $1`, [
      place.as('member').member,
    ]);
    while ((await place.requests('/members')) <= before);
    expect(parts(tag, 'failure')).to.have.length(0);
    expect(role(tag, 'Mia')).to.equal('Member');
    await place.trouble({ kind: 'none' });
    await waitUntil(() => role(tag, 'Mia') === 'Admin');
  });
});

describe('another role of one’s own (R28)', () => {
  it('is said by a table that is alone, to see and to hear, until something else is looked for', async () => {
    const place = await scene();
    const tag = await table(place, 'admin');
    await changeRole(place, 'admin', 'member');
    const sentence = 'You are now Member in Acme Robotics.';
    expect(text(await part(tag, 'notice'))).to.equal(sentence);
    expect(text(tag.shadowRoot?.querySelector('[role=status]'))).to.equal(sentence);
    const search = await part<HTMLInputElement>(tag, 'search');
    search.value = 'Mia';
    search.dispatchEvent(new InputEvent('input'));
    await waitUntil(() => parts(tag, 'notice').length === 0);
  });
});

describe('two people on one page', () => {
  it('are each where they are, whatever the other does (R3, R28)', async () => {
    const acme = await scene();
    const person = acme.as('owner');
    await scene({ name: 'Globex', members: [{ role: 'owner', person }] });
    const theirs = await table(acme, 'admin');
    const mine = await show<OrgSwitcher>(acme, person, html`<org-switcher></org-switcher>`);
    await open(mine);
    parts(mine, 'option')[1]?.click();
    await waitUntil(() => text(parts(mine, 'trigger')[0]).includes('Globex'));
    const rename = "update orgtags.membership set name = 'Mia Heard' where id = $1";
    await sql(rename, [acme.as('member').member]);
    await touch(acme);
    await waitUntil(() => text(theirs.shadowRoot).includes('Mia Heard'), failure(theirs));
    expect(text(theirs.shadowRoot)).to.contain('in Acme Robotics');
  });
});

describe('the end of access (R28)', () => {
  it('says who was removed from what, and leads on', async () => {
    const place = await scene();
    const person = place.as('viewer');
    await scene({ name: 'Globex', members: [{ role: 'owner', person }] });
    const tag = await table(place, 'viewer');
    await act(place, 'delete from orgtags.membership where id = $1', [person.member]);
    await waitUntil(() => failure(tag).includes('You are no longer a member of Acme Robotics.'));
    await expect(tag).to.be.accessible();
    (await part(tag, 'action-button')).click();
    await part(tag, 'row');
    expect(text(tag.shadowRoot)).to.contain('in Globex');
  });

  it('says that the organization was deleted', async () => {
    const place = await scene();
    const tag = await table(place, 'viewer');
    const statement = 'update orgtags.organization set deleted_at = now() where id = $1';
    await act(place, statement, [place.id]);
    await waitUntil(() => failure(tag).includes('Acme Robotics was deleted.'));
  });

  it('asks for a sign-in when one was signed out of the organization (R37)', async () => {
    const place = await scene();
    const tag = await table(place, 'viewer');
    const statement =
      'update orgtags.membership set signed_out_at = now() where organization_id = $1';
    await act(place, statement, [place.id]);
    await waitUntil(() => text(tag.shadowRoot).includes('was ended. Sign in again to go on.'));
  });

  it('leaves alone who is shown another organization, whose list of them is another', async () => {
    const place = await scene();
    const person = place.as('owner');
    const globex = await scene({ name: 'Globex', members: [{ role: 'viewer', person }] });
    sessionStorage.setItem('orgtags.organization', place.id);
    const tag = await table(place, 'owner');
    const switcher = tag.parentElement?.appendChild(document.createElement('org-switcher'));
    await waitUntil(() => parts(switcher as HTMLElement, 'option').length === 2);
    await act(globex, 'delete from orgtags.membership where organization_id = $1', [globex.id]);
    await waitUntil(() => parts(switcher as HTMLElement, 'option').length === 1);
    expect(text(tag.shadowRoot)).to.contain('in Acme Robotics');
  });

  it('signs everything out when the session ends elsewhere', async () => {
    const place = await scene();
    const tag = await table(place, 'viewer');
    await act(place, 'delete from orgtags_auth.session where id = $1', [
      place.as('viewer').session,
    ]);
    await waitUntil(() => text(tag.shadowRoot).includes('Sign in to see this.'));
  });

  it('ends the stream with the last tag, and opens it again with the next one', async () => {
    const place = await scene();
    const tag = await table(place, 'viewer');
    const provider = tag.parentElement;
    await waitUntil(async () => (await place.requests('/changes')) === 1);
    tag.remove();
    await changeRole(place, 'member', 'viewer');
    provider?.append(tag);
    await part(tag, 'row');
    await waitUntil(() => role(tag, 'Mia') === 'Viewer');
    await waitUntil(async () => (await place.requests('/changes')) === 2);
  });
});
