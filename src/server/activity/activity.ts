import type { Transaction } from '../db/database.ts';

/** One act, as it is recorded: ids and values; the person's name comes from the person. */
export interface Act {
  readonly organization: string;
  /** The id of the person who acts. */
  readonly actor: string;
  readonly action: 'member.role-changed';
  /** The id of what was acted on. */
  readonly subject: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Writes the record of an act, in the transaction of the act (R34). */
export async function record(tx: Transaction, act: Act): Promise<void> {
  await tx.query(
    `insert into orgtags.activity
       (organization_id, actor_person_id, action, subject_id, before, after)
     values ($1, $2, $3, $4, $5, $6)`,
    [act.organization, act.actor, act.action, act.subject, act.before, act.after],
  );
}
