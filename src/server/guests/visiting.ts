import {
  canJoinFrom,
  checkAddress,
  checkName,
  type GuestText,
  type OfficeHours,
  type OriginOptions,
} from '../../domain/index.ts';
import type { GuestTokens, IntroduceGuest, JoinAsGuest } from '../../contract/guests.ts';
import type { ProblemCode } from '../../contract/problems.ts';
import type { Transaction } from '../db/database.ts';
import { acceptFields, ProblemError, refuse } from '../http/problem.ts';
import { keepAccess } from './access.ts';
import type { Vouched } from './vouching.ts';
import { pageAddress } from './page-address.ts';
import { ACCESS_SECONDS, type GuestSession, type GuestTokenMaker, type Refresh } from './tokens.ts';

/** For how many seconds a token that has been used gives the same next one. */
const GRACE_SECONDS = 30;

/** A transaction of a guest; row-level security shows their own conversations, and nothing else. */
export interface Visit extends GuestSession {
  readonly tx: Transaction;
  readonly guest: string;
  /** The version of the organization's guest access. */
  readonly accessVersion: number;
  /** For how long the guest is known again. */
  readonly days: number;
}

/** What is behind the door, for whoever may know. */
export interface Door {
  readonly organization_name: string;
  readonly enabled: boolean;
  readonly origins: readonly string[];
  readonly days: number;
  readonly texts: readonly GuestText[];
  readonly hours: OfficeHours | null;
  readonly signing_generation: number;
  readonly epoch: number;
}

interface GuestRow {
  readonly guest_id: string;
  readonly origins: readonly string[];
  readonly access_version: number;
  readonly days: number;
  readonly ended: boolean;
}

/**
 * What a page that guests may join from shows to who is none yet.
 * @throws ProblemError `guests-disabled`, `origin-denied`
 */
export async function openDoor(
  tx: Transaction,
  organization: string,
  origin: string | undefined,
  options: OriginOptions,
): Promise<Door> {
  const [door] = await tx.query<Door>('select * from orgtags.guest_door($1)', [organization]);
  // An organization that has no guests tells as little as one that does not exist.
  if (!door?.enabled) throw new ProblemError('guests-disabled');
  refuse(canJoinFrom(origin, door.origins, options));
  return door;
}

/**
 * Makes a guest of whoever has come through the door, with the conversation that they begin; whoever the
 * page has vouched for before is the same guest again, with theirs.
 * @param vouched what the page vouches for; what they say themselves is in place of nothing of it
 * @throws ProblemError `invalid-input`
 */
export async function join(
  tx: Transaction,
  organization: string,
  { days, epoch }: Door,
  { page, language, ...said }: JoinAsGuest,
  vouched: Vouched | undefined,
): Promise<Refresh & { readonly guest: string }> {
  const { name, email } = checkIntroduction(said);
  const guest =
    (vouched && (await enterKnown(tx, organization, vouched, language))) ??
    (await enterNew(tx, organization, {
      ...(vouched && { subject: vouched.subject }),
      name: vouched?.name ?? name,
      email: vouched?.email ?? email,
      page,
      language,
    }));
  const [session] = await tx.query<{ id: string; generation: number }>(
    `insert into orgtags.guest_session (organization_id, guest_id, epoch, expires_at)
     values ($1, $2, $3, now() + make_interval(days => $4))
     returning id, generation`,
    [organization, guest, epoch, days],
  );
  return {
    organization,
    guest,
    session: session?.id ?? '',
    generation: session?.generation ?? 1,
  };
}

/**
 * Sets the transaction's guest to whom the page has vouched for before.
 * @returns undefined where there is none, or none any more
 */
async function enterKnown(
  tx: Transaction,
  organization: string,
  { subject, name, email }: Vouched,
  language: string | undefined,
): Promise<string | undefined> {
  const [, [known]] = await Promise.all([
    tx.query(
      `select set_config('orgtags.guest_organization', $1::uuid::text, true),
              set_config('orgtags.guest', coalesce(known::text, ''), true)
         from orgtags.guest_vouched_for($1, $2) known`,
      [organization, subject],
    ),
    // Locked with it: they may be about to leave.
    tx.query<{ id: string }>(
      `update orgtags.guest
          set name = case when $3 = '' then name else $3 end, email = coalesce($4, email),
              language = coalesce($5, language), last_seen_at = now()
        where organization_id = $1 and subject = $2 and ended_at is null
    returning id`,
      [organization, subject, name ?? '', email ?? null, language ?? null],
    ),
  ]);
  return known?.id;
}

