import type { InputDenial } from '../../domain/index.ts';
import type { DenialSentences } from './sentence.ts';

/** What is wrong with something that was typed, in English. */
export const INPUT_DENIALS: DenialSentences<InputDenial> = {
  'slug-malformed': () =>
    'A slug has 3 to 48 characters: a to z, 0 to 9, and single hyphens inside.',
  'slug-reserved': () => 'This slug is reserved. Choose another one.',
  'slug-like-id': () => 'This slug looks like an id. Choose another one.',
  'name-blank': () => 'Enter a name.',
  'name-too-long': () => 'A name has at most 100 characters.',
  'purpose-too-long': () => 'A purpose has at most 140 characters.',
  'message-blank': () => 'Write something.',
  'message-too-long': () => 'A message has at most 4,000 characters.',
  'unprintable-text': () => 'This holds a character that cannot be shown. Type it again.',
  'not-an-address': () => 'This is not an e-mail address.',
  'unsupported-address': () =>
    'Accounts here take addresses of a to z, 0 to 9 and . _ + - alone. Choose another one.',
  'password-too-short': () => 'A password has at least 8 characters.',
  'password-too-long': () => 'A password has at most 128 characters.',
  'expiration-out-of-range': () => 'An invitation is valid for 5 minutes to 7 days.',
  'guest-days-out-of-range': () => 'Guests are known again for 1 to 90 days.',
  'origin-malformed': () => 'Enter a site such as https://shop.example or https://*.shop.example.',
  'language-malformed': () => 'Enter a language by its two or three letters, such as de.',
  'guest-text-too-long': () => 'This has at most 1,000 characters.',
  'time-zone-unknown': () => 'There is no such time zone. Choose one such as Europe/Berlin.',
  'hours-malformed': () => 'Each day ends later than it begins; 00:00 is the end of the day.',
  'title-blank': () => 'Enter a title.',
  'title-too-long': () => 'A title has at most 200 characters.',
  'source-too-long': () => 'A text has at most 100,000 characters.',
  'url-malformed': () => 'Enter the address of a page, such as https://shop.example/shipping.',
};
