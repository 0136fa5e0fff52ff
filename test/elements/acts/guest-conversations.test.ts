import { parts } from '../../support/dom.ts';
import { guest, scene, sql } from '../../support/scene.ts';
import { describeActs } from '../../support/suites/acts.ts';
import { pressTo, type } from '../../support/suites/views/hands.ts';

describeActs('guest-conversations', {
  'answering a guest': {
    before: 'org-guest-answer',
    after: 'org-guest-answered',
    async arrange() {
      const place = await scene();
      const { conversation: id } = await guest(place);
      return {
        place,
        as: place.as('member'),
        about: { 'conversation.id': id },
        says: 'Sent.',
        path: '/messages',
        async reach(tag) {
          if (parts(tag, 'input').length === 0) await pressTo(tag, 'row', 'input');
          await type(tag, '[part=input]', 'Good day.');
        },
        control: tag => parts(tag, 'send-button')[0],
        async isDone() {
          const answers = `select from orgtags.message
                            where conversation_id = $1 and author = 'member'`;
          return (await sql(answers, [id])).length > 0;
        },
      };
    },
  },
});
