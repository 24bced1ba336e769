-- The member a story is about, if that is written down.
alter table media_story add column member_id uuid;
