import type { DenialCode, Role } from '../domain/index.ts';
import { GUEST_DENIALS } from './denials/guests.ts';
import { INPUT_DENIALS } from './denials/input.ts';
import { INVITATION_DENIALS, INVITEE_DENIALS } from './denials/invitations.ts';
import { MATRIX_DENIALS } from './denials/matrix.ts';
import { MEMBER_DENIALS } from './denials/members.ts';
import { duration } from './duration.ts';

/** One field that was not right. */
export interface FieldProblem {
  /** Where: a name from the path, the query or the body, nested ones joined by dots. */
  readonly field: string;
  readonly code: 'missing' | 'wrong-value' | 'slug-taken' | DenialCode;
}

/** What a problem can carry beside its code. */
export interface ProblemDetails {
  readonly role?: Role | undefined;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
  readonly fields?: readonly FieldProblem[] | undefined;
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number | undefined;
  /** The request's name in the server's log, for a person to quote. */
  readonly requestId?: string | undefined;
}

interface ProblemKind {
  /** The HTTP status. */
  readonly status: number;
  /** English, for a person; what it says about is in `details`. */
  readonly sentence: (details: ProblemDetails) => string;
}

const OTHERS = {
  'no-session': {
    status: 401,
    sentence: () => 'You are not signed in, or your session has ended. Sign in to go on.',
  },
  'session-ended': {
    status: 401,
    sentence: () => 'Your session in this organization was ended. Sign in again to go on.',
  },
  'session-expired': {
    status: 401,
    sentence: () => 'It is too long ago that you were here. Start the chat again.',
  },
  'invalid-credentials': { status: 401, sentence: () => 'Address or password is not right.' },
  'wrong-password': { status: 400, sentence: () => 'The password is not right.' },
  'link-expired': {
    status: 410,
    sentence: () => 'This link has been used or is too old. Ask for a new one.',
  },
  'account-exists': {
    status: 409,
    sentence: () => 'There is an account with this address already. Sign in instead.',
  },
  'link-lost': {
    status: 410,
    sentence: () =>
      'This link was made with a secret that is gone. Send the invitation again for a new one.',
  },
  'no-mail': {
    status: 501,
    sentence: () => 'This server sends no e-mail, which this needs. Ask who runs it.',
  },
  'token-expired': { status: 401, sentence: () => 'Your sign-in has expired. Sign in again.' },
  'token-too-early': { status: 401, sentence: () => 'Your sign-in is not valid yet.' },
  'token-incomplete': {
    status: 401,
    sentence: ({ fields = [] }) =>
      `Your sign-in lacks something that is needed here${fields.length === 0 ? '' : `: ${names(fields)}`}.`,
  },
  'token-wrong-audience': {
    status: 401,
    sentence: () => 'Your sign-in is meant for another service.',
  },
  'token-wrong-algorithm': {
    status: 401,
    sentence: () => 'Your sign-in is signed in a way that does not count here.',
  },
  'token-unknown-key': {
    status: 401,
    sentence: () => 'Your sign-in is signed with an unknown key. Sign in again.',
  },
  'token-bad-signature': {
    status: 401,
    sentence: () => 'The signature of your sign-in is not right. Sign in again.',
  },
  'unknown-issuer': {
    status: 401,
    sentence: () => 'Your sign-in comes from a service that is not known here.',
  },
  'issuer-unreachable': {
    status: 503,
    sentence: () => 'Your sign-in cannot be checked right now. Try again in a moment.',
  },
  'address-not-verified': {
    status: 403,
    sentence: () => 'Your e-mail address is not verified. Verify it where you sign in.',
  },
  'organization-not-found': {
    status: 404,
    sentence: () => 'There is no such organization, or you are not a member of it.',
  },
  'member-not-found': {
    status: 404,
    sentence: () => 'There is no such member. They may have left or been removed.',
  },
  'invitation-not-found': {
    status: 404,
    sentence: () => 'There is no such invitation in this organization.',
  },
  'guest-not-found': {
    status: 404,
    sentence: () => 'There is no such guest in this organization.',
  },
  'text-source-not-found': {
    status: 404,
    sentence: () => 'There is no such text in this organization. It may have been removed.',
  },
  'too-many-text-sources': {
    status: 409,
    sentence: () => 'There are 200 texts already. Remove one first.',
  },
  'session-not-found': {
    status: 404,
    sentence: () => 'There is no such session. It may have ended already.',
  },
  'route-not-found': { status: 404, sentence: () => 'There is nothing at this address.' },
  'malformed-id': { status: 400, sentence: () => 'The address holds an id that is not one.' },
  'malformed-cursor': {
    status: 400,
    sentence: () => 'This place in the list cannot be found. Start again from the first page.',
  },
  'malformed-request': {
    status: 400,
    sentence: () => 'The address or the host of the request could not be read.',
  },
  'malformed-json': { status: 400, sentence: () => 'The request could not be read.' },
  'invalid-input': {
    status: 400,
    sentence: ({ fields = [] }) =>
      fields.length === 0
        ? 'Something in the request is missing or not right.'
        : `This is missing or not right: ${names(fields)}.`,
  },
  'not-json': { status: 415, sentence: () => 'The request must be sent as JSON.' },
  'body-too-large': { status: 413, sentence: () => 'That is too much to send at once.' },
  'not-with-this-sign-in': {
    status: 403,
    sentence: () => 'This is done where you signed in, not here.',
  },
  'key-reused': {
    status: 409,
    sentence: () =>
      'This was sent before with other content. Look at what is there, then try again.',
  },
  'other-person': {
    status: 409,
    sentence: () =>
      'Somebody else is signed in here by now. Look who it is, then try again if it is still yours to do.',
  },
  'stale-version': {
    status: 409,
    sentence: () => 'This was changed in the meantime. Look at it again, then save.',
  },
  'rate-limited': {
    status: 429,
    sentence: ({ retryAfter }) =>
      retryAfter === undefined
        ? 'Too many attempts. Wait a little, then try again.'
        : `Too many attempts. Try again in ${duration(retryAfter, 'en')}.`,
  },
  unavailable: {
    status: 503,
    sentence: () => 'The server cannot reach its data right now. Try again in a moment.',
  },
  unexpected: {
    status: 500,
    sentence: ({ requestId }) =>
      requestId === undefined
        ? 'Something went wrong on the server. It has been noted.'
        : `Something went wrong on the server. It has been noted as ${requestId}.`,
  },
} as const satisfies Record<string, ProblemKind>;

