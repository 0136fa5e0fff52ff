import { ROLES, type Level, type Role } from '../../../src/domain/index.ts';
import { isAllowed, isEnding, isExplained, type Standing } from './allowed.ts';
import { changedColumns, type ChangedRow, type Row } from './changed-rows.ts';

/** What the judge knows of an organization. */
interface Known {
  readonly members: Map<string, Role>;
  /** By id, as they are. */
  readonly invitations: Map<unknown, Row>;
  permissions: Partial<Record<Role, Record<string, Level>>>;
  isDeleted: boolean;
}

/** What a request was, as far as it matters for what it may change. */
export interface Deed {
  /** The id of the person who asked; undefined for nobody. */
  readonly person: string | undefined;
  /** The id of that person's account. */
  readonly account: string | undefined;
  /** Whether it was answered 2xx. */
  readonly succeeded: boolean;
}

/** What each table that belongs to no organization may see, by hand. */
const OF_PERSONS: Readonly<Record<string, (row: ChangedRow, deed: Deed) => boolean>> = {
  'orgtags.person': (row, { person }) => row.after?.id === person && row.before !== null,
  'orgtags.idempotency': ({ after }, { person }) => after?.person_id === person,
  'orgtags_auth.session': ({ before }, { account }) => before === null || before.userId === account,
  'orgtags_auth.user': ({ before }, { account }) => before === null || before.id === account,
  'orgtags_auth.account': ({ before }, { account }) => before === null || before.userId === account,
  'orgtags_auth.verification': () => true,
  'orgtags_auth.mailed_link': () => true,
};

/** Follows what is written, and says what should not have been. */
export class Judge {
  readonly #organizations = new Map<string, Known>();
  /** Addresses by person. */
  readonly #addresses = new Map<unknown, unknown>();

  /** Takes rows that the test itself wrote. */
  learn(rows: readonly ChangedRow[]): void {
    for (const row of rows) this.#apply(row);
  }

  /** What is wrong with what was written since the request before. */
  judge(rows: readonly ChangedRow[], deed: Deed): string[] {
    const written = withoutOwnName(rows, deed).filter(row => !isPresence(row));
    const wrong = [
      ...(deed.succeeded || written.every(isRenewal) ? [] : ['A refused request changed rows']),
      ...written.flatMap(row => this.#ofPersons(row, deed)),
      ...[...Map.groupBy(written, organizationOf)].flatMap(([organization, own]) =>
        organization === undefined ? [] : this.#ofOrganization(organization, own, deed),
      ),
    ];
    this.learn(rows);
    for (const id of new Set(written.map(organizationOf))) {
      if (id !== undefined && this.#isOwnerless(id)) wrong.push(`${id} has no owner`);
    }
    return wrong.map(what => `${what}: ${JSON.stringify(written)}`);
  }

  #ofPersons(row: ChangedRow, deed: Deed): string[] {
    if (organizationOf(row) !== undefined || isRenewal(row)) return [];
    const rule = OF_PERSONS[row.table];
    if (!rule) return [`Nothing is written down about who may change ${row.table}`];
    return rule(row, deed) ? [] : [`${row.table} was changed`];
  }

  #ofOrganization(id: string, rows: readonly ChangedRow[], { person }: Deed): string[] {
    if (rows.some(({ table, before }) => table === 'orgtags.organization' && before === null)) {
      return isCreation(rows, person) ? [] : ['An organization was created in another way'];
    }
    if (rows.some(isAnswer)) {
      return this.#isAnswered(rows, person) ? [] : ['An invitation was answered in another way'];
    }
    const by = this.#standing(id, person);
    if (!by) return [`Somebody who is no member changed ${id}`];
    const records = rows.filter(row => row.table === 'orgtags.activity');
    const acts = records.map(({ after }) => after ?? {});
    return rows.flatMap(row => {
      if (!records.includes(row)) {
        return isExplained(row, acts, by) ? [] : [`${row.table} was changed without a record`];
      }
      const { before, after: record } = row;
      if (before !== null || !record) return ['The record itself was changed'];
      if (record.actor_person_id !== person) return ['The record names somebody else'];
      const to = this.#standing(id, record.subject_person_id as string | undefined);
      const invitation = this.#known(id).invitations.get(record.subject_id);
      return isAllowed({ by, to, record, invitation })
        ? []
        : [`A ${by.role} did what they may not`];
    });
  }

