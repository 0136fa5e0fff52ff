import type { Words } from './words.ts';

const TEXTS = { welcome: 'Begrüßung', consent: 'Einwilligung', away: 'Abwesenheit' };

const TEXT_HINTS = {
  welcome: 'Über der ersten Nachricht.',
  consent: 'Wozu Besucher ja sagen, wenn sie beginnen.',
  away: 'Außerhalb der Sprechzeiten.',
};

export const de: Words = {
  guestSettings: 'Gäste',
  guestSettingsOf: organization =>
    `Besucher deiner Websites, die ohne Konto mit ${organization} chatten.`,
  guestSettingsFailed: 'Die Einstellungen für Gäste ließen sich nicht laden',
  add: 'Hinzufügen',
  changeIt: 'Ändern',
  showIt: 'Zeigen',
  putBack: 'Rückgängig',
  discard: 'Verwerfen',
  notOpened: 'Der Rest ließ sich nicht laden. Versuch es noch einmal, oder lade die Seite neu.',
  changedMeanwhile: 'Das hat inzwischen jemand geändert. Was du geschrieben hast, ist noch da.',

  accessTitle: 'Zugang',
  accessAbout:
    'Ob Besucher chatten dürfen, und auf welchen Websites. Andere können deinen Chat nicht auf ihre setzen.',
  accessState: (enabled, origins) => {
    if (!enabled) return 'Gäste haben keinen Zugang.';
    if (origins === 0) return 'Noch hat niemand Zugang: Füg eine Website hinzu.';
    return origins === 1
      ? 'Gäste haben auf 1 Website Zugang.'
      : `Gäste haben auf ${origins} Websites Zugang.`;
  },
  switchOn: 'Einschalten',
  switchOff: 'Ausschalten',
  switchedOn: 'Gäste haben Zugang.',
  switchedOff: ended =>
    ended
      ? 'Gäste haben keinen Zugang, und die laufenden Chats sind beendet.'
      : 'Gäste haben keinen Zugang.',
  offQuestion: 'Den Chat für Gäste ausschalten?',
  offLoses:
    'Niemand kommt mehr dazu. Wer schon Gast ist, schreibt weiter, wenn du die Chats nicht mit beendest.',
  endRunning: 'Auch die laufenden Chats beenden',
  origins: 'Websites',
  addOrigin: 'Website hinzufügen',
  originHint:
    'https://shop.example ist nur diese Website. https://*.shop.example ist jede einen Namen darunter, etwa https://www.shop.example, aber nicht shop.example selbst. Nimm keinen Stern, wo andere Namen haben können, wie bei Anbietern von Webspace.',
  removeOrigin: origin => `${origin} entfernen`,
  originAdded: origin => `${origin} ist hinzugefügt.`,
  originRemoved: origin => `${origin} ist entfernt.`,

  wordsTitle: 'Worte',
  wordsAbout:
    'Was der Chat anstelle seiner eigenen Worte sagt. Besucher anderer Sprachen lesen die erste.',
  wordsState: languages =>
    languages === '' ? 'Der Chat sagt seine eigenen Worte.' : `Gesagt auf: ${languages}.`,
  language: 'Sprache',
  languageName: (name, isWritten) => (isWritten ? `${name} ✓` : name),
  guestText: kind => TEXTS[kind],
  guestTextHint: kind => TEXT_HINTS[kind],
  wordsSaved: 'Die Worte sind gespeichert.',

  hoursTitle: 'Sprechzeiten',
  hoursAbout: 'Wann Menschen antworten. Sonst sagt es der Chat und fragt nach einer Adresse.',
  hoursState: timeZone =>
    timeZone === undefined
      ? 'Menschen antworten immer.'
      : `Menschen antworten zu Sprechzeiten (${timeZone}).`,
  answered: 'Es wird geantwortet',
  always: 'Immer',
  atHours: 'Zu Sprechzeiten',
  officeTimeZone: 'Zeitzone',
  dayTime: (end, day) => `${day}, ${end === 'from' ? 'von' : 'bis'}`,
  closed: 'Geschlossen',
  hoursSaved: 'Die Sprechzeiten sind gespeichert.',

  sourcesTitle: 'Texte für Antworten',
  sourcesAbout:
    'Gäste bekommen Stellen aus den öffentlichen zur Antwort, Wort für Wort. Von den anderen erfahren sie nichts.',
  noSources: 'Noch keine Texte: Alles beantworten Menschen.',
  sourcesState: (total, shown, open) =>
    total === 1 ? `1 Text, ${open} öffentlich.` : `${shown} Texte, ${open} öffentlich.`,
  addSource: 'Text hinzufügen',
  editSource: 'Text ändern',
  editOf: title => `${title} ändern`,
  removeOf: title => `${title} entfernen`,
  public: 'Öffentlich',
  publicOf: title => `${title} ist öffentlich`,
  characters: shown => `${shown} Zeichen`,
  sourceTitle: 'Titel',
  sourceText: 'Text',
  sourceUrl: 'Adresse der Seite',
  sourceUrlHint: 'Wo Gäste ihn ganz lesen können; darf leer sein.',
  sourcePublic: 'Öffentlich: Gäste dürfen ihn lesen',
  sourceSaved: (title, isPublic) =>
    `${title} ist gespeichert und ${isPublic ? 'öffentlich' : 'nicht öffentlich'}.`,
  sourceRemoved: title => `${title} ist entfernt.`,
  removeSourceQuestion: title => `${title} entfernen?`,
  removeSourceLoses: 'Gäste bekommen ihn nicht mehr zur Antwort. Der Text ist dann weg.',
  removeIt: 'Entfernen',
  removingIt: 'Wird entfernt',
  tryIt: 'Was würde ein Gast fragen?',
  tryNow: 'Probieren',
  nothingFound: 'Kein öffentlicher Text passt. Menschen würden um Antwort gebeten.',
  foundIn: title => `Aus: ${title}`,

  guestsTitle: 'Gäste jetzt',
  guestsAbout: 'Wer in den letzten 15 Minuten da war.',
  guestCount: (count, shown) => {
    if (count === 0) return 'Niemand.';
    return count === 1 ? '1 Gast' : `${shown} Gäste`;
  },
  guestName: name => name || 'Gast',
  joinedAt: 'Gekommen',
  moreGuests: 'Mehr zeigen',
  endOne: 'Beenden',
  endGuest: name => `Den Chat von ${name} beenden`,
  endGuestQuestion: name => `Den Chat von ${name} beenden?`,
  endGuestLoses: 'Dort lässt sich nichts mehr lesen und schreiben. Ihr behaltet, was darin steht.',
  endAll: 'Alle beenden',
  endAllQuestion: (count, shown) =>
    count === 1 ? 'Den Chat von 1 Gast beenden?' : `Die Chats von ${shown} Gästen beenden?`,
  endAllLoses:
    'Alle, die Gäste sind, auch wer gerade nicht da ist, können nichts mehr lesen und schreiben. Ihr behaltet, was darin steht. Neue Gäste haben Zugang.',
  endingGuests: 'Wird beendet',
  guestIsEnded: name => `Der Chat von ${name} ist beendet.`,
  endedAll: 'Alle Chats sind beendet.',

  embeddingTitle: 'Einbau',
  embeddingAbout: 'Setz das vor das Ende des Body jeder Seite, die den Chat haben soll.',
  snippet: 'Für deine Seiten',
  copyIt: 'Kopieren',
  isCopied: 'Kopiert',
  copyItByHand: 'Der Browser hat es nicht kopiert. Kopier es von hier.',
  secretTitle: 'Geheimnis zum Unterschreiben',
  secretAbout:
    'Damit bürgt dein Server für Besucher, die auf deiner Website angemeldet sind. Lass es auf dem Server: Wer es hat, kann sich für jeden von ihnen ausgeben.',
  secret: 'Geheimnis',
  showSecret: 'Geheimnis zeigen',
  hideSecret: 'Verbergen',
  newSecret: 'Neues Geheimnis',
  rotateQuestion: 'Ein neues Geheimnis machen?',
  rotateLoses:
    'Das alte ist sofort nichts mehr wert. Bis dein Server das neue hat, bürgt er für niemanden.',
  secretIsNew: 'Es gibt ein neues Geheimnis.',
};
