import { part } from '../../dom.ts';
import { guest, scene, sql, type Scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { newcomer, type Visitor } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { press, pressTo, type } from './hands.ts';

/** A scene in which two guests have written, one of whom waits and was answered before. */
export async function visited(options?: Parameters<typeof scene>[0]): Promise<Scene> {
  const place = await scene(options);
  await guest(place, { text: 'Do you ship to Iceland?' });
  const { id, conversation } = await guest(place, {
    name: 'Nora Lindqvist',
    email: 'nora@test.example',
  });
  await sql(
    `with answer as (
       insert into orgtags.message
         (organization_id, conversation_id, seq, guest_id, client_id, author, text, sources, revision)
       values ($1, $2, 2, $3, gen_random_uuid(), 'answerer', '> It carries *80* kilograms.',
               '[{"title": "What they carry", "url": "https://host.example/robots"}]', 2)
     )
     update orgtags.conversation
        set state = 'waiting', answered_by = 'people', last_seq = 2, revision = 2
      where organization_id = $1 and id = $2`,
    [place.id, conversation, id],
  );
  return place;
}

function as(role: 'owner' | 'viewer'): () => Promise<Visitor> {
  return async () => {
    const place = await visited();
    return { place, as: place.as(role) };
  };
}

const there = { visitor: as('owner') };

export const GUEST_CONVERSATIONS_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'nothing, for who is in no organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'empty'),
  },
  'no conversations': { reach: tag => part(tag, 'empty') },
  'the conversations': { ...there, reach: tag => part(tag, 'row') },
  'a conversation, and where an answer is from': {
    ...there,
    reach: async tag => {
      await press(tag, 'row');
      await part(tag, 'source');
    },
  },
  'a conversation, for who may only read it': {
    visitor: as('viewer'),
    reach: tag => pressTo(tag, 'row', 'message'),
  },
  'an answer that was not sent': {
    ...there,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'row', 'input');
      await place.trouble({ kind: 'status', path: '/messages' });
      await type(tag, '[part=input]', 'Good day.');
      await press(tag, 'send-button');
      await part(tag, 'problem');
    },
  },
};
