-- Run as orgtags_owner, like every migration.

-- Whom a page vouches for is one guest, whose conversations are found wherever it does (R32). Of those whom
-- two requests at once had made, the one seen last stays.
alter table orgtags.guest no force row level security;
update orgtags.guest u set subject = null
 where subject is not null and ended_at is null
   and exists (select from orgtags.guest o
                where o.organization_id = u.organization_id and o.subject = u.subject
                  and o.ended_at is null and (o.last_seen_at, o.id) > (u.last_seen_at, u.id));
alter table orgtags.guest force row level security;
drop index orgtags.guest_by_subject;
create unique index guest_by_subject on orgtags.guest (organization_id, subject)
  where subject is not null and ended_at is null;

-- A guest's conversation is the one that has been theirs since last: begun, or brought along from before
-- there was an account. By the clock: a transaction may have waited for the one that began another.
alter table orgtags.conversation alter column started_at set default clock_timestamp();
drop index orgtags.conversation_of_guest;
create index conversation_of_guest on orgtags.conversation (organization_id, guest_id, started_at);

-- What is a guest's goes with them.
create index guest_session_of_guest on orgtags.guest_session (organization_id, guest_id);

-- Whom a guest becomes by taking a conversation along to their account: a transaction that sets it moves
-- what is theirs.
create function orgtags.becoming_guest() returns uuid
  language sql stable
  return nullif(current_setting('orgtags.becoming_guest', true), '')::uuid;
revoke execute on function orgtags.becoming_guest() from public;
grant execute on function orgtags.becoming_guest() to orgtags_app;

do $$
declare
  name text;
begin
  foreach name in array array['guest_session', 'conversation', 'message'] loop
    execute format('alter policy of_guest on orgtags.%I
                      using (organization_id = orgtags.guest_organization()
                             and guest_id in (orgtags.current_guest(), orgtags.becoming_guest()))', name);
    execute format('grant update (guest_id) on orgtags.%I to orgtags_app', name);
  end loop;
end $$;
alter policy of_guest on orgtags.guest
  using (organization_id = orgtags.guest_organization()
         and id in (orgtags.current_guest(), orgtags.becoming_guest()));
grant update (started_at) on orgtags.conversation to orgtags_app;

drop function orgtags.guest_vouched_for(uuid, text);
drop function orgtags.enter_guest(uuid, uuid);
drop function orgtags.live_guests(uuid[], uuid[], integer[]);

-- The guest for whom a page has vouched before; null where there is none, or none any more. Nobody else
-- looks for the same until the transaction ends.
create function orgtags.guest_vouched_for(given_organization uuid, given_subject text)
returns uuid
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended(given_organization || ' ' || given_subject, 0));

  select u.id
    from orgtags.guest u
   where u.organization_id = given_organization and u.subject = given_subject and u.ended_at is null
$$;

-- Finds the guest of a session, and sets the transaction's guest where the session goes on; `ended` says
-- that it does not. No row: there is no such session.
create function orgtags.enter_guest(given_organization uuid, given_session uuid)
returns table (
  guest_id uuid,
  origins text[],
  access_version integer,
  days integer,
  ended boolean
)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  select set_config('orgtags.person', '', true), set_config('orgtags.organization', '', true),
         set_config('orgtags.guest_organization', '', true), set_config('orgtags.guest', '', true),
         set_config('orgtags.becoming_guest', '', true);

  select u.id, a.origins, a.version, a.days, over.ended
    from orgtags.guest_session s
    join orgtags.guest u on u.organization_id = s.organization_id and u.id = s.guest_id
    join orgtags.guest_access a on a.organization_id = s.organization_id
    join orgtags.organization g on g.id = s.organization_id
   cross join lateral (
     select s.ended_at is not null or s.expires_at <= now() or u.ended_at is not null
            or s.epoch <> a.epoch or g.deleted_at is not null as ended) over
   cross join lateral (
     select set_config('orgtags.guest_organization',
                       case when over.ended then '' else g.id::text end, true),
            set_config('orgtags.guest', case when over.ended then '' else u.id::text end, true)) settings
   where s.organization_id = given_organization and s.id = given_session
$$;

-- What is new in the conversations of guests who listen, by their place among those given: those messages
-- that have changed after a revision. `ended`: the session is over; `changed`: who may come from where is
-- not what it was when the guest has entered. Revisions go on where those of the conversation before ended.
create function orgtags.live_guests(
  given_organizations uuid[],
  given_sessions uuid[],
  given_access_versions integer[],
  given_revisions integer[]
)
returns table (
  place integer,
  ended boolean,
  changed boolean,
  guest_id uuid,
  conversation_id uuid,
  guest_email text,
  organization_name text,
  revision integer,
  state text,
  answered_by text,
  team_read_seq integer,
  typing boolean,
  messages jsonb
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select given.place::integer,
         s.ended_at is not null or s.expires_at <= now() or u.ended_at is not null
         or s.epoch <> a.epoch or g.deleted_at is not null,
         a.version <> given.access_version,
         u.id, c.id, u.email, g.name, c.revision, c.state, c.answered_by, c.team_read_seq,
         coalesce(c.team_typing_at > now() - interval '8 seconds', false),
         case when c.revision > given.revision then (
           select jsonb_agg(jsonb_build_object(
                    'seq', m.seq, 'id', m.client_id, 'author', m.author, 'name', p.name,
                    'text', m.text, 'sources', m.sources,
                    -- What began long ago was broken off with its process.
                    'done', m.done or m.sent_at < now() - interval '1 minute', 'sentAt', m.sent_at)
                  order by m.seq)
             from orgtags.message m
             left join orgtags.person p on p.id = m.person_id
            where m.organization_id = c.organization_id and m.conversation_id = c.id
              and m.revision > given.revision) end
    from unnest(given_organizations, given_sessions, given_access_versions, given_revisions)
         with ordinality as given (organization, session, access_version, revision, place)
    join orgtags.guest_session s on s.organization_id = given.organization and s.id = given.session
    join orgtags.guest u on u.organization_id = s.organization_id and u.id = s.guest_id
    join orgtags.guest_access a on a.organization_id = s.organization_id
    join orgtags.organization g on g.id = s.organization_id
   cross join lateral (
     select t.id, t.organization_id, t.revision, t.state, t.answered_by, t.team_read_seq,
            t.team_typing_at
       from orgtags.conversation t
      where t.organization_id = s.organization_id and t.guest_id = u.id
      order by t.started_at desc
      limit 1) c
$$;

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'guest_vouched_for(uuid, text)',
    'enter_guest(uuid, uuid)',
    'live_guests(uuid[], uuid[], integer[], integer[])'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
