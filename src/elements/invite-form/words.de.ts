import type { Words } from './words.ts';

const people = (count: number): string => `${count} ${count === 1 ? 'Person' : 'Personen'}`;

export const de: Words = {
  invitePeople: 'Leute einladen',
  inviteTo: organization => `Zu ${organization}`,
  addresses: 'Adressen',
  addressesHint: 'Mit Kommas trennen.',
  typeAddresses: 'Tippen oder Liste einfügen',
  listed: (ready, wrong) =>
    [
      `${ready} ${ready === 1 ? 'Adresse' : 'Adressen'} zum Einladen.`,
      wrong > 0 && `${wrong} ${wrong === 1 ? 'ist' : 'sind'} noch zu prüfen.`,
    ]
      .filter(Boolean)
      .join(' '),
  tooMany: (most, rest) =>
    `${most} gehen auf einmal. Die übrigen ${rest} bleiben hier fürs nächste Mal.`,
  removeAddress: text => `${text} entfernen`,
  toLookAt: 'Zu prüfen',
  didYouMean: suggestion => `Meinst du ${suggestion}?`,
  takeIt: 'Ändern',
  takeIts: suggestion => `Ändern in ${suggestion}`,
  keepIt: 'Behalten',
  keepIts: address => `Behalten als ${address}`,
  changeText: 'Bearbeiten',
  changeTexts: text => `Bearbeiten: ${text}`,
  noAddress: 'Das ist keine E-Mail-Adresse.',
  unsupportedAddress: 'Mit dieser Adresse kann hier niemand ein Konto haben.',
  alreadyMember: 'Schon Mitglied.',
  alreadyInvited: 'Schon eingeladen.',
  inviteLater: time => `Zu viele Einladungen für jetzt. Schick sie in ${time} noch einmal.`,
  removeAll: count => `Diese ${count} entfernen`,
  inviteAs: 'Rolle',
  worksUntil: 'Gültig bis',
  expiryWrong: 'Wähl eine Zeit in 5 Minuten bis 7 Tagen von jetzt an.',
  timeZone: zone => `Zeitzone: ${zone}`,
  sendInvitations: (count, shown) =>
    count === 0
      ? 'Einladungen senden'
      : count === 1
        ? 'Einladung senden'
        : `${shown} Einladungen senden`,
  sendingInvitations: 'Wird gesendet',
  invitedPeople: 'Eingeladen',
  invitedNow: (count, wrong, first) =>
    count === 0
      ? `${people(wrong)} ließen sich nicht einladen.`
      : [
          count === 1 ? `${first} ist eingeladen.` : `${people(count)} sind eingeladen.`,
          wrong > 0 && `${people(wrong)} ließen sich nicht einladen.`,
        ]
          .filter(Boolean)
          .join(' '),
  copyAllLinks: 'Alle Links kopieren',
  noLetters: 'Es ging keine Mail raus. Kopier die Links und gib sie weiter.',
  noLettersYet:
    'Es ging keine Mail raus, weil deine eigene Adresse noch nicht bestätigt ist. Kopier die Links und gib sie weiter.',
};
