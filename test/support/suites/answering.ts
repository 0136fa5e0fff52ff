import { part, parts } from '../dom.ts';
import { invite } from '../invited-in-page.ts';
import { scene, sql } from '../scene.ts';
import type { Arranged } from './acts.ts';
import { openQuestion } from './views/hands.ts';
import { keepToken } from './views/invite-accept.ts';

/** A member of an organization accepts an invitation to Initech. */
export async function accepting(): Promise<Arranged> {
  const { host, token, arranged } = await invited('accepted');
  return {
    ...arranged,
    told: { 'organization.id': host, 'organization.role': 'member' },
    says: 'You are now a member of Initech, as Member.',
    path: '/accept',
    async reach(tag) {
      open(tag, token);
      await part(tag, 'accept-button');
    },
    control: tag => parts(tag, 'accept-button')[0],
  };
}

/** A member of an organization declines an invitation to Initech. */
export async function declining(): Promise<Arranged> {
  const { token, arranged } = await invited('declined');
  return {
    ...arranged,
    says: 'You have declined the invitation to Initech.',
    path: '/decline',
    async reach(tag) {
      open(tag, token);
      await openQuestion(tag, 'decline-button');
    },
    control: tag => parts(tag, 'confirm-button')[0],
  };
}

/** Gives the link to a tag that takes one: where another scene has come in between, the tab keeps none. */
function open(tag: HTMLElement, token: string): void {
  if ('token' in tag) tag.token = token;
}

/** @param end how the invitation is to have ended once it is done */
async function invited(end: 'accepted' | 'declined') {
  const place = await scene();
  const as = place.as('member');
  const host = await scene({ name: 'Initech' });
  const { id, token } = await invite(host, as.email);
  keepToken(token);
  return {
    host: host.id,
    token,
    arranged: {
      place,
      as,
      about: { 'invitation.organization.name': 'Initech', 'invitation.role': 'member' },
      async isDone(): Promise<boolean> {
        const ended = 'select from orgtags.invitation where id = $1 and ended = $2';
        return (await sql(ended, [id, end])).length === 1;
      },
    },
  };
}
