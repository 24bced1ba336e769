-- Up to which arrival all that came from a source lies before its cursor, so that none of it comes again. Whoever sets a cursor back sets this back too.
alter table pull add covered bigint not null default 0 check (covered >= 0);
