import { plainName } from './invitation-letters.ts';
import type { Letter } from './letter.ts';

/** What a letter to the people of an organization says. */
export interface WaitingTerms {
  /** As the guest is called; empty where they have not said. */
  readonly guest: string;
  /** As the organization is called. */
  readonly organization: string;
  /** The page on which guests are answered. */
  readonly url: string;
}

/** What a letter to a guest says. */
export interface AnsweredTerms {
  /** As the organization is called. */
  readonly organization: string;
  /** What its people have written, the oldest first. */
  readonly answers: readonly string[];
  /** The page with the chat; undefined where it is not known. */
  readonly url: string | undefined;
}

interface Wording {
  readonly somebody: string;
  readonly waiting: (guest: string, organization: string) => Omit<Letter, 'link' | 'language'>;
  readonly toConversations: string;
  readonly answered: (organization: string) => { subject: string; first: string; last: string };
  readonly toChat: string;
}

const ENGLISH: Wording = {
  somebody: 'A visitor',
  waiting: (guest, organization) => ({
    subject: `${guest} is waiting for an answer`,
    paragraphs: [
      `${guest} is waiting for an answer in the chat of ${organization}, and nobody has opened it yet.`,
      'You are told because you may answer guests there.',
    ],
  }),
  toConversations: 'Open the conversations',
  answered: organization => ({
    subject: `${organization} has answered you`,
    first: `${organization} has answered you in the chat:`,
    last: `This address was given in the chat of ${organization}, for an answer. If you have not written there, you need not do anything.`,
  }),
  toChat: 'Go on in the chat, in the browser in which you began it',
};

const GERMAN: Wording = {
  somebody: 'Ein Gast',
  waiting: (guest, organization) => ({
    subject: `${guest} wartet auf eine Antwort`,
    paragraphs: [
      `${guest} wartet im Chat von ${organization} auf eine Antwort, und noch niemand hat nachgesehen.`,
      'Du erfährst es, weil du dort Gästen antworten darfst.',
    ],
  }),
  toConversations: 'Gespräche öffnen',
  answered: organization => ({
    subject: `${organization} hat dir geantwortet`,
    first: `${organization} hat dir im Chat geantwortet:`,
    last: `Diese Adresse wurde im Chat von ${organization} für eine Antwort angegeben. Wenn du dort nichts geschrieben hast, brauchst du nichts zu tun.`,
  }),
  toChat: 'Im Chat weiterschreiben, in dem Browser, in dem du ihn begonnen hast',
};

const WORDINGS: Readonly<Record<string, Wording>> = { en: ENGLISH, de: GERMAN };

/**
 * Says to somebody who may answer that a guest waits; what the guest has written stays in the chat.
 * @param language e.g. `de`; another that is not spoken here becomes English
 */
export function waitingLetter(
  { guest, organization, url }: WaitingTerms,
  language: string | null,
): Letter {
  const [spoken, wording] = wordingFor(language);
  const name = guest === '' ? wording.somebody : plainName(guest);
  return {
    ...wording.waiting(name, plainName(organization)),
    language: spoken,
    link: { label: wording.toConversations, url },
  };
}

/**
 * Brings what was answered to a guest who has gone.
 * @param language as that of `waitingLetter`
 */
export function answeredLetter(
  { organization, answers, url }: AnsweredTerms,
  language: string | null,
): Letter {
  const [spoken, { answered, toChat }] = wordingFor(language);
  const { subject, first, last } = answered(plainName(organization));
  return {
    subject,
    language: spoken,
    paragraphs: [first, ...answers.flatMap(text => text.split(/\n+/u)), last],
    ...(url !== undefined && { link: { label: toChat, url } }),
  };
}

function wordingFor(language: string | null): readonly [string, Wording] {
  const spoken = language !== null && language in WORDINGS ? language : 'en';
  return [spoken, WORDINGS[spoken] ?? ENGLISH];
}
