import { registerTranslation } from '@shoelace-style/localize';
import { de } from './de/words.ts';

registerTranslation(de);
