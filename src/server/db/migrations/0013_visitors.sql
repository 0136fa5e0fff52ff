-- Run as orgtags_owner, like every migration.

alter table orgtags.guest
  -- What the page that vouches for them knows them by; null for whoever nobody vouches for.
  add column subject text;
create index guest_by_subject on orgtags.guest (organization_id, subject, last_seen_at desc)
  where subject is not null and ended_at is null;

alter table orgtags.conversation
  -- When either side was last heard to be writing.
  add column guest_typing_at timestamptz,
  add column team_typing_at timestamptz;

grant insert (subject), update (subject, language) on orgtags.guest to orgtags_app;
grant update (guest_typing_at, team_typing_at) on orgtags.conversation to orgtags_app;

-- Additions to the closed list of functions that see across organizations.

drop function orgtags.live_guests(uuid[], uuid[], integer[]);

-- The guest for whom a page has vouched before; null where there is none, or none any more.
create function orgtags.guest_vouched_for(given_organization uuid, given_subject text)
returns uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select u.id
    from orgtags.guest u
   where u.organization_id = given_organization and u.subject = given_subject and u.ended_at is null
   order by u.last_seen_at desc
   limit 1
$$;

-- What is new in the conversations of guests who listen, by their place among those given: those messages
-- that have changed after a revision. `ended`: the session is over. A guest's conversation is the one begun
-- last; its revisions go on where those of the one before have ended.
create function orgtags.live_guests(
  given_organizations uuid[],
  given_sessions uuid[],
  given_revisions integer[]
)
returns table (
  place integer,
  ended boolean,
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
         c.id, u.email, g.name, c.revision, c.state, c.answered_by, c.team_read_seq,
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
    from unnest(given_organizations, given_sessions, given_revisions)
         with ordinality as given (organization, session, revision, place)
    join orgtags.guest_session s on s.organization_id = given.organization and s.id = given.session
    join orgtags.guest u on u.organization_id = s.organization_id and u.id = s.guest_id
    join orgtags.guest_access a on a.organization_id = s.organization_id
    join orgtags.organization g on g.id = s.organization_id
   cross join lateral (
     select t.id, t.organization_id, t.revision, t.state, t.answered_by, t.team_read_seq,
            t.team_typing_at
       from orgtags.conversation t
      where t.organization_id = s.organization_id and t.guest_id = u.id
      order by t.id desc
      limit 1) c
$$;

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'guest_vouched_for(uuid, text)',
    'live_guests(uuid[], uuid[], integer[])'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
