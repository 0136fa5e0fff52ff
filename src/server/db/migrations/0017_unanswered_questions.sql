-- Run as orgtags_owner, like every migration.

alter table orgtags.message
  -- When the answerer was asked, of a guest's message: null once its answer has begun, or people answer.
  add column asked_at timestamptz;
-- Of those that were left without an answer before.
alter table orgtags.conversation no force row level security;
alter table orgtags.message no force row level security;
update orgtags.message m set asked_at = m.sent_at
  from orgtags.conversation c
 where c.answered_by = 'answerer' and c.state = 'open'
   and m.organization_id = c.organization_id and m.conversation_id = c.id
   and m.seq = c.last_seq and m.author = 'guest';
alter table orgtags.conversation force row level security;
alter table orgtags.message force row level security;
create index message_asked on orgtags.message (asked_at) where asked_at is not null;

grant insert (asked_at), update (asked_at) on orgtags.message to orgtags_app;

alter table orgtags.guest
  -- Who have become this one, by taking a conversation along to their account.
  add column former_ids uuid[] not null default '{}';
grant update (former_ids) on orgtags.guest to orgtags_app;

-- A guest writes in conversations that are theirs: which are seen is said by the policy of those.
alter policy of_guest on orgtags.message
  with check (organization_id = orgtags.guest_organization()
              and guest_id in (orgtags.current_guest(), orgtags.becoming_guest())
              and exists (select from orgtags.conversation c where c.id = conversation_id));

drop function orgtags.abandoned_answers();
drop function orgtags.live_guests(uuid[], uuid[], integer[], integer[]);

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
  (select m.organization_id, m.conversation_id, null
     from orgtags.message m
    where m.asked_at < now() - interval '1 minute'
    order by m.asked_at
    limit 50)
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
                    'done', m.done, 'sentAt', m.sent_at)
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
    'abandoned_answers()',
    'live_guests(uuid[], uuid[], integer[], integer[])'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
