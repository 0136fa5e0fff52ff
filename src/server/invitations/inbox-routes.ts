import type { HandlersOf } from '../http/router.ts';
import {
  acceptInvitation,
  declineInvitation,
  findLinked,
  findReceived,
  receivedInvitations,
} from './inbox.ts';
import type { Links } from './links.ts';

/** What people do with invitations to them (R20, R21). */
export function inboxRoutes(links: Links): HandlersOf<'inbox'> {
  return {
    async 'inbox.list'(entered) {
      return { invitations: await receivedInvitations(entered) };
    },

    async 'inbox.accept'(entered, { path }) {
      return acceptInvitation(entered, await findReceived(entered, path.invitation));
    },

    async 'inbox.decline'(entered, { path }) {
      await declineInvitation(entered, await findReceived(entered, path.invitation));
    },

    async 'inbox.acceptLink'(entered, { body: { token } }) {
      return acceptInvitation(entered, await findLinked(entered.tx, links.read(token)));
    },

    async 'inbox.declineLink'(entered, { body: { token } }) {
      await declineInvitation(entered, await findLinked(entered.tx, links.read(token)));
    },
  };
}
