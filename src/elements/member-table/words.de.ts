import type { MemberColumn } from '../../client/backend-client.ts';
import { ROLE_NAMES } from '../../ui/i18n/de/words.ts';
import { plurals } from '../../ui/i18n/plurals.ts';
import type { Words } from './words.ts';

const plural = plurals('de');

const COLUMNS: Readonly<Record<MemberColumn, string>> = {
  name: 'Name',
  email: 'E-Mail',
  role: 'Rolle',
  joinedAt: 'Dabei seit',
  lastActiveAt: 'Zuletzt aktiv',
};

export const de: Words = {
  members: 'Mitglieder',
  membersOf: (count, shown, organization) =>
    `${shown} ${plural(count, { one: 'Person', other: 'Personen' })} in ${organization}`,
  membersFailed: 'Die Mitglieder ließen sich nicht laden',
  column: column => COLUMNS[column],
  sort: ({ column, descending }) => `${COLUMNS[column]} ${descending ? '↓' : '↑'}`,
  searchMembers: 'Name oder Adresse',
  searchNames: 'Name',
  allRoles: 'Alle Rollen',
  found: (count, shown) =>
    `${shown} ${plural(count, { one: 'Person', other: 'Personen' })} gefunden`,
  nobodyFound: 'Niemand wurde gefunden.',
  showEveryone: 'Alle zeigen',
  roleColumn: 'Rolle',
  unverified: 'Nicht bestätigt',
  you: 'Du',
  never: 'Nie',
  changeRoleOf: name => `Die Rolle von ${name} ändern`,
  newRoleOf: name => `Neue Rolle von ${name}`,
  whyRoleLocked: name => `Warum die Rolle von ${name} gesperrt ist`,
  roleChanged: (name, role) => `${name} ist jetzt ${ROLE_NAMES[role]}.`,
  roleNow: role => `Die Rolle ist jetzt ${ROLE_NAMES[role]}.`,
  gone: name => `${name} ist nicht mehr in dieser Liste.`,
  undo: 'Rückgängig',
  giveQuestion: (name, role) =>
    name === undefined ? `${ROLE_NAMES[role]} werden?` : `${name} zu ${ROLE_NAMES[role]} machen?`,
  changeRole: 'Rolle ändern',
  givenForGood: reason =>
    `Du kannst das nicht selbst zurücknehmen. ${reason ?? 'Nur ein Inhaber kann das.'}`,
  remove: 'Entfernen',
  removing: 'Wird entfernt',
  removeMember: name => `${name} entfernen`,
  removeQuestion: name => `${name} entfernen?`,
  removalLoses: (name, organization) =>
    `${name} verliert sofort und auf jedem Gerät den Zugang zu ${organization}. Was getan wurde, bleibt im Protokoll, und eine neue Einladung ist möglich.`,
  removed: (name, organization) => `${name} kann ${organization} nicht mehr öffnen.`,
  whyNotRemoved: name => `Warum ${name} nicht entfernt werden kann`,
};