/** The stable name of a problem. */
export type ProblemCode = DenialCode | keyof typeof OTHERS;

const DENIED = {
  ...denied(403, MEMBER_DENIALS),
  ...denied(403, MATRIX_DENIALS),
  ...denied(400, INPUT_DENIALS),
  ...denied(410, INVITATION_DENIALS, { 'invitation-unknown': 404, 'invitation-for-another': 403 }),
  ...denied(409, INVITEE_DENIALS),
  ...denied(403, GUEST_DENIALS, {
    'assignee-cannot-answer': 409,
    'conversation-full': 409,
    'conversation-not-found': 404,
    'guest-revoked': 401,
    'kept-by-another': 409,
  }),
};

/**
 * Every problem the API answers with (RFC 9457, `application/problem+json`), by its stable code. The
 * domain's denials are among them, so that page and server say the same sentence.
 */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = { ...OTHERS, ...DENIED };

/** A problem as it travels. */
export interface ProblemDocument extends ProblemDetails {
  readonly type: 'about:blank';
  /** The HTTP status, again. */
  readonly status: number;
  readonly code: ProblemCode;
  /** The sentence, in English. */
  readonly title: string;
}

/** The sentence for a problem, in English. */
export function problemSentence(code: ProblemCode, details: ProblemDetails = {}): string {
  return PROBLEMS[code].sentence(details);
}

/** The document that travels for a problem. */
export function problemDocument(code: ProblemCode, details: ProblemDetails = {}): ProblemDocument {
  const { status } = PROBLEMS[code];
  return { type: 'about:blank', status, code, title: problemSentence(code, details), ...details };
}

function names(fields: readonly FieldProblem[]): string {
  return fields.map(({ field }) => field).join(', ');
}

/** The denials of a kind, with their status. */
function denied<Code extends DenialCode>(
  status: number,
  sentences: Readonly<Record<Code, ProblemKind['sentence']>>,
  others?: Readonly<Partial<Record<Code, number>>>,
): Record<Code, ProblemKind> {
  const codes = Object.keys(sentences) as Code[];
  return Object.fromEntries(
    codes.map(code => [code, { status: others?.[code] ?? status, sentence: sentences[code] }]),
  ) as Record<Code, ProblemKind>;
}
