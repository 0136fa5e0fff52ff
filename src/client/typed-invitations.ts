/**
 * What may be typed into an invitation, as the reference backend reads it, so that a page can say so at
 * once. Apart from the rest of what is typed: few pages invite.
 */
export { INVITEES } from '../contract/invitations.ts';
export {
  checkExpiration,
  INVITATION_LIFETIME,
  readAddresses,
  suspectTypo,
} from '../domain/index.ts';
