-- Run as orgtags_owner, like every migration.

-- What each organization changed of the permission matrix: by role, then by feature (R26).
alter table orgtags.organization
  add column permissions jsonb not null default '{}',
  add column permissions_version integer not null default 1;

-- Sessions that signed in before this are out of the organization (R37).
alter table orgtags.membership add column signed_out_at timestamptz;

alter table orgtags.person add column email_verified boolean not null default false;

-- By this database's clock; the library's own column is by the clock of whichever process wrote it.
alter table orgtags_auth.session add column "signedInAt" timestamptz not null default now();

-- What a session does in one organization (R36). The organization sees and ends only this.
create table orgtags.session_part (
  organization_id uuid not null references orgtags.organization (id),
  id uuid not null default uuidv7(),
  person_id uuid not null references orgtags.person (id),
  session_id text not null,
  device text not null,
  since timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, person_id, session_id)
);
create index session_part_by_person on orgtags.session_part (person_id);

-- The person acted on, so that the record keeps the name of who was removed.
alter table orgtags.activity add column subject_person_id uuid references orgtags.person (id);

-- That something changed, and not what: read in the order of (xid, id) below the snapshot horizon, so
-- that a transaction which commits late is never skipped.
create table orgtags.change (
  organization_id uuid not null references orgtags.organization (id),
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  subject_id uuid not null,
  version integer,
  at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
create index change_in_order on orgtags.change (xid, id);

-- Answers of POSTs that create, for who sends one again under the same key.
create table orgtags.idempotency (
  person_id uuid not null references orgtags.person (id),
  route text not null,
  key text not null,
  body_hash text not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (person_id, route, key)
);

alter table orgtags.session_part enable row level security, force row level security;
alter table orgtags.change enable row level security, force row level security;
alter table orgtags.idempotency enable row level security, force row level security;

create policy of_organization on orgtags.session_part to orgtags_app
  using (organization_id = orgtags.current_organization());
create policy of_organization on orgtags.change to orgtags_app
  using (organization_id = orgtags.current_organization());
create policy of_person on orgtags.idempotency to orgtags_app
  using (person_id = orgtags.current_person());

create policy for_functions on orgtags.session_part to orgtags_definer using (true);
create policy for_functions on orgtags.activity for select to orgtags_definer using (true);
create policy for_touch on orgtags.membership for update to orgtags_definer using (true);

grant insert (id, name, slug, purpose),
      update (permissions, permissions_version, epoch, deleted_at)
  on orgtags.organization to orgtags_app;
grant insert (organization_id, person_id, role, name, email), delete, update (signed_out_at)
  on orgtags.membership to orgtags_app;
grant select, update (ended_at) on orgtags.session_part to orgtags_app;
grant insert on orgtags.change to orgtags_app;
grant select, insert, update (answer) on orgtags.idempotency to orgtags_app;

grant update (name, email, last_active_at) on orgtags.membership to orgtags_definer;
grant update (name, email, email_verified) on orgtags.person to orgtags_definer;
grant select, insert, update (last_seen_at) on orgtags.session_part to orgtags_definer;
grant select on orgtags.activity to orgtags_definer;
grant select ("emailVerified") on orgtags_auth."user" to orgtags_definer;
grant select ("signedInAt", "userAgent"), delete on orgtags_auth.session to orgtags_definer;

-- The closed list of functions that see across organizations, as it stands now.

drop function orgtags.enter(text, uuid);

-- Finds (or makes) the person of an issuer and their membership, and sets the transaction's person,
-- session and organization. `member_id` is null where the person is no member of the organization, and
-- `ended` is true where the session was ended there; then no organization is set.
create function orgtags.enter_as(
  given_issuer text,
  given_subject text,
  given_session text,
  given_signed_in_at timestamptz,
  given_name text,
  given_email text,
  given_verified boolean,
  wanted_organization uuid
)
returns table (
  person_id uuid,
  person_name text,
  person_email text,
  person_verified boolean,
  last_organization_id uuid,
  session_id text,
  member_id uuid,
  role text,
  ended boolean,
  seen_long_ago boolean,
  owners integer,
  organization_id uuid,
  organization_name text,
  organization_slug text,
  organization_purpose text,
  organization_epoch integer,
  organization_permissions jsonb
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  known orgtags.person;
begin
  perform set_config('orgtags.person', '', true), set_config('orgtags.organization', '', true),
          set_config('orgtags.session', coalesce(given_session, ''), true),
          set_config('orgtags.signed_in_at', given_signed_in_at::text, true);

  select p.* into known
    from orgtags.person p
   where p.issuer = given_issuer and p.subject = given_subject;
  if not found then
    insert into orgtags.person (issuer, subject, name, email, email_verified)
    values (given_issuer, given_subject, left(given_name, 200), given_email, given_verified)
    on conflict do nothing;
  elsif (known.name, known.email, known.email_verified)
        is distinct from (left(given_name, 200), given_email, given_verified) then
    update orgtags.person p
       set name = left(given_name, 200), email = given_email, email_verified = given_verified
     where p.id = known.id;
  end if;

  return query
  select p.id, p.name, p.email, p.email_verified, p.last_organization_id, given_session,
         m.id, m.role::text,
         coalesce(part.ended_at is not null or given_signed_in_at <= m.signed_out_at, false),
         coalesce(m.last_active_at, '-infinity') < now() - interval '5 minutes'
           or given_session is not null
              and coalesce(part.last_seen_at, '-infinity') < now() - interval '5 minutes'
           or (m.name, m.email) is distinct from (p.name, p.email),
         (select count(*)::integer from orgtags.membership o
           where o.organization_id = m.organization_id and o.role = 'owner'),
         g.id, g.name, g.slug, g.purpose, g.epoch, g.permissions
    from orgtags.person p
    left join (orgtags.membership m
               join orgtags.organization g on g.id = m.organization_id and g.deleted_at is null)
           on m.person_id = p.id and m.organization_id = wanted_organization
    left join orgtags.session_part part
           on part.organization_id = m.organization_id and part.person_id = p.id
              and part.session_id = given_session
   cross join lateral (
     select set_config('orgtags.person', p.id::text, true),
            set_config(
              'orgtags.organization',
              case when part.ended_at is not null or given_signed_in_at <= m.signed_out_at then ''
                   else coalesce(g.id::text, '') end,
              true)) settings
   where p.issuer = given_issuer and p.subject = given_subject;
end $$;

-- The same by a session of the accounts, which it renews. No row: no such session.
create function orgtags.enter(session_token text, wanted_organization uuid)
returns table (
  person_id uuid,
  person_name text,
  person_email text,
  person_verified boolean,
  last_organization_id uuid,
  session_id text,
  member_id uuid,
  role text,
  ended boolean,
  seen_long_ago boolean,
  owners integer,
  organization_id uuid,
  organization_name text,
  organization_slug text,
  organization_purpose text,
  organization_epoch integer,
  organization_permissions jsonb,
  session_renewed boolean
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  found_session record;
begin
  perform set_config('orgtags.person', '', true), set_config('orgtags.organization', '', true),
          set_config('orgtags.session', '', true), set_config('orgtags.signed_in_at', '', true);

  select s.id, s."signedInAt" as signed_in_at, s."updatedAt" < now() - interval '1 day' as renew,
         u.id as subject, u.name, u.email, u."emailVerified" as verified
    into found_session
    from orgtags_auth.session s
    join orgtags_auth."user" u on u.id = s."userId"
   where s.token = session_token and s."expiresAt" > now();
  if not found then return; end if;

  if found_session.renew then
    update orgtags_auth.session s
       set "expiresAt" = now() + interval '7 days', "updatedAt" = now()
     where s.token = session_token;
  end if;

  return query
  select e.*, found_session.renew
    from orgtags.enter_as('accounts', found_session.subject, found_session.id,
                          found_session.signed_in_at, found_session.name, found_session.email,
                          found_session.verified, wanted_organization) e;
end $$;

-- Writes that a member was there, which is not done for each request, and brings the copies of name
-- and address up to date. What somebody else has locked is left for the next time.
create function orgtags.touch(
  given_person uuid,
  given_organization uuid,
  given_session text,
  given_device text
)
returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with present as (
    select m.organization_id, m.id, p.id as person_id, p.name, p.email
      from orgtags.membership m
      join orgtags.person p on p.id = m.person_id
     where m.organization_id = given_organization and m.person_id = given_person
       for no key update of m skip locked
  ), seen as (
    insert into orgtags.session_part (organization_id, person_id, session_id, device)
    select organization_id, person_id, given_session, given_device
      from present where given_session is not null
        on conflict (organization_id, person_id, session_id) do update set last_seen_at = now()
  )
  update orgtags.membership m
     set last_active_at = now(), name = present.name, email = present.email
    from present
   where m.organization_id = given_organization and m.id = present.id
$$;

drop function orgtags.my_organizations();

-- The organizations of the person that was set; whether the session that was set has ended there.
create function orgtags.my_organizations()
returns table (id uuid, name text, slug text, purpose text, role text, ended boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.id, g.name, g.slug, g.purpose, m.role::text,
         coalesce(nullif(current_setting('orgtags.signed_in_at', true), '')::timestamptz
                  <= m.signed_out_at, false)
         or exists (select from orgtags.session_part part
                     where part.organization_id = g.id and part.person_id = m.person_id
                       and part.session_id = current_setting('orgtags.session', true)
                       and part.ended_at is not null)
    from orgtags.membership m
    join orgtags.organization g on g.id = m.organization_id and g.deleted_at is null
   where m.person_id = orgtags.current_person()
   order by g.name collate "und-x-icu", g.id
$$;

-- The sessions of the accounts of the person that was set, with where each of them has been.
create function orgtags.my_sessions()
returns table (
  id text,
  is_current boolean,
  device text,
  since timestamptz,
  expires_at timestamptz,
  organizations jsonb
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.id = current_setting('orgtags.session', true), coalesce(s."userAgent", ''),
         s."signedInAt", s."expiresAt",
         coalesce((select jsonb_agg(jsonb_build_object(
                            'id', g.id, 'name', g.name, 'since', part.since,
                            'lastSeenAt', part.last_seen_at)
                          order by part.last_seen_at desc)
                     from orgtags.session_part part
                     join orgtags.membership m
                       on m.organization_id = part.organization_id
                          and m.person_id = part.person_id
                     join orgtags.organization g
                       on g.id = part.organization_id and g.deleted_at is null
                    where part.person_id = p.id and part.session_id = s.id
                      and part.ended_at is null
                      and (m.signed_out_at is null or m.signed_out_at < s."signedInAt")), '[]')
    from orgtags.person p
    join orgtags_auth.session s on s."userId" = p.subject
   where p.id = orgtags.current_person() and p.issuer = 'accounts' and s."expiresAt" > now()
   order by s."signedInAt" desc, s.id
$$;

-- Whether the session that was set goes on; an issuer's is as good as its token.
create function orgtags.session_goes_on()
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from orgtags.person p
                  where p.id = orgtags.current_person() and p.issuer <> 'accounts')
         or exists (select from orgtags_auth.session s
                     where s.id = current_setting('orgtags.session', true)
                       and s."expiresAt" > clock_timestamp())
$$;

-- Ends one of the sessions of the person that was set, everywhere.
create function orgtags.end_my_session(given_session text)
returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with ended as (
    delete from orgtags_auth.session s
     using orgtags.person p
     where p.id = orgtags.current_person() and p.issuer = 'accounts'
       and s."userId" = p.subject and s.id = given_session
 returning s.id
  )
  select exists (select from ended)
$$;

-- What somebody's sessions do in the organization that was set. Those of the accounts are shown while
-- they live; those of another issuer cannot be asked, and count as over a week after they were seen.
create function orgtags.session_parts(given_person uuid)
returns table (id uuid, device text, since timestamptz, last_seen_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select part.id, part.device, part.since, part.last_seen_at
    from orgtags.session_part part
    join orgtags.person p on p.id = part.person_id
    join orgtags.membership m
      on m.organization_id = part.organization_id and m.person_id = part.person_id
    left join orgtags_auth.session s
      on p.issuer = 'accounts' and s.id = part.session_id and s."expiresAt" > now()
   where part.organization_id = orgtags.current_organization() and part.person_id = given_person
     and part.ended_at is null
     and case when p.issuer = 'accounts' then s.id is not null
              else part.last_seen_at > now() - interval '7 days' end
     and (m.signed_out_at is null or m.signed_out_at < coalesce(s."signedInAt", part.since))
   order by part.last_seen_at desc, part.id
$$;

-- The names of those who are named in the record of the organization that was set.
create function orgtags.names_in_record(given_persons uuid[])
returns table (id uuid, name text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.name
    from orgtags.person p
   where p.id = any (given_persons)
     and exists (select from orgtags.activity a
                  where a.organization_id = orgtags.current_organization()
                    and p.id in (a.actor_person_id, a.subject_person_id))
$$;

create index activity_by_actor on orgtags.activity (organization_id, actor_person_id, id);
create index activity_by_subject on orgtags.activity (organization_id, subject_person_id, id);

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'enter_as(text, text, text, timestamptz, text, text, boolean, uuid)',
    'enter(text, uuid)',
    'touch(uuid, uuid, text, text)',
    'my_organizations()',
    'my_sessions()',
    'session_goes_on()',
    'end_my_session(text)',
    'session_parts(uuid)',
    'names_in_record(uuid[])'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
