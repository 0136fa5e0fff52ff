import type { InvitationDenial, InviteeDenial } from '../../domain/index.ts';
import type { DenialSentences } from './sentence.ts';

/** Why an invitation does not open, in English. */
export const INVITATION_DENIALS: DenialSentences<InvitationDenial> = {
  'invitation-unknown': () => 'There is no such invitation.',
  'invitation-expired': () => 'This invitation has expired. Ask for a new one.',
  'invitation-revoked': () => 'This invitation was revoked. Ask for a new one.',
  'invitation-used': () => 'This invitation was answered already.',
  'invitation-for-another': () =>
    'This invitation is for another address. Switch to the account that has it.',
};

/** Why nobody is invited at an address, in English. */
export const INVITEE_DENIALS: DenialSentences<InviteeDenial> = {
  'already-member': () => 'Somebody with this address is a member already.',
  'already-invited': () => 'An invitation to this address is pending already.',
  'likely-typo': () => 'This address looks mistyped. Confirm or correct it.',
};
