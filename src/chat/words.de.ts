import type { Words } from './words.ts';

export const de: Words = {
  chatTitle: 'Chat',
  chatWith: organization => `Chat mit ${organization}`,
  chatFailed: 'Der Chat ließ sich nicht öffnen',
  closeChat: 'Chat schließen',
  chatOver: 'Dieser Chat ist zu Ende',
  beginAnew: 'Neuen Chat beginnen',
  consent: organization =>
    `${organization} bewahrt auf, was du hier schreibst, um dir zu antworten.`,
  nobodyIsHere: 'Gerade ist niemand da. Mit einer Adresse kommt die Antwort per E-Mail.',
  connectionLost:
    'Keine Verbindung. Es wird wieder versucht, und was du schreibst, wird dann gesendet.',
  accountQuestion: 'Gehört dieses Gespräch zu deinem Konto?',
  accountChoice: organization =>
    `Es begann, bevor du angemeldet warst. Mit deinem Konto findest du es überall, wo du angemeldet bist; sonst bleibt es bei ${organization}.`,
  accountKeeps: 'Mit meinem Konto behalten',
  accountBeginsAnew: 'Neu beginnen',
  somebodyWrites: 'Jemand schreibt …',
  nameIfYouLike: 'Name (freiwillig)',
  emailForLater: 'E-Mail, für eine spätere Antwort (freiwillig)',
  yourMessage: 'Deine Nachricht',
  byYou: 'Du',
  messageSent: 'Gesendet',
  messageSeen: 'Gesehen',
  notSent: 'Nicht gesendet',
  sendOnceMore: 'Noch einmal senden',
  askForPerson: 'Um einen Menschen bitten',
  somebodyAnswers: 'Hier antwortet dir gleich jemand.',
  whereToAnswer: 'Falls du gehen musst: Wohin können wir die Antwort schicken?',
  answerGoesTo: email => `Falls du gehst, kommt die Antwort an ${email}.`,
  keepAddress: 'Speichern',
  newConversation: 'Neues Gespräch',
  leaveAndErase: 'Verlassen und löschen',
  eraseQuestion: 'Diesen Chat löschen?',
  eraseLoses:
    'Alles, was hier geschrieben wurde, wird gelöscht, für beide Seiten. Das lässt sich nicht rückgängig machen.',
  erase: 'Löschen',
  erasing: 'Wird gelöscht',
};
