import { part } from '../../dom.ts';
import type { Views } from '../views.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';

export const INVITE_ACCEPT_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'what can be done': { reach: tag => part(tag, 'do-button') },
};
