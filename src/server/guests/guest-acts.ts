import type { IntroduceGuest } from '../../contract/guests.ts';
import { wakeStreamsOf } from '../changes/waking.ts';
import { ProblemError } from '../http/problem.ts';
import { pageAddress } from './page-address.ts';
import { checkIntroduction, type Visit } from './visiting.ts';

/**
 * Locks the guest, so that what is read of what is theirs still holds when it is written. Never shared: those
 * who wait get it in their order, also who is to end the guest.
 * @returns what the host knows them by, if the page has vouched for them
 * @throws ProblemError `guest-revoked`
 */
export async function lockGuest(
  { tx, organization, guest }: Pick<Visit, 'tx' | 'organization' | 'guest'>,
  strength: 'for no key update' | 'for update' = 'for no key update',
): Promise<{ readonly subject: string | null }> {
  const [row] = await tx.query<{ subject: string | null }>(
    `select subject from orgtags.guest
      where organization_id = $1 and id = $2 and ended_at is null
        ${strength}`,
    [organization, guest],
  );
  if (!row) throw new ProblemError('guest-revoked');
  return row;
}

/** The guest's own conversation, which stays theirs until the transaction ends. */
export async function conversationOf(visit: Visit): Promise<string> {
  const [, { id }] = await Promise.all([lockGuest(visit), latest(visit)]);
  return id;
}

/** Where a message is stored: in the own conversation, or where the same was stored before. */
export async function conversationFor(visit: Visit, message: string): Promise<string> {
  const { tx, organization, guest } = visit;
  const [, [known]] = await Promise.all([
    lockGuest(visit),
    tx.query<{ id: string }>(
      `select c.id
         from orgtags.conversation c
         join orgtags.message m on m.organization_id = $1 and m.conversation_id = c.id
        where c.organization_id = $1 and c.guest_id = $2 and m.client_id = $3`,
      [organization, guest, message],
    ),
  ]);
  return (known ?? (await latest(visit))).id;
}

/** Begins another conversation, unless nothing is written yet in the one that there is. */
export async function beginAnother(visit: Visit, page: string | undefined): Promise<void> {
  const { tx, organization, guest } = visit;
  const [, { id, revision, last_seq: written }] = await Promise.all([
    lockGuest(visit),
    // Answers still come: its revision is not to be as high as that of the one that follows.
    latest(visit, 'for no key update'),
  ]);
  if (written === 0) return;
  await tx.query(
    `with begun as (
       insert into orgtags.conversation (organization_id, guest_id, page, revision)
       values ($1, $2, $3, $4)
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id) values ($1, 'conversation', $5)
     )
     select ${wakeStreamsOf('$1', '$2')}`,
    [organization, guest, pageAddress(page), revision + 1, id],
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
 * Takes over what guests say of themselves, in place of nothing that a page vouches for.
 * @throws ProblemError `invalid-input`
 */
export async function introduce(visit: Visit, said: IntroduceGuest): Promise<void> {
  const { tx, organization, guest } = visit;
  const { name, email } = checkIntroduction(said);
  const [, { id }] = await Promise.all([lockGuest(visit), latest(visit)]);
  await tx.query(
    `with introduced as (
       update orgtags.guest
          set name = case when subject is not null and name <> '' then name else coalesce($3, name) end,
              email = case when subject is null then coalesce($4, email) else coalesce(email, $4) end
        where organization_id = $1 and id = $2
     ), told as (
       update orgtags.conversation set revision = revision + 1
        where organization_id = $1 and id = $5
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id) values ($1, 'conversation', $5)
     )
     select ${wakeStreamsOf('$1', '$2')}`,
    [organization, guest, name ?? null, email ?? null, id],
  );
}

/** Erases the guest, and all that was written with them. */
export async function erase(visit: Visit): Promise<void> {
  const { tx, organization, guest } = visit;
  await lockGuest(visit, 'for update');
  // Whoever writes in them now is waited for.
  await tx.query(
    `select from orgtags.conversation
      where organization_id = $1 and guest_id = $2
      order by id
        for update`,
    [organization, guest],
  );
  await tx.query(
    `with messages as (
            delete from orgtags.message m using orgtags.conversation c
             where m.organization_id = $1 and m.conversation_id = c.id
               and c.organization_id = $1 and c.guest_id = $2),
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

async function latest(
  { tx, organization, guest }: Visit,
  lock: '' | 'for no key update' = '',
): Promise<{ id: string; revision: number; last_seq: number }> {
  const [found] = await tx.query<{ id: string; revision: number; last_seq: number }>(
    `select id, revision, last_seq from orgtags.conversation
      where organization_id = $1 and guest_id = $2
      order by started_at desc
      limit 1
        ${lock}`,
    [organization, guest],
  );
  if (!found) throw new ProblemError('guest-revoked');
  return found;
}
