import type {
  ActivityAction,
  ChangedMember,
  ChangedMembers,
  EndedSessions,
  PermissionMatrix,
} from '../../src/contract/shapes.ts';
import { FEATURES, permissionMatrix, type Level, type Role } from '../../src/domain/index.ts';
import type { Sower, TestOrganization } from '../../src/testing/backend.ts';
import type { Write } from './traffic.ts';

/** One act of the record, with the change that was written beside it. */
interface Recorded {
  readonly organization: string;
  /** The transaction that wrote it. */
  readonly transaction: string;
  readonly at: string;
  readonly actor: string;
  readonly action: ActivityAction;
  readonly subject: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly version: number | null;
}

const TYPE_OF: Partial<Record<ActivityAction, string>> = {
  'member.role-changed': 'member',
  'member.removed': 'member',
  'member.left': 'member',
  'permissions.changed': 'permissions',
  'sessions.ended': 'sessions',
};

/** What does not agree, one sentence each; and how much there was to compare. */
export interface Evidence {
  readonly findings: readonly string[];
  readonly recorded: number;
  /** Of the acts recorded, those whose answer never came. */
  readonly unacknowledged: number;
}

/**
 * Compares what clients were told with what the database holds, and its rows with its record.
 * @param sown as they were before anybody wrote
 */
export async function compare(
  sower: Sower,
  sown: readonly TestOrganization[],
  writes: readonly Write[],
): Promise<Evidence> {
  const findings: string[] = [];
  const { recorded, unpaired } = await readRecord(sower);
  findings.push(...unpaired);
  for (const organization of sown) {
    const acts = recorded.filter(act => act.organization === organization.id);
    findings.push(
      ...(await unexplainedMembers(sower, organization, acts)),
      ...(await unexplainedMatrix(sower, organization, acts)),
      ...(await unexplainedEnds(sower, organization, acts)),
    );
  }
  const acknowledged = new Set<Recorded>();
  findings.push(...missing(recorded, writes, acknowledged));
  const unacknowledged = recorded.length - acknowledged.size;
  return { findings, recorded: recorded.length, unacknowledged };
}

/** Every act with its change, by the transaction that wrote both; and what has no other half. */
async function readRecord(sower: Sower): Promise<{ recorded: Recorded[]; unpaired: string[] }> {
  const acts = await sower.sql<Omit<Recorded, 'version'>>(
    `select organization_id as organization, xmin::text as transaction, at::text,
            actor_person_id as actor, action, subject_id as subject, before, after
       from orgtags.activity`,
  );
  const changes = await sower.sql<{
    organization: string;
    transaction: string;
    said: string;
    type: string;
    subject: string;
    version: number | null;
  }>(
    `select organization_id as organization, xmin::text as transaction,
            (xid::text::numeric % 4294967296)::text as said, type, subject_id as subject, version
       from orgtags.change`,
  );
  const unpaired = changes
    .filter(({ transaction, said }) => transaction !== said)
    .map(({ said }) => `a change names transaction ${said}, which did not write it`);
  const left = new Map(
    changes.map(change => [
      `${change.transaction} ${change.organization} ${change.type} ${change.subject}`,
      change,
    ]),
  );
  if (left.size < changes.length) unpaired.push('a transaction wrote one change twice');
  const recorded = acts.map(act => {
    const key = `${act.transaction} ${act.organization} ${TYPE_OF[act.action] ?? ''} ${act.subject}`;
    const change = left.get(key);
    left.delete(key);
    if (!change) unpaired.push(`${act.action} of ${act.subject} was recorded without a change`);
    return { ...act, version: change?.version ?? null };
  });
  for (const { type, subject } of left.values()) {
    unpaired.push(`a ${type} change of ${subject} was written without a record`);
  }
  return { recorded, unpaired };
}

async function unexplainedMembers(
  sower: Sower,
  { id: organization, members }: TestOrganization,
  acts: readonly Recorded[],
): Promise<string[]> {
  const rows = await sower.sql<{ id: string; role: Role; version: number }>(
    'select id, role, version from orgtags.membership where organization_id = $1',
    [organization],
  );
  const open = await sower.sql<{ person: string }>(
    `select person_id as person from orgtags.session_part
      where organization_id = $1 and ended_at is null`,
    [organization],
  );
  const now = new Map(rows.map(row => [row.id, row]));
  const findings = rows
    .filter(({ id }) => !members.some(({ member }) => member === id))
    .map(({ id }) => `${id} became a member without a record`);
  if (!rows.some(({ role }) => role === 'owner')) findings.push(`${organization} has no owner`);
  const bySubject = Map.groupBy(acts, ({ subject }) => subject);
  for (const { id: person, member, role: first } of members) {
    const own = bySubject.get(member) ?? [];
    const changes = own
      .filter(({ action }) => action === 'member.role-changed')
      .toSorted((a, b) => Number(a.version) - Number(b.version));
    const ends = own.filter(({ action }) => action !== 'member.role-changed');
    let role: unknown = first;
    changes.forEach(({ before, after, version }, i) => {
      if (version !== i + 2) findings.push(`${member} has no record of version ${i + 2}`);
      if (before?.role !== role)
        findings.push(`${member} was ${String(before?.role)}, by no record`);
      role = after?.role;
    });
    const row = now.get(member);
    if (ends.length > 1) findings.push(`${member} was removed twice`);
    if (row && ends.length > 0) findings.push(`${member} is recorded as removed, and there`);
    if (!row && ends.length === 0) findings.push(`${member} is gone without a record`);
    if (ends[0] && ends[0].before?.role !== role)
      findings.push(`${member} ended as something else`);
    if (row && row.role !== role)
      findings.push(`${member} is ${row.role}, recorded ${String(role)}`);
    if (row && row.version !== changes.length + 1) {
      findings.push(`${member} has version ${row.version} after ${changes.length} changes`);
    }
    if (!row && open.some(part => part.person === person)) {
      findings.push(`${member} is gone, and a session of theirs is not ended`);
    }
  }
  return findings;
}

