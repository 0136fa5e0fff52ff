-- Accounts complete: the links that letters carry, and a person's own name.

-- A link by the hash of its token, so that reading the table opens nothing. A sign-up waits in its
-- link for the address to be verified: before that there is no account.
create table orgtags_auth.mailed_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('verify', 'reset')),
  email text not null,
  -- Chosen when signing up; the password is hashed as those of accounts are.
  name text,
  password text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check ((name is null) = (password is null)),
  check (purpose = 'verify' or password is null)
);
create index on orgtags_auth.mailed_link (email);
create index on orgtags_auth.mailed_link (expires_at);

-- A row lock needs the right to update a column: `expires_at` is there for that.
grant select, insert, delete, update (expires_at) on orgtags_auth.mailed_link to orgtags_auth;

-- Gives the person that `enter` has set another name, wherever it stands. Memberships in the order of
-- their organizations, so that two people who rename themselves do not wait for each other in a ring.
create function orgtags.rename_person(new_name text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update orgtags.person set name = new_name where id = orgtags.current_person();

  perform from orgtags.membership
   where person_id = orgtags.current_person()
   order by organization_id
     for no key update;
  update orgtags.membership set name = new_name where person_id = orgtags.current_person();

  update orgtags_auth."user" u
     set name = new_name, "updatedAt" = now()
    from orgtags.person p
   where p.id = orgtags.current_person() and p.issuer = 'accounts' and u.id = p.subject;

  insert into orgtags.change (organization_id, type, subject_id)
  select organization_id, 'member', id
    from orgtags.membership where person_id = orgtags.current_person();
  perform pg_notify('orgtags', '');
end $$;

create policy for_new_names on orgtags.change for insert to orgtags_definer with check (true);
grant insert on orgtags.change to orgtags_definer;

grant update (name, "updatedAt") on orgtags_auth."user" to orgtags_definer;

revoke execute on function orgtags.rename_person(text) from public;
grant execute on function orgtags.rename_person(text) to orgtags_app;

grant create on schema orgtags to orgtags_definer;
alter function orgtags.rename_person(text) owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
