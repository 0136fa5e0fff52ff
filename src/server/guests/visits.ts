import type { Answering, ConversationState } from '../../domain/index.ts';
import type { GuestConversation, Message } from '../../contract/guests.ts';
import type { Transaction } from '../db/database.ts';
import type { GuestSession } from './tokens.ts';

/** Whose conversation is looked at, and what was heard of it before. */
export interface Watched extends GuestSession {
  /** The version of the organization's guest access under which they have entered. */
  readonly accessVersion: number;
  /** The guest's id, by which streams are found. */
  readonly guest: string;
  /** -1 for nothing. */
  readonly revision: number;
}

/** A conversation; or that the session is over; or that they have to enter anew: as another, or from elsewhere. */
export type GuestNews = GuestConversation | 'ended' | 'changed';

interface NewsRow {
  readonly place: number;
  readonly ended: boolean;
  readonly changed: boolean;
  readonly guest_id: string;
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
 * What is new to each of those who watch: of the messages those alone that are another; `ended` also for
 * whom nothing is known of.
 */
export async function readGuestNews(
  tx: Transaction,
  watched: readonly Watched[],
): Promise<GuestNews[]> {
  const rows = await tx.query<NewsRow>('select * from orgtags.live_guests($1, $2, $3, $4)', [
    watched.map(({ organization }) => organization),
    watched.map(({ session }) => session),
    watched.map(({ accessVersion }) => accessVersion),
    watched.map(({ revision }) => revision),
  ]);
  const news = Array.from<GuestNews>({ length: watched.length }).fill('ended');
  for (const row of rows) news[row.place - 1] = newsOf(row, watched[row.place - 1]?.guest);
  return news;
}

function newsOf(row: NewsRow, guest: string | undefined): GuestNews {
  const { ended, changed, revision, state, typing, messages } = row;
  if (ended) return 'ended';
  if (changed || row.guest_id !== guest) return 'changed';
  return {
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
