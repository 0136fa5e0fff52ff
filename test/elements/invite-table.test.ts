import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { InviteTable } from '../../src/elements/invite-table/invite-table.ts';
import type { OrgProvider } from '../../src/elements/org-provider/org-provider.ts';
import type { InvitationRevokedEvent } from '../../src/index.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { newAddress } from '../support/accounts-in-page.ts';
import { clipboard } from '../support/clipboard.ts';
import { part, parts, text, waitUntil } from '../support/dom.ts';
import { doubt } from '../support/invited-in-page.ts';
import { clientOf, show } from '../support/page.ts';
import { invitation, letterTo, scene, sql, type Scene } from '../support/scene.ts';
import { choose, found, press, type } from '../support/suites/views/hands.ts';
import { ended, inDays, invited } from '../support/suites/views/invite-table.ts';

function shown(place: Scene, as: TestPerson): Promise<InviteTable> {
  return show<InviteTable>(place, as, html`<invite-table></invite-table>`);
}

/** The table of an owner who has invited three people. */
async function table() {
  const place = await invited();
  const tag = await shown(place, place.as('owner'));
  await waitUntil(() => parts(tag, 'row').length === 3);
  return { place, tag };
}

/** Somebody invited, by an owner through the page's own way. */
async function sent(place: Scene, role: 'owner' | 'member' = 'member') {
  const { invitations } = clientOf(place, place.as('owner'));
  const address = newAddress();
  const { outcomes } = await invitations.send(
    place.id,
    { invitees: [{ address }], role },
    crypto.randomUUID(),
  );
  const [outcome] = outcomes;
  if (!outcome?.invitation) throw new Error('Nobody was invited.');
  return outcome.invitation;
}

const rowOf = (tag: InviteTable, address: string): HTMLElement => {
  const row = parts(tag, 'row').find(one => text(one).includes(address));
  if (!row) throw new Error(`No row of ${address}`);
  return row;
};
const addresses = (tag: InviteTable): string[] => parts(tag, 'email').map(({ title }) => title);
const inRow = (row: HTMLElement, name: string): HTMLElement | null =>
  row.querySelector(`[part~=${name}]`);
const said = (tag: InviteTable): string => text(tag.shadowRoot?.querySelector('[role=status]'));

async function confirm(tag: InviteTable): Promise<void> {
  await press(tag, 'confirm-button');
  await waitUntil(() => parts(tag, 'dialog').length === 0, 'the question stays');
}

interface Stored {
  readonly role: string;
  readonly ended: string | null;
  readonly generation: number;
  readonly expires: string;
}

async function stored(id: string): Promise<Stored> {
  const [row] = await sql(
    `select role, ended, generation, expires_at::text as expires from orgtags.invitation where id = $1`,
    [id],
  );
  return row as Stored;
}

/** The link of an invitation, as its inviter copies it. */
async function linkOf(place: Scene, id: string): Promise<string> {
  const { invitations } = clientOf(place, place.as('owner'));
  const { links } = await invitations.links(place.id, { invitations: [id] });
  return links[0]?.url ?? '';
}

