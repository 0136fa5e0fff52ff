import * as v from 'valibot';
import {
  withoutMarkdown,
  type Answering,
  type ConversationState,
  type MessageAuthor,
} from '../../domain/index.ts';
import type {
  Assignee,
  Conversation,
  ConversationPage,
  ConversationQuery,
  Message,
} from '../../contract/guests.ts';
import { namesInRecord } from '../activity/names.ts';
import { wakeStreamsOf } from '../changes/waking.ts';
import type { Transaction } from '../db/database.ts';
import type { Tenant } from '../db/enter.ts';
import { COUNTED, upTo } from '../db/keyset.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { ProblemError } from '../http/problem.ts';
import { namedAssignees } from './assignees.ts';

/** How many there are on a page. */
const PAGE = 50;

/** How far what is found is looked up; where there is more, it is soon met on a walk through the list. */
const FOUND = 1000;
/** How many hits are looked at for that: there can be many in one conversation. */
const HITS = 10_000;

/** The least and the highest urgency of those in a state, as the table has it: the lower is read. */
const URGENCY: Readonly<Record<ConversationState, readonly [number, number]>> = {
  resolved: [1, 2],
  open: [3, 4],
  waiting: [5, 6],
};
const ANY_URGENCY = [1, 6] as const;

/** How urgent it is, when something was written in it last, and which it is. */
const PLACE = v.strictTuple([
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6)),
  v.pipe(v.string(), v.regex(/^\d{1,16}$/)),
  v.pipe(v.string(), v.uuid()),
]);

/** What is listed. */
interface Wanted {
  readonly organization: string;
  /** Only those in which this is found. */
  readonly q: string | undefined;
  readonly urgency: readonly [number, number];
  /** Only those that this person takes care of; null for whomever. */
  readonly assignee: string | null;
  readonly nobodys: boolean;
}

/** After which one a page begins, and how many are read. */
interface Page {
  readonly after: v.InferOutput<typeof PLACE> | undefined;
  readonly limit: number;
}

