-- Run as orgtags_owner, like every migration.

-- Whether it is known that a member's address is theirs, copied like the address itself.
alter table orgtags.membership add column email_verified boolean not null default false;

-- The owner sees no rows of tables whose row-level security is forced.
alter table orgtags.membership no force row level security;
alter table orgtags.person no force row level security;
update orgtags.membership m set email_verified = p.email_verified
  from orgtags.person p where p.id = m.person_id;
alter table orgtags.membership force row level security;
alter table orgtags.person force row level security;

-- The language of the browser with which somebody was here last, e.g. `de`.
alter table orgtags.person add column language text;

-- Who is invited, by whom, as what, and how it ended (R24). Its links are derived from a secret that is
-- not here, by the key and the generation that the row names, so that the table opens nothing.
create table orgtags.invitation (
  organization_id uuid not null references orgtags.organization (id),
  id uuid not null default uuidv7(),
  address text collate "und-x-icu" not null check (address <> '' and length(address) <= 254),
  role orgtags.role not null,
  -- Who vouches for it: who has sent it, the last time.
  inviter_person_id uuid not null references orgtags.person (id),
  -- A resend makes another one, whose links are others.
  generation integer not null default 1,
  key_version bigint not null,
  sent_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  -- Null while it is pending, and while nothing but time has ended it.
  ended text check (ended in ('accepted', 'declined', 'revoked', 'inviter-lost-right', 'expired')),
  ended_at timestamptz,
  ended_by_person_id uuid references orgtags.person (id),
  mail text not null check (mail in ('none', 'sending', 'sent', 'failed')),
  version integer not null default 1,
  -- The order of the domain's ROLES.
  role_rank smallint not null generated always as (
    array_position(array['owner', 'admin', 'member', 'viewer'], role::text)) stored,
  address_searched text collate "C" not null generated always as (
    ' ' || orgtags.folded(address)) stored,
  primary key (organization_id, id),
  check ((ended is null) = (ended_at is null)),
  check (ended_by_person_id is null or ended is not null)
);

-- One that has expired is ended before its address is invited again.
create unique index invitation_open on orgtags.invitation (organization_id, address)
  where ended is null;
create index invitation_of_address on orgtags.invitation (address);
create index invitation_of_inviter on orgtags.invitation (organization_id, inviter_person_id)
  where ended is null;

-- An index for every order of the list.
create index invitation_by_address on orgtags.invitation (organization_id, address, id);
create index invitation_by_role on orgtags.invitation (organization_id, role_rank, id);
create index invitation_by_sending on orgtags.invitation (organization_id, sent_at, id);
create index invitation_by_expiry on orgtags.invitation (organization_id, expires_at, id);

alter table orgtags.invitation enable row level security, force row level security;

create policy of_organization on orgtags.invitation to orgtags_app
  using (organization_id = orgtags.current_organization());
create policy for_functions on orgtags.invitation for select to orgtags_definer using (true);

grant select,
      insert (organization_id, address, role, inviter_person_id, key_version, expires_at, mail),
      update (role, inviter_person_id, generation, key_version, sent_at, expires_at,
              ended, ended_at, ended_by_person_id, mail, version)
  on orgtags.invitation to orgtags_app;
grant insert (email_verified) on orgtags.membership to orgtags_app;

grant select on orgtags.invitation to orgtags_definer;
grant update (email_verified) on orgtags.membership to orgtags_definer;
grant update (language) on orgtags.person to orgtags_definer;
grant update ("emailVerified") on orgtags_auth."user" to orgtags_definer;

drop function orgtags.enter_as(
  text, text, text, timestamptz, text, text, boolean, uuid);

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
           or (m.name, m.email, m.email_verified)
              is distinct from (p.name, p.email, p.email_verified),
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

drop function orgtags.touch(uuid, uuid, text, text);

