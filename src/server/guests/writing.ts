import { isDeepStrictEqual } from 'node:util';
import {
  canWriteMore,
  checkMessage,
  HANDED_OVER,
  turnAfter,
  type MessageAuthor,
  type Turn,
} from '../../domain/index.ts';
import type { Message, SentMessage, WriteMessage } from '../../contract/guests.ts';
import { wakeStreamsOf } from '../changes/waking.ts';
import type { Transaction } from '../db/database.ts';
import { acceptField, ProblemError, refuse } from '../http/problem.ts';

/** A conversation, by where it is. */
export interface Place {
  readonly tx: Transaction;
  readonly organization: string;
  readonly conversation: string;
}

/** Who writes. */
export interface Writer {
  readonly author: Exclude<MessageAuthor, 'answerer'>;
  /** The member's id and name, where it is one. */
  readonly person?: { readonly id: string; readonly name: string };
}

/** A conversation as it was before something was written. */
export interface Found extends Turn {
  readonly assignee_person_id: string | null;
}

interface ConversationRow extends Found {
  readonly guest_id: string;
  readonly last_seq: number;
  /** Of all that is written in it. */
  readonly bytes: number;
}

interface MessageRow {
  readonly seq: number;
  readonly author: MessageAuthor;
  readonly person_id: string | null;
  readonly text: string;
  readonly sources: Message['sources'];
  readonly done: boolean;
  readonly sent_at: string;
}

const MESSAGE = 'seq, author, person_id, text, sources, done, sent_at';

/**
 * Writes a message, once: the same again gets the same answer. Numbers have no gap, since they are given
 * under the lock of the conversation.
 * @throws ProblemError `conversation-full`, `conversation-not-found`, `invalid-input`, `key-reused`
 */
export async function write(
  place: Place,
  { id, text }: WriteMessage,
  writer: Writer,
): Promise<SentMessage & { readonly turn: Turn; readonly isNew: boolean; readonly before: Found }> {
  const checked = acceptField('text', checkMessage(text));
  const before = await lock(place);
  const known = await written(place, id);
  const { author, person } = writer;
  if (
    known &&
    !isDeepStrictEqual(
      [known.text, known.author, known.person_id],
      [checked, author, person?.id ?? null],
    )
  ) {
    throw new ProblemError('key-reused');
  }
  if (!known) refuse(canWriteMore({ ...writer, ...before, messages: before.last_seq }));
  const turn = known ? before : turnAfter(writer.author, before);
  const row = known ?? (await insert(place, before, { id, text: checked, ...writer, turn }));
  return {
    conversation: place.conversation,
    message: messageOf(row, id, writer.person?.name ?? null),
    turn,
    isNew: !known,
    before,
  };
}

/**
 * Begins an answer, which is then written bit by bit.
 * @param question the id of the message that it answers
 * @returns false where people have taken over meanwhile
 */
export async function beginAnswer(place: Place, id: string, question: string): Promise<boolean> {
  const before = await lock(place);
  if (before.answeredBy !== 'answerer') return false;
  await insert(place, before, {
    id,
    text: '',
    author: 'answerer',
    turn: turnAfter('answerer', before),
    done: false,
  });
  await place.tx.query(
    `update orgtags.message set asked_at = null
      where organization_id = $1 and conversation_id = $2 and client_id = $3`,
    [place.organization, place.conversation, question],
  );
  return true;
}

/**
 * Adds to an answer that is being written.
 * @returns false where people have taken over meanwhile: then it stays as it is, and can only be ended
 */
export async function addToAnswer(
  { tx, organization, conversation }: Place,
  id: string,
  more: { readonly text: string; readonly sources: Message['sources'] },
): Promise<boolean> {
  const rows = await tx.query(
    `with raised as (
       update orgtags.conversation set revision = revision + 1
        where organization_id = $1 and id = $2 and answered_by = 'answerer'
    returning revision, guest_id
     ), added as (
       update orgtags.message m
          set text = m.text || $4, sources = $5, added_at = clock_timestamp(),
              revision = raised.revision
         from raised
        where m.organization_id = $1 and m.conversation_id = $2 and m.client_id = $3
     )
     select ${wakeStreamsOf('$1', 'guest_id')} from raised`,
    [organization, conversation, id, more.text, JSON.stringify(more.sources)],
  );
  return rows.length > 0;
}

/** Ends an answer that is being written, whoever answers meanwhile. */
export async function endAnswer(
  { tx, organization, conversation }: Place,
  id: string,
): Promise<void> {
  await tx.query(
    `with raised as (
       update orgtags.conversation set revision = revision + 1
        where organization_id = $1 and id = $2
    returning revision, guest_id
     ), ended as (
       update orgtags.message m set done = true, revision = raised.revision
         from raised
        where m.organization_id = $1 and m.conversation_id = $2 and m.client_id = $3
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'conversation', $2 from raised
     )
     select ${wakeStreamsOf('$1', 'guest_id')} from raised`,
    [organization, conversation, id],
  );
}

/**
 * Waits no longer for answers that are not begun.
 * @returns false where none has been waited for that long
 */
export async function forgetQuestions({ tx, organization, conversation }: Place): Promise<boolean> {
  const rows = await tx.query(
    `update orgtags.message set asked_at = null
      where organization_id = $1 and conversation_id = $2 and asked_at < now() - interval '1 minute'
  returning client_id`,
    [organization, conversation],
  );
  return rows.length > 0;
}