/** Does a link still open? */
async function opens(place: Scene, link: string): Promise<boolean> {
  const token = link.replace(/^.*#token=/, '');
  return clientOf(place, undefined)
    .inbox.open({ token })
    .then(
      () => true,
      () => false,
    );
}

describe('the invitations of an organization (R24)', () => {
  it('are listed with role, inviter, when they were sent and when they expire', async () => {
    const place = await scene();
    const { address } = await sent(place);
    const tag = await shown(place, place.as('admin'));
    await part(tag, 'row');
    const row = rowOf(tag, address);
    expect(text(row)).to.contain('Member').and.contain('by Olivia Brandt');
    expect(text(row)).to.contain('In 23 hours');
    const [, expires] = row.querySelectorAll('time');
    expect(expires?.title).to.equal(
      new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' }).format(
        new Date(expires?.dateTime ?? ''),
      ),
    );
    expect(text(await part(tag, 'summary'))).to.equal('1 invitation');
  });

  it('stay once they ended: how, when, and by whom', async () => {
    const place = await ended();
    const tag = await shown(place, place.as('owner'));
    await part(tag, 'row');
    await choose(tag, '[part=state-filter]', 'past');
    await waitUntil(() => parts(tag, 'end').length === 5);
    expect(parts(tag, 'end').map(text).toSorted()).to.deep.equal([
      'Accepted',
      'Declined',
      'Expired',
      'Inviter lost the right',
      'Revoked',
    ]);
    expect(parts(tag, 'revoke-button')).to.have.length(0);
    expect(parts(tag, 'copy-button')).to.have.length(0);
    await choose(tag, '[part=state-filter]', 'declined');
    await waitUntil(() => parts(tag, 'end').length === 1);
    expect(said(tag)).to.equal('1 invitation');
  });

  it('say of one that has ended by whom, and nothing more of its letter', async () => {
    const place = await scene();
    const { id } = await sent(place);
    const { invitations } = clientOf(place, place.as('owner'));
    await invitations.revoke(place.id, { invitations: [id] });
    await sql(`update orgtags.invitation set mail = 'failed' where id = $1`, [id]);
    const tag = await shown(place, place.as('admin'));
    await part(tag, 'summary');
    await choose(tag, '[part=state-filter]', 'past');
    const end = await part(tag, 'end');
    expect(text(end.parentElement)).to.contain('Revoked').and.contain('by Olivia Brandt');
    expect(parts(tag, 'letter')).to.have.length(0);
  });

  it('are searched, sorted, and gone through page by page', async () => {
    const place = await scene();
    const inviter = place.as('owner');
    const names = Array.from({ length: 27 }, (_, n) => `p${String(n).padStart(2, '0')}`);
    for (const name of names) {
      await invitation(place, { address: `${name}@list.example`, inviter });
    }
    const tag = await shown(place, inviter);
    await waitUntil(() => parts(tag, 'row').length === 25);
    parts(tag, 'sort-button')[0]?.click();
    await waitUntil(() => addresses(tag)[0] === 'p00@list.example');
    await press(tag, 'next-button');
    await waitUntil(() => parts(tag, 'row').length === 2);
    expect(addresses(tag)).to.deep.equal(['p25@list.example', 'p26@list.example']);
    await type(tag, '[part=search]', 'p07');
    await waitUntil(() => addresses(tag).join() === 'p07@list.example');
  });

  it('show at once what others do (R28)', async () => {
    const { place, tag } = await table();
    await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
    const { id, address } = await sent(place);
    await waitUntil(() => addresses(tag).includes(address), 'it does not come');
    const { invitations } = clientOf(place, place.as('owner'));
    await invitations.revoke(place.id, { invitations: [id] });
    await waitUntil(() => !addresses(tag).includes(address), 'it stays');
  });

  it('are not for who may not invite, who is told why and asks for nothing', async () => {
    const place = await invited();
    const tag = await shown(place, place.as('viewer'));
    expect(text(await part(tag, 'summary'))).to.equal(
      'Your role does not manage members. Ask an owner or an admin.',
    );
    expect(await place.requests('/invitations')).to.equal(0);
  });

  it('are there to see, and not to act on, for who does not manage the role (R12)', async () => {
    const place = await scene();
    const { address } = await sent(place, 'owner');
    const tag = await shown(place, place.as('admin'));
    await part(tag, 'row');
    const row = rowOf(tag, address);
    expect([...row.querySelectorAll('button, input')].map(one => one.part.value)).to.deep.equal([
      'reason-button',
    ]);
    expect(text(inRow(row, 'reason'))).to.equal('Only owners can manage owners.');
  });

  it('go from the pending ones when their time is over (R23)', async () => {
    const place = await scene();
    const { address } = await sent(place);
    await invitation(place, {
      address: newAddress(),
      inviter: place.as('owner'),
      expiresAt: new Date(Date.now() + 3000).toISOString(),
    });
    const tag = await shown(place, place.as('owner'));
    await waitUntil(() => parts(tag, 'row').length === 2);
    await waitUntil(() => {
      // As the clock has it do each minute.
      tag.requestUpdate();
      return parts(tag, 'row').length === 1;
    }, 'it stays');
    expect(addresses(tag)).to.deep.equal([address]);
  });

  it('say where a letter did not go out', async () => {
    const place = await ended();
    const tag = await shown(place, place.as('owner'));
    expect(text(await part(tag, 'letter'))).to.equal(
      'The e-mail could not be sent. Send it again.',
    );
  });
});

