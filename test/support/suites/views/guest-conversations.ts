import { part, parts, waitUntil } from '../../dom.ts';
import { guest, scene, sql, type Scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { newcomer, type Visitor } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { choose, openQuestion, press, pressTo, type } from './hands.ts';

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
        set state = 'waiting', answered_by = 'people', last_seq = 2, revision = 2,
            page = 'https://shop.example/robots?of=a-very-long-name-indeed-that-nobody-breaks'
      where organization_id = $1 and id = $2`,
    [place.id, conversation, id],
  );
  return place;
}

/** The same, of which somebody takes care who can answer no more. */
async function left(): Promise<Visitor> {
  const place = await visited();
  await sql(
    `update orgtags.conversation set assignee_person_id = $2, state = 'resolved'
      where organization_id = $1`,
    [place.id, place.as('viewer').id],
  );
  return { place, as: place.as('owner') };
}

/** The same, with guests who are gone. */
async function gone(): Promise<Visitor> {
  const place = await visited();
  await sql('update orgtags.guest set ended_at = now() where organization_id = $1', [place.id]);
  return { place, as: place.as('owner') };
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
  'nothing found': {
    ...there,
    reach: async tag => {
      await type(tag, '[part=search]', 'nothing like it');
      await part(tag, 'all-button');
    },
  },
  'pages, and a draft': {
    visitor: async () => {
      const place = await scene();
      for (let n = 0; n < 26; n += 1) await guest(place);
      return { place, as: place.as('owner') };
    },
    reach: async tag => {
      await pressTo(tag, 'row', 'input');
      await type(tag, '[part=input]', 'Good day.');
      parts(tag, 'row')[1]?.click();
      await part(tag, 'draft');
      await part(tag, 'next-button');
    },
  },
  'a conversation that is to be given to somebody': {
    ...there,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'row', 'assignee');
      const person = place.as('admin').id;
      await waitUntil(() => tag.shadowRoot?.querySelector(`option[value='${person}']`));
      await choose(tag, '[part=assignee]', person);
      await part(tag, 'hand-back-button');
    },
  },
  'a resolved conversation, of somebody who can answer no more': {
    visitor: left,
    reach: tag => pressTo(tag, 'row', 'assignee'),
  },
  'a decision that was refused': {
    ...there,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'row', 'resolve-button');
      await place.trouble({ kind: 'status', path: '$ PATCH' });
      await press(tag, 'resolve-button');
      await part(tag, 'problem');
    },
  },
  'an answer that has met with another': {
    visitor: async () => {
      const place = await visited();
      await place.trouble({ kind: 'lose', path: '/changes' });
      return { place, as: place.as('owner') };
    },
    reach: async (tag, { place }) => {
      await pressTo(tag, 'row', 'input');
      await sql(`update orgtags.conversation set state = 'resolved' where organization_id = $1`, [
        place.id,
      ]);
      await type(tag, '[part=input]', 'Good day.');
      await press(tag, 'send-button');
      await part(tag, 'notice');
    },
  },
  'the question before a guest is ended': {
    ...there,
    reach: async tag => {
      await pressTo(tag, 'row', 'end-button');
      await openQuestion(tag, 'end-button');
    },
  },
  'a guest who is gone': { visitor: gone, reach: tag => pressTo(tag, 'row', 'ended') },
  'a conversation that its guest has erased': {
    ...there,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'row', 'input');
      await sql(
        `with erased as (
           delete from orgtags.guest where organization_id = $1 and name = 'Nora Lindqvist'
           returning id
         ), sessions as (
           delete from orgtags.guest_session where guest_id in (select id from erased)
         ), messages as (
           delete from orgtags.message where guest_id in (select id from erased)
         ), conversations as (
           delete from orgtags.conversation where guest_id in (select id from erased) returning id
         ), changed as (
           insert into orgtags.change (organization_id, type, subject_id)
           select $1, 'conversation', id from conversations
         )
         select pg_notify('orgtags', '')`,
        [place.id],
      );
      await part(tag, 'problem');
    },
  },
  'an answer that is too long': {
    ...there,
    reach: async tag => {
      await pressTo(tag, 'row', 'input');
      await type(tag, '[part=input]', 'a'.repeat(4001));
      await part(tag, 'problem');
    },
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
