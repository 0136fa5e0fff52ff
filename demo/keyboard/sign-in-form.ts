import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

const NAME = 'input[name=name]';
const EMAIL = 'input[name=email]';
const CURRENT = 'input[name=current]';
const PASSWORD = 'input[name=password]';

export const SIGN_IN_FORM = {
  forward: {
    at: EMAIL,
    keys: ['Tab'],
    does: 'Goes through the form.',
    to: [PASSWORD, 'reveal-button', 'view-button', 'submit-button', 'view-button', BEYOND],
  },
  back: {
    at: 'submit-button',
    keys: ['Shift+Tab'],
    does: 'Goes back the same way.',
    to: ['view-button', 'reveal-button', PASSWORD, EMAIL],
  },
  submitEmail: { at: EMAIL, keys: ['Enter'], does: 'Signs in.', to: ['sign-out-button'] },
  submitPassword: { at: PASSWORD, keys: ['Enter'], does: 'Signs in.', to: ['sign-out-button'] },
  submit: {
    at: 'submit-button',
    keys: ['Enter', 'Space'],
    does: 'Signs in.',
    to: ['sign-out-button'],
  },
  wrong: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'With something wrong, says it beside the fields and goes to the first of them.',
    to: [EMAIL],
  },
  refused: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'With a password that is not right, says so; what was typed stays.',
    to: [PASSWORD],
  },
  reveal: {
    at: 'reveal-button',
    keys: ['Enter', 'Space'],
    does: 'Shows the password.',
    to: ['reveal-button'],
  },
  hide: {
    at: 'reveal-button',
    keys: ['Enter', 'Space'],
    does: 'Hides the password that is shown.',
    to: ['reveal-button'],
  },
  toSignUp: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Goes to the form that makes an account, there to the first field that is empty.',
    to: [NAME],
  },
  toForgotten: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Goes to the form for a forgotten password.',
    to: [EMAIL],
  },
  toSignIn: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Goes back to signing in.',
    to: [EMAIL],
  },
  signUpForward: {
    at: NAME,
    keys: ['Tab'],
    does: 'Goes through the form that makes an account.',
    to: [EMAIL, PASSWORD, 'reveal-button', 'submit-button', 'view-button', BEYOND],
  },
  signUp: {
    at: NAME,
    keys: ['Enter'],
    does: 'Makes the account, and says that an e-mail is on its way.',
    to: ['heading'],
  },
  forgottenForward: {
    at: EMAIL,
    keys: ['Tab'],
    does: 'Goes through the form for a forgotten password.',
    to: ['submit-button', 'view-button', BEYOND],
  },
  sendLink: {
    at: EMAIL,
    keys: ['Enter'],
    does: 'There, sends the link to a new password, and says that an e-mail is on its way.',
    to: ['heading'],
  },
  sentForward: {
    at: 'heading',
    keys: ['Tab'],
    does: 'Where an e-mail is on its way, goes on to sending it again, and to other ways.',
    to: ['submit-button', 'view-button', BEYOND],
  },
  sendAgain: {
    at: 'submit-button',
    keys: ['Enter', 'Space'],
    does: 'There, sends the e-mail again.',
    to: ['submit-button'],
  },
  otherAddress: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'There, goes back to the form, for another address.',
    to: [EMAIL],
  },
  linkForward: {
    at: PASSWORD,
    keys: ['Tab'],
    does: 'Goes through the form that the link of an e-mail has opened.',
    to: ['reveal-button', 'submit-button', 'view-button', BEYOND],
  },
  verify: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'In the one that confirms an address, confirms it and signs in.',
    to: ['sign-out-button'],
  },
  toReplace: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'There, goes to another password in place of the one before, or back to that.',
    to: [PASSWORD],
  },
  replace: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'With another password, confirms the address, stores the password and signs in.',
    to: ['sign-out-button'],
  },
  reset: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'In the one for a new password, stores it and signs in.',
    to: ['sign-out-button'],
  },
  linkOver: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'Where the link is too old, says so and offers a new one.',
    to: ['heading'],
  },
  overForward: {
    at: 'heading',
    keys: ['Tab'],
    does: 'There, goes through the form for a new link.',
    to: [EMAIL, 'submit-button', 'view-button', BEYOND],
  },
  sendNewLink: {
    at: EMAIL,
    keys: ['Enter'],
    does: 'There, sends a new link, and says that an e-mail is on its way.',
    to: ['heading'],
  },
  retry: {
    at: 'action-button',
    keys: ['Enter', 'Space'],
    does: 'Loads it again, where that failed.',
    to: ['heading'],
  },
  accountForward: {
    at: 'sign-out-button',
    keys: ['Tab'],
    does: 'Goes on to changing the name and the password.',
    to: ['view-button', BEYOND],
  },
  signOut: { at: 'sign-out-button', keys: ['Enter', 'Space'], does: 'Signs out.', to: [EMAIL] },
  toName: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Opens the form for the own name.',
    to: [NAME],
  },
  toPassword: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Opens the form for the own password.',
    to: [CURRENT],
  },
  saveName: { at: NAME, keys: ['Enter'], does: 'Stores the name.', to: ['view-button'] },
  savePassword: {
    at: CURRENT,
    keys: ['Enter'],
    does: 'Stores the new password.',
    to: ['view-button'],
  },
  wrongPassword: {
    at: PASSWORD,
    keys: ['Enter'],
    does: 'Where the current password is not right, says so and goes there.',
    to: [CURRENT],
  },
  cancel: {
    at: 'view-button',
    keys: ['Enter', 'Space'],
    does: 'Closes the form again; nothing is stored.',
    to: ['view-button'],
  },
  escapeName: {
    at: NAME,
    keys: ['Escape'],
    does: 'Closes the form for the own name; nothing is stored.',
    to: ['view-button'],
  },
  escapePassword: {
    at: PASSWORD,
    keys: ['Escape'],
    does: 'Closes the form for the own password; nothing is stored.',
    to: ['view-button'],
  },
} as const satisfies KeyboardTable;
