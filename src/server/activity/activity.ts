import type { Activity, ActivityAction } from '../../contract/shapes.ts';
import type { ChangeType } from '../../contract/changes.ts';
import { wakeStreamsOf } from '../changes/waking.ts';
import type { Tenant } from '../db/enter.ts';
import { namesInRecord } from './names.ts';

/** One act, as it is recorded: ids and values; names come from the people. */
export interface Act {
  readonly action: ActivityAction;
  /** The id of what was acted on. */
  readonly subject: string;
  /** The id of the person it was done to, where it was one. */
  readonly subjectPerson?: string;
  readonly before: object | null;
  readonly after: object | null;
  /** The version of what people edit, once it is changed. */
  readonly version?: number;
}

/** What those who listen are told that an act has changed. */
const CHANGED: Readonly<Record<ActivityAction, ChangeType>> = {
  'organization.created': 'organization',
  'organization.deleted': 'organization',
  'member.joined': 'member',
  'member.role-changed': 'member',
  'member.removed': 'member',
  'member.left': 'member',
  'invitation.sent': 'invitation',
  'invitation.resent': 'invitation',
  'invitation.prolonged': 'invitation',
  'invitation.revoked': 'invitation',
  'invitation.accepted': 'invitation',
  'invitation.declined': 'invitation',
  'invitation.lapsed': 'invitation',
  'permissions.changed': 'permissions',
  'guests.changed': 'guests',
  'guests.secret-rotated': 'guests',
  'guest.ended': 'guests',
  'text-source.created': 'guests',
  'text-source.changed': 'guests',
  'text-source.removed': 'guests',
  'session.ended': 'sessions',
  'sessions.ended': 'sessions',
};

/**
 * Writes the record of acts (R34), and that something has changed for those who listen, in the
 * transaction of the acts.
 */
export async function record(
  {
    tx,
    person,
    standing,
  }: Pick<Tenant, 'tx' | 'person'> & {
    readonly standing: { readonly organization: { readonly id: string } };
  },
  ...acts: readonly Act[]
): Promise<void> {
  const rows = acts.map(act => ({ ...act, type: CHANGED[act.action] }));
  // Each process is woken once, however many acts there are.
  await tx.query(
    `with act as (
       select * from jsonb_to_recordset($3::jsonb) as act (
         action text, subject uuid, "subjectPerson" uuid, before jsonb, after jsonb,
         type text, version integer)
     ), recorded as (
       insert into orgtags.activity
         (organization_id, actor_person_id, action, subject_id, subject_person_id, before, after)
       select $1, $2, action, subject, "subjectPerson", before, after from act
     ), changed as (
       insert into orgtags.change (organization_id, type, subject_id, version)
       select $1, type, subject, version from act
     )
     select ${wakeStreamsOf('$1')}`,
    [standing.organization.id, person.id, JSON.stringify(rows)],
  );
}

interface ActivityRow {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly subject: string | null;
  readonly action: ActivityAction;
  readonly before: Activity['before'];
  readonly after: Activity['after'];
}

/**
 * What was recorded, the newest first.
 * @param options.after the id of the last one shown
 */
export async function activityPage(
  tenant: Tenant,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<Activity[]> {
  const { tx, standing } = tenant;
  const rows = await tx.query<ActivityRow>(
    `select id, at, actor_person_id as actor, subject_person_id as subject, action, before, after
       from orgtags.activity
      where organization_id = $1 and ($2::uuid is null or id < $2)
      order by id desc
      limit $3`,
    [standing.organization.id, after ?? null, limit],
  );
  const named = await namesInRecord(
    tenant,
    rows.flatMap(({ actor, subject }) => [actor, subject ?? []].flat()),
  );
  return rows.map(({ actor, subject, ...row }) => ({
    ...row,
    actor: named(actor),
    subject: subject === null ? null : named(subject),
  }));
}
