-- What rate limits count, for every process on this database. A schema of its own: it belongs to no
-- organization and no person, and its keys are HMACs that name neither. The library writes by position.

grant usage on schema orgtags_limits to orgtags_app;

create table orgtags_limits.counter (
  key text primary key,
  points integer not null,
  -- Milliseconds since 1970.
  expire bigint not null
);
create index on orgtags_limits.counter (expire);

grant select, insert, update, delete on orgtags_limits.counter to orgtags_app;

-- To tell whether it is ready, the application reads which migrations have run.
grant select (name) on orgtags.migration to orgtags_app;