describe('what is done with pending invitations (R19, R24)', () => {
  it('revokes in one act more of those that nobody has answered than a page has (R39)', async () => {
    const place = await scene();
    await sql(
      `insert into orgtags.invitation (organization_id, address, role, inviter_person_id,
                                       key_version, mail, sent_at, expires_at)
       select $1, format('stale-%s@list.example', n), 'member', $2, 1, 'sent',
              now() - interval '4 days', now() + interval '2 days'
         from generate_series(1, 230) n`,
      [place.id, place.as('owner').id],
    );
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'stale-button');
    expect(text(await part(tag, 'dialog'))).to.contain('Revoke 230 invitations?');
    await confirm(tag);
    await waitUntil(() => parts(tag, 'row').length === 0, 'some stay');
  });

  it('takes the tick from a link that opens nothing any more', async () => {
    clipboard(true);
    const place = await scene();
    const { address } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'copy-button');
    const button = (): string | null | undefined => parts(tag, 'copy-button')[0]?.ariaLabel;
    await waitUntil(() => button() === `Copied. Copy link for ${address}`, 'it is not copied');
    await press(tag, 'resend-button');
    await confirm(tag);
    await waitUntil(() => button() === `Copy link for ${address}`, 'the tick stays');
  });

  it('takes it also where somebody else has sent the invitation again (R19)', async () => {
    clipboard(true);
    const place = await scene();
    const { id, address } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'copy-button');
    const button = (): string | null | undefined => parts(tag, 'copy-button')[0]?.ariaLabel;
    await waitUntil(() => button() === `Copied. Copy link for ${address}`, 'it is not copied');
    const { invitations } = clientOf(place, place.as('admin'));
    await invitations.resend(place.id, id, { version: 1 });
    await waitUntil(() => button() === `Copy link for ${address}`, 'the tick stays');
  });

  for (const act of ['resend', 'prolong'] as const) {
    it(`closes the question about one that others look after by now, and says so: ${act} (R12)`, async () => {
      const place = await scene();
      const { id, address } = await sent(place);
      const tag = await shown(place, place.as('admin'));
      await press(tag, `${act}-button`);
      await part(tag, 'dialog');
      await sql(`update orgtags.invitation set role = 'owner' where id = $1`, [id]);
      await confirm(tag);
      const notice = text(await part(tag, 'notice'));
      expect(notice).to.equal(`${address} Only owners can manage owners.`);
      await waitUntil(() => parts(tag, 'dialog').length === 0, 'the question stays');
    });
  }

  it('leaves the focus at the button, wherever the row then goes', async () => {
    const place = await scene();
    const { address } = await sent(place);
    await sent(place);
    const tag = await shown(place, place.as('owner'));
    await waitUntil(() => parts(tag, 'row').length === 2);
    inRow(rowOf(tag, address), 'resend-button')?.click();
    await confirm(tag);
    await waitUntil(() => addresses(tag)[0] === address, 'the row stays');
    const focused = tag.shadowRoot?.activeElement;
    expect(focused?.part.value).to.equal('resend-button');
    expect(focused?.ariaLabel).to.contain(address);
  });

  it('closes the question about one that is over meanwhile, and says so', async () => {
    const place = await scene();
    const { id, address } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'resend-button');
    await part(tag, 'dialog');
    await sql(`update orgtags.invitation set ended = 'revoked', ended_at = now() where id = $1`, [
      id,
    ]);
    await confirm(tag);
    expect(text(await part(tag, 'notice'))).to.equal(`${address} This invitation was revoked.`);
    await waitUntil(() => parts(tag, 'row').length === 0, 'the row stays');
  });

  it('says that no letter went out, where its sender’s own address is not confirmed', async () => {
    const place = await scene();
    const { address } = await sent(place);
    expect(await letterTo(address)).to.contain(place.name);
    await doubt(place.as('admin'));
    const tag = await shown(place, place.as('admin'));
    await press(tag, 'resend-button');
    await confirm(tag);
    expect(text(await part(tag, 'letter'))).to.equal('No e-mail was sent.');
  });

  it('copies the link of one', async () => {
    const copied = clipboard(true);
    const { place, tag } = await table();
    const { id, address } = await sent(place);
    await waitUntil(() => addresses(tag).includes(address));
    inRow(rowOf(tag, address), 'copy-button')?.click();
    await waitUntil(() => copied.length === 1);
    expect(copied[0]).to.equal(await linkOf(place, id));
  });

  it('sends one again, with a new link, role and end kept', async () => {
    const place = await scene();
    const { id, address } = await sent(place);
    expect(await letterTo(address)).to.contain(place.name);
    const [link, before] = [await linkOf(place, id), await stored(id)];
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'resend-button');
    await confirm(tag);
    await waitUntil(() => said(tag) === `${address} is invited again, as Member.`);
    expect(await stored(id)).to.deep.equal({ ...before, generation: 2 });
    expect(await letterTo(address)).to.contain(place.name);
    expect(await opens(place, link)).to.equal(false);
    expect(await opens(place, await linkOf(place, id))).to.equal(true);
  });

  it('sends one again as another role and for longer, of the roles that may be given', async () => {
    const place = await scene();
    const { id } = await sent(place);
    const tag = await shown(place, place.as('admin'));
    await press(tag, 'resend-button');
    const roles = await found<HTMLSelectElement>(tag, '#new-role');
    expect([...roles.options].map(text)).to.deep.equal(['Admin', 'Member', 'Viewer']);
    await choose(tag, '#new-role', 'viewer');
    await choose(tag, '#lifetime', '604800');
    await confirm(tag);
    const { role, expires } = await stored(id);
    expect(role).to.equal('viewer');
    expect(Date.parse(expires) - Date.now()).to.be.within(6.9 * 86_400_000, 7 * 86_400_000);
  });

  it('gives one another end, and leaves its link as it is', async () => {
    const place = await scene();
    const { id } = await sent(place);
    const link = await linkOf(place, id);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'prolong-button');
    await choose(tag, '#lifetime', '259200');
    await confirm(tag);
    await waitUntil(() => text(parts(tag, 'row')[0]).includes('In 2 days'));
    expect(await opens(place, link)).to.equal(true);
  });

  it('says when somebody else has changed it meanwhile, and does it then', async () => {
    const place = await scene();
    const { id } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'prolong-button');
    await choose(tag, '#lifetime', '259200');
    await sql('update orgtags.invitation set version = version + 1 where id = $1', [id]);
    await press(tag, 'confirm-button');
    expect(text(await part(tag, 'problem'))).to.contain('changed in the meantime');
    await confirm(tag);
    expect(Date.parse((await stored(id)).expires)).to.be.above(Date.parse(inDays(2.9)));
  });

  it('takes for done no role that somebody else has given meanwhile', async () => {
    const place = await scene();
    const { id } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'resend-button');
    await choose(tag, '#new-role', 'viewer');
    await place.trouble({ kind: 'status', path: '/resend' });
    await press(tag, 'confirm-button');
    await part(tag, 'problem');
    await place.trouble({ kind: 'none' });
    await sql(
      `update orgtags.invitation
          set version = version + 1, generation = generation + 1, sent_at = now() where id = $1`,
      [id],
    );
    await press(tag, 'confirm-button');
    await waitUntil(() => text(parts(tag, 'problem')[0]).includes('changed in the meantime'));
    await confirm(tag);
    expect((await stored(id)).role).to.equal('viewer');
  });

  it('takes nothing for done that somebody else does after another question got no answer', async () => {
    const place = await scene();
    const { id } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await press(tag, 'prolong-button');
    await choose(tag, '#lifetime', '259200');
    await place.trouble({ kind: 'lose', path: `/invitations/${id}$` });
    await press(tag, 'confirm-button');
    await part(tag, 'problem');
    await place.trouble({ kind: 'none' });
    await press(tag, 'keep-button');
    await waitUntil(() => text(parts(tag, 'row')[0]).includes('In 2 days'));
    await press(tag, 'prolong-button');
    await sql('update orgtags.invitation set version = version + 1 where id = $1', [id]);
    await press(tag, 'confirm-button');
    expect(text(await part(tag, 'problem'))).to.contain('changed in the meantime');
  });

  it('revokes several, with an outcome for each', async () => {
    const { place, tag } = await table();
    const { id, address } = await sent(place);
    await waitUntil(() => addresses(tag).includes(address));
    await press(tag, 'select-all');
    await press(tag, 'revoke-selected-button');
    expect(text(await part(tag, 'dialog'))).to.contain('Revoke 4 invitations?');
    await sql(`update orgtags.invitation set ended = 'accepted', ended_at = now() where id = $1`, [
      id,
    ]);
    const told = new Promise<InvitationRevokedEvent>(resolve => {
      tag.addEventListener('org-invitation-revoked', resolve, { once: true });
    });
    await confirm(tag);
    const { outcomes } = await told;
    expect(outcomes.filter(({ problem }) => problem === null)).to.have.length(3);
    const notice = await part(tag, 'notice');
    expect(text(notice)).to.equal(`${address} This invitation was answered.`);
    expect(notice.getAttribute('role'), 'nobody hears why').to.equal('alert');
    expect(said(tag)).to.equal('3 invitations are revoked.');
    expect((await stored(id)).ended).to.equal('accepted');
    await waitUntil(() => parts(tag, 'row').length === 0);
  });

  it('points at those that nobody has answered, and revokes them in one act (R39)', async () => {
    const { place, tag } = await table();
    const stale = 'sent_at < now() - interval $$3 days$$';
    const pending = (what: string): Promise<unknown[]> =>
      sql(
        `select from orgtags.invitation where organization_id = $1 and ended is null and ${what}`,
        [place.id],
      );
    expect(text((await part(tag, 'stale-button')).parentElement)).to.contain(
      '1 invitation has had no answer for three days.',
    );
    expect(parts(tag, 'stale').map(text)).to.deep.equal(['No answer']);
    await choose(tag, '[part=state-filter]', 'past');
    await part(tag, 'pending-button');
    await press(tag, 'stale-button');
    await part(tag, 'dialog');
    await confirm(tag);
    await waitUntil(() => parts(tag, 'stale-button').length === 0);
    expect(await pending(stale)).to.have.length(0);
    expect(await pending('true')).to.have.length(2);
  });

  it('points at those, and revokes them, that one may revoke (R12, R39)', async () => {
    const place = await scene();
    const inviter = place.as('owner');
    const age = { sentAt: inDays(-4), expiresAt: inDays(2) };
    const owners = newAddress();
    await invitation(place, { address: owners, inviter, role: 'owner', ...age });
    const { id } = await invitation(place, { address: newAddress(), inviter, ...age });
    const tag = await shown(place, place.as('admin'));
    expect(text((await part(tag, 'stale-button')).parentElement)).to.contain('1 invitation has');
    await press(tag, 'stale-button');
    expect(text(await part(tag, 'dialog'))).to.contain('Revoke the invitation?');
    // Without waiting for the list that is loaded again.
    await place.trouble({ kind: 'hold', path: '/invitations?' });
    await confirm(tag);
    expect((await stored(id)).ended).to.equal('revoked');
    await waitUntil(() => addresses(tag).join() === owners);
    expect(parts(tag, 'stale-button')).to.have.length(0);
    await place.trouble({ kind: 'none' });
  });
});