interface ConversationRow {
  readonly id: string;
  readonly guest_id: string;
  readonly guest_name: string;
  readonly guest_email: string | null;
  readonly guest_joined_at: string;
  readonly guest_ended: boolean;
  readonly guest_vouched: boolean;
  readonly guest_typing: boolean;
  readonly state: ConversationState;
  readonly answered_by: Answering;
  readonly assignee_person_id: string | null;
  readonly is_left: boolean;
  readonly page: string | null;
  readonly excerpt: string | null;
  readonly excerpt_author: MessageAuthor | null;
  readonly guest_read_seq: number;
  readonly unread: number;
  readonly started_at: string;
  readonly last_message_at: string;
  readonly urgency: number;
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
         u.joined_at as guest_joined_at, u.ended_at is not null as guest_ended,
         u.subject is not null as guest_vouched,
         coalesce(c.guest_typing_at > now() - interval '8 seconds', false) as guest_typing,
         c.id <> (select t.id from orgtags.conversation t
                   where t.organization_id = $1 and t.guest_id = c.guest_id
                   order by t.started_at desc
                   limit 1) as is_left,
         c.state, c.answered_by, c.assignee_person_id, c.page, left(m.text, 140) as excerpt,
         m.author as excerpt_author, c.guest_read_seq, c.last_seq - c.team_read_seq as unread,
         c.started_at, c.last_message_at, c.urgency,
         (extract(epoch from c.last_message_at) * 1000000)::bigint::text as microseconds, c.version
    from orgtags.conversation c
    join orgtags.guest u on u.organization_id = $1 and u.id = c.guest_id
    left join orgtags.message m
      on m.organization_id = $1 and m.conversation_id = c.id and m.seq = c.last_seq
   where c.organization_id = $1 and c.last_seq > 0`;

/**
 * A page of the conversations with guests in which something was written (R31): those that wait first, of
 * each kind those in which something is unread, and of these what was written in last.
 * @throws ProblemError `malformed-cursor`
 */
export async function conversationPage(
  tenant: Tenant,
  query: ConversationQuery,
): Promise<ConversationPage> {
  const { limit = PAGE, cursor } = query;
  const wanted = wantedOf(tenant, query);
  const { organization, q, urgency, assignee, nobodys } = wanted;
  const list = [
    organization,
    'conversations',
    urgency.join(),
    nobodys ? 'nobody' : (assignee ?? ''),
    ...(q === undefined ? [] : [q]),
  ] as const;
  const page = {
    after: cursor === undefined ? undefined : readCursor(list, PLACE, cursor),
    limit: limit + 1,
  };
  const [{ rows, ...counted }, waiting] = await Promise.all([
    read(tenant, wanted, page),
    count(tenant, { organization, urgency: URGENCY.waiting, assignee: null, nobodys: false }),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const { total, totalIsMinimum } = upTo(COUNTED, waiting);
  return {
    organization,
    conversations: await named(tenant, shown),
    next: last ? writeCursor(list, last.urgency, last.microseconds, last.id) : null,
    ...counted,
    waiting: total,
    waitingIsMinimum: totalIsMinimum,
  };
}

function wantedOf({ standing, person }: Tenant, { q, state, assignee }: ConversationQuery): Wanted {
  return {
    organization: standing.organization.id,
    q: q?.trim() === '' ? undefined : q,
    urgency: state ? URGENCY[state] : ANY_URGENCY,
    assignee: assignee === 'me' ? person.id : null,
    nobodys: assignee === 'nobody',
  };
}

async function read(
  tenant: Tenant,
  wanted: Wanted,
  page: Page,
): Promise<{ rows: ConversationRow[]; total: number; totalIsMinimum: boolean }> {
  if (wanted.q === undefined) {
    const [rows, counted] = await Promise.all([
      rowsOf(tenant, wanted, undefined, page),
      count(tenant, wanted),
    ]);
    return { rows, ...upTo(COUNTED, counted) };
  }
  const { ids, isAll } = await search(tenant, wanted);
  if (isAll) {
    const rows = await rowsOf(tenant, { ...wanted, q: undefined }, ids, page);
    return { rows, ...upTo(FOUND, ids.length) };
  }
  const rows = await rowsOf(tenant, wanted, undefined, page);
  // Whoever has seen all of it knows better than the hits.
  if (!page.after && rows.length < page.limit) return { rows, ...upTo(FOUND, rows.length) };
  return { rows, total: Math.max(rows.length, Math.min(ids.length, FOUND)), totalIsMinimum: true };
}

/**
 * One after the other through the list, each looked into, where something is searched for: the planner is
 * kept from doing it for all of them at once, which it would, since under row-level security it takes LIKE
 * for rare.
 * @param found ids to keep to, where it is known which they are
 */
async function rowsOf(
  { tx }: Tenant,
  { organization, q, urgency: [lowest, highest], assignee, nobodys }: Wanted,
  found: readonly string[] | undefined,
  { after, limit }: Page,
): Promise<ConversationRow[]> {
  const [urgency, microseconds, id] = after ?? [null, null, null];
  return tx.query<ConversationRow>(
    `${ROWS}
        and c.urgency between $2 and $3
        and ($4::uuid is null or c.assignee_person_id = $4)
        and (not $5 or c.assignee_person_id is null)
        and ($6::uuid[] is null or c.id = any ($6))
        and ($7::text is null
             or (u.name_searched like orgtags.search_pattern($7)
                 or u.email_searched like orgtags.search_pattern($7))::integer
                + coalesce((select 1 from orgtags.message f
                             where f.organization_id = $1 and f.conversation_id = c.id
                               and f.done and f.text_searched like orgtags.search_pattern($7)
                             limit 1), 0) <> 0)
        and ($8::smallint is null
             or (c.urgency, c.last_message_at, c.id)
                < ($8, 'epoch'::timestamptz + $9::bigint * interval '1 microsecond', $10::uuid))
      order by c.urgency desc, c.last_message_at desc, c.id desc
      limit $11`,
    [
      organization,
      lowest,
      highest,
      assignee,
      nobodys,
      found ?? null,
      q ?? null,
      urgency,
      microseconds,
      id,
      limit,
    ],
  );
}

async function count(
  { tx }: Tenant,
  { organization, urgency: [lowest, highest], assignee, nobodys }: Omit<Wanted, 'q'>,
): Promise<number> {
  const [row] = await tx.query<{ counted: number }>(
    `select count(*)::integer as counted
       from (select from orgtags.conversation
              where organization_id = $1 and last_seq > 0 and urgency between $2 and $3
                and ($4::uuid is null or assignee_person_id = $4)
                and (not $5 or assignee_person_id is null)
              limit $6) counted`,
    [organization, lowest, highest, assignee, nobodys, COUNTED + 1],
  );
  return row?.counted ?? 0;
}

async function search(
  { tx }: Tenant,
  { q, urgency: [lowest, highest], assignee, nobodys }: Wanted,
): Promise<{ readonly ids: readonly string[]; readonly isAll: boolean }> {
  const rows = await tx.query<{ id: string; whole: boolean }>(
    'select * from orgtags.conversations_found($1, $2, $3, $4, $5, $6, $7)',
    [q, lowest, highest, assignee, nobodys, FOUND + 1, HITS],
  );
  const isAll = rows.length <= FOUND && rows.every(({ whole }) => whole);
  return { ids: rows.map(({ id }) => id), isAll };
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
    `select seq, client_id, author, person_id, text, sources, done, sent_at
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

/** Notes that somebody who may answer has read all of it. */
export async function markRead(tenant: Tenant, conversation: string): Promise<void> {
  await tenant.tx.query(
    `with read as (
       update orgtags.conversation
          set team_read_seq = last_seq, revision = revision + 1, team_due_at = null
        where organization_id = $1 and id = $2 and team_read_seq < last_seq
    returning id, guest_id
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'conversation', id from read
     )
     select ${wakeStreamsOf('$1', 'guest_id')} from read`,
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
    returning guest_id
     )
     select ${wakeStreamsOf('$1', 'guest_id')} from typing`,
    [tenant.standing.organization.id, conversation],
  );
}

/** Has those who listen look again at the conversations of a guest, who has become another. */
export async function tellOfGuest(
  tx: Transaction,
  organization: string,
  guest: string,
): Promise<void> {
  await tx.query(
    `with changed as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'conversation', c.id from orgtags.conversation c
        where c.organization_id = $1 and c.guest_id = $2
     )
     select ${wakeStreamsOf('$1', '$2')}`,
    [organization, guest],
  );
}

/**
 * Has nobody wait any more in the conversations of a guest who has ended, or of all of them where none is
 * named: who would be answered is gone, and whether it is resolved is for people to say.
 */
export async function settleWaiting(
  tx: Transaction,
  organization: string,
  guest: string | null,
): Promise<void> {
  await tx.query(
    `with settled as (
       update orgtags.conversation
          set state = 'open', team_due_at = null, revision = revision + 1, version = version + 1
        where organization_id = $1 and last_seq > 0 and urgency between $2 and $3
          and ($4::uuid is null or guest_id = $4)
    returning id, version
     )
     insert into orgtags.change (organization_id, type, subject_id, version)
     select $1, 'conversation', id, version from settled`,
    [organization, ...URGENCY.waiting, guest],
  );
}

async function named(tenant: Tenant, rows: readonly ConversationRow[]): Promise<Conversation[]> {
  const assigned = await namedAssignees(
    tenant,
    rows.flatMap(({ assignee_person_id: person }) => person ?? []),
  );
  return rows.map(row => conversationOf(row, assigned));
}

function conversationOf(
  row: ConversationRow,
  assigned: (person: string) => Assignee,
): Conversation {
  const { assignee_person_id: assignee } = row;
  return {
    id: row.id,
    guest: {
      id: row.guest_id,
      name: row.guest_name,
      email: row.guest_email,
      vouched: row.guest_vouched,
      typing: row.guest_typing,
      joinedAt: row.guest_joined_at,
      ended: row.guest_ended,
    },
    state: row.state,
    answeredBy: row.answered_by,
    assignee: assignee === null ? null : assigned(assignee),
    left: row.is_left,
    page: row.page,
    excerpt: excerptOf(row),
    readSeq: row.guest_read_seq,
    unread: row.unread,
    startedAt: row.started_at,
    lastMessageAt: row.last_message_at,
    version: row.version,
  };
}

function excerptOf({ excerpt, excerpt_author: author }: ConversationRow): string {
  const text = excerpt ?? '';
  return author === 'answerer' ? withoutMarkdown(text) : text;
}
