-- Run as orgtags_owner, like every migration.

alter table orgtags.conversation
  -- When the guest asked what the answerer has not begun to answer; null where nothing is left to begin.
  add column asked_at timestamptz;
-- Of those that were left like that before.
alter table orgtags.conversation no force row level security;
alter table orgtags.message no force row level security;
update orgtags.conversation c set asked_at = c.last_message_at
 where c.answered_by = 'answerer' and c.state = 'open'
   and exists (select from orgtags.message m
                where m.organization_id = c.organization_id and m.conversation_id = c.id
                  and m.seq = c.last_seq and m.author = 'guest');
alter table orgtags.conversation force row level security;
alter table orgtags.message force row level security;
create index conversation_asked on orgtags.conversation (asked_at) where asked_at is not null;

grant update (asked_at) on orgtags.conversation to orgtags_app;

drop function orgtags.abandoned_answers();

-- Which answers nobody writes any more, those that have stood still for longest first: an answerer may not
-- be silent for that long, so their process has ended, or their guest. `client_id` is null where none was
-- begun.
create function orgtags.abandoned_answers()
returns table (organization_id uuid, conversation_id uuid, client_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  (select m.organization_id, m.conversation_id, m.client_id
     from orgtags.message m
    where not m.done and m.added_at < now() - interval '1 minute'
    order by m.added_at
    limit 50)
  union all
  (select c.organization_id, c.id, null
     from orgtags.conversation c
    where c.asked_at < now() - interval '1 minute'
    order by c.asked_at
    limit 50)
$$;

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'abandoned_answers()'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