-- Writes that a member was there, which is not done for each request, and in which language, and brings
-- the copies of name and address up to date. What somebody else has locked is left for the next time.
create function orgtags.touch(
  given_person uuid,
  given_organization uuid,
  given_session text,
  given_device text,
  given_language text
)
returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update orgtags.person
     set language = given_language
   where id = given_person and given_language is not null
     and language is distinct from given_language;

  with present as (
    select m.organization_id, m.id, p.id as person_id, p.name, p.email, p.email_verified
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
     set last_active_at = now(), name = present.name, email = present.email,
         email_verified = present.email_verified
    from present
   where m.organization_id = given_organization and m.id = present.id
$$;

-- Additions to the closed list of functions that see across organizations.

-- One invitation, for somebody who has its link, whose signature was verified, or to whom it is: with
-- the organization while there is one, and what account the address has.
create function orgtags.invitation_behind(given_organization uuid, given_id uuid)
returns table (
  organization_id uuid,
  id uuid,
  organization_name text,
  organization_purpose text,
  organization_deleted boolean,
  address text,
  role text,
  inviter_person_id uuid,
  inviter_name text,
  generation integer,
  key_version text,
  expires_at timestamptz,
  ended text,
  ended_by_person_id uuid,
  account_verified boolean,
  now timestamptz
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.organization_id, i.id, g.name, g.purpose, g.deleted_at is not null,
         i.address, i.role::text, i.inviter_person_id, p.name, i.generation, i.key_version::text,
         i.expires_at, i.ended, i.ended_by_person_id,
         (select u."emailVerified" from orgtags_auth."user" u where u.email = i.address),
         clock_timestamp()
    from orgtags.invitation i
    join orgtags.organization g on g.id = i.organization_id
    join orgtags.person p on p.id = i.inviter_person_id
   where i.organization_id = given_organization and i.id = given_id
$$;

-- The pending invitations to the verified address of the person that was set, the newest first, but for
-- organizations that they are in already.
create function orgtags.my_invitations()
returns table (
  organization_id uuid,
  id uuid,
  organization_name text,
  organization_purpose text,
  role text,
  inviter_name text,
  expires_at timestamptz
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.organization_id, i.id, g.name, g.purpose, i.role::text, by.name, i.expires_at
    from orgtags.person p
    join orgtags.invitation i on i.address = p.email
    join orgtags.organization g on g.id = i.organization_id and g.deleted_at is null
    join orgtags.person by on by.id = i.inviter_person_id
   where p.id = orgtags.current_person() and p.email_verified
     and i.ended is null and i.expires_at > clock_timestamp()
     and not exists (select from orgtags.membership m
                      where m.organization_id = i.organization_id and m.person_id = p.id)
   order by i.sent_at desc, i.id desc
$$;

-- Which invitations wait for some persons, as `my_invitations` has them, in a form that is another
-- whenever they are others: by their place among those given.
create function orgtags.live_inboxes(given_persons uuid[])
returns table (place integer, waiting integer, mark text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select given.place::integer, count(*)::integer,
         string_agg(i.id || ' ' || i.version, ' ' order by i.id)
    from unnest(given_persons) with ordinality as given (person, place)
    join orgtags.person p on p.id = given.person and p.email_verified
    join orgtags.invitation i on i.address = p.email
    join orgtags.organization g on g.id = i.organization_id and g.deleted_at is null
   where i.ended is null and i.expires_at > clock_timestamp()
     and not exists (select from orgtags.membership m
                      where m.organization_id = i.organization_id and m.person_id = p.id)
   group by given.place
$$;

-- The organization of an invitation to the verified address of the person that was set, whatever has
-- become of it.
create function orgtags.organization_of_invitation(given_id uuid)
returns uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.organization_id
    from orgtags.person p
    join orgtags.invitation i on i.address = p.email
   where p.id = orgtags.current_person() and p.email_verified and i.id = given_id
$$;

-- The languages of those whose addresses these are, where they are known.
create function orgtags.languages_of(given_addresses text[])
returns table (address text, language text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.email, max(p.language)
    from orgtags.person p
   where p.email = any (given_addresses) and p.email_verified and p.language is not null
   group by p.email
$$;

create index person_by_email on orgtags.person (email);

-- Notes that the person that was set has this address, which a letter to it has proved. Sessions of their
-- account that began elsewhere end: somebody else may have made it with an address that was not theirs.
create function orgtags.verify_my_address(given_address text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  account_id text;
begin
  update orgtags_auth."user" u
     set "emailVerified" = true, "updatedAt" = now()
    from orgtags.person p
   where p.id = orgtags.current_person() and p.issuer = 'accounts' and u.id = p.subject
     and u.email = given_address and not u."emailVerified"
  returning u.id into account_id;
  if account_id is null then return false; end if;

  delete from orgtags_auth.session s
   where s."userId" = account_id and s.id <> current_setting('orgtags.session', true);
  update orgtags.person set email_verified = true where id = orgtags.current_person();
  return true;
end $$;

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'enter_as(text, text, text, timestamptz, text, text, boolean, uuid)',
    'touch(uuid, uuid, text, text, text)',
    'invitation_behind(uuid, uuid)',
    'my_invitations()',
    'live_inboxes(uuid[])',
    'organization_of_invitation(uuid)',
    'languages_of(text[])',
    'verify_my_address(text)'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
