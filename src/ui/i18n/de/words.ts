import type { Role } from '../../../client/policy.ts';
import type { Loss } from '../../context/session-store.ts';
import type { Base } from '../en.ts';
import { denialSentence, inputSentence, problemSentence } from './problems.ts';

/** The roles as words. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Inhaber',
  admin: 'Admin',
  member: 'Mitglied',
  viewer: 'Betrachter',
};

const LOST: Readonly<Record<Loss, (name: string) => string>> = {
  removed: name => `Du gehörst nicht mehr zu ${name}.`,
  deleted: name => `${name} wurde gelöscht.`,
};

/** German, of what several tags say. */
export const de: Base = {
  $code: 'de',
  $name: 'Deutsch',
  $dir: 'ltr',

  role: role => ROLE_NAMES[role],
  problem: problemSentence,
  denial: denialSentence,
  input: inputSentence,
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen',
  cancel: 'Abbrechen',
  name: 'Name',
  save: 'Speichern',
  saving: 'Wird gespeichert',
  signInFirst: 'Melde dich an, um das zu sehen.',
  noOrganization: 'Noch keine Organisation',
  notYourOrganization: 'Diese Organisation gibt es nicht, oder du gehörst nicht dazu.',
  noOrganizationHint: 'Bitte jemanden, dich in seine einzuladen.',
  loadFailed: 'Das ließ sich nicht laden',
  accessEnded: (reason, name) => LOST[reason](name),
  goOn: 'Weiter',
  roleHere: (role, name) => `Du bist jetzt ${ROLE_NAMES[role]} in ${name}.`,
};
