import type { Base } from '../en.ts';
import { inputSentence, problemSentence } from './guest-problems.ts';

/** German, of what the visitors of a page are told, too. */
export const guestWords = {
  $code: 'de',
  $name: 'Deutsch',
  $dir: 'ltr',

  problem: problemSentence,
  input: inputSentence,
  waitFor: time => `Zu viele Versuche. Versuch es in ${time} noch einmal.`,
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen',
  cancel: 'Abbrechen',

  automaticAnswer: 'Automatische Antwort',
  fromSource: 'Aus',
  sendMessage: 'Senden',
  sendingMessage: 'Wird gesendet',
} as const satisfies Partial<Base>;
