import { DECLINING } from './declining.ts';
import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

const NAME = 'input[name=name]';
const EMAIL = 'input[name=email]';
const PASSWORD = 'input[name=password]';

/** What keys do in `<invite-accept>`. */
export const INVITE_ACCEPT = {
  signUpForward: {
    at: NAME,
    keys: ['Tab'],
    does: 'Goes on through the form that makes an account.',
    to: [EMAIL, PASSWORD, 'reveal-button', 'submit-button', 'view-button', BEYOND],
  },
  join: {
    at: NAME,
    keys: ['Enter'],
    does: 'Makes the account and joins.',
    to: ['heading'],
  },
  wrong: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'Where something is missing or wrong, says so and goes there.',
    to: [NAME],
  },
  notInvited: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'Where the invitation was sent to another address, says so and goes there.',
    to: [EMAIL],
  },
  reveal: {
    at: 'reveal-button',
    keys: ['Enter', 'Space'],
    does: 'Shows the password, or hides it.',
    to: ['reveal-button'],
  },
  toSignIn: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Goes to another form.',
    to: ['heading'],
  },
  signIn: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'Signs in; the invitation is then there to be answered.',
    to: ['heading'],
  },
  refused: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'Where the address or the password is not right, says so.',
    to: [PASSWORD],
  },
  answerForward: {
    at: 'decline-button',
    keys: ['Tab'],
    does: 'Goes on to accepting.',
    to: ['accept-button', BEYOND],
  },
  accept: {
    at: 'accept-button',
    keys: ['Enter', 'Space'],
    does: 'Accepts the invitation.',
    to: ['heading'],
  },
  goOn: {
    at: 'heading',
    keys: ['Tab'],
    does: 'Goes to the link that leads on.',
    to: ['continue-link', BEYOND],
  },
  ...DECLINING,
  confirm: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Declines the invitation.',
    to: ['heading'],
  },
  switch: {
    at: 'switch-button',
    keys: ['Enter', 'Space'],
    does: 'Signs out, and shows the invitation to who is not signed in.',
    to: ['heading'],
  },
  ownSignIn: {
    at: 'sign-in-button',
    keys: ['Enter', 'Space'],
    does: 'Asks the page to sign in, where people do so elsewhere.',
    to: ['sign-in-button'],
  },
  retry: {
    at: 'action-button',
    keys: ['Enter', 'Space'],
    does: 'Loads the invitation again, where that failed.',
    to: ['heading'],
  },
} as const satisfies KeyboardTable;
