-- Run as orgtags_owner, like every migration.

alter table orgtags.conversation
  -- When the people of the organization are written to, because nobody has opened what waits; null for not.
  add column team_due_at timestamptz,
  -- When the guest is written to, who has not read what was answered; null for not.
  add column guest_due_at timestamptz,
  -- Up to which message the guest was written to.
  add column guest_mailed_seq integer not null default 0;
create index conversation_team_due on orgtags.conversation (team_due_at)
  where team_due_at is not null;
create index conversation_guest_due on orgtags.conversation (guest_due_at)
  where guest_due_at is not null;

grant update (team_due_at, guest_due_at, guest_mailed_seq) on orgtags.conversation to orgtags_app;

-- Additions to the closed list of functions that see across organizations.

-- Of which conversations letters are due, those that have been for longest first; and to whom.
create function orgtags.due_guest_letters()
returns table (organization_id uuid, conversation_id uuid, addressee text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  (select c.organization_id, c.id, 'team' from orgtags.conversation c
    where c.team_due_at <= now() order by c.team_due_at limit 50)
  union all
  (select c.organization_id, c.id, 'guest' from orgtags.conversation c
    where c.guest_due_at <= now() order by c.guest_due_at limit 50)
$$;

grant create on schema orgtags to orgtags_definer;
revoke execute on function orgtags.due_guest_letters() from public;
grant execute on function orgtags.due_guest_letters() to orgtags_app;
alter function orgtags.due_guest_letters() owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
