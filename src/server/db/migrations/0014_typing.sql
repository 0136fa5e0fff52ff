-- Run as orgtags_owner, like every migration.

-- That a guest is writing is a change of its own: nobody has to load the conversation for it.
alter policy of_guest on orgtags.change
  with check (organization_id = orgtags.guest_organization() and type in ('conversation', 'typing'));
