import type { TestBackend } from '../../src/testing/backend.ts';
import type { Database } from '../../src/server/db/database.ts';
import type { Answerer } from '../../src/server/guests/answerer.ts';
import { answerQuestion } from '../../src/server/guests/answering.ts';
import type { GuestSite } from './guests.ts';

/** Has the guest's first question answered, by a process that has this database. */
export async function answered(
  { sql }: Pick<TestBackend, 'sql'>,
  database: Database,
  { id, guest }: Pick<GuestSite, 'id' | 'guest'>,
  answer: Answerer['answer'],
): Promise<void> {
  const [row] = await sql<{ session: string; question: string }>(
    `select s.id as session, m.client_id as question
       from orgtags.guest_session s
       join orgtags.message m on m.organization_id = $1 and m.conversation_id = $3
      where s.organization_id = $1 and s.guest_id = $2
      order by m.seq`,
    [id, guest.id, guest.conversation],
  );
  await answerQuestion(
    database,
    { answer },
    {
      organization: id,
      session: row?.session ?? '',
      conversation: guest.conversation,
      question: row?.question ?? '',
      text: 'How many?',
    },
  );
}
