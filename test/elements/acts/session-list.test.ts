import { parts } from '../../support/dom.ts';
import { scene, session, sql } from '../../support/scene.ts';
import { describeActs } from '../../support/suites/acts.ts';
import { openQuestion } from '../../support/suites/views/hands.ts';

describeActs('session-list', {
  'ending a session': {
    before: 'org-session-end',
    after: 'org-session-ended',
    ofPerson: true,
    async arrange() {
      const place = await scene();
      const as = place.as('owner');
      const { session: id } = await session(as, 'Phone');
      return {
        place,
        as,
        about: { 'session.device': 'Phone', 'session.id': id },
        says: 'Phone is signed out.',
        path: '/sessions/',
        reach: tag => openQuestion(tag, 'end-button'),
        control: tag => parts(tag, 'confirm-button')[0],
        async isDone() {
          return (await sql('select from orgtags_auth.session where id = $1', [id])).length === 0;
        },
      };
    },
  },
});
