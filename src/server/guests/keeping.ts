import { canKeep } from '../../domain/index.ts';
import { wakeStreamsOf } from '../changes/waking.ts';
import { refuse } from '../http/problem.ts';
import { tellOfGuest } from './conversations.ts';
import { lockGuest } from './guest-acts.ts';
import type { Visit } from './visiting.ts';
import type { Vouched } from './vouching.ts';

/**
 * Makes the conversation that of who is signed in to the page, as the guest has agreed: from then on it is
 * found wherever the page vouches for them (R32). Where the account is a guest already, this one becomes
 * that one, with all that is theirs; the conversation that was agreed about is the one that goes on.
 * @throws ProblemError `kept-by-another`
 */
export async function keepFor(visit: Visit, vouched: Vouched): Promise<void> {
  const { tx, organization } = visit;
  const { subject, name, email } = vouched;
  const [row] = await tx.query<{ known: string | null }>(
    'select orgtags.guest_vouched_for($1, $2) as known',
    [organization, subject],
  );
  const { subject: keptFor } = await lockGuest(visit, 'for update');
  refuse(canKeep({ account: subject, keptFor }));
  const known = row?.known ?? visit.guest;
  const isAnother = known !== visit.guest && (await reach(visit, known));
  if (isAnother) await become(visit, known);
  const account = isAnother ? known : visit.guest;
  await tx.query(
    `update orgtags.guest
        set subject = $3, name = coalesce($4, name), email = coalesce($5, email),
            last_seen_at = now()
      where organization_id = $1 and id = $2`,
    [organization, account, subject, name ?? null, email ?? null],
  );
  await tellOfGuest(tx, organization, account);
  if (isAnother)
    await tx.query(`select ${wakeStreamsOf('$1::text', '$2::text')}`, [organization, visit.guest]);
}

/** Locks the guest that an account is, before anything that is theirs. @returns whether they are there still */
async function reach({ tx, organization }: Visit, account: string): Promise<boolean> {
  const [, found] = await Promise.all([
    tx.query(`select set_config('orgtags.becoming_guest', $1, true)`, [account]),
    tx.query(
      `select id from orgtags.guest
        where organization_id = $1 and id = $2 and ended_at is null
          for update`,
      [organization, account],
    ),
  ]);
  return found.length > 0;
}

/** Moves sessions and conversations to another guest, with whom the transaction goes on. */
async function become({ tx, organization, guest }: Visit, account: string): Promise<void> {
  const moved = [organization, guest, account];
  await Promise.all([
    tx.query(
      `select from orgtags.conversation
        where organization_id = $1 and guest_id in ($2, $3)
        order by id
          for no key update`,
      moved,
    ),
    tx.query(
      'update orgtags.guest_session set guest_id = $3 where organization_id = $1 and guest_id = $2',
      moved,
    ),
    tx.query(
      `with agreed as (
         select id from orgtags.conversation
          where organization_id = $1 and guest_id = $2
          order by started_at desc
          limit 1
       ), heard as (
         select max(revision) as revision from orgtags.conversation
          where organization_id = $1 and guest_id in ($2, $3)
       ), kept as (
         update orgtags.conversation c
            set guest_id = $3,
                revision = case when c.id = agreed.id then heard.revision + 1 else c.revision end,
                started_at = case when c.id = agreed.id then clock_timestamp() else c.started_at end
           from agreed, heard
          where c.organization_id = $1 and c.guest_id = $2
      returning c.id, c.revision
       )
       update orgtags.message m set guest_id = $3, revision = kept.revision
         from kept
        where m.organization_id = $1 and m.conversation_id = kept.id`,
      moved,
    ),
    tx.query(
      `update orgtags.guest set former_ids = former_ids || $2::uuid
        where organization_id = $1 and id = $3`,
      moved,
    ),
    tx.query('delete from orgtags.guest where organization_id = $1 and id = $2', [
      organization,
      guest,
    ]),
    tx.query(`select set_config('orgtags.guest', $1, true)`, [account]),
  ]);
}
