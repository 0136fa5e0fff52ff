import type { Database } from '../db/database.ts';
import { hasEnded } from './guest-list.ts';
import { keepLooking, type Looking } from './looking.ts';
import { endAnswer, forgetQuestion, handOver, lock, written, type Place } from './writing.ts';

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
    const { guest_id: guest } = await lock(place);
    const isEnded = id === null ? await forgetQuestion(place) : await endUnfinished(place, id);
    if (!isEnded) return;
    if (!(await hasEnded(tx, organization, guest))) await handOver(place);
  });
}

/** @returns false where another process has ended it meanwhile */
async function endUnfinished(place: Place, id: string): Promise<boolean> {
  if ((await written(place, id))?.done !== false) return false;
  await endAnswer(place, id);
  return true;
}
