-- Run as orgtags_owner, like every migration.

-- In which order conversations are listed, the highest first: those that wait, and those that are done
-- last; of each kind those in which something is unread.
alter table orgtags.conversation
  add column urgency smallint not null generated always as (
    array_position(array['resolved', 'open', 'waiting'], state) * 2
    - case when team_read_seq < last_seq then 0 else 1 end) stored;

-- One direction for all of its columns, so that a page begins in the middle of it.
create index conversation_by_urgency on orgtags.conversation
  (organization_id, urgency, last_message_at, id) where last_seq > 0;
create index conversation_of_assignee on orgtags.conversation
  (organization_id, assignee_person_id, urgency, last_message_at, id) where last_seq > 0;
drop index orgtags.conversation_by_state;
alter table orgtags.conversation drop column state_rank;

alter table orgtags.guest
  add column name_searched text collate "C" not null generated always as (
    ' ' || orgtags.folded(name)) stored,
  add column email_searched text collate "C" not null generated always as (
    ' ' || orgtags.folded(coalesce(email, ''))) stored;
alter table orgtags.message
  add column text_searched text collate "C" not null generated always as (
    ' ' || orgtags.folded(text)) stored;

-- Without the list of pending entries, as for members. An answer is found once it is whole: it would be
-- entered anew with each word that is added to it.
create index guest_searched on orgtags.guest
  using gin (organization_id, name_searched gin_trgm_ops, email_searched gin_trgm_ops)
  with (fastupdate = off);
create index message_searched on orgtags.message
  using gin (organization_id, text_searched gin_trgm_ops)
  with (fastupdate = off) where done;

-- Conversations of the organization that was set in which a text is found: in what was written, or in the
-- guest's name or address; no more than asked for. `whole`: that is all of them, and so it may be even
-- with fewer, since of hits no more are looked at than asked for, either. Under row-level security the
-- indexes would not be used.
create function orgtags.conversations_found(
  given text,
  lowest smallint,
  highest smallint,
  given_assignee uuid,
  nobodys boolean,
  most integer,
  most_hits integer
)
returns table (id uuid, whole boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with written as materialized (
    select m.organization_id, m.conversation_id as id
      from orgtags.message m
     where m.organization_id = (select orgtags.current_organization())
       and m.done and m.text_searched like orgtags.search_pattern(given)
     limit most_hits
  ), said as materialized (
    select u.organization_id, c.id
      from orgtags.guest u
      join orgtags.conversation c on c.organization_id = u.organization_id and c.guest_id = u.id
     where u.organization_id = (select orgtags.current_organization())
       and (u.name_searched like orgtags.search_pattern(given)
            or u.email_searched like orgtags.search_pattern(given))
     limit most_hits
  )
  select c.id,
         greatest((select count(*) from written), (select count(*) from said)) < most_hits
    from (select * from written union select * from said) hit
    join orgtags.conversation c on c.organization_id = hit.organization_id and c.id = hit.id
   where c.last_seq > 0
     and c.urgency between lowest and highest
     and (given_assignee is null or c.assignee_person_id = given_assignee)
     and not (nobodys and c.assignee_person_id is not null)
   limit most
$$;

revoke execute on function
  orgtags.conversations_found(text, smallint, smallint, uuid, boolean, integer, integer) from public;
grant execute on function
  orgtags.conversations_found(text, smallint, smallint, uuid, boolean, integer, integer)
  to orgtags_app;

grant create on schema orgtags to orgtags_definer;
alter function
  orgtags.conversations_found(text, smallint, smallint, uuid, boolean, integer, integer)
  owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
