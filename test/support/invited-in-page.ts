import type { Role } from '../../src/client/policy.ts';
import { clientOf } from './page.ts';
import { sql, type Scene } from './scene.ts';

/** An invitation that was sent, and the token of the link that its inviter copies. */
export interface SentInvitation {
  readonly id: string;
  readonly token: string;
}

/** Invites somebody, as the owner of the organization. */
export async function invite(
  place: Scene,
  address: string,
  role: Role = 'member',
): Promise<SentInvitation> {
  const [id = ''] = await inviteAll(place, [address], role);
  const { invitations } = clientOf(place, place.as('owner'));
  const { links } = await invitations.links(place.id, { invitations: [id] });
  const [, token = ''] = /#token=([\w.-]+)$/.exec(links[0]?.url ?? '') ?? [];
  return { id, token };
}

/** Invites people, as the owner of the organization. @returns the ids of the invitations */
export async function inviteAll(
  place: Scene,
  addresses: readonly string[],
  role: Role = 'member',
): Promise<readonly string[]> {
  const wanted = { invitees: addresses.map(address => ({ address })), role };
  const { outcomes } = await clientOf(place, place.as('owner')).invitations.send(
    place.id,
    wanted,
    crypto.randomUUID(),
  );
  return outcomes.map(({ address, problem, invitation }) => {
    if (!invitation) throw new Error(`${address} is not invited: ${String(problem?.code)}`);
    return invitation.id;
  });
}

/** Makes it unknown whether somebody's address is theirs, as after joining by a copied link. */
export async function doubt({ email }: { readonly email: string }): Promise<void> {
  await sql('update orgtags_auth."user" set "emailVerified" = false where email = $1', [email]);
}
