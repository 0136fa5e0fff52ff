import { ProblemError } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import type { Tenant } from '../db/enter.ts';
import { lockOwn } from '../members/memberships.ts';
import { assignees, namedAssignees, requireAssignee } from './assignees.ts';
import {
  conversationPage,
  findConversation,
  markRead,
  messagesOf,
  noteTeamTyping,
} from './conversations.ts';
import { decide, lock, write, type Place } from './writing.ts';

/** Read and answer what guests write, and decide about it (R31, R49). */
export const conversationRoutes: HandlersOf<'conversations'> = {
  'conversations.assignees': tenant => assignees(tenant),

  'conversations.list': (tenant, { query }) => conversationPage(tenant, query),

  async 'conversations.open'(tenant, { path }) {
    const conversation = await findConversation(tenant, path.conversation);
    return {
      organization: conversationPlace(tenant, path).organization,
      conversation,
      messages: await messagesOf(tenant, path.conversation),
    };
  },

  async 'conversations.answer'(tenant, { path, body }) {
    const { person } = tenant;
    await lockOwn(tenant, 'conversations.answer');
    const { conversation, message, before } = await write(conversationPlace(tenant, path), body, {
      author: 'member',
      person,
    });
    const { state, assignee_person_id: assignee } = before;
    return {
      conversation,
      message,
      found: {
        state,
        assignee: assignee === null ? null : (await namedAssignees(tenant, [assignee]))(assignee),
      },
      now: await findConversation(tenant, path.conversation),
    };
  },

  async 'conversations.markRead'(tenant, { path }) {
    await lockOwn(tenant, 'conversations.answer');
    await markRead(tenant, path.conversation);
    return {
      organization: tenant.standing.organization.id,
      conversation: await findConversation(tenant, path.conversation),
    };
  },

  async 'conversations.type'(tenant, { path }) {
    // Not locked: it is sent every few seconds, and who is removed meanwhile is not seen to write for longer.
    await findConversation(tenant, path.conversation);
    await noteTeamTyping(tenant, path.conversation);
  },

  async 'conversations.change'(tenant, { path, body: { version, ...wanted } }) {
    const place = conversationPlace(tenant, path);
    await lockOwn(tenant, 'conversations.answer');
    const before = await lock(place);
    const shown = await findConversation(tenant, path.conversation);
    if (shown.version !== version) throw new ProblemError('stale-version');
    const { assignee, state = before.state, answeredBy = before.answeredBy } = wanted;
    if (assignee != null && assignee !== shown.assignee?.person) {
      await requireAssignee(tenant, assignee);
    }
    await decide(place, { state, answeredBy, ...(assignee !== undefined && { assignee }) });
    return {
      organization: place.organization,
      conversation: await findConversation(tenant, path.conversation),
    };
  },
};

function conversationPlace(
  { tx, standing }: Tenant,
  { conversation }: { readonly conversation: string },
): Place {
  return { tx, organization: standing.organization.id, conversation };
}
