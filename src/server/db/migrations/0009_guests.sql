-- Run as orgtags_owner, like every migration.

-- Whether and from where guests may join (R30); without a row nobody may.
create table orgtags.guest_access (
  organization_id uuid primary key references orgtags.organization (id),
  enabled boolean not null default false,
  -- As the domain's `checkGuestOrigin` has them.
  origins text[] not null default '{}',
  -- For how long a guest is known again without having been there.
  days integer not null default 30 check (days between 1 and 90),
  -- Raised when everyone who is a guest is sent away.
  epoch integer not null default 0,
  version integer not null default 1
);

-- Whoever has joined without an account. No person, and no member.
create table orgtags.guest (
  organization_id uuid not null references orgtags.organization (id),
  id uuid not null default uuidv7(),
  name text collate "und-x-icu" not null default '' check (length(name) <= 200),
  -- Where an answer can be sent to; nobody has proved that it is theirs.
  email text,
  -- The language of the page, e.g. `de`.
  language text,
  joined_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organization_id, id)
);

-- A guest in one browser. Its tokens are derived from a secret that is not here.
create table orgtags.guest_session (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  guest_id uuid not null,
  -- That of the organization's guest access, when it began.
  epoch integer not null,
  -- Which token refreshes it: the one before opens nothing, but for a moment the same.
  generation integer not null default 1,
  refreshed_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, guest_id) references orgtags.guest (organization_id, id)
);

-- What a guest and people of the organization write to each other, apart from the members' own (R31).
create table orgtags.conversation (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  guest_id uuid not null,
  state text not null default 'open' check (state in ('open', 'waiting', 'resolved')),
  -- Who answers what the guest writes: the answerer, until people take over.
  answered_by text not null default 'answerer' check (answered_by in ('answerer', 'people')),
  assignee_person_id uuid references orgtags.person (id),
  -- Counts the messages, without a gap.
  last_seq integer not null default 0,
  -- Rises with whatever changes in it; a message has that of its own last change.
  revision integer not null default 0,
  -- Up to where each side has read.
  guest_read_seq integer not null default 0,
  team_read_seq integer not null default 0,
  -- The page on which it was begun.
  page text,
  started_at timestamptz not null default now(),
  last_message_at timestamptz not null default now(),
  version integer not null default 1,
  -- Those that wait come first, and those that are done last.
  state_rank smallint not null generated always as (
    array_position(array['waiting', 'open', 'resolved'], state)) stored,
  primary key (organization_id, id),
  foreign key (organization_id, guest_id) references orgtags.guest (organization_id, id)
);
create index conversation_by_state on orgtags.conversation
  (organization_id, state_rank, last_message_at desc, id desc) where last_seq > 0;
create index conversation_of_guest on orgtags.conversation (organization_id, guest_id, id);

create table orgtags.message (
  organization_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  guest_id uuid not null,
  -- Made by whoever sent it, so that what is sent twice is stored once.
  client_id uuid not null,
  author text not null check (author in ('guest', 'member', 'answerer')),
  person_id uuid references orgtags.person (id),
  text text not null check (length(text) <= 20000),
  -- Which texts an answer is from.
  sources jsonb not null default '[]',
  -- False while an answer is being written.
  done boolean not null default true,
  revision integer not null,
  sent_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, conversation_id, seq),
  unique (organization_id, conversation_id, client_id),
  foreign key (organization_id, conversation_id)
    references orgtags.conversation (organization_id, id),
  check ((author = 'member') = (person_id is not null))
);
create index message_by_revision on orgtags.message (organization_id, conversation_id, revision);

