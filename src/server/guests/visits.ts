import type { Answering, ConversationState } from '../../domain/index.ts';
import type { GuestConversation, Message } from '../../contract/guests.ts';
import type { Transaction } from '../db/database.ts';
import type { GuestSession } from './tokens.ts';

/** Whose conversation is looked at, and what was heard of it before. */
export interface Watched extends GuestSession {
  /** The guest's id. */
  readonly guest: string;
  /** -1 for nothing. */
  readonly revision: number;
}

interface NewsRow {
  readonly place: number;
  readonly ended: boolean;
  readonly conversation_id: string;
  readonly guest_email: string | null;
  readonly organization_name: string;
  readonly revision: number;
  readonly state: ConversationState;
  readonly answered_by: Answering;
  readonly team_read_seq: number;
  readonly typing: boolean;
  readonly messages: readonly Message[] | null;
}

/**
 * What is new to each of those who watch: of the messages those alone that are another; undefined for one
 * whose session is over.
 */
export async function readGuestNews(
  tx: Transaction,
  watched: readonly Watched[],
): Promise<(GuestConversation | undefined)[]> {
  const rows = await tx.query<NewsRow>('select * from orgtags.live_guests($1, $2, $3)', [
    watched.map(({ organization }) => organization),
    watched.map(({ session }) => session),
    watched.map(({ revision }) => revision),
  ]);
  const news = Array.from<GuestConversation | undefined>({ length: watched.length });
  for (const { place, ended, revision, state, typing, messages, ...row } of rows) {
    if (ended) continue;
    news[place - 1] = {
      id: row.conversation_id,
      organization: { name: row.organization_name },
      email: row.guest_email,
      revision,
      state,
      answeredBy: row.answered_by,
      typing,
      readSeq: row.team_read_seq,
      messages: messages ?? [],
    };
  }
  return news;
}
