import type { Role } from '../../domain/index.ts';
import type { Letter } from './letter.ts';

/** What a letter says of an invitation. */
export interface InvitationTerms {
  /** As its inviter is called. */
  readonly inviter: string;
  /** As the organization is called. */
  readonly organization: string;
  readonly role: Role;
  readonly expiresAt: Date;
  /** With the link that proves the address; it stands nowhere else. */
  readonly url: string;
}

type Wording = (
  terms: Omit<InvitationTerms, 'url' | 'expiresAt'> & { readonly until: string },
) => Omit<Letter, 'link' | 'language'> & { readonly label: string };

const ENGLISH: Wording = ({ inviter, organization, role, until }) => ({
  subject: `${inviter} invites you to ${organization}`,
  paragraphs: [
    `${inviter} invites you to join ${organization} as ${{ owner: 'an owner', admin: 'an admin', member: 'a member', viewer: 'a viewer' }[role]}.`,
    `The invitation is good until ${until}. Opening the link does not accept it yet.`,
    'It is for this address alone. Do not pass the link on: it proves that the address is yours. If you do not know who invites you, you need not do anything.',
  ],
  label: 'See the invitation',
});

const GERMAN: Wording = ({ inviter, organization, role, until }) => ({
  subject: `${inviter} lädt dich zu ${organization} ein`,
  paragraphs: [
    `${inviter} lädt dich ein, bei ${organization} mitzumachen: als ${{ owner: 'Inhaber', admin: 'Admin', member: 'Mitglied', viewer: 'Betrachter' }[role]}.`,
    `Die Einladung gilt bis ${until}. Den Link zu öffnen, nimmt sie noch nicht an.`,
    'Sie gilt nur für diese Adresse. Gib den Link nicht weiter: Er beweist, dass die Adresse deine ist. Wenn du nicht weißt, wer dich einlädt, brauchst du nichts zu tun.',
  ],
  label: 'Einladung ansehen',
});

const WORDINGS: Readonly<Record<string, Wording>> = { en: ENGLISH, de: GERMAN };

/**
 * Invites somebody.
 * @param language e.g. `de`; another that is not spoken here becomes English
 */
export function invitationLetter(
  { inviter, organization, role, expiresAt, url }: InvitationTerms,
  language: string,
): Letter {
  const spoken = language in WORDINGS ? language : 'en';
  const wording = WORDINGS[spoken] ?? ENGLISH;
  const until = new Intl.DateTimeFormat(spoken, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(expiresAt);
  const { label, ...said } = wording({
    inviter: plainName(inviter),
    organization: plainName(organization),
    role,
    until: `${until} UTC`,
  });
  return { ...said, language: spoken, link: { label, url } };
}

/**
 * A name that somebody chose, with nothing in it that a mail program would make a link of: whoever is
 * invited should follow ours alone.
 */
export function plainName(name: string): string {
  return name
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/:\/+/gu, ' ')
    .replace(/(?<=\S)[.\u3002\uFF0E\uFF61](?=\S)/gu, '·')
    .replace(/@/gu, ' at ')
    .trim();
}
