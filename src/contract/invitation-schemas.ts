import * as v from 'valibot';
import { INVITATION_ENDS, type InvitationEnd } from '../domain/index.ts';
import { INVITEES, type InvitationFilter, type InvitationSort } from './invitations.ts';
import {
  address,
  count,
  cursor,
  id,
  limit,
  newPassword,
  role,
  somebody,
  storable,
  text,
  time,
  token,
  version,
} from './schema-parts.ts';

const ENDS = Object.keys(INVITATION_ENDS) as InvitationEnd[];

const FILTERS: readonly InvitationFilter[] = [
  'pending',
  'stale',
  'past',
  'accepted',
  'declined',
  'revoked',
  'inviter-lost-right',
  'expired',
];

const SORTS: readonly InvitationSort[] = [
  'address',
  '-address',
  'role',
  '-role',
  'sentAt',
  '-sentAt',
  'expiresAt',
  '-expiresAt',
];

const invitation = v.strictObject({
  id,
  address: v.string(),
  role,
  inviter: somebody,
  state: v.picklist(['pending', 'used', 'revoked', 'expired']),
  ended: v.nullable(v.picklist(ENDS)),
  endedAt: v.nullable(time),
  endedBy: v.nullable(somebody),
  sentAt: time,
  expiresAt: time,
  stale: v.boolean(),
  mail: v.picklist(['none', 'sending', 'sent', 'failed']),
  version,
});

/** How long it may be is the domain's to say; for which field, the handler's. */
const validity = {
  lifetime: v.optional(v.pipe(v.number(), v.safeInteger())),
  expiresAt: v.optional(time),
};

const inviteeProblem = v.variant('code', [
  v.strictObject({ code: v.literal('likely-typo'), suggestion: v.string() }),
  v.strictObject({ code: v.literal('rate-limited'), retryAfter: count }),
  v.strictObject({
    code: v.picklist([
      'already-member',
      'already-invited',
      'not-an-address',
      'unsupported-address',
    ]),
  }),
]);

const invitationProblem = v.variant('code', [
  v.strictObject({ code: v.picklist(['cannot-manage-role', 'above-own-role']), role }),
  v.strictObject({
    code: v.picklist([
      'no-team-management',
      'invitation-not-found',
      'invitation-expired',
      'invitation-revoked',
      'invitation-used',
      'link-lost',
    ]),
  }),
]);

const received = {
  organization: v.strictObject({ name: v.string(), purpose: v.nullable(v.string()) }),
  inviter: v.strictObject({ name: v.string() }),
  role,
  expiresAt: time,
};

/** The schemas of what is about invitations. */
export const INVITATION_SCHEMAS = {
  ChangedInvitation: v.strictObject({ organization: id, invitation }),
  Inbox: v.strictObject({ invitations: v.array(v.strictObject({ id, ...received })) }),
  InvitationIds: v.strictObject({
    invitations: v.pipe(
      v.array(id),
      v.minLength(1),
      v.maxLength(INVITEES),
      v.check(ids => new Set(ids).size === ids.length),
    ),
  }),
  InvitationLink: v.strictObject({ token }),
  InvitationLinks: v.strictObject({
    organization: id,
    links: v.array(
      v.strictObject({
        id,
        url: v.nullable(v.string()),
        problem: v.nullable(invitationProblem),
      }),
    ),
  }),
  InvitationOutcomes: v.strictObject({
    organization: id,
    outcomes: v.array(
      v.strictObject({
        address: v.string(),
        problem: v.nullable(inviteeProblem),
        invitation: v.nullable(invitation),
      }),
    ),
  }),
  InvitationPage: v.strictObject({
    organization: id,
    invitations: v.array(invitation),
    next: v.nullable(v.string()),
    total: count,
    totalIsMinimum: v.boolean(),
    stale: count,
  }),
  InvitationQuery: v.strictObject({
    state: v.optional(v.picklist(FILTERS)),
    sort: v.optional(v.picklist(SORTS)),
    q: v.optional(v.pipe(v.string(), v.maxLength(200), storable)),
    limit,
    cursor,
  }),
  OpenedInvitation: v.strictObject({
    ...received,
    yours: v.nullable(v.boolean()),
    hasAccount: v.boolean(),
  }),
  ProlongInvitation: v.strictObject({ ...validity, version }),
  ResendInvitation: v.strictObject({ ...validity, role: v.optional(role), version }),
  RevokedInvitations: v.strictObject({
    organization: id,
    outcomes: v.array(
      v.strictObject({
        id,
        problem: v.nullable(invitationProblem),
        invitation: v.nullable(invitation),
      }),
    ),
  }),
  SendInvitations: v.strictObject({
    ...validity,
    invitees: v.pipe(
      v.array(v.strictObject({ address: v.pipe(text, storable), sure: v.optional(v.boolean()) })),
      v.minLength(1),
      v.maxLength(INVITEES),
    ),
    role,
  }),
  SignUpInvited: v.strictObject({ token, name: text, email: address, password: newPassword }),
};
