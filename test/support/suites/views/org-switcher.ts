import { part } from '../../dom.ts';
import { invite } from '../../invited-in-page.ts';
import { scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { member, memberOf, newcomer } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { found, press, pressTo, type } from './hands.ts';

const NAME = '[name=organization-name]';
const FREE = '[part=hint][id=organization-slug-help]';

/** From so many organizations on the menu has a search. */
const MANY = 8;

export const ORG_SWITCHER_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'a way to a first organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'action-button'),
  },
  'an invitation beside a way to a first organization': {
    visitor: async () => {
      const visitor = await newcomer();
      await invite(visitor.place, visitor.as.email);
      return visitor;
    },
    reach: tag => part(tag, 'inbox-button'),
  },
  'the menu with an invitation': {
    visitor: async () => {
      const host = await scene({ name: 'Globex' });
      const place = await scene();
      const as = place.as('member');
      await invite(host, as.email);
      return { place, as };
    },
    reach: open,
  },
  'the menu, and why one cannot leave': {
    reach: async tag => {
      await open(tag);
      await press(tag, 'leave-button');
      await found(tag, '[part=reason]:not([hidden])');
    },
  },
  'the menu, and why no other one is open': {
    visitor: memberOf(2),
    reach: async (tag, { place }) => {
      await open(tag);
      await place.trouble({ kind: 'status', path: '/switch' });
      (await found(tag, '[part=option][aria-selected=false]')).click();
      await part(tag, 'problem');
    },
  },
  'the menu with its search': {
    visitor: memberOf(MANY),
    reach: open,
  },
  'a search of the menu that finds nothing': {
    visitor: memberOf(MANY),
    reach: async tag => {
      await open(tag);
      await type(tag, '[part=search]', 'nothing at all');
      await part(tag, 'no-match');
    },
  },
  'the dialog that makes an organization': { reach: create },
  'the dialog that makes an organization, with nothing filled in': {
    reach: async tag => {
      await create(tag);
      await pressTo(tag, 'confirm-button', 'problem');
    },
  },
  'the dialog that makes an organization, with a slug that is taken': {
    reach: async tag => {
      const slug = `x${crypto.randomUUID().slice(0, 8)}`;
      await scene({ slug });
      await create(tag);
      await type(tag, NAME, slug);
      await part(tag, 'suggestion-button');
    },
  },
  'the dialog that makes an organization, and why none was made': {
    reach: async (tag, { place }) => {
      await create(tag);
      await place.trouble({ kind: 'status', path: '/organizations' });
      await type(tag, NAME, 'Globex');
      await found(tag, FREE);
      await pressTo(tag, 'confirm-button', 'problem');
    },
  },
  'the question before leaving': {
    visitor: member('member'),
    reach: async tag => {
      await open(tag);
      await pressTo(tag, 'leave-button', 'dialog');
    },
  },
};

async function open(tag: HTMLElement): Promise<void> {
  await press(tag, 'trigger');
  await found(tag, ':popover-open');
}

async function create(tag: HTMLElement): Promise<void> {
  await open(tag);
  await pressTo(tag, 'create-button', 'dialog');
}
