import * as v from 'valibot';
import type { Answering, ConversationState, MessageAuthor } from '../../domain/index.ts';
import type {
  Conversation,
  ConversationPage,
  ConversationQuery,
  Message,
} from '../../contract/guests.ts';
import { namesInRecord, type Named } from '../activity/names.ts';
import type { Tenant } from '../db/enter.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { ProblemError } from '../http/problem.ts';

/** How many there are on a page. */
const PAGE = 50;

/** Those that wait first, and of each kind what was written last. */
const PLACE = v.strictTuple([
  v.pipe(v.number(), v.integer()),
  v.pipe(v.string(), v.regex(/^\d{1,16}$/)),
  v.pipe(v.string(), v.uuid()),
]);

interface ConversationRow {
  readonly id: string;
  readonly guest_id: string;
  readonly guest_name: string;
  readonly guest_email: string | null;
  readonly guest_ended: boolean;
  readonly guest_vouched: boolean;
  readonly guest_typing: boolean;
  readonly state: ConversationState;
  readonly answered_by: Answering;
  readonly assignee_person_id: string | null;
  readonly page: string | null;
  readonly excerpt: string | null;
  readonly guest_read_seq: number;
  readonly unread: number;
  readonly started_at: string;
  readonly last_message_at: string;
  readonly state_rank: number;
  readonly microseconds: string;
  readonly version: number;
}

interface MessageRow {
  readonly seq: number;
  readonly client_id: string;
  readonly author: MessageAuthor;
  readonly person_id: string | null;
  readonly text: string;
  readonly sources: Message['sources'];
  readonly done: boolean;
  readonly sent_at: string;
}

const ROWS = `
  select c.id, c.guest_id, u.name as guest_name, u.email as guest_email,
         u.ended_at is not null as guest_ended, u.subject is not null as guest_vouched,
         coalesce(c.guest_typing_at > now() - interval '8 seconds', false) as guest_typing, c.state, c.answered_by, c.assignee_person_id, c.page,
         left(m.text, 140) as excerpt, c.guest_read_seq, c.last_seq - c.team_read_seq as unread,
         c.started_at, c.last_message_at, c.state_rank,
         (extract(epoch from c.last_message_at) * 1000000)::bigint::text as microseconds, c.version
    from orgtags.conversation c
    join orgtags.guest u on u.organization_id = $1 and u.id = c.guest_id
    left join orgtags.message m
      on m.organization_id = $1 and m.conversation_id = c.id and m.seq = c.last_seq
   where c.organization_id = $1 and c.last_seq > 0`;

/**
 * A page of the conversations with guests in which something was written (R31).
 * @throws ProblemError `malformed-cursor`
 */
export async function conversationPage(
  tenant: Tenant,
  { state, limit = PAGE, cursor }: ConversationQuery,
): Promise<ConversationPage> {
  const organization = tenant.standing.organization.id;
  const list = [organization, 'conversations', state ?? ''] as const;
  const [rank, microseconds, id] = cursor === undefined ? [] : readCursor(list, PLACE, cursor);
  const rows = await tenant.tx.query<ConversationRow>(
    `${ROWS}
        and ($2::text is null or c.state = $2)
        and ($3::smallint is null or c.state_rank > $3
             or c.state_rank = $3 and (c.last_message_at, c.id)
                < ('epoch'::timestamptz + $4::bigint * interval '1 microsecond', $5::uuid))
      order by c.state_rank, c.last_message_at desc, c.id desc
      limit $6`,
    [organization, state ?? null, rank ?? null, microseconds ?? null, id ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    organization,
    conversations: await named(tenant, shown),
    next: last ? writeCursor(list, last.state_rank, last.microseconds, last.id) : null,
  };
}

/** @throws ProblemError `conversation-not-found` */
export async function findConversation(tenant: Tenant, id: string): Promise<Conversation> {
  const rows = await tenant.tx.query<ConversationRow>(`${ROWS} and c.id = $2`, [
    tenant.standing.organization.id,
    id,
  ]);
  const [found] = await named(tenant, rows);
  if (!found) throw new ProblemError('conversation-not-found');
  return found;
}

/** What was written in a conversation, in its order. */
export async function messagesOf(tenant: Tenant, conversation: string): Promise<Message[]> {
  const rows = await tenant.tx.query<MessageRow>(
    `select seq, client_id, author, person_id, text, sources,
            done or sent_at < now() - interval '1 minute' as done, sent_at
       from orgtags.message
      where organization_id = $1 and conversation_id = $2
      order by seq`,
    [tenant.standing.organization.id, conversation],
  );
  const nameOf = await namesInRecord(
    tenant,
    rows.flatMap(({ person_id: person }) => person ?? []),
  );
  return rows.map(({ client_id: id, person_id: person, sent_at: sentAt, ...row }) => ({
    ...row,
    id,
    name: person === null ? null : nameOf(person).name,
    sentAt,
  }));
}

/** Notes that somebody of the organization has read all of it. */
export async function markRead(tenant: Tenant, conversation: string): Promise<void> {
  await tenant.tx.query(
    `with read as (
       update orgtags.conversation set team_read_seq = last_seq, revision = revision + 1, team_due_at = null
        where organization_id = $1 and id = $2 and team_read_seq < last_seq
    returning id
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'conversation', id from read
     )
     select pg_notify('orgtags', '') from read`,
    [tenant.standing.organization.id, conversation],
  );
}

/** Notes that somebody of the organization is writing, every few seconds at most. */
export async function noteTeamTyping(tenant: Tenant, conversation: string): Promise<void> {
  await tenant.tx.query(
    `with typing as (
       update orgtags.conversation
          set team_typing_at = clock_timestamp(), revision = revision + 1
        where organization_id = $1 and id = $2
          and coalesce(team_typing_at < now() - interval '3 seconds', true)
    returning id
     )
     select pg_notify('orgtags', '') from typing`,
    [tenant.standing.organization.id, conversation],
  );
}

async function named(tenant: Tenant, rows: readonly ConversationRow[]): Promise<Conversation[]> {
  const nameOf = await namesInRecord(
    tenant,
    rows.flatMap(({ assignee_person_id: person }) => person ?? []),
  );
  return rows.map(row => conversationOf(row, nameOf));
}

function conversationOf(row: ConversationRow, nameOf: Named): Conversation {
  const { assignee_person_id: assignee } = row;
  return {
    id: row.id,
    guest: {
      id: row.guest_id,
      name: row.guest_name,
      email: row.guest_email,
      vouched: row.guest_vouched,
      typing: row.guest_typing,
      ended: row.guest_ended,
    },
    state: row.state,
    answeredBy: row.answered_by,
    assignee: assignee === null ? null : nameOf(assignee),
    page: row.page,
    excerpt: row.excerpt ?? '',
    readSeq: row.guest_read_seq,
    unread: row.unread,
    startedAt: row.started_at,
    lastMessageAt: row.last_message_at,
    version: row.version,
  };
}