/** Makes a guest, sets the transaction's to them, and begins their conversation. */
async function enterNew(
  tx: Transaction,
  organization: string,
  {
    subject,
    name,
    email,
    page,
    language,
  }: Partial<Vouched> & Pick<JoinAsGuest, 'page' | 'language'>,
): Promise<string> {
  const [, [guest]] = await Promise.all([
    tx.query(
      `select set_config('orgtags.guest_organization', $1::uuid::text, true),
              set_config('orgtags.guest', uuidv7()::text, true)`,
      [organization],
    ),
    tx.query<{ id: string }>(
      `insert into orgtags.guest (organization_id, id, name, email, language, subject)
       values ($1, orgtags.current_guest(), $2, $3, $4, $5)
       returning id`,
      [organization, name ?? '', email ?? null, language ?? null, subject ?? null],
    ),
    tx.query(
      `insert into orgtags.conversation (organization_id, guest_id, page)
       values ($1, orgtags.current_guest(), $2)`,
      [organization, pageAddress(page)],
    ),
  ]);
  return guest?.id ?? '';
}

/**
 * What visitors say of themselves, tidied; what they leave empty is left out.
 * @throws ProblemError `invalid-input`
 */
export function checkIntroduction({ name = '', email = '' }: IntroduceGuest): IntroduceGuest {
  return acceptFields({
    name: name.trim() === '' ? undefined : checkName(name),
    email: email.trim() === '' ? undefined : checkAddress(email),
  });
}

/** What a guest's browser is given. */
export function tokensFor(
  maker: GuestTokenMaker,
  { guest, ...refresh }: Refresh & { readonly guest: string },
): GuestTokens {
  return {
    organization: refresh.organization,
    guest,
    access: maker.access(refresh, Date.now()),
    expiresIn: ACCESS_SECONDS,
    refresh: maker.refresh(refresh),
  };
}

/**
 * Acts as a guest, and once more where they are not found when it comes to it: by taking a conversation along
 * to an account they may have become another meanwhile.
 * @throws ProblemError `guest-revoked` where they are none any more
 */
export async function onceMoreIfMoved<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'guest-revoked') return act();
    throw error;
  }
}

/**
 * Lets the guest of a session in, to act in a page that guests may come from.
 * @throws ProblemError `guest-revoked`, `origin-denied`
 */
export async function enterGuest(
  tx: Transaction,
  session: GuestSession,
  origin: string | undefined,
  options: OriginOptions,
): Promise<Visit> {
  const { origins, ...visit } = await recognizeGuest(tx, session);
  refuse(canJoinFrom(origin, origins, options));
  return visit;
}

/**
 * Finds the guest of a session, and sets the transaction's guest, who stays one until it ends as far as the
 * organization's guest access goes.
 * @throws ProblemError `guest-revoked`
 */
export async function recognizeGuest(
  tx: Transaction,
  { organization, session }: GuestSession,
): Promise<Visit & { readonly origins: readonly string[] }> {
  await keepAccess(tx, organization);
  const [row] = await tx.query<GuestRow>('select * from orgtags.enter_guest($1, $2)', [
    organization,
    session,
  ]);
  if (!row || row.ended) throw new ProblemError('guest-revoked');
  const { guest_id: guest, access_version: accessVersion, days, origins } = row;
  return { tx, organization, session, guest, accessVersion, days, origins };
}

/**
 * Changes a token for the next ones. Used once more within half a minute, before the next one is, it
 * gives the same, as to two tabs at once; later somebody else has it, and all of the session's end.
 * @returns a problem in place of throwing it, which would take the end of the session back
 */
export async function refresh(
  visit: Visit,
  { generation }: Refresh,
): Promise<(Refresh & { readonly guest: string }) | ProblemCode> {
  const { tx, organization, session, guest, days } = visit;
  const [next] = await tx.query<{ generation: number }>(
    `update orgtags.guest_session
        set generation = case when generation = $3 then generation + 1 else generation end,
            refreshed_at = case when generation = $3 then clock_timestamp() else refreshed_at end,
            expires_at = now() + make_interval(days => $4)
      where organization_id = $1 and id = $2 and ended_at is null
        and (generation = $3
             or generation = $3 + 1
                and refreshed_at > clock_timestamp() - make_interval(secs => $5))
  returning generation`,
    [organization, session, generation, days, GRACE_SECONDS],
  );
  if (next) {
    await tx.query(
      'update orgtags.guest set last_seen_at = now() where organization_id = $1 and id = $2',
      [organization, guest],
    );
    return { organization, session, guest, generation: next.generation };
  }
  await tx.query(
    `update orgtags.guest_session set ended_at = clock_timestamp()
      where organization_id = $1 and id = $2 and ended_at is null`,
    [organization, session],
  );
  return 'session-expired';
}
