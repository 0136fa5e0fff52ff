import type { TestBackend } from '../../src/testing/backend.ts';
import type { Database } from '../../src/server/db/database.ts';
import type { Answerer } from '../../src/server/guests/answerer.ts';
import { answerQuestion } from '../../src/server/guests/answering.ts';
import type { GuestSite } from './guests.ts';

/** Has the guest's question answered, by a process that has this database. */
export async function answered(
  { sql }: Pick<TestBackend, 'sql'>,
  database: Database,
  { id, guest }: Pick<GuestSite, 'id' | 'guest'>,
  answer: Answerer['answer'],
): Promise<void> {
  const [row] = await sql<{ session: string }>(
    'select id as session from orgtags.guest_session where organization_id = $1 and guest_id = $2',
    [id, guest.id],
  );
  await answerQuestion(
    database,
    { answer },
    {
      organization: id,
      session: row?.session ?? '',
      conversation: guest.conversation,
      text: 'How many?',
    },
  );
}
