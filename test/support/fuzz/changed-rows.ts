import type { QueryResultRow } from 'pg';
import type { TestBackend } from '../../../src/testing/backend.ts';

/** A row as JSON has it. */
export type Row = Readonly<Record<string, unknown>>;

/** One row that was written: without `before` it is new, without `after` it is gone. */
export interface ChangedRow {
  /** With its schema. */
  readonly table: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** Whatever was written to a backend's database, by triggers that the backend knows nothing of. */
export interface ChangedRows {
  /** What was committed since the last time, in the order in which it was written. */
  take(): Promise<ChangedRow[]>;
}

/** Watches every table there is. */
export async function watchRows(backend: TestBackend): Promise<ChangedRows> {
  await backend.sql(`
    create schema watch;
    create table watch.changed (
      id bigint generated always as identity, "table" text, before jsonb, after jsonb);
    create function watch.note() returns trigger
      language plpgsql security definer set search_path = ''
      as $$ begin
        insert into watch.changed ("table", before, after)
        values (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, to_jsonb(old), to_jsonb(new));
        return null;
      end $$;
    do $$
    declare
      one regclass;
    begin
      for one in select c.oid::regclass from pg_class c
                  where c.relnamespace in ('orgtags'::regnamespace, 'orgtags_auth'::regnamespace)
                    and c.relkind = 'r'
      loop
        execute format('create trigger watch after insert or update or delete on %s
                          for each row execute function watch.note()', one);
      end loop;
    end $$`);
  return {
    take: () =>
      backend.sql<ChangedRow & QueryResultRow>(
        `with taken as (delete from watch.changed returning *)
         select "table", before, after from taken order by id`,
      ),
  };
}

/** What PostgreSQL itself makes of other columns. */
const GENERATED: ReadonlySet<string> = new Set([
  'role_rank',
  'name_searched',
  'email_searched',
  'address_searched',
]);

/** The names of the columns that a row was changed in; of a new one and of one that is gone, none. */
export function changedColumns({ before, after }: ChangedRow): string[] {
  if (!before || !after) return [];
  return Object.keys(after).filter(
    name => !GENERATED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
