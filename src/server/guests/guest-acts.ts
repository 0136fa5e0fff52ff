import type { IntroduceGuest } from '../../contract/guests.ts';
import { wakeStreamsOf } from '../changes/waking.ts';
import { ProblemError } from '../http/problem.ts';
import { checkIntroduction, type Visit } from './visiting.ts';
import type { Vouched } from './vouching.ts';

/** The guest's own conversation: the one begun last. */
export async function conversationOf(visit: Visit): Promise<string> {
  return (await latest(visit)).id;
}

/** Begins another conversation, unless nothing is written yet in the one that there is. */
export async function beginAnother(visit: Visit, page: string | undefined): Promise<void> {
  const { tx, organization, guest } = visit;
  const { revision, last_seq: written } = await latest(visit);
  if (written === 0) return;
  await tx.query(
    `with begun as (
       insert into orgtags.conversation (organization_id, guest_id, page, revision)
       values ($1, $2, $3, $4)
     )
     select ${wakeStreamsOf('$1', '$2')}`,
    [organization, guest, page ?? null, revision + 1],
  );
}

/** Notes up to which message the guest has read. */
export async function markReadByGuest(visit: Visit, seq: number): Promise<void> {
  const { tx, organization } = visit;
  await tx.query(
    `with read as (
       update orgtags.conversation
          set guest_read_seq = least($3, last_seq),
              guest_due_at = case when $3 >= last_seq then null else guest_due_at end
        where organization_id = $1 and id = $2 and guest_read_seq < least($3, last_seq)
    returning id, guest_id
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'conversation', id from read
     )
     select ${wakeStreamsOf('$1', 'guest_id')} from read`,
    [organization, await conversationOf(visit), seq],
  );
}

/** Notes that the guest is writing, every few seconds at most. */
export async function noteTyping(visit: Visit): Promise<void> {
  const { tx, organization } = visit;
  await tx.query(
    `with typing as (
       update orgtags.conversation set guest_typing_at = clock_timestamp()
        where organization_id = $1 and id = $2
          and coalesce(guest_typing_at < now() - interval '3 seconds', true)
    returning id, guest_id
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'typing', id from typing
     )
     select ${wakeStreamsOf('$1', 'guest_id')} from typing`,
    [organization, await conversationOf(visit)],
  );
}

/**
 * Makes the conversation that of who is signed in to the page, as the guest has agreed: from then on it is
 * found wherever the page vouches for them (R32).
 */
export async function keepFor(visit: Visit, { subject, name, email }: Vouched): Promise<void> {
  const { tx, organization, guest } = visit;
  await tx.query(
    `update orgtags.guest
        set subject = $3, name = coalesce($4, name), email = coalesce($5, email),
            last_seen_at = now()
      where organization_id = $1 and id = $2 and (subject is null or subject = $3)`,
    [organization, guest, subject, name ?? null, email ?? null],
  );
}

/**
 * Takes over what guests say of themselves.
 * @throws ProblemError `invalid-input`
 */
export async function introduce(visit: Visit, said: IntroduceGuest): Promise<void> {
  const { tx, organization, guest } = visit;
  const { name, email } = checkIntroduction(said);
  await tx.query(
    `with introduced as (
       update orgtags.guest set name = coalesce($3, name), email = coalesce($4, email)
        where organization_id = $1 and id = $2
     ), told as (
       update orgtags.conversation set revision = revision + 1
        where organization_id = $1 and id = $5
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id) values ($1, 'conversation', $5)
     )
     select ${wakeStreamsOf('$1', '$2')}`,
    [organization, guest, name ?? null, email ?? null, await conversationOf(visit)],
  );
}

/** Erases the guest, and all that was written with them. */
export async function erase({ tx, organization, guest }: Visit): Promise<void> {
  await tx.query(
    `with messages as (
            delete from orgtags.message where organization_id = $1 and guest_id = $2),
          conversations as (
            delete from orgtags.conversation where organization_id = $1 and guest_id = $2
            returning id),
          sessions as (
            delete from orgtags.guest_session where organization_id = $1 and guest_id = $2),
          guest as (
            delete from orgtags.guest where organization_id = $1 and id = $2),
          changed as (
            insert into orgtags.change (organization_id, type, subject_id)
            select $1, 'conversation', id from conversations
          )
     select ${wakeStreamsOf('$1', '$2')}`,
    [organization, guest],
  );
}

async function latest({
  tx,
  organization,
  guest,
}: Visit): Promise<{ id: string; revision: number; last_seq: number }> {
  const [found] = await tx.query<{ id: string; revision: number; last_seq: number }>(
    `select id, revision, last_seq from orgtags.conversation where organization_id = $1 and guest_id = $2
      order by id desc limit 1`,
    [organization, guest],
  );
  if (!found) throw new ProblemError('conversation-not-found');
  return found;
}
