import type { Database } from '../db/database.ts';
import { keepAccess } from './access.ts';
import { hasEnded } from './guest-list.ts';
import { keepLooking, type Looking } from './looking.ts';
import { endAnswer, forgetQuestions, handOver, lock, written, type Place } from './writing.ts';

interface Abandoned {
  readonly organization_id: string;
  readonly conversation_id: string;
  /** Null where it was not begun. */
  readonly client_id: string | null;
}

/**
 * Ends answers that nobody writes any more, because their process was killed or their guest ended, also those
 * that were never begun; where the guest is still there, the conversation is left to people.
 * @param onError told when the database could not be asked
 */
export function endAbandonedAnswers(
  database: Database,
  onError: (error: unknown) => void,
): Looking {
  return keepLooking(async () => {
    const abandoned = await database.transaction(tx =>
      tx.query<Abandoned>('select * from orgtags.abandoned_answers()'),
    );
    for (const answer of abandoned) await end(database, answer);
  }, onError);
}

async function end(
  database: Database,
  { organization_id: organization, conversation_id: conversation, client_id: id }: Abandoned,
): Promise<void> {
  await database.transaction(async tx => {
    await tx.query(`select set_config('orgtags.organization', $1, true)`, [organization]);
    const place = { tx, organization, conversation };
    const [of] = await tx.query<{ guest: string }>(
      'select guest_id as guest from orgtags.conversation where organization_id = $1 and id = $2',
      [organization, conversation],
    );
    if (!of) return;
    // In the order of every other lock; whoever ends the guest comes before or after.
    await keepAccess(tx, organization);
    await tx.query(
      'select from orgtags.guest where organization_id = $1 and id = $2 for no key update',
      [organization, of.guest],
    );
    // Taken along to an account meanwhile, it is looked at again.
    if ((await lock(place)).guest_id !== of.guest) return;
    const isEnded = id === null ? await forgetQuestions(place) : await endUnfinished(place, id);
    if (!isEnded) return;
    if (!(await hasEnded(tx, organization, of.guest))) await handOver(place);
  });
}

/** @returns false where another process has ended it meanwhile */
async function endUnfinished(place: Place, id: string): Promise<boolean> {
  if ((await written(place, id))?.done !== false) return false;
  await endAnswer(place, id);
  return true;
}
