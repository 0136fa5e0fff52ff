import { part, parts } from '../../support/dom.ts';
import { invite } from '../../support/invited-in-page.ts';
import { scene, sql } from '../../support/scene.ts';
import { describeActs, type Arranged } from '../../support/suites/acts.ts';
import { press } from '../../support/suites/views/hands.ts';

/** A member of an organization who is invited to Initech. */
async function invited() {
  const place = await scene();
  const as = place.as('member');
  const host = await scene({ name: 'Initech' });
  const { id } = await invite(host, as.email);
  const hasEnded = async (how: string): Promise<boolean> => {
    const found = await sql('select from orgtags.invitation where id = $1 and ended = $2', [
      id,
      how,
    ]);
    return found.length > 0;
  };
  return { place, as, host, hasEnded, about: { 'invitation.organization.name': 'Initech' } };
}

describeActs('invite-inbox', {
  'accepting an invitation': {
    before: 'org-invitation-accept',
    after: 'org-invitation-accepted',
    ofPerson: true,
    async arrange(): Promise<Arranged> {
      const { place, as, host, hasEnded, about } = await invited();
      return {
        place,
        as,
        about,
        told: { 'organization.id': host.id, 'organization.role': 'member' },
        says: 'You are now a member of Initech, as Member.',
        path: '/accept',
        reach: tag => part(tag, 'accept-button'),
        control: tag => parts(tag, 'accept-button')[0],
        isDone: () => hasEnded('accepted'),
      };
    },
  },
  'declining an invitation': {
    before: 'org-invitation-decline',
    after: 'org-invitation-declined',
    ofPerson: true,
    async arrange(): Promise<Arranged> {
      const { place, as, hasEnded, about } = await invited();
      return {
        place,
        as,
        about,
        says: 'You have declined the invitation to Initech.',
        path: '/decline',
        async reach(tag) {
          if (parts(tag, 'dialog').length === 0) await press(tag, 'decline-button');
          await part(tag, 'dialog');
        },
        control: tag => parts(tag, 'confirm-button')[0],
        isDone: () => hasEnded('declined'),
      };
    },
  },
});
