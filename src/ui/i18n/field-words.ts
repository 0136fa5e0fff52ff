import { inputDenialSentence } from '../../client/input-denials.ts';

/** Of tags with fields: no other page loads its sentences, and a file alone can be loaded later. */
export const fieldWords = { input: inputDenialSentence };
