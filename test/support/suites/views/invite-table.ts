import { newAddress } from '../../accounts-in-page.ts';
import { part, parts, waitUntil } from '../../dom.ts';
import { invitation, scene, sql, type Scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { newcomer, type Visitor } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { choose, press, type } from './hands.ts';

const FILTER = '[part=state-filter]';

/** Milliseconds. */
const DAY = 24 * 3600_000;

/** So many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

/** A scene with three pending invitations of its owner, one of which nobody has answered for days. */
export async function invited(options?: Parameters<typeof scene>[0]): Promise<Scene> {
  const place = await scene(options);
  const inviter = place.as('owner');
  await invitation(place, {
    address: newAddress(),
    inviter,
    role: 'viewer',
    sentAt: inDays(-4),
    expiresAt: inDays(2),
  });
  await invitation(place, { address: newAddress(), inviter, sentAt: inDays(-0.2) });
  await invitation(place, { address: newAddress(), inviter });
  return place;
}

/** One that ended in each of the ways there are, and one whose letter failed. */
export async function ended(): Promise<Scene> {
  const place = await scene();
  const inviter = place.as('owner');
  for (const end of ['accepted', 'declined', 'revoked', 'inviter-lost-right', 'expired']) {
    const { id } = await invitation(place, { address: newAddress(), inviter });
    await sql(
      `update orgtags.invitation set ended = $2, ended_at = now(), ended_by_person_id = $3
        where id = $1`,
      [id, end, end === 'expired' ? null : place.as('admin').id],
    );
  }
  const { id } = await invitation(place, { address: newAddress(), inviter });
  await sql(`update orgtags.invitation set mail = 'failed' where id = $1`, [id]);
  return place;
}

function owner(place: () => Promise<Scene>): () => Promise<Visitor> {
  return async () => {
    const there = await place();
    return { place: there, as: there.as('owner') };
  };
}

const there = { visitor: owner(invited) };

export const INVITE_TABLE_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'the invitations, which could not be loaded': {
    async visitor() {
      const visitor = await there.visitor();
      await visitor.place.trouble({ kind: 'status', path: '/invitations' });
      return visitor;
    },
    reach: tag => part(tag, 'failure'),
  },
  'nothing, for who is in no organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'empty'),
  },
  'why a viewer sees none': {
    async visitor() {
      const place = await invited();
      return { place, as: place.as('viewer') };
    },
    reach: tag => part(tag, 'summary'),
  },
  'no invitations': { reach: tag => part(tag, 'table') },
  'pending ones, of which one is selected': {
    ...there,
    reach: async tag => {
      await press(tag, 'select');
      await part(tag, 'revoke-selected-button');
    },
  },
  'how they ended': {
    visitor: owner(ended),
    reach: async tag => {
      await part(tag, 'letter');
      await choose(tag, FILTER, 'past');
      await waitUntil(() => parts(tag, 'end').length === 5);
    },
  },
  'a letter that failed': { visitor: owner(ended), reach: tag => part(tag, 'letter') },
  'a search that finds nothing': {
    ...there,
    reach: async tag => {
      await type(tag, '[part=search]', 'nobody at all');
      await part(tag, 'pending-button');
    },
  },
  'a search that failed, above what was there': {
    ...there,
    reach: async (tag, { place }) => {
      await part(tag, 'row');
      await place.trouble({ kind: 'status', path: '/invitations' });
      await type(tag, '[part=search]', 'a');
      await part(tag, 'failure');
    },
  },
  'the question before one is sent again': {
    ...there,
    reach: async tag => {
      await press(tag, 'resend-button');
      await part(tag, 'dialog');
    },
  },
  'the question of another end, and why it has none': {
    ...there,
    reach: async (tag, { place }) => {
      await press(tag, 'prolong-button');
      await place.trouble({ kind: 'status', path: '/invitations/' });
      await press(tag, 'confirm-button');
      await part(tag, 'problem');
    },
  },
  'the question before several are revoked': {
    ...there,
    reach: async tag => {
      await press(tag, 'select-all');
      await press(tag, 'revoke-selected-button');
      await part(tag, 'dialog');
    },
  },
  'why one was not revoked': {
    ...there,
    reach: async (tag, { place }) => {
      await press(tag, 'revoke-button');
      await part(tag, 'dialog');
      await sql(
        `update orgtags.invitation set ended = 'accepted', ended_at = now()
          where organization_id = $1`,
        [place.id],
      );
      await press(tag, 'confirm-button');
      await part(tag, 'notice');
    },
  },
  'a link that could not be had': {
    ...there,
    reach: async (tag, { place }) => {
      await part(tag, 'row');
      await place.trouble({ kind: 'status', path: '/links' });
      await press(tag, 'copy-button');
      await part(tag, 'problem');
    },
  },
};
