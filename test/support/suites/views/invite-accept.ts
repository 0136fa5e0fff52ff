import { newAddress } from '../../accounts-in-page.ts';
import { part } from '../../dom.ts';
import { invite } from '../../invited-in-page.ts';
import { person, scene, sql, type Scene } from '../../scene.ts';
import type { View, Views } from '../views.ts';
import type { Visitor } from '../visitors.ts';
import { FACES } from './faces.ts';
import { found, openQuestion, press, pressTo, type } from './hands.ts';

const NEW = '[autocomplete=new-password]';

/** A scene whose owner has opened the link of an invitation, to an organization of the same name. */
export async function invited(options?: Parameters<typeof scene>[0]): Promise<Scene> {
  const place = await scene(options);
  const { name = 'Globex', purpose, members } = options ?? {};
  const host = await scene({
    name,
    ...(purpose !== undefined && { purpose }),
    members: [{ role: 'owner', name: members?.[0]?.name ?? 'Ines Albers' }],
  });
  const { token } = await invite(host, place.as('owner').email);
  keepToken(token);
  return place;
}

/** Opens the link of an invitation in this tab, as after a reload. */
export function keepToken(token: string): void {
  sessionStorage.setItem('orgtags.invitation', token);
}

/** Nobody, with a link to an address of no account, or of somebody's. */
async function guest(address = newAddress()): Promise<Visitor> {
  const place = await scene();
  keepToken((await invite(place, address)).token);
  return { place };
}

async function guestWithAccount(): Promise<Visitor> {
  return guest((await person()).email);
}

async function answerer(): Promise<Visitor> {
  const place = await invited();
  return { place, as: place.as('owner') };
}

async function another(): Promise<Visitor> {
  const place = await invited();
  return { place, as: place.as('viewer') };
}

/** Somebody whose link has come to an end. */
function over(end: string): View {
  return {
    visitor: async () => {
      const visitor = await guest();
      await sql(`update orgtags.invitation set ${end} where organization_id = $1`, [
        visitor.place.id,
      ]);
      return visitor;
    },
    reach: tag => part(tag, 'empty'),
  };
}

/** What the row of an invitation says that has ended. */
export const ENDS = {
  expired: `sent_at = now() - interval '2 days', expires_at = now() - interval '1 day'`,
  revoked: `ended = 'revoked', ended_at = now(), ended_by_person_id = inviter_person_id`,
  used: `ended = 'accepted', ended_at = now(), ended_by_person_id = inviter_person_id`,
} as const;

export const INVITE_ACCEPT_VIEWS: Views = {
  ...FACES,
  'an invitation for who makes an account': {
    visitor: guest,
    reach: tag => found(tag, NEW),
  },
  'an invitation for who makes an account, with nothing filled in': {
    visitor: guest,
    reach: tag => pressTo(tag, 'submit-button', 'problem'),
  },
  'an invitation for who makes an account, with another address': {
    visitor: guest,
    reach: async tag => {
      await type(tag, '[name=name]', 'Nora');
      await type(tag, '[name=email]', 'nobody@test.example');
      await type(tag, '[name=password]', 'correct horse');
      await pressTo(tag, 'submit-button', 'problem');
    },
  },
  'an invitation for who signs in': {
    visitor: guestWithAccount,
    reach: tag => part(tag, 'field'),
  },
  'an invitation for who has forgotten the password': {
    visitor: guestWithAccount,
    reach: async tag => {
      (await found(tag, '[data-to=forgotten]')).click();
      await found(tag, '[data-to=sign-in]');
    },
  },
  'an invitation for who was sent another password': {
    visitor: guestWithAccount,
    reach: async tag => {
      (await found(tag, '[data-to=forgotten]')).click();
      await found(tag, '[data-to=sign-in]');
      await type(tag, '[name=email]', 'nobody@test.example');
      await pressTo(tag, 'submit-button', 'notice');
    },
  },
  'an invitation to be answered': {
    visitor: answerer,
    reach: tag => part(tag, 'accept-button'),
  },
  'an invitation, and why it was not accepted': {
    visitor: answerer,
    reach: async (tag, { place }) => {
      await part(tag, 'accept-button');
      await place.trouble({ kind: 'status', path: '/accept' });
      await pressTo(tag, 'accept-button', 'problem');
    },
  },
  'the question before declining': {
    visitor: answerer,
    reach: tag => openQuestion(tag, 'decline-button'),
  },
  'an invitation that was accepted': {
    visitor: answerer,
    reach: tag => pressTo(tag, 'accept-button', 'empty'),
  },
  'an invitation that was declined': {
    visitor: answerer,
    reach: async tag => {
      await press(tag, 'decline-button');
      await pressTo(tag, 'confirm-button', 'empty');
    },
  },
  'an invitation for another address': {
    visitor: another,
    reach: tag => part(tag, 'switch-button'),
  },
  'an invitation that could not be loaded': {
    visitor: async () => {
      const visitor = await guest();
      await visitor.place.trouble({ kind: 'status', path: '/open' });
      return visitor;
    },
    reach: tag => part(tag, 'failure'),
  },
  'an invitation that has expired': over(ENDS.expired),
  'an invitation that was revoked': over(ENDS.revoked),
  'an invitation that was used': over(ENDS.used),
  'a link that leads to no invitation': {
    visitor: async () => {
      const place = await scene();
      keepToken('nothing');
      return { place };
    },
    reach: tag => part(tag, 'empty'),
  },
  'no link': {
    visitor: async () => ({ place: await scene() }),
    reach: tag => part(tag, 'empty'),
  },
};
