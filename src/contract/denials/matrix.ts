import type { MatrixDenial } from '../../domain/index.ts';
import { plural } from './plural.ts';
import type { DenialSentences } from './sentence.ts';

/** Why a member may not change something in the permission matrix, in English. */
export const MATRIX_DENIALS: DenialSentences<MatrixDenial> = {
  'owners-have-everything': () => 'Owners always have every permission.',
  'own-column': ({ role = 'owner' }) =>
    `You cannot change what ${plural(role)} may do: your own role is not above theirs.`,
  'level-not-offered': ({ role = 'viewer' }) =>
    `${capitalized(plural(role))} cannot be given this.`,
  'beyond-own-level': () => 'You cannot give a permission that you do not have yourself.',
};

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
