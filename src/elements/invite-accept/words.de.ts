import type { Closed } from './views.ts';
import type { Words } from './words.ts';

const CLOSED: Readonly<Record<Closed, readonly [title: string, text: string]>> = {
  expired: [
    'Diese Einladung ist abgelaufen',
    'Frag die Person, die dich eingeladen hat, nach einer neuen.',
  ],
  revoked: [
    'Diese Einladung gilt nicht mehr',
    'Sie wurde zurückgezogen, oder eine neuere ersetzt sie. Such die, oder frag die Person, die dich eingeladen hat.',
  ],
  used: [
    'Diese Einladung ist beantwortet',
    'Hast du sie angenommen, melde dich an, um weiterzumachen.',
  ],
  unknown: [
    'Dieser Link führt zu keiner Einladung',
    'Vielleicht fehlt ein Teil davon. Öffne ihn noch einmal aus der Nachricht, oder kopier ihn ganz.',
  ],
};

export const de: Words = {
  invitationTo: name => `Einladung zu ${name}`,
  invitedAs: 'Rolle',
  noInvitation: 'Hier ist keine Einladung offen',
  noInvitationHint: 'Öffne den Link in der Nachricht, die dich eingeladen hat.',
  invitationFailed: 'Die Einladung ließ sich nicht laden',
  closedTitle: closed => CLOSED[closed][0],
  closedText: closed => CLOSED[closed][1],
  answeredHere: 'Hast du sie angenommen, gehörst du schon dazu.',

  createToJoin: 'Leg ein Konto an, um beizutreten',
  createAndJoin: 'Konto anlegen und beitreten',
  joining: 'Du trittst bei',
  invitedAddress: 'Die, an die die Einladung ging.',
  notInvited: 'An diese Adresse ging die Einladung nicht.',
  signInToJoin: 'Melde dich an, um beizutreten',
  signInToAnswer: 'Nimm das Konto mit der Adresse, an die die Einladung ging.',
  openAgain: 'Öffne danach den Link der Einladung noch einmal.',

  wantToJoin: 'Möchtest du beitreten?',
  youAre: 'Du bist angemeldet als',
  declinedHint: inviter => `Überlegst du es dir anders, bitte ${inviter} um eine neue.`,

  forAnother: 'Diese Einladung gilt einer anderen Adresse',
  forAnotherHint: 'Wechsle zu dem Konto, das sie hat. Die Einladung bleibt so lange offen.',
  switchAccount: 'Konto wechseln',
};
