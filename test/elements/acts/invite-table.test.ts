import { newAddress } from '../../support/accounts-in-page.ts';
import { part, parts } from '../../support/dom.ts';
import { invitation, scene, sql } from '../../support/scene.ts';
import { describeActs, type Arranged } from '../../support/suites/acts.ts';
import { choose, found, press } from '../../support/suites/views/hands.ts';
import { inDays } from '../../support/suites/views/invite-table.ts';

type Common = Pick<Arranged, 'place' | 'as' | 'control'> & {
  readonly id: string;
  readonly address: string;
};

/** An owner who has invited somebody. */
async function invitedSomebody(): Promise<Common> {
  const place = await scene();
  const as = place.as('owner');
  const address = newAddress();
  const { id } = await invitation(place, {
    address,
    inviter: as,
    sentAt: inDays(-4),
    expiresAt: inDays(2),
  });
  return { place, as, id, address, control: tag => parts(tag, 'confirm-button')[0] };
}

/** Opens a question, unless it is open. */
function asking(button: string) {
  return async (tag: HTMLElement): Promise<void> => {
    if (parts(tag, 'dialog').length === 0) await press(tag, button);
    await part(tag, 'dialog');
  };
}

const isSo = async (condition: string, id: string): Promise<boolean> =>
  (await sql(`select from orgtags.invitation where id = $1 and ${condition}`, [id])).length === 1;

describeActs('invite-table', {
  'sending an invitation again': {
    before: 'org-invitation-resend',
    after: 'org-invitation-resent',
    async arrange() {
      const { id, address, ...common } = await invitedSomebody();
      return {
        ...common,
        about: { 'invitation.address': address },
        told: { 'invitation.role': 'viewer' },
        says: `${address} is invited again, as Viewer.`,
        path: '/resend',
        async reach(tag) {
          await asking('resend-button')(tag);
          await choose(tag, '#new-role', 'viewer');
        },
        isDone: () => isSo(`generation = 2 and role = 'viewer'`, id),
      };
    },
  },
  'giving an invitation another end': {
    before: 'org-invitation-prolong',
    after: 'org-invitation-prolonged',
    async arrange() {
      const { id, address, ...common } = await invitedSomebody();
      return {
        ...common,
        about: { 'invitation.address': address },
        says: `The link for ${address} has a new end.`,
        path: `/invitations/${id}`,
        async reach(tag) {
          await asking('prolong-button')(tag);
          await choose(tag, '#lifetime', '259200');
        },
        isDone: () => isSo(`expires_at > now() + interval '2.5 days'`, id),
      };
    },
  },
  'revoking an invitation': {
    before: 'org-invitation-revoke',
    after: 'org-invitation-revoked',
    async arrange() {
      const { id, address, ...common } = await invitedSomebody();
      return {
        ...common,
        about: { 'invitations[0].address': address },
        says: `The invitation to ${address} is revoked.`,
        path: '/revoke',
        reach: asking('revoke-button'),
        isDone: () => isSo(`ended = 'revoked'`, id),
      };
    },
  },
  'revoking those that nobody has answered': {
    before: 'org-invitation-revoke',
    after: 'org-invitation-revoked',
    async arrange() {
      const { id, address, ...common } = await invitedSomebody();
      return {
        ...common,
        about: { 'invitations[0].address': address, 'invitations.length': 1 },
        says: `The invitation to ${address} is revoked.`,
        path: '/revoke',
        async reach(tag) {
          await found(tag, '[part=stale-button]');
          await asking('stale-button')(tag);
        },
        isDone: () => isSo(`ended = 'revoked'`, id),
      };
    },
  },
});
