import { newAddress } from '../../accounts-in-page.ts';
import { part, waitUntil } from '../../dom.ts';
import { invitation, sql } from '../../scene.ts';
import type { Views } from '../views.ts';
import { member, newcomer } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { choose, found, paste, press, type } from './hands.ts';

export const INVITE_FORM_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'nothing, for who is in no organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'empty'),
  },
  'why a member may not invite': {
    visitor: member('member'),
    reach: tag => part(tag, 'note-text'),
  },
  'an empty form': { reach: tag => part(tag, 'submit-button') },
  'a form with all that can be typed': {
    reach: async tag => {
      await paste(tag, '#addresses', 'lena@studio.example, jo@gmial.com, <nobody, sales; all');
      await part(tag, 'clear-button');
    },
  },
  'an exact time that may not be': {
    reach: async tag => {
      await paste(tag, '#addresses', 'lena@studio.example');
      await choose(tag, '#lifetime', 'exact');
      await found(tag, '#expires-at');
      await type(tag, '#expires-at', '2020-01-01T10:00');
      await press(tag, 'submit-button');
      await part(tag, 'problem');
    },
  },
  'more than can go at once': {
    reach: async tag => {
      const many = Array.from({ length: 502 }, (_, n) => `a${String(n)}@test.example`);
      await paste(tag, '#addresses', many.join('\n'));
      await waitUntil(() => tag.shadowRoot?.querySelectorAll('.chip').length === 502);
    },
  },
  'why nothing was sent': {
    reach: async (tag, { place }) => {
      await paste(tag, '#addresses', 'lena@studio.example');
      await place.trouble({ kind: 'status', path: '/invitations' });
      await press(tag, 'submit-button');
      await part(tag, 'problem');
    },
  },
  'who is invited, and who is not': {
    reach: async (tag, { place }) => {
      const address = newAddress();
      await invitation(place, { address, inviter: place.as('owner') });
      const list = [newAddress(), newAddress(), address, place.as('viewer').email];
      await paste(tag, '#addresses', list.join(' '));
      await press(tag, 'submit-button');
      await part(tag, 'invited');
    },
  },
  'a link that could not be had': {
    reach: async (tag, { place }) => {
      await paste(tag, '#addresses', newAddress());
      await press(tag, 'submit-button');
      await part(tag, 'copy-button');
      await sql(
        `update orgtags.invitation set ended = 'revoked', ended_at = now()
         where organization_id = $1`,
        [place.id],
      );
      await press(tag, 'copy-button');
      await part(tag, 'problem');
    },
  },
};