describe('what is begun with some invitations', () => {
  it('is over once others are shown: they are not selected any more, and no notice stays', async () => {
    const { place, tag } = await table();
    const { id, address } = await sent(place);
    await waitUntil(() => addresses(tag).includes(address));
    await press(tag, 'select-all');
    await press(tag, 'revoke-selected-button');
    await part(tag, 'dialog');
    await sql(`update orgtags.invitation set ended = 'accepted', ended_at = now() where id = $1`, [
      id,
    ]);
    await confirm(tag);
    await part(tag, 'notice');
    await choose(tag, '[part=state-filter]', 'past');
    await waitUntil(() => parts(tag, 'end').length === 4);
    expect(parts(tag, 'notice')).to.have.length(0);

    const again = await sent(place);
    await choose(tag, '[part=state-filter]', 'pending');
    await waitUntil(() => addresses(tag).join() === again.address);
    await press(tag, 'select');
    await part(tag, 'revoke-selected-button');
    await choose(tag, '[part=state-filter]', 'past');
    await waitUntil(() => parts(tag, 'end').length === 4);
    await choose(tag, '[part=state-filter]', 'pending');
    await waitUntil(() => addresses(tag).join() === again.address);
    expect(parts(tag, 'revoke-selected-button')).to.have.length(0);
  });

  it('is nobody’s when somebody else has come: neither what is selected, nor a link', async () => {
    clipboard(false);
    const place = await scene();
    await sent(place, 'owner');
    const { address } = await sent(place);
    const tag = await shown(place, place.as('owner'));
    await waitUntil(() => parts(tag, 'revoke-button').length === 2);
    inRow(rowOf(tag, address), 'select')?.click();
    inRow(rowOf(tag, address), 'copy-button')?.click();
    await part(tag, 'link');
    await part(tag, 'revoke-selected-button');
    (tag.parentElement as OrgProvider).client = clientOf(place, place.as('admin'));
    await waitUntil(() => parts(tag, 'revoke-button').length === 1);
    expect(parts(tag, 'revoke-selected-button')).to.have.length(0);
    expect(parts(tag, 'link')).to.have.length(0);
  });
});

describe('a list that does not come', () => {
  it('leaves what was there, and says why aloud, with a way to try again', async () => {
    const { place, tag } = await table();
    await place.trouble({ kind: 'status', path: '/invitations?' });
    await choose(tag, '[part=state-filter]', 'past');
    const failure = await part(tag, 'failure');
    expect(failure.getAttribute('role'), 'nobody hears why').to.equal('alert');
    expect(text(failure)).to.contain('The server did not answer');
    await place.trouble({ kind: 'none' });
    await press(tag, 'action-button');
    await waitUntil(() => parts(tag, 'failure').length === 0);
    await part(tag, 'pending-button');
  });

  it('is not waited for by a row that is revoked, nor by how many there are', async () => {
    const { place, tag } = await table();
    await place.trouble({ kind: 'hold', path: '/invitations?' });
    await press(tag, 'revoke-button');
    await confirm(tag);
    expect(parts(tag, 'row')).to.have.length(2);
    expect(text(await part(tag, 'summary'))).to.equal('2 invitations');
    await place.trouble({ kind: 'none' });
  });
});
