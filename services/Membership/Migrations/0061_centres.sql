create table centre (
    tenant_id uuid not null,
    id        uuid not null,
    name      text collate "und-x-icu" not null check (length(name) between 1 and 100),
    block     text not null default '' check (block ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),
    opened_on date not null,
    closed_on date check (closed_on >= opened_on),
    revision  int not null default 1 check (revision >= 1),
    primary key (tenant_id, id)
);
select isolate_by_tenant('centre');
create unique index centre_name on centre (tenant_id, name) where closed_on is null;
create index centre_by_name on centre (tenant_id, name, id);

-- A day on which a centre was open, with its visits by age band: numbers, and nobody's name. One row a day; a day entered by mistake is
-- withdrawn and may be entered again.
create table centre_day (
    tenant_id     uuid not null,
    id            uuid not null,
    centre_id     uuid not null,
    open_on       date not null,
    under25       int not null check (under25 between 0 and 10000),
    from25_to34   int not null check (from25_to34 between 0 and 10000),
    from35        int not null check (from35 between 0 and 10000),
    withdrawn     boolean not null default false,
    revision      int not null default 1 check (revision >= 1),
    primary key (tenant_id, id),
    constraint centre_day_once unique (tenant_id, centre_id, open_on),
    foreign key (tenant_id, centre_id) references centre (tenant_id, id)
);
select isolate_by_tenant('centre_day');
