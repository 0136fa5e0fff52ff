import type { Role } from '../../src/client/policy.ts';
import { clientOf } from './page.ts';
import type { Scene } from './scene.ts';

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
  const { invitations } = clientOf(place, place.as('owner'));
  const wanted = { invitees: [{ address }], role };
  const { outcomes } = await invitations.send(place.id, wanted, crypto.randomUUID());
  const id = outcomes[0]?.invitation?.id;
  if (id === undefined) throw new Error(`Not invited: ${JSON.stringify(outcomes)}`);
  const { links } = await invitations.links(place.id, { invitations: [id] });
  const [, token = ''] = /#token=([\w.-]+)$/.exec(links[0]?.url ?? '') ?? [];
  return { id, token };
}
