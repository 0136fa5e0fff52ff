-- Run as orgtags_owner, like every migration. `migrate` has made the extensions that this names
-- (btree_gin, pg_trgm, unaccent) and set the path on which they are found.

-- Text as a search compares it: without case and accents, one space between two words.
create function orgtags.folded(given text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(
    casefold(unaccent('unaccent', normalize(given, NFKC)) collate "und-x-icu"), '\s+', ' ', 'g'));

-- The pattern of a search: anywhere in the text, or, shorter than a trigram, where a word begins. What
-- is searched begins with a space, too. Where nothing is left of what is searched for, as of an accent
-- alone, it is null, which nothing is like.
create function orgtags.search_pattern(given text) returns text
  language sql immutable strict parallel safe
  return case when length(orgtags.folded(given)) < 3 then '% ' else '%' end
         || regexp_replace(nullif(orgtags.folded(given), ''), '([\\%_])', '\\\1', 'g') || '%';

alter table orgtags.membership
  alter email type text collate "und-x-icu",
  -- The order of the domain's ROLES.
  add column role_rank smallint not null generated always as (
    array_position(array['owner', 'admin', 'member', 'viewer'], role::text)) stored,
  add column name_searched text collate "C" not null generated always as (
    ' ' || orgtags.folded(name)) stored,
  add column email_searched text collate "C" not null generated always as (
    ' ' || orgtags.folded(email)) stored;

-- An index for every order of the list, read from either end. Who has never been there comes last in
-- both directions, which takes two; CASE, since under row-level security COALESCE would be taken for
-- something that might tell of rows, and the index not used to begin in the middle.
create index membership_by_email on orgtags.membership (organization_id, email, id);
create index membership_by_role on orgtags.membership (organization_id, role_rank, id);
create index membership_by_joining on orgtags.membership (organization_id, joined_at, id);
create index membership_by_activity on orgtags.membership
  (organization_id, (case when last_active_at is null then 'infinity' else last_active_at end), id);
create index membership_by_last_activity on orgtags.membership
  (organization_id, (case when last_active_at is null then '-infinity' else last_active_at end), id);

-- Without the list of pending entries, which each search would read from end to end.
create index membership_searched on orgtags.membership
  using gin (organization_id, name_searched gin_trgm_ops, email_searched gin_trgm_ops)
  with (fastupdate = off);

-- Members of the organization that was set in whose name (or address, for who sees it) a text is found;
-- no more than asked for. Under row-level security the index would not be used: LIKE might tell of the
-- rows it is shown, so they are sorted out first.
create function orgtags.members_found(
  given text,
  sees_addresses boolean,
  ranks smallint[],
  most integer
)
returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select m.id
    from orgtags.membership m
   where m.organization_id = (select orgtags.current_organization())
     and (m.name_searched like orgtags.search_pattern(given)
          or sees_addresses and m.email_searched like orgtags.search_pattern(given))
     and (ranks is null or m.role_rank = any (ranks))
   limit most
$$;

revoke execute on function
  orgtags.folded(text),
  orgtags.search_pattern(text),
  orgtags.members_found(text, boolean, smallint[], integer)
  from public;
grant execute on function orgtags.folded(text), orgtags.search_pattern(text)
  to orgtags_app, orgtags_definer;
grant execute on function orgtags.members_found(text, boolean, smallint[], integer) to orgtags_app;

grant create on schema orgtags to orgtags_definer;
alter function orgtags.members_found(text, boolean, smallint[], integer) owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
