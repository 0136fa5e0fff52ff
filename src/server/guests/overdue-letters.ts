import { canJoinFrom, type OriginOptions, type StoredPermissions } from '../../domain/index.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { Surroundings } from '../db/enter.ts';
import { ProblemError } from '../http/problem.ts';
import type { Limits } from '../limits/limits.ts';
import { answeredLetter, waitingLetter } from '../mail/guest-letters.ts';
import type { Letter } from '../mail/letter.ts';
import type { Mailer } from '../mail/mailer.ts';
import { answeringRoles } from './assignees.ts';
import { hasEnded } from './guest-list.ts';
import { keepLooking, type Looking } from './looking.ts';

/** How many people are told that a guest waits, those of the highest roles first. */
const MOST_TOLD = 20;

/** What the letters about guests need. */
export interface OverdueLetterParts extends Surroundings, OriginOptions {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly limits: Limits;
  /** The page on which guests are answered. */
  readonly page: string;
  /** Told when the database could not be asked. */
  readonly onError: (error: unknown) => void;
}

interface Due {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly addressee: 'team' | 'guest';
}

interface Addressed {
  readonly to: string;
  readonly letter: Letter;
}

/**
 * Writes to the people of an organization when a guest waits and nobody looks, and to a guest who has
 * gone before an answer came (R49). Each letter is sent by one process, once at most.
 */
export function sendOverdueLetters(parts: OverdueLetterParts): Looking {
  const { database, mailer, onError } = parts;
  return keepLooking(async () => {
    const due = await database.transaction(tx =>
      tx.query<Due>('select * from orgtags.due_guest_letters()'),
    );
    for (const one of due) {
      const letters = await database.transaction(async tx => {
        await tx.query(`select set_config('orgtags.organization', $1, true)`, [
          one.organization_id,
        ]);
        return one.addressee === 'team' ? toTeam(tx, one, parts) : toGuest(tx, one, parts);
      });
      for (const { to, letter } of letters) void mailer.send(to, letter);
    }
  }, onError);
}

async function toTeam(
  tx: Transaction,
  { organization_id: organization, conversation_id: conversation }: Due,
  { features, page }: OverdueLetterParts,
): Promise<Addressed[]> {
  const [waiting] = await tx.query<{
    is_over: boolean;
    guest_id: string;
    guest: string;
    organization: string;
    permissions: StoredPermissions;
    assignee: string | null;
  }>(
    `update orgtags.conversation c set team_due_at = null
       from orgtags.guest u, orgtags.organization g
      where c.organization_id = $1 and c.id = $2 and c.team_due_at <= now()
        and u.organization_id = $1 and u.id = c.guest_id and g.id = $1
  returning g.deleted_at is not null as is_over, u.id as guest_id, u.name as guest,
            g.name as organization, g.permissions, c.assignee_person_id as assignee`,
    [organization, conversation],
  );
  if (!waiting || waiting.is_over || (await hasEnded(tx, organization, waiting.guest_id)))
    return [];
  const people = await tx.query<{ email: string; language: string | null; assigned: boolean }>(
    `select m.email, l.language, m.person_id = $3 as assigned
       from orgtags.membership m
       left join orgtags.languages_of(array[m.email]) l on true
      where m.organization_id = $1 and m.email_verified and m.role::text = any ($2)
      order by (m.person_id = $3) desc nulls last, m.role_rank, m.id
      limit $4`,
    [organization, answeringRoles(features, waiting.permissions), waiting.assignee, MOST_TOLD],
  );
  const isTaken = people[0]?.assigned === true;
  return (isTaken ? people.slice(0, 1) : people).map(({ email, language }) => ({
    to: email,
    letter: waitingLetter({ ...waiting, url: page }, language),
  }));
}

async function toGuest(
  tx: Transaction,
  { organization_id: organization, conversation_id: conversation }: Due,
  { limits, development }: OverdueLetterParts,
): Promise<Addressed[]> {
  const [gone] = await tx.query<{
    is_over: boolean;
    guest_id: string;
    email: string | null;
    language: string | null;
    organization: string;
    page: string | null;
    origins: string[];
    known: number;
  }>(
    `update orgtags.conversation c set guest_due_at = null, guest_mailed_seq = last_seq
       from orgtags.guest u, orgtags.organization g, orgtags.guest_access a
      where c.organization_id = $1 and c.id = $2 and c.guest_due_at <= now()
        and u.organization_id = $1 and u.id = c.guest_id and g.id = $1 and a.organization_id = $1
  returning g.deleted_at is not null as is_over, u.id as guest_id, u.email, u.language,
            g.name as organization, c.page, a.origins,
            greatest(old.guest_mailed_seq, c.guest_read_seq) as known`,
    [organization, conversation],
  );
  if (!gone || gone.is_over || gone.email === null) return [];
  if (await hasEnded(tx, organization, gone.guest_id)) return [];
  const answers = await tx.query<{ text: string }>(
    `select text from orgtags.message
      where organization_id = $1 and conversation_id = $2 and author = 'member' and seq > $3
      order by seq`,
    [organization, conversation, gone.known],
  );
  if (answers.length === 0 || (await isTooMany(limits, gone.email))) return [];
  const url = gone.page === null ? null : URL.parse(gone.page);
  const isOurs = url !== null && canJoinFrom(url.origin, gone.origins, { development }).allowed;
  const terms = {
    organization: gone.organization,
    answers: answers.map(({ text }) => text),
    url: isOurs ? url.href : undefined,
  };
  return [{ to: gone.email, letter: answeredLetter(terms, gone.language) }];
}

/** Nobody has proved that the address is theirs. */
async function isTooMany(limits: Limits, address: string): Promise<boolean> {
  try {
    await limits.consume('guestLetter', address);
    return false;
  } catch (error) {
    if (error instanceof ProblemError) return true;
    throw error;
  }
}
