import { newAddress } from '../../support/accounts-in-page.ts';
import { part, parts } from '../../support/dom.ts';
import { scene, sql } from '../../support/scene.ts';
import { describeActs } from '../../support/suites/acts.ts';
import { paste } from '../../support/suites/views/hands.ts';

describeActs('invite-form', {
  'inviting somebody': {
    before: 'org-invite',
    after: 'org-invited',
    async arrange() {
      const place = await scene();
      const address = newAddress();
      return {
        place,
        as: place.as('owner'),
        about: { role: 'member' },
        told: { 'outcomes[0].address': address, 'outcomes[0].problem': null },
        says: `${address} is invited.`,
        path: '/invitations$',
        async reach(tag) {
          await part(tag, 'submit-button');
          if (parts(tag, 'chip').length === 0) await paste(tag, '#addresses', address);
          await part(tag, 'chip');
        },
        control: tag => parts(tag, 'submit-button')[0],
        async isDone() {
          const sent = 'select from orgtags.invitation where organization_id = $1 and address = $2';
          return (await sql(sent, [place.id, address])).length === 1;
        },
      };
    },
  },
});