/** Leaves a conversation to people, unless it is theirs already. */
export async function handOver(place: Place): Promise<void> {
  const { answeredBy } = await lock(place);
  if (answeredBy === 'answerer') await decide(place, HANDED_OVER);
}

/**
 * Locks a conversation, so that what is read of it still holds when it is written.
 * @throws ProblemError `conversation-not-found`
 */
export async function lock({ tx, organization, conversation }: Place): Promise<ConversationRow> {
  const [row] = await tx.query<
    Omit<ConversationRow, 'answeredBy'> & { answered_by: Turn['answeredBy'] }
  >(
    `select guest_id, state, answered_by, assignee_person_id, last_seq,
            (select coalesce(sum(octet_length(m.text)), 0)::integer from orgtags.message m
              where m.organization_id = $1 and m.conversation_id = $2) as bytes
       from orgtags.conversation
      where organization_id = $1 and id = $2
        for no key update`,
    [organization, conversation],
  );
  if (!row) throw new ProblemError('conversation-not-found');
  const { answered_by: answeredBy, ...rest } = row;
  return { ...rest, answeredBy };
}

/** Writes what was decided about a conversation that is locked, and tells who listens. */
export async function decide(
  { tx, organization, conversation }: Place,
  { state, answeredBy, assignee }: Turn & { readonly assignee?: string | null },
): Promise<void> {
  await tx.query(
    `with decided as (
       update orgtags.conversation
          set state = $3, answered_by = $4, revision = revision + 1, version = version + 1,
              team_due_at = ${teamDueAt('$3')},
              assignee_person_id = case when $6 then $5 else assignee_person_id end
        where organization_id = $1 and id = $2
    returning version, guest_id
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id, version)
       select $1, 'conversation', $2, version from decided
     ), ${forgotten("$3 = 'resolved' or $4 <> 'answerer'")}
     select ${wakeStreamsOf('$1', 'guest_id')} from decided`,
    [organization, conversation, state, answeredBy, assignee ?? null, assignee !== undefined],
  );
}

/** What was written in a conversation under an id. */
export async function written(
  { tx, organization, conversation }: Place,
  id: string,
): Promise<MessageRow | undefined> {
  const [row] = await tx.query<MessageRow>(
    `select ${MESSAGE} from orgtags.message
      where organization_id = $1 and conversation_id = $2 and client_id = $3`,
    [organization, conversation, id],
  );
  return row;
}

async function insert(
  { tx, organization, conversation }: Place,
  { guest_id: guest, assignee_person_id: assignee }: ConversationRow,
  message: Pick<Writer, 'person'> & {
    readonly author: MessageAuthor;
    readonly id: string;
    readonly text: string;
    readonly turn: Turn;
    readonly done?: boolean;
  },
): Promise<MessageRow> {
  const { id, text, author, person, turn, done = true } = message;
  const [row] = await tx.query<MessageRow>(
    `with counted as (
       update orgtags.conversation
          set last_seq = last_seq + 1, revision = revision + 1, last_message_at = clock_timestamp(),
              state = $8, answered_by = $9, assignee_person_id = $10,
              team_due_at = ${teamDueAt('$8')},
              guest_due_at = case when $5 = 'member'
                                    then coalesce(guest_due_at, clock_timestamp() + interval '2 minutes')
                                  when $5 = 'guest' then null
                                  else guest_due_at end,
              guest_typing_at = case when $5 = 'guest' then null else guest_typing_at end,
              team_typing_at = case when $5 = 'member' then null else team_typing_at end,
              version = version + ((state, answered_by, assignee_person_id)
                                   is distinct from ($8, $9, $10::uuid))::integer,
              guest_read_seq = case when $5 = 'guest' then last_seq + 1 else guest_read_seq end,
              team_read_seq = case when $5 = 'member' then last_seq + 1 else team_read_seq end
        where organization_id = $1 and id = $2
    returning last_seq, revision, guest_id
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id) values ($1, 'conversation', $2)
     ), ${forgotten("$9 <> 'answerer'")}, notified as (
       select ${wakeStreamsOf('$1', 'guest_id')} from counted
     )
     insert into orgtags.message
       (organization_id, conversation_id, seq, guest_id, client_id, author, person_id, text, done,
        asked_at, revision)
     select $1, $2, last_seq, $3, $4, $5, $6, $7, $11,
            case when $5 = 'guest' and $9 = 'answerer' then clock_timestamp() end, revision
       from counted, notified
     returning ${MESSAGE}`,
    [
      organization,
      conversation,
      guest,
      id,
      author,
      person?.id ?? null,
      text,
      turn.state,
      turn.answeredBy,
      assignee ?? person?.id ?? null,
      done,
    ],
  );
  if (!row) throw new ProblemError('conversation-not-found');
  return row;
}

/**
 * Waits for no answers any more that are not begun, in the conversation `$2`.
 * @param when on which condition
 */
function forgotten(when: string): string {
  return `forgotten as (
       update orgtags.message set asked_at = null
        where organization_id = $1 and conversation_id = $2 and asked_at is not null and (${when})
     )`;
}

/**
 * When people are written to: a while after it has begun to wait, or waits again for who has looked.
 * @param next the parameter with its state
 */
function teamDueAt(next: string): string {
  return `case when ${next} <> 'waiting' then null
               when state <> 'waiting' or team_read_seq >= last_seq then clock_timestamp() + interval '1 minute'
               else team_due_at end`;
}

function messageOf({ person_id: _, ...row }: MessageRow, id: string, name: string | null): Message {
  const { sent_at: sentAt, ...rest } = row;
  return { ...rest, id, name, sentAt };
}
