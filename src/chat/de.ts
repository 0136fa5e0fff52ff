import { guestWords } from '../ui/i18n/de/guest-words.ts';
import { addLanguage } from '../ui/i18n/localize.ts';
import { de } from './words.de.ts';

addLanguage({ ...guestWords, ...de });
