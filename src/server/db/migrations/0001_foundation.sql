-- Run as orgtags_owner, which owns every table and cannot sign in. The application signs in as
-- orgtags_app, the identity library as orgtags_auth; functions that must see across organizations
-- belong to orgtags_definer, which cannot sign in either.

grant usage on schema orgtags to orgtags_app, orgtags_definer;
grant usage on schema orgtags_auth to orgtags_auth, orgtags_definer;

-- Accounts: the tables Better Auth expects, in a schema and with a login of its own.

create table orgtags_auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

create table orgtags_auth.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references orgtags_auth."user" (id) on delete cascade
);
create index on orgtags_auth.session ("userId");

create table orgtags_auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references orgtags_auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index on orgtags_auth.account ("userId");

create table orgtags_auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index on orgtags_auth.verification (identifier);

grant select, insert, update, delete on all tables in schema orgtags_auth to orgtags_auth;
grant select (id, name, email) on orgtags_auth."user" to orgtags_definer;
grant select (id, token, "userId", "expiresAt", "updatedAt"), update ("expiresAt", "updatedAt")
  on orgtags_auth.session to orgtags_definer;

-- Organizations.

create domain orgtags.role as text check (value in ('owner', 'admin', 'member', 'viewer'));

create table orgtags.organization (
  id uuid primary key default uuidv7(),
  name text not null check (name <> '' and length(name) <= 200),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
  purpose text,
  epoch integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index organization_slug on orgtags.organization (slug);

-- Whoever signed in, wherever: made at first sight, known by (issuer, subject).
create table orgtags.person (
  id uuid primary key default uuidv7(),
  issuer text not null,
  subject text not null,
  name text not null check (length(name) <= 200),
  email text not null,
  last_organization_id uuid references orgtags.organization (id),
  created_at timestamptz not null default now(),
  unique (issuer, subject)
);

-- Name and address are copied from the person, so that lists stay inside one index.
create table orgtags.membership (
  organization_id uuid not null references orgtags.organization (id),
  id uuid not null default uuidv7(),
  person_id uuid not null references orgtags.person (id),
  role orgtags.role not null,
  name text collate "und-x-icu" not null check (length(name) <= 200),
  email text not null,
  joined_at timestamptz not null default now(),
  last_active_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  unique (organization_id, person_id)
);
create index membership_by_name on orgtags.membership (organization_id, name, id);
create index membership_by_person on orgtags.membership (person_id);
create index membership_owners on orgtags.membership (organization_id) where role = 'owner';

-- Who did what, when, and before/after (R34). Ids and values; names come from the person.
create table orgtags.activity (
  organization_id uuid not null references orgtags.organization (id),
  id uuid not null default uuidv7(),
  -- When it was written, under the locks: the transaction may have begun before another's act.
  at timestamptz not null default clock_timestamp(),
  actor_person_id uuid not null references orgtags.person (id),
  action text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  primary key (organization_id, id)
);

-- Row-level security, also for the owner of the tables. Unset or empty settings give no rows.

create function orgtags.current_organization() returns uuid
  language sql stable
  return nullif(current_setting('orgtags.organization', true), '')::uuid;

create function orgtags.current_person() returns uuid
  language sql stable
  return nullif(current_setting('orgtags.person', true), '')::uuid;

alter table orgtags.organization enable row level security, force row level security;
alter table orgtags.person enable row level security, force row level security;
alter table orgtags.membership enable row level security, force row level security;
alter table orgtags.activity enable row level security, force row level security;

create policy of_organization on orgtags.organization to orgtags_app
  using (id = orgtags.current_organization());
create policy of_person on orgtags.person to orgtags_app
  using (id = orgtags.current_person());
create policy of_organization on orgtags.membership to orgtags_app
  using (organization_id = orgtags.current_organization());
create policy of_organization on orgtags.activity to orgtags_app
  using (organization_id = orgtags.current_organization());

create policy for_functions on orgtags.organization for select to orgtags_definer using (true);
create policy for_functions on orgtags.person to orgtags_definer using (true);
create policy for_functions on orgtags.membership for select to orgtags_definer using (true);

-- A row lock needs the right to update a column: `version` of the organization is there for that.
grant select, update (version) on orgtags.organization to orgtags_app;
grant select (id), update (last_organization_id) on orgtags.person to orgtags_app;
grant select, update (role, version) on orgtags.membership to orgtags_app;
grant select, insert on orgtags.activity to orgtags_app;

grant select on orgtags.organization, orgtags.membership to orgtags_definer;
grant select, insert on orgtags.person to orgtags_definer;

revoke execute on function orgtags.current_organization(), orgtags.current_person() from public;
grant execute on function orgtags.current_organization(), orgtags.current_person()
  to orgtags_app, orgtags_definer;

-- The closed list of functions that see across organizations.

-- Finds (and renews) the session, the person behind it and their membership, and sets the
-- transaction's person and organization. No row: no such session. `member_id` is null where the
-- person is no member of the organization; then no organization is set.
create function orgtags.enter(session_token text, wanted_organization uuid)
returns table (
  person_id uuid,
  person_name text,
  person_email text,
  last_organization_id uuid,
  session_renewed boolean,
  member_id uuid,
  role text,
  owners integer,
  organization_id uuid,
  organization_name text,
  organization_slug text,
  organization_purpose text,
  organization_epoch integer
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  session_user_id text;
  renew boolean;
begin
  perform set_config('orgtags.person', '', true), set_config('orgtags.organization', '', true);

  select s."userId", s."updatedAt" < now() - interval '1 day'
    into session_user_id, renew
    from orgtags_auth.session s
   where s.token = session_token and s."expiresAt" > now();
  if not found then return; end if;

  if renew then
    update orgtags_auth.session s
       set "expiresAt" = now() + interval '7 days', "updatedAt" = now()
     where s.token = session_token;
  end if;

  if not exists (select from orgtags.person p
                  where p.issuer = 'accounts' and p.subject = session_user_id) then
    insert into orgtags.person (issuer, subject, name, email)
    select 'accounts', u.id, left(u.name, 200), u.email from orgtags_auth."user" u where u.id = session_user_id
    on conflict do nothing;
  end if;

  return query
  select p.id, p.name, p.email, p.last_organization_id, renew,
         m.id, m.role::text,
         (select count(*)::integer from orgtags.membership o
           where o.organization_id = m.organization_id and o.role = 'owner'),
         g.id, g.name, g.slug, g.purpose, g.epoch
    from orgtags.person p
    left join (orgtags.membership m
               join orgtags.organization g on g.id = m.organization_id and g.deleted_at is null)
           on m.person_id = p.id and m.organization_id = wanted_organization
   cross join lateral (
     select set_config('orgtags.person', p.id::text, true),
            set_config('orgtags.organization', coalesce(g.id::text, ''), true)) settings
   where p.issuer = 'accounts' and p.subject = session_user_id;
end $$;

-- The organizations of the person that `enter` has set.
create function orgtags.my_organizations()
returns table (id uuid, name text, slug text, purpose text, role text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.id, g.name, g.slug, g.purpose, m.role::text
    from orgtags.membership m
    join orgtags.organization g on g.id = m.organization_id and g.deleted_at is null
   where m.person_id = orgtags.current_person()
   order by g.name collate "und-x-icu", g.id
$$;

revoke execute on function orgtags.enter(text, uuid), orgtags.my_organizations() from public;
grant execute on function orgtags.enter(text, uuid), orgtags.my_organizations() to orgtags_app;

-- A function belongs to a role that may create in its schema, while it is handed over.
grant create on schema orgtags to orgtags_definer;
alter function orgtags.enter(text, uuid) owner to orgtags_definer;
alter function orgtags.my_organizations() owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
