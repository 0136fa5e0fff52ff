-- Run as orgtags_owner, like every migration.

create policy for_reading on orgtags.change for select to orgtags_definer using (true);
create policy for_forgetting on orgtags.change for delete to orgtags_definer using (true);
grant select, delete on orgtags.change to orgtags_definer;

-- Additions to the closed list of functions that see across organizations.

-- The latest changes after a place in the order of (xid, id), the latest first, in the organizations
-- of some persons. What is not below the horizon has neighbours that may yet commit, and has to wait.
create function orgtags.live_changes(given_persons uuid[], after_xid xid8, after_id bigint)
returns table (
  organization_id uuid,
  id bigint,
  xid xid8,
  type text,
  subject_id uuid,
  version integer,
  at timestamptz
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.organization_id, c.id, c.xid, c.type, c.subject_id, c.version, c.at
    from orgtags.change c
   where (c.xid, c.id) > (after_xid, after_id)
     and c.xid < pg_snapshot_xmin(pg_current_snapshot())
     and exists (select from orgtags.membership m
                  where m.organization_id = c.organization_id and m.person_id = any (given_persons))
   order by c.xid desc, c.id desc
   limit 501
$$;

-- Where sessions have access, and as what: by their place among those given, a row for each membership,
-- or one without organization. No row: the session is over. A session of the accounts is looked up; of
-- those of another issuer the caller knows when they signed in and how long they are good.
create function orgtags.live_access(
  given_persons uuid[],
  given_sessions text[],
  given_signed_in_at timestamptz[]
)
returns table (
  place integer,
  organization_id uuid,
  role text,
  state text,
  permissions jsonb
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select given.place::integer, m.organization_id, m.role::text,
         case when g.deleted_at is not null then 'deleted'
              when part.ended_at is not null
                or coalesce(s."signedInAt", given.signed_in_at) <= m.signed_out_at then 'signed-out'
              else 'open' end,
         g.permissions
    from unnest(given_persons, given_sessions, given_signed_in_at)
         with ordinality as given (person, session, signed_in_at, place)
    join orgtags.person p on p.id = given.person
    left join orgtags_auth.session s
      on p.issuer = 'accounts' and s.id = given.session and s."userId" = p.subject
         and s."expiresAt" > now()
    left join orgtags.membership m on m.person_id = p.id
    left join orgtags.organization g on g.id = m.organization_id
    left join orgtags.session_part part
      on part.organization_id = m.organization_id and part.person_id = p.id
         and part.session_id = given.session
   where p.issuer <> 'accounts' or s.id is not null
$$;

-- Deletes changes that nobody can ask for any more, a few at a time. @returns how many there were
create function orgtags.forget_changes()
returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with forgotten as (
    delete from orgtags.change
     where (organization_id, id) in (
       select c.organization_id, c.id
         from orgtags.change c
        where c.at < now() - interval '25 hours'
        order by c.xid, c.id
        limit 1000)
 returning id
  )
  select count(*)::integer from forgotten
$$;

grant create on schema orgtags to orgtags_definer;
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'live_changes(uuid[], xid8, bigint)',
    'live_access(uuid[], text[], timestamptz[])',
    'forget_changes()'
  ] loop
    execute format('revoke execute on function orgtags.%s from public', signature);
    execute format('grant execute on function orgtags.%s to orgtags_app', signature);
    execute format('alter function orgtags.%s owner to orgtags_definer', signature);
  end loop;
end $$;
revoke create on schema orgtags from orgtags_definer;
