-- Run as orgtags_owner, like every migration.

alter table orgtags.message
  -- When something was added to it last, as to an answer that is being written.
  add column added_at timestamptz not null default now();
create index message_being_written on orgtags.message (added_at) where not done;

grant update (added_at) on orgtags.message to orgtags_app;

-- Additions to the closed list of functions that see across organizations.

-- Which answers nobody writes any more, those that have stood still for longest first: an answerer may not
-- be silent for that long, so their process has ended, or their guest.
create function orgtags.abandoned_answers()
returns table (organization_id uuid, conversation_id uuid, client_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select m.organization_id, m.conversation_id, m.client_id
    from orgtags.message m
   where not m.done and m.added_at < now() - interval '1 minute'
   order by m.added_at
   limit 50
$$;

grant create on schema orgtags to orgtags_definer;
revoke execute on function orgtags.abandoned_answers() from public;
grant execute on function orgtags.abandoned_answers() to orgtags_app;
alter function orgtags.abandoned_answers() owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