async function unexplainedMatrix(
  sower: Sower,
  { id: organization }: TestOrganization,
  acts: readonly Recorded[],
): Promise<string[]> {
  const findings: string[] = [];
  const saved = acts
    .filter(({ action }) => action === 'permissions.changed')
    .toSorted((a, b) => Number(a.version) - Number(b.version));
  const cells = new Map<string, unknown>();
  for (const [role, permissions] of Object.entries(permissionMatrix(FEATURES))) {
    for (const [feature, level] of Object.entries(permissions))
      cells.set(`${role}.${feature}`, level);
  }
  saved.forEach(({ before, after, version }, i) => {
    if (version !== i + 2) findings.push(`the matrix has no record of version ${i + 2}`);
    for (const [cell, level] of Object.entries(before ?? {})) {
      if (cells.get(cell) !== level) findings.push(`${cell} was ${String(level)}, by no record`);
    }
    for (const [cell, level] of Object.entries(after ?? {})) cells.set(cell, level);
  });
  const [row] = await sower.sql<{
    stored: Partial<Record<Role, Record<string, Level>>>;
    version: number;
  }>(
    `select permissions as stored, permissions_version as version
       from orgtags.organization where id = $1`,
    [organization],
  );
  if (row?.version !== saved.length + 1) {
    findings.push(`the matrix has version ${row?.version} after ${saved.length} changes`);
  }
  for (const [role, permissions] of Object.entries(permissionMatrix(FEATURES, row?.stored))) {
    for (const [feature, level] of Object.entries(permissions)) {
      const told = cells.get(`${role}.${feature}`);
      if (told !== level) findings.push(`${role}.${feature} is ${level}, recorded ${String(told)}`);
    }
  }
  return findings;
}

async function unexplainedEnds(
  sower: Sower,
  { id: organization }: TestOrganization,
  acts: readonly Recorded[],
): Promise<string[]> {
  const ends = acts.filter(({ action }) => action === 'sessions.ended');
  const last = ends.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), '-infinity');
  const [row] = await sower.sql<{ epoch: number; later: number }>(
    `select epoch, (select count(*)::integer from orgtags.membership
                     where organization_id = $1 and signed_out_at > $2::timestamptz) as later
       from orgtags.organization where id = $1`,
    [organization, last],
  );
  const findings: string[] = [];
  if (row?.epoch !== ends.length) {
    findings.push(`everyone was signed out ${row?.epoch} times, recorded ${ends.length}`);
  }
  if (row?.later !== 0) findings.push(`${row?.later} were signed out without a record`);
  return findings;
}

/**
 * What was acknowledged and is not recorded; each act of the record answers for one write.
 * @param taken gets the acts that were acknowledged
 */
function missing(
  recorded: readonly Recorded[],
  writes: readonly Write[],
  taken: Set<Recorded>,
): string[] {
  const findings: string[] = [];
  const bySubject = Map.groupBy(recorded, ({ subject }) => subject);
  for (const { organization, actor, wish, answer } of writes) {
    if (answer?.status !== 200 && answer?.status !== 204) continue;
    const found = (subject: string, ...holds: ((act: Recorded) => boolean)[]) => {
      const act = bySubject
        .get(subject)
        ?.find(one => one.actor === actor && !taken.has(one) && holds.every(hold => hold(one)));
      if (act) taken.add(act);
      else findings.push(`acknowledged and not recorded: ${wish.kind} of ${subject} by ${actor}`);
      return act;
    };
    // A change that was none, since it was so already, is not recorded as the actor's.
    const changed = (id: string, version: number, role: Role) => {
      const act = bySubject.get(id)?.find(one => one.version === version);
      if (act) taken.add(act);
      if (version > 1 && act?.after?.role !== role) {
        findings.push(`acknowledged and not recorded: ${id} ${role} in version ${version}`);
      }
    };
    switch (wish.kind) {
      case 'role': {
        const { member } = answer.body as ChangedMember;
        if (member.role !== wish.role) findings.push(`${member.id} was not given ${wish.role}`);
        changed(member.id, member.version, member.role);
        break;
      }
      case 'several': {
        const done = (answer.body as ChangedMembers).outcomes.filter(({ problem }) => !problem);
        const transactions = new Set<string | undefined>();
        for (const { id, member } of done) {
          if (member) changed(id, member.version, member.role);
          else
            transactions.add(found(id, ({ action }) => action === 'member.removed')?.transaction);
        }
        if (transactions.size > 1)
          findings.push(`${organization}: several in several transactions`);
        break;
      }
      case 'remove':
        found(wish.member, ({ action }) => action === 'member.removed');
        break;
      case 'leave':
        found(wish.member, ({ action }) => action === 'member.left');
        break;
      case 'matrix': {
        const { version, levels } = answer.body as PermissionMatrix;
        const act = bySubject
          .get(organization)
          ?.find(one => one.action === 'permissions.changed' && one.version === version);
        if (act) taken.add(act);
        else if (version > 1) findings.push(`acknowledged and not recorded: matrix ${version}`);
        for (const { role, feature, level } of wish.changes) {
          if (levels[role][feature] !== level) findings.push(`the matrix was not given ${feature}`);
        }
        break;
      }
      case 'sign-out': {
        const { members } = answer.body as EndedSessions;
        found(
          organization,
          ({ action }) => action === 'sessions.ended',
          ({ after }) => after?.members === members,
        );
      }
    }
  }
  return findings;
}
