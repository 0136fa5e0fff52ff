-- Which of these slugs somebody has, or had until lately: a deleted organization keeps its slug.
create function orgtags.taken_slugs(wanted text[])
returns table (slug text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.slug from orgtags.organization g where g.slug = any (wanted)
$$;

grant create on schema orgtags to orgtags_definer;
revoke execute on function orgtags.taken_slugs(text[]) from public;
grant execute on function orgtags.taken_slugs(text[]) to orgtags_app;
alter function orgtags.taken_slugs(text[]) owner to orgtags_definer;
revoke create on schema orgtags from orgtags_definer;
