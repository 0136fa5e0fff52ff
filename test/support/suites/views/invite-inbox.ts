import { part, parts, waitUntil } from '../../dom.ts';
import { doubt, invite, inviteAll } from '../../invited-in-page.ts';
import { person, scene, sql, type Scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { newcomer, nobody, unlucky, type Visitor } from '../visitors.ts';
import { FACES } from './faces.ts';
import { openQuestion, pressTo } from './hands.ts';

/** A scene whose members are invited to another organization of the same name. */
export async function inboxed(options?: Parameters<typeof scene>[0]): Promise<Scene> {
  const { slug: _, ...like } = options ?? {};
  const name = like.members?.[0]?.name ?? 'Ines Albers';
  const host = await scene({ ...like, members: [{ role: 'owner', name }] });
  const place = await scene(options);
  await inviteAll(
    host,
    place.members.map(({ email }) => email),
  );
  return place;
}

async function invited(): Promise<Visitor> {
  const place = await inboxed();
  return { place, as: place.as('owner') };
}

async function invitedNewcomer(): Promise<Visitor> {
  const place = await scene();
  const as = await person();
  await invite(place, as.email);
  return { place, as };
}

export const INVITE_INBOX_VIEWS: Views = {
  ...FACES,
  'the face for who is not signed in': {
    visitor: nobody,
    reach: tag => part(tag, 'empty'),
  },
  'the invitations, which could not be loaded': {
    visitor: unlucky({ kind: 'status', path: '/invitations' }),
    reach: tag => part(tag, 'failure'),
  },
  'no invitations': { visitor: newcomer, reach: tag => part(tag, 'empty') },
  'an inbox that is closed until the address is confirmed': {
    visitor: async () => {
      const as = await person();
      await doubt(as);
      return { place: await scene(), as };
    },
    reach: tag => part(tag, 'empty'),
  },
  'an invitation': { visitor: invited, reach: tag => part(tag, 'row') },
  'an invitation, and why it was not accepted': {
    visitor: invited,
    reach: async (tag, { place }) => {
      await part(tag, 'row');
      await place.trouble({ kind: 'status', path: '/accept' });
      await pressTo(tag, 'accept-button', 'problem');
    },
  },
  'an invitation that is gone by now': {
    visitor: invited,
    reach: async tag => {
      await part(tag, 'row');
      const [row] = parts(tag, 'row');
      await sql(
        `update orgtags.invitation set ended = 'revoked', ended_at = now(),
           ended_by_person_id = inviter_person_id where id = $1`,
        [row?.dataset.row],
      );
      await pressTo(tag, 'accept-button', 'problem');
      await waitUntil(() => parts(tag, 'row').length === 0);
    },
  },
  'an organization that was joined': {
    visitor: invited,
    reach: tag => pressTo(tag, 'accept-button', 'switch-button'),
  },
  'a first organization that was joined': {
    visitor: invitedNewcomer,
    reach: async tag => {
      await pressTo(tag, 'accept-button', 'notice');
      await waitUntil(() => !tag.matches(':state(busy)'));
    },
  },
  'the question before declining': {
    visitor: invited,
    reach: tag => openQuestion(tag, 'decline-button'),
  },
};