-- What an answer may be made of; of those that are not public, guests learn nothing.
create table orgtags.text_source (
  organization_id uuid not null references orgtags.organization (id),
  id uuid not null default uuidv7(),
  title text not null check (title <> '' and length(title) <= 200),
  url text,
  text text not null check (length(text) <= 100000),
  public boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  searched tsvector not null generated always as (
    setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', text)) stored,
  primary key (organization_id, id)
);
create index text_source_searched on orgtags.text_source using gin (searched);

-- A guest's transaction sets these two in place of person and organization, so that no row of any other
-- table is there for it.
create function orgtags.guest_organization() returns uuid
  language sql stable
  return nullif(current_setting('orgtags.guest_organization', true), '')::uuid;

create function orgtags.current_guest() returns uuid
  language sql stable
  return nullif(current_setting('orgtags.guest', true), '')::uuid;

revoke execute on function orgtags.guest_organization(), orgtags.current_guest() from public;
grant execute on function orgtags.guest_organization(), orgtags.current_guest()
  to orgtags_app, orgtags_definer;

do $$
declare
  name text;
begin
  foreach name in array array[
    'guest_access', 'guest', 'guest_session', 'conversation', 'message', 'text_source'
  ] loop
    execute format('alter table orgtags.%I enable row level security, force row level security', name);
    execute format('create policy of_organization on orgtags.%I to orgtags_app
                      using (organization_id = orgtags.current_organization())', name);
    execute format('create policy for_functions on orgtags.%I for select to orgtags_definer
                      using (true)', name);
    execute format('grant select on orgtags.%I to orgtags_app, orgtags_definer', name);
  end loop;
  foreach name in array array['guest_session', 'conversation', 'message'] loop
    execute format('create policy of_guest on orgtags.%I to orgtags_app
                      using (organization_id = orgtags.guest_organization()
                             and guest_id = orgtags.current_guest())', name);
  end loop;
end $$;

create policy of_guest on orgtags.guest to orgtags_app
  using (organization_id = orgtags.guest_organization() and id = orgtags.current_guest());
create policy public_ones on orgtags.text_source for select to orgtags_app
  using (public and organization_id = orgtags.guest_organization());
create policy of_guest on orgtags.change for insert to orgtags_app
  with check (organization_id = orgtags.guest_organization() and type = 'conversation');

grant insert (organization_id, enabled, origins, days), update (enabled, origins, days, epoch, version)
  on orgtags.guest_access to orgtags_app;
grant insert (organization_id, id, name, email, language),
      update (name, email, last_seen_at, ended_at)
  on orgtags.guest to orgtags_app;
grant insert (organization_id, guest_id, epoch, expires_at),
      update (generation, refreshed_at, expires_at, ended_at)
  on orgtags.guest_session to orgtags_app;
grant insert (organization_id, guest_id, page, revision),
      update (state, answered_by, assignee_person_id, last_seq, revision, guest_read_seq, team_read_seq,
              last_message_at, version)
  on orgtags.conversation to orgtags_app;
grant insert (organization_id, conversation_id, seq, guest_id, client_id, author, person_id, text,
              sources, done, revision),
      update (text, sources, done, revision)
  on orgtags.message to orgtags_app;
-- A guest who leaves takes everything with them.
grant delete on orgtags.guest, orgtags.guest_session, orgtags.conversation, orgtags.message
  to orgtags_app;

-- Additions to the closed list of functions that see across organizations.

-- What whoever knocks may know before they are a guest, and which pages they may come from. No row: there
-- is no such organization, or it has never had guests.
create function orgtags.guest_door(given_organization uuid)
returns table (
  organization_name text,
  enabled boolean,
  origins text[],
  days integer,
  epoch integer
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.name, a.enabled, a.origins, a.days, a.epoch
    from orgtags.guest_access a
    join orgtags.organization g on g.id = a.organization_id and g.deleted_at is null
   where a.organization_id = given_organization
$$;

-- Finds the guest of a session, and sets the transaction's guest where the session goes on; `ended` says
-- that it does not. No row: there is no such session.
create function orgtags.enter_guest(given_organization uuid, given_session uuid)
returns table (
  guest_id uuid,
  guest_name text,
  guest_email text,
  organization_name text,
  origins text[],
  days integer,
  generation integer,
  ended boolean
)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  select set_config('orgtags.person', '', true), set_config('orgtags.organization', '', true),
         set_config('orgtags.guest_organization', '', true), set_config('orgtags.guest', '', true);

  select u.id, u.name, u.email, g.name, a.origins, a.days, s.generation, over.ended
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
  messages jsonb
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select given.place::integer,
         s.ended_at is not null or s.expires_at <= now() or u.ended_at is not null
         or s.epoch <> a.epoch or g.deleted_at is not null,
         c.id, u.email, g.name, c.revision, c.state, c.answered_by, c.team_read_seq,
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
     select t.id, t.organization_id, t.revision, t.state, t.answered_by, t.team_read_seq
       from orgtags.conversation t
      where t.organization_id = s.organization_id and t.guest_id = u.id
      order by t.id desc
      limit 1) c
$$;

drop function orgtags.names_in_record(uuid[]);

-- The names of those given who are or were of the organization that was set: its members, and whoever
-- stands in its record.
create function orgtags.names_in_record(given_persons uuid[])
returns table (id uuid, name text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.name
    from orgtags.person p
   where p.id = any (given_persons)
     and (exists (select from orgtags.membership m
                   where m.organization_id = orgtags.current_organization() and m.person_id = p.id)
          or exists (select from orgtags.activity a
                      where a.organization_id = orgtags.current_organization()
                        and p.id in (a.actor_person_id, a.subject_person_id)))
$$;

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'names_in_record(uuid[])',
    'guest_door(uuid)',
    'enter_guest(uuid, uuid)',
    'live_guests(uuid[], uuid[], integer[])'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
