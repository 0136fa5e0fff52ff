import { parts } from '../../support/dom.ts';
import { guest, scene, sql } from '../../support/scene.ts';
import { describeActs } from '../../support/suites/acts.ts';
import { isAsking, openQuestion, pressTo, type } from '../../support/suites/views/hands.ts';

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
  'resolving a conversation': {
    before: 'org-conversation-change',
    after: 'org-conversation-changed',
    async arrange() {
      const place = await scene();
      const { conversation: id } = await guest(place);
      return {
        place,
        as: place.as('member'),
        about: { 'conversation.id': id, 'decision.state': 'resolved' },
        told: { 'conversation.state': 'resolved' },
        says: 'It is resolved.',
        path: `${id}$ PATCH`,
        async reach(tag) {
          if (parts(tag, 'message').length > 0) return;
          await pressTo(tag, 'row', 'resolve-button');
        },
        control: tag => parts(tag, 'resolve-button')[0],
        async isDone() {
          const resolved = `select from orgtags.conversation where id = $1 and state = 'resolved'`;
          return (await sql(resolved, [id])).length > 0;
        },
      };
    },
  },
  'ending a guest’s chat': {
    before: 'org-guest-chat-end',
    after: 'org-guest-chat-ended',
    async arrange() {
      const place = await scene();
      const { id, conversation } = await guest(place, { name: 'Nora Lindqvist' });
      return {
        place,
        as: place.as('admin'),
        about: { 'conversation.id': conversation, 'conversation.guest.id': id },
        says: 'The chat with Nora Lindqvist is over.',
        path: `/guests/${id}`,
        async reach(tag) {
          if (isAsking(tag)) return;
          if (parts(tag, 'message').length === 0) await pressTo(tag, 'row', 'end-button');
          await openQuestion(tag, 'end-button');
        },
        control: tag => parts(tag, 'confirm-button')[0],
        async isDone() {
          const ended = 'select from orgtags.guest where id = $1 and ended_at is not null';
          return (await sql(ended, [id])).length > 0;
        },
      };
    },
  },
});
