import { part } from '../../dom.ts';
import { person, scene, session, type Scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { newcomer, nobody, unlucky, type Visitor } from '../visitors.ts';
import { FACES } from './faces.ts';
import { openQuestion, press, pressTo } from './hands.ts';

/** As Chrome on Windows calls itself. */
export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** A scene whose members are signed in on another device, too. */
export async function elsewhere(options?: Parameters<typeof scene>[0]): Promise<Scene> {
  const place = await scene(options);
  for (const member of place.members) await session(member, CHROME);
  return place;
}

async function twice(): Promise<Visitor> {
  const place = await elsewhere();
  return { place, as: place.as('owner') };
}

/** Somebody in no organization, who is signed in on another device, too. */
async function onDevice(device: string): Promise<Visitor> {
  const as = await person();
  await session(as, device);
  return { place: await scene(), as };
}

export const SESSION_LIST_VIEWS: Views = {
  ...FACES,
  'the face for who is not signed in': {
    visitor: nobody,
    reach: tag => part(tag, 'empty'),
  },
  'the sessions, which could not be loaded': {
    visitor: unlucky({ kind: 'status', path: '/sessions' }),
    reach: tag => part(tag, 'failure'),
  },
  'this session alone, of who is in no organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'note'),
  },
  'this session and another': {
    visitor: twice,
    reach: tag => part(tag, 'end-button'),
  },
  'a device with a long name': {
    visitor: () => onDevice(`A-program-with-a-long-name/1.0 ${'x'.repeat(120)}`),
    reach: tag => part(tag, 'end-button'),
  },
  'a device without a name': {
    visitor: () => onDevice(''),
    reach: tag => part(tag, 'end-button'),
  },
  'the question before a session ends': {
    visitor: twice,
    reach: tag => openQuestion(tag, 'end-button'),
  },
  'the question before a session ends, and why it did not': {
    visitor: twice,
    reach: async (tag, { place }) => {
      await press(tag, 'end-button');
      await place.trouble({ kind: 'status', path: '/sessions/' });
      await pressTo(tag, 'confirm-button', 'problem');
    },
  },
};
