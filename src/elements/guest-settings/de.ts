import { de as shared } from '../../ui/i18n/de/words.ts';
import { addLanguage } from '../../ui/i18n/localize.ts';
import { de } from './words.de.ts';

addLanguage({ ...shared, ...de });
