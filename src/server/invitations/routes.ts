import {
  canInvite,
  canInviteAddress,
  canOpen,
  canResend,
  canRevoke,
  canSeeLink,
  type checkAddress,
  checkExpiration,
  type Actor,
  type Checked,
  type InvitationDenial,
  type MemberDenial,
  type Role,
  type Verdict,
} from '../../domain/index.ts';
import type {
  ChangedInvitation,
  InvitationProblem,
  InviteeProblem,
  Validity,
} from '../../contract/invitations.ts';
import type { Tenant } from '../db/enter.ts';
import { acceptField, ProblemError, refuse } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { RateLimited, type Limits } from '../limits/limits.ts';
import { memberships } from '../members/memberships.ts';
import { linkedOf, type Delivery } from './delivery.ts';
import { invitationPage } from './invitation-list.ts';
import {
  invitations,
  type InvitationRow,
  type Invitations,
  type NewInvitation,
} from './invitations.ts';
import type { Links } from './links.ts';
import { sendingLimits } from './sending-limits.ts';

/** What the routes of invitations need. */
export interface InvitationParts {
  readonly links: Links;
  readonly delivery: Delivery;
  readonly limits: Limits;
  /** Which addresses can ever answer: where only accounts of our own can, what these can have. */
  readonly checkInvitee: typeof checkAddress;
}

/** Invite people, and look after what came of it (R18, R19, R24). */
export function invitationRoutes({
  links,
  delivery,
  limits,
  checkInvitee,
}: InvitationParts): HandlersOf<'invitations'> {
  const sending = sendingLimits(limits);

  /** One invitation that the actor acts on, locked. */
  async function locked(
    tenant: Tenant,
    id: string,
  ): Promise<{ actor: Actor; repository: Invitations; row: InvitationRow }> {
    const { actor } = await memberships(tenant).lock([]);
    const repository = invitations(tenant);
    const row = (await repository.lock([id])).get(id);
    if (!row) throw new ProblemError('invitation-not-found');
    refuse(canResend(actOn(actor, row)));
    return { actor, repository, row };
  }

  async function changed(
    tenant: Tenant,
    repository: Invitations,
    row: InvitationRow | undefined,
  ): Promise<ChangedInvitation> {
    const [invitation] = row ? await repository.shown([row]) : [];
    if (!invitation) throw new ProblemError('invitation-expired');
    return { organization: tenant.standing.organization.id, invitation };
  }

  return {
    'invitations.list': (tenant, { query }) => invitationPage(tenant, query),

    async 'invitations.send'(tenant, { body }) {
      const invitees = body.invitees.map(({ address, sure = false }) => {
        return { typed: address, sure, checked: checkInvitee(address) };
      });
      const addresses = invitees.flatMap(({ checked }) => (checked.allowed ? [checked.value] : []));
      const { actor } = await memberships(tenant).lock([]);
      refuse(canInvite({ actor, role: body.role }));
      const repository = invitations(tenant);
      const known = await repository.known(addresses);
      const expiresAt = expirationOf(body, known.now);
      const terms = { role: body.role, expiresAt, mail: delivery.stateFor(tenant) };
      const { wanted: sendable } = decide(invitees, new Map(), known, terms);
      const waits = await sending.count(
        tenant,
        sendable.map(({ address }) => address),
      );
      const { decided, wanted } = decide(invitees, waits, known, terms);
      const made = await repository.add(wanted, links.keyVersion);
      await delivery.afterCommit(tenant, made);

      const rows = new Map([...known.invited, ...made.map(row => [row.address, row] as const)]);
      const shown = await repository.shown([...rows.values()]);
      const byAddress = new Map(shown.map(one => [one.address, one]));
      return {
        organization: tenant.standing.organization.id,
        outcomes: decided.map(({ typed: address, kept, problem }) => ({
          address,
          problem,
          invitation:
            problem === null || problem.code === 'already-invited'
              ? (byAddress.get(kept) ?? null)
              : null,
        })),
      };
    },

    async 'invitations.resend'(tenant, { path, body }) {
      const { actor, repository, row } = await locked(tenant, path.invitation);
      const { role = row.role } = body;
      if (role !== row.role) refuse(canInvite({ actor, role }));
      refuse(stateOf(row));
      if (row.version !== body.version) throw new ProblemError('stale-version');
      const expiresAt = prolongation(body, row) ?? new Date(row.expires_at);
      const retryAfter = (await sending.count(tenant, [row.address])).get(row.address);
      if (retryAfter !== undefined) throw new RateLimited('invitedAddress', retryAfter);
      const mail = delivery.stateFor(tenant);
      const sent = await repository.resend(row, { role, expiresAt, mail }, links.keyVersion);
      if (sent) await delivery.afterCommit(tenant, [sent]);
      return changed(tenant, repository, sent);
    },

    async 'invitations.prolong'(tenant, { path, body }) {
      const { repository, row } = await locked(tenant, path.invitation);
      refuse(stateOf(row));
      if (row.version !== body.version) throw new ProblemError('stale-version');
      const expiresAt = prolongation(body, row);
      if (!expiresAt) {
        throw new ProblemError('invalid-input', {
          fields: [{ field: 'expiresAt', code: 'missing' }],
        });
      }
      return changed(tenant, repository, await repository.prolong(row, expiresAt));
    },

    async 'invitations.revoke'(tenant, { body: { invitations: ids } }) {
      const { actor } = await memberships(tenant).lock([]);
      const repository = invitations(tenant);
      const rows = await repository.lock(ids);
      const problems = new Map(
        ids.map(id => [id, problemWith(rows.get(id), row => canRevoke(actOn(actor, row)))]),
      );
      const revoked = await repository.revoke(ids.filter(id => problems.get(id) === null));
      const now = new Map([...rows, ...revoked.map(row => [row.id, row] as const)]);
      const shown = await repository.shown([...now.values()]);
      const byId = new Map(shown.map(one => [one.id, one]));
      return {
        organization: tenant.standing.organization.id,
        outcomes: ids.map(id => ({
          id,
          problem: problems.get(id) ?? null,
          invitation: byId.get(id) ?? null,
        })),
      };
    },

    async 'invitations.links'(tenant, { body: { invitations: ids } }) {
      const { actor } = tenant;
      const { id: organization } = tenant.standing.organization;
      const rows = await invitations(tenant).find(ids);
      return {
        organization,
        links: ids.map(id => {
          const row = rows.get(id);
          const problem = problemWith(row, found => canSeeLink(actOn(actor, found)));
          if (problem || !row) return { id, url: null, problem };
          const url = links.url(linkedOf(organization, row), 'copied');
          return url === undefined
            ? { id, url: null, problem: { code: 'link-lost' as const } }
            : { id, url, problem: null };
        }),
      };
    },
  };
}

