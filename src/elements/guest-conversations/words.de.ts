import type { Words } from './words.ts';

export const de: Words = {
  conversationsTitle: 'Gespräche mit Gästen',
  conversationsFailed: 'Die Gespräche ließen sich nicht laden',
  conversationsEmpty: 'Noch keine Gespräche',
  conversationsEmptyHint: 'Wenn ein Gast auf einer eurer Seiten schreibt, siehst du es hier.',
  waitingCount: (count, shown) =>
    count === 0 ? 'Niemand wartet' : count === 1 ? '1 Gast wartet' : `${shown} Gäste warten`,
  guest: name => name || 'Gast',
  conversationState: state => ({ open: 'Offen', waiting: 'Wartet', resolved: 'Erledigt' })[state],
  unread: count => `${count} ungelesen`,
  chooseConversation: 'Wähl ein Gespräch, um es zu lesen.',
  backToList: 'Alle Gespräche',
  yourAnswer: 'Deine Antwort',
  answersByThemselves: 'Gästen wird hier automatisch geantwortet, bis du schreibst.',
  resolve: 'Erledigt',
  reopen: 'Wieder öffnen',
  handBack: 'Wieder automatisch antworten',
  takenBy: name => `${name} kümmert sich darum.`,
  answerSent: 'Gesendet.',
  seenByGuest: 'Gesehen',
  guestGone: 'Dieser Gast kann es nicht mehr lesen.',
};
