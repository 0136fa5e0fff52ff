import { invitationWords, waitWords } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';

const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;

const en = {
  invitePeople: 'Invite people',
  inviteTo: (organization: string) => `To ${organization}`,
  addresses: 'Addresses',
  addressesHint: 'Separate them with commas.',
  typeAddresses: 'Type or paste a list',
  listed: (ready: number, wrong: number) =>
    [
      `${ready} ${ready === 1 ? 'address' : 'addresses'} to invite.`,
      wrong > 0 && `${wrong} ${wrong === 1 ? 'needs' : 'need'} a look.`,
    ]
      .filter(Boolean)
      .join(' '),
  tooMany: (most: string, rest: string) =>
    `${most} go at once. The other ${rest} stay here for the next time.`,
  removeAddress: (text: string) => `Remove ${text}`,
  toLookAt: 'To look at',
  didYouMean: (suggestion: string) => `Did you mean ${suggestion}?`,
  takeIt: 'Change it',
  takeIts: (suggestion: string) => `Change it to ${suggestion}`,
  keepIt: 'Keep it',
  keepIts: (address: string) => `Keep it as ${address}`,
  changeText: 'Edit',
  changeTexts: (text: string) => `Edit ${text}`,
  noAddress: 'This is not an e-mail address.',
  unsupportedAddress: 'Nobody can have an account with this address here.',
  alreadyMember: 'A member already.',
  alreadyInvited: 'Invited already.',
  inviteLater: (time: string) => `Too many invitations for now. Send it again in ${time}.`,
  removeAll: (count: string) => `Remove these ${count}`,
  inviteAs: 'Role',
  worksUntil: 'Until',
  expiryWrong: 'Choose a time from 5 minutes to 7 days from now.',
  timeZone: (zone: string) => `Time zone: ${zone}`,
  sendInvitations: (count: number, shown: string) =>
    count === 0
      ? 'Send invitations'
      : count === 1
        ? 'Send invitation'
        : `Send ${shown} invitations`,
  sendingInvitations: 'Sending',
  invitedPeople: 'Invited',
  invitedNow: (count: number, wrong: number, first: string) =>
    count === 0
      ? `${people(wrong)} could not be invited.`
      : [
          count === 1 ? `${first} is invited.` : `${people(count)} are invited.`,
          wrong > 0 && `${people(wrong)} could not be.`,
        ]
          .filter(Boolean)
          .join(' '),
  copyAllLinks: 'Copy all links',
  noLetters: 'No e-mail was sent. Copy the links and pass them on.',
  noLettersYet:
    'No e-mail was sent, since your own address is not confirmed yet. Copy the links and pass them on.',
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'invite-form'> {}
}

/** The words that only this tag says, those of invitations and of waiting. */
export function loadWords(): void {
  addWords(waitWords);
  addWords(invitationWords);
  addWords(en);
}