interface Typed {
  readonly typed: string;
  /** Its sender has confirmed that it is right as it is. */
  readonly sure: boolean;
  readonly checked: Checked<string>;
}

interface Decided {
  /** As it was sent. */
  readonly typed: string;
  /** As it is kept. */
  readonly kept: string;
  readonly problem: InviteeProblem | null;
}

/** Whom to invite and whom not, one after the other: of an address that stands twice, the first counts. */
function decide(
  invitees: readonly Typed[],
  waits: ReadonlyMap<string, number>,
  known: Awaited<ReturnType<Invitations['known']>>,
  terms: Omit<NewInvitation, 'address'>,
): { decided: Decided[]; wanted: NewInvitation[] } {
  const invited = new Set(known.invited.keys());
  const wanted: NewInvitation[] = [];
  const decided = invitees.map(({ typed, sure, checked }): Decided => {
    if (!checked.allowed) {
      return { typed, kept: '', problem: checked.denial as InviteeProblem };
    }
    const address = checked.value;
    const verdict = canInviteAddress({
      address,
      sure,
      isMember: known.members.has(address),
      isInvited: invited.has(address),
    });
    if (!verdict.allowed) return { typed, kept: address, problem: verdict.denial };
    const retryAfter = waits.get(address);
    if (retryAfter !== undefined) {
      return { typed, kept: address, problem: { code: 'rate-limited', retryAfter } };
    }
    invited.add(address);
    wanted.push({ address, ...terms });
    return { typed, kept: address, problem: null };
  });
  return { decided, wanted };
}

/** @throws ProblemError `invalid-input` */
function expirationOf({ lifetime, expiresAt }: Validity, now: Date): Date {
  if (lifetime === undefined) {
    const wanted = expiresAt === undefined ? undefined : new Date(expiresAt);
    return acceptField('expiresAt', checkExpiration(wanted, now));
  }
  if (expiresAt !== undefined) {
    throw new ProblemError('invalid-input', {
      fields: [{ field: 'expiresAt', code: 'wrong-value' }],
    });
  }
  return acceptField('lifetime', checkExpiration(new Date(now.getTime() + lifetime * 1000), now));
}

/** The end that somebody wants for one that is there; undefined where they do not say. */
function prolongation(wanted: Validity, { now }: InvitationRow): Date | undefined {
  if (wanted.lifetime === undefined && wanted.expiresAt === undefined) return undefined;
  return expirationOf(wanted, new Date(now));
}

function actOn(
  actor: Actor,
  { inviter_person_id: inviter, role }: InvitationRow,
): { actor: Actor; inviter: string; role: Role } {
  return { actor, inviter, role };
}

function stateOf(row: InvitationRow): Verdict<InvitationDenial> {
  return canOpen({ ended: row.ended, expiresAt: new Date(row.expires_at) }, new Date(row.now));
}

/** Why nothing can be done with one of several: it is not there, not the actor's to act on, or over. */
function problemWith(
  row: InvitationRow | undefined,
  asked: (row: InvitationRow) => Verdict<MemberDenial>,
): InvitationProblem | null {
  if (!row) return { code: 'invitation-not-found' };
  for (const verdict of [asked(row), stateOf(row)]) {
    if (!verdict.allowed) return verdict.denial as InvitationProblem;
  }
  return null;
}
