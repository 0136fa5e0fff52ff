import type {
  InvitationLinks,
  InvitationOutcomes,
  InvitationPage,
  OpenedInvitation,
} from '../../src/contract/invitations.ts';
import type { MyOrganization } from '../../src/contract/shapes.ts';
import type { Role } from '../../src/domain/index.ts';
import type { TestBackend, TestInvitation, TestPerson } from '../../src/testing/backend.ts';
import type { ReceivedLetter } from '../../src/testing/mail-sink.ts';
import { newAddress } from './accounts.ts';
import { ask, ORIGIN, type Answer } from './backend.ts';
import { done, type Team } from './team.ts';

/** The page that invitations of these tests lead to. */
export const INVITE_PAGE = `${ORIGIN}/invite.html`;

/** Invites people at addresses, as members unless it is said otherwise. */
export function invite(
  team: Team,
  by: Pick<TestPerson, 'token'>,
  addresses: readonly string[],
  more: object = {},
): Promise<Answer<InvitationOutcomes>> {
  return team.send<InvitationOutcomes>(by, 'POST /invitations', {
    invitees: addresses.map(address => ({ address })),
    role: 'member',
    ...more,
  });
}

/** Invites somebody at a fresh address or a given one. @returns the invitation's id */
export async function invited(
  team: Team,
  by: Pick<TestPerson, 'token'>,
  address: string,
  more: object = {},
): Promise<string> {
  const { outcomes } = done(await invite(team, by, [address], more));
  const [outcome] = outcomes;
  if (!outcome?.invitation) throw new Error(`Not invited: ${JSON.stringify(outcome)}`);
  return outcome.invitation.id;
}

/** An invitation of a team's owner whose time is over. */
export function expired(backend: TestBackend, team: Team): Promise<TestInvitation> {
  return backend.invitation(team.id, {
    address: newAddress(),
    inviter: team.as('owner'),
    sentAt: new Date(Date.now() - 2 * 24 * 60 * 60_000).toISOString(),
  });
}

/** The token of the link to copy. */
export async function copiedToken(
  team: Team,
  by: Pick<TestPerson, 'token'>,
  invitation: string,
): Promise<string> {
  const { links } = done(
    await team.send<InvitationLinks>(by, 'POST /invitations/links', { invitations: [invitation] }),
  );
  return tokenOf(links[0]?.url ?? '');
}

/** The token of the link in a letter. */
export function mailedToken({ text }: Pick<ReceivedLetter, 'text'>): string {
  return tokenOf(text);
}

function tokenOf(text: string): string {
  const [, token] = /#token=([\w.-]+)/.exec(text) ?? [];
  if (token === undefined) throw new Error(`No link in: ${text}`);
  return token;
}

/** The invitations of a team as a list shows them, its pending ones unless asked otherwise. */
export async function listed(
  team: Team,
  by: Pick<TestPerson, 'token'>,
  query = '',
): Promise<InvitationPage> {
  return done(await team.send<InvitationPage>(by, `GET /invitations${query}`));
}

/** What whoever is invited asks of a backend. */
export function guestOf(url: string) {
  const post = <Body>(path: string, json: object, by?: Pick<TestPerson, 'token'>) =>
    ask<Body>(`${url}/api/v1/invitations/${path}`, {
      method: 'POST',
      json,
      token: by?.token,
      headers: { origin: ORIGIN },
    });
  return {
    open: (token: string, by?: Pick<TestPerson, 'token'>) =>
      post<OpenedInvitation>('open', { token }, by),
    accept: (token: string, by: Pick<TestPerson, 'token'>) =>
      post<MyOrganization>('accept', { token }, by),
    decline: (token: string, by: Pick<TestPerson, 'token'>) =>
      post<undefined>('decline', { token }, by),
    acceptFromInbox: (id: string, by: Pick<TestPerson, 'token'>) =>
      post<MyOrganization>(`${id}/accept`, {}, by),
    declineFromInbox: (id: string, by: Pick<TestPerson, 'token'>) =>
      post<undefined>(`${id}/decline`, {}, by),
    inbox: async (by: Pick<TestPerson, 'token'>): Promise<string[]> => {
      const answer = await ask<{ invitations: { id: string }[] }>(`${url}/api/v1/invitations`, {
        token: by.token,
      });
      return done(answer).invitations.map(({ id }) => id);
    },
  };
}

/** The roles of a team's members, by person. */
export async function rolesIn(team: Team): Promise<Map<string, Role>> {
  const answer = await team.send<{ members: { person: string; role: Role }[] }>(
    team.as('owner'),
    'GET /members?limit=200',
  );
  return new Map(done(answer).members.map(({ person, role }) => [person, role]));
}
