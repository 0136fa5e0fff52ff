import { part, parts, waitUntil } from '../../dom.ts';
import type { Views } from '../views.ts';
import { member, newcomer, unlucky } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { choose, found, openQuestion, press, pressTo, type } from './hands.ts';

const EDITED = 'tr select';
const FILTER = '[part=role-filter]';
const SEARCH = '[part=search]';

export const MEMBER_TABLE_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'the members, who could not be loaded': {
    visitor: unlucky({ kind: 'status', path: '/members' }),
    reach: tag => part(tag, 'failure'),
  },
  'nothing, for who is in no organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'empty'),
  },
  'a table in which nothing may be changed': {
    visitor: member('viewer'),
    reach: tag => part(tag, 'note'),
  },
  'why a row is locked': {
    reach: async tag => {
      await press(tag, 'reason-button');
      await found(tag, ':popover-open');
    },
  },
  'a row that is edited, and why it was not stored': {
    reach: async (tag, { place }) => {
      await press(tag, 'edit-button');
      await choose(tag, EDITED, 'viewer');
      await place.trouble({ kind: 'status', path: '/members/' });
      await pressTo(tag, 'save-button', 'problem');
    },
  },
  'the question before a role for good': {
    visitor: member('admin'),
    reach: async tag => {
      await press(tag, 'edit-button');
      await choose(tag, EDITED, 'admin');
      await pressTo(tag, 'save-button', 'dialog');
    },
  },
  'the question before a removal': {
    reach: tag => openQuestion(tag, 'remove-button'),
  },
  'the question before a removal, and why nobody was removed': {
    reach: async (tag, { place }) => {
      await press(tag, 'remove-button');
      await place.trouble({ kind: 'status', path: '/members/' });
      await pressTo(tag, 'confirm-button', 'problem');
    },
  },
  'a role to take back': {
    reach: async tag => {
      await press(tag, 'edit-button');
      await choose(tag, EDITED, 'viewer');
      await pressTo(tag, 'save-button', 'undo-button');
    },
  },
  'the notice of a change out of sight': {
    reach: async tag => {
      await choose(tag, FILTER, 'admin');
      await waitUntil(() => parts(tag, 'row').length === 1);
      await press(tag, 'edit-button');
      await choose(tag, EDITED, 'viewer');
      await pressTo(tag, 'save-button', 'notice');
    },
  },
  'a search that finds nobody': {
    reach: async tag => {
      await type(tag, SEARCH, 'nobody at all');
      await part(tag, 'everyone-button');
    },
  },
  'a search that failed, above what was there': {
    reach: async (tag, { place }) => {
      await part(tag, 'row');
      await place.trouble({ kind: 'status', path: '/members' });
      await type(tag, SEARCH, 'a');
      await part(tag, 'failure');
    },
  },
};