  #standing(organization: string, person: string | undefined): Standing | undefined {
    const known = this.#organizations.get(organization);
    const role = person === undefined ? undefined : known?.members.get(person);
    if (!known || known.isDeleted || person === undefined || role === undefined) return undefined;
    const team = known.permissions[role]?.team ?? (role === 'admin' ? 'modify' : 'none');
    const managesTeam = role === 'owner' || (role !== 'viewer' && team === 'modify');
    return { person, role, managesTeam };
  }

  /** One that was pending, by whom it is to, who then is a member as what it says, unless they were one. */
  #isAnswered(rows: readonly ChangedRow[], person: string | undefined): boolean {
    const ended = rows.filter(({ table }) => table === 'orgtags.invitation');
    const [{ before, after } = { before: null, after: null }] = ended;
    const joined = rows.filter(({ table }) => table === 'orgtags.membership');
    return (
      person !== undefined &&
      ended.length === 1 &&
      ended.every(isEnding) &&
      after?.ended_by_person_id === person &&
      before?.address === this.#addresses.get(person) &&
      joined.length <= (after.ended === 'accepted' ? 1 : 0) &&
      joined.every(
        row =>
          row.before === null && row.after?.person_id === person && row.after.role === before?.role,
      ) &&
      rows.every(row => ANSWERING.includes(row.table)) &&
      rows
        .filter(({ table }) => table === 'orgtags.activity')
        .every(row => row.before === null && row.after?.actor_person_id === person) &&
      rows
        .filter(({ table }) => table === 'orgtags.session_part')
        .every(row => row.after?.person_id === person && row.after.ended_at === null)
    );
  }

  #isOwnerless(id: string): boolean {
    const { members, isDeleted } = this.#known(id);
    return !isDeleted && ![...members.values()].includes('owner');
  }

  #apply({ table, before, after }: ChangedRow): void {
    if (table === 'orgtags.organization' && after) {
      const known = this.#known(after.id);
      known.permissions = after.permissions as Known['permissions'];
      known.isDeleted = after.deleted_at !== null;
    }
    if (table === 'orgtags.person' && after) this.#addresses.set(after.id, after.email);
    if (table === 'orgtags.invitation' && after) {
      this.#known(after.organization_id).invitations.set(after.id, after);
    }
    if (table !== 'orgtags.membership') return;
    const { organization_id: organization, person_id: person } = (after ?? before) as Row;
    const { members } = this.#known(organization);
    if (after) members.set(String(person), ROLES.find(role => role === after.role) ?? 'viewer');
    else members.delete(String(person));
  }

  #known(organization: unknown): Known {
    const id = String(organization);
    const known = this.#organizations.get(id) ?? {
      members: new Map<string, Role>(),
      invitations: new Map<unknown, Row>(),
      permissions: {},
      isDeleted: false,
    };
    this.#organizations.set(id, known);
    return known;
  }
}

/** What an answer to an invitation writes. */
const ANSWERING: readonly string[] = [
  'orgtags.invitation',
  'orgtags.membership',
  'orgtags.activity',
  'orgtags.change',
  'orgtags.session_part',
];

function isAnswer({ table, after }: ChangedRow): boolean {
  return table === 'orgtags.invitation' && ['accepted', 'declined'].includes(String(after?.ended));
}

function organizationOf({ table, before, after }: ChangedRow): string | undefined {
  const row = after ?? before;
  const id = table === 'orgtags.organization' ? row?.id : row?.organization_id;
  return table === 'orgtags.person' ? undefined : (id as string | undefined);
}

/** Whoever creates an organization is its first and only member, and the record says so. */
function isCreation(rows: readonly ChangedRow[], person: string | undefined): boolean {
  const inserted = (table: string): Row[] =>
    rows.filter(row => row.table === table).map(({ after }) => after ?? {});
  const [member, ...others] = inserted('orgtags.membership');
  const [record] = inserted('orgtags.activity');
  return (
    person !== undefined &&
    rows.every(({ before }) => before === null) &&
    others.length === 0 &&
    member?.person_id === person &&
    member.role === 'owner' &&
    record?.actor_person_id === person &&
    record.action === 'organization.created'
  );
}

/** That somebody was there, which is written after the answer, with the name they have by then. */
function isPresence(row: ChangedRow): boolean {
  const columns = changedColumns(row).join();
  if (row.table === 'orgtags.membership')
    return /^(name,)?(email_verified,)?last_active_at$/.test(columns);
  return (
    row.table === 'orgtags.session_part' &&
    row.after !== null &&
    (row.before === null || columns === 'last_seen_at')
  );
}

/** But for the copies of one's own name, which one changes everywhere at once, and the news of it. */
function withoutOwnName(rows: readonly ChangedRow[], { person, succeeded }: Deed): ChangedRow[] {
  const names = rows.filter(
    row =>
      succeeded &&
      row.table === 'orgtags.membership' &&
      changedColumns(row).join() === 'name' &&
      row.after?.person_id === person,
  );
  const renamed = new Set(names.map(({ after }) => after?.id));
  const isNews = ({ table, before, after }: ChangedRow): boolean =>
    table === 'orgtags.change' && before === null && renamed.has(after?.subject_id);
  return rows.filter(row => !names.includes(row) && !isNews(row));
}

/** That a session was given more time. */
function isRenewal(row: ChangedRow): boolean {
  return (
    row.table === 'orgtags_auth.session' &&
    row.before !== null &&
    row.after !== null &&
    changedColumns(row).every(column => ['expiresAt', 'updatedAt'].includes(column))
  );
}
