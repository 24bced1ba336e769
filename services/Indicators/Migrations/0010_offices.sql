-- Offices and who held their seats, for figures of how things stand on a day. Nothing here says who a holder is: neither a name nor a member's id.
create table office (
    tenant_id uuid not null,
    id        uuid not null,
    kind      text not null,
    seats     int not null,
    set_up_on date not null,
    ended_on  date,                                -- its last day
    revision  int not null,                        -- the highest holds
    primary key (tenant_id, id)
);
select isolate_by_tenant('office');

-- A term's end may be heard of before its start, and a start before its office.
create table term (
    tenant_id    uuid not null,
    id           uuid not null,
    office_id    uuid,
    started_on   date,
    ends_on      date,                             -- the last day as it was set
    ended_on     date,                             -- the last day as it was
    by_member    boolean not null default false,
    elected      boolean not null default false,
    within_limit boolean not null default false,
    sub_group    boolean not null default false,
    primary key (tenant_id, id)
);
select isolate_by_tenant('term');
create index term_by_office on term (tenant_id, office_id);
