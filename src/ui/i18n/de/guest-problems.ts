import {
  duration,
  type Problem,
  type ProblemCode,
  type ProblemDetails,
} from '../../../client/problem.ts';
import { inputDenialSentence, type InputDenial } from '../../../client/input-denials.ts';

/** What is said of a problem; what it is about is in its details. */
export type Sentence = (details: ProblemDetails) => string;

/** What is wrong with what guests type. */
export const GUEST_INPUT = {
  'name-blank': 'Gib einen Namen ein.',
  'name-too-long': 'Ein Name hat höchstens 100 Zeichen.',
  'message-blank': 'Schreib etwas.',
  'message-too-long': 'Eine Nachricht hat höchstens 4.000 Zeichen.',
  'unprintable-text': 'Darin ist ein Zeichen, das sich nicht darstellen lässt. Schreib es neu.',
  'not-an-address': 'Das ist keine E-Mail-Adresse.',
} as const satisfies Partial<Record<InputDenial['code'], string>>;

/** What guests can meet. */
export const GUEST_PROBLEMS = {
  unreachable: () =>
    'Der Server hat nicht geantwortet. Prüf die Verbindung und versuch es noch einmal.',
  unreadable: () =>
    'Der Server hat nicht geantwortet, wie er sollte. Versuch es gleich noch einmal.',
  'session-expired': () => 'Es ist zu lange her, dass du hier warst. Beginn das Gespräch neu.',
  'malformed-id': () => 'In der Adresse steht eine Kennung, die keine ist.',
  'invalid-input': () => 'In der Anfrage fehlt etwas, oder etwas stimmt nicht.',
  'malformed-json': () => 'Die Anfrage ließ sich nicht lesen.',
  'not-json': () => 'Die Anfrage muss als JSON kommen.',
  'body-too-large': () => 'Das ist zu viel auf einmal.',
  'key-reused': () =>
    'Das wurde schon einmal mit anderem Inhalt geschickt. Sieh nach, was da ist, und versuch es dann noch einmal.',
  'rate-limited': ({ retryAfter }) =>
    retryAfter === undefined
      ? 'Zu viele Versuche. Warte ein wenig und versuch es dann noch einmal.'
      : `Zu viele Versuche. Versuch es in ${duration(retryAfter, 'de')} noch einmal.`,
  unavailable: () => 'Der Server kommt gerade nicht an seine Daten. Versuch es gleich noch einmal.',
  unexpected: ({ requestId }) =>
    requestId === undefined
      ? 'Auf dem Server ist etwas schiefgegangen. Es ist vermerkt.'
      : `Auf dem Server ist etwas schiefgegangen. Es ist vermerkt als ${requestId}.`,
  'guests-disabled': () => 'Hier gibt es zurzeit keinen Chat für Gäste.',
  'guest-revoked': () => 'Dieses Gespräch wurde beendet.',
  'kept-by-another': () => 'Diese Unterhaltung gehört zu einem anderen Konto.',
  'conversation-full': () => 'Dieses Gespräch ist voll. Bitte beginne ein neues.',
  'visitor-not-vouched': () => 'Diese Seite weiß nicht mehr, wer du bist. Lade sie neu.',
  'origin-denied': () => 'Dieser Chat ist nicht für diese Seite.',
} as const satisfies Partial<Record<ProblemCode, Sentence>>;

const sentences: Partial<Record<string, string | Sentence>> = { ...GUEST_PROBLEMS, ...GUEST_INPUT };

/** Adds what only others meet: the visitors of a page do not load it. */
export function addSentences(more: Readonly<Record<string, string | Sentence>>): void {
  Object.assign(sentences, more);
}

/** A problem as a sentence, in English where it is not added. */
export function problemSentence({ code, details, title }: Problem): string {
  const sentence = sentences[code] ?? title;
  return typeof sentence === 'string' ? sentence : sentence(details);
}

/** What is wrong with what was typed, in English where it is not added. */
export function inputSentence(denial: InputDenial): string {
  return (sentences[denial.code] as string | undefined) ?? inputDenialSentence(denial);
}
