-- Run as orgtags_owner, like every migration.

alter table orgtags.guest_access
  -- What the chat says, by language, the first one for all others; as the domain's `GuestText`.
  add column texts jsonb not null default '[]',
  -- When people answer, as the domain's `OfficeHours`; null for always.
  add column hours jsonb,
  -- Which secret visitors are vouched for with: it is derived from it and a key that is not here.
  add column signing_generation integer not null default 1;

-- Those who are there now.
create index guest_by_last_seen on orgtags.guest (organization_id, last_seen_at)
  where ended_at is null;

grant update (texts, hours, signing_generation) on orgtags.guest_access to orgtags_app;
grant insert (organization_id, title, url, text, public),
      update (title, url, text, public, version, updated_at),
      delete
  on orgtags.text_source to orgtags_app;

drop function orgtags.guest_door(uuid);

-- What whoever knocks may know before they are a guest, and which pages they may come from. No row: there
-- is no such organization, or it has never had guests.
create function orgtags.guest_door(given_organization uuid)
returns table (
  organization_name text,
  enabled boolean,
  origins text[],
  days integer,
  texts jsonb,
  hours jsonb,
  signing_generation integer,
  epoch integer
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.name, a.enabled, a.origins, a.days, a.texts, a.hours, a.signing_generation, a.epoch
    from orgtags.guest_access a
    join orgtags.organization g on g.id = a.organization_id and g.deleted_at is null
   where a.organization_id = given_organization
$$;

grant create on schema orgtags to orgtags_definer;
revoke execute on function orgtags.guest_door(uuid) from public;
grant execute on function orgtags.guest_door(uuid) to orgtags_app;
alter function orgtags.guest_door(uuid) owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
