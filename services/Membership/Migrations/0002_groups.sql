create table "group" (
    tenant_id uuid not null,
    id        uuid not null,
    name      text collate "und-x-icu" not null check (length(name) between 1 and 100),
    kind      text not null check (kind in ('PeerGroup', 'Shg')),
    block     text not null default '' check (block ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),
    formed_on date not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
);
select isolate_by_tenant('"group"');

-- Who was in a group from when to when, both days included. She may come back after she has left.
create table group_member (
    tenant_id uuid not null,
    group_id  uuid not null,
    member_id uuid not null,
    joined_on date not null,
    left_on   date check (left_on >= joined_on),
    primary key (tenant_id, group_id, member_id, joined_on),
    foreign key (tenant_id, group_id) references "group" (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('group_member');
create unique index group_member_once on group_member (tenant_id, group_id, member_id) where left_on is null;
create index group_member_by_member on group_member (tenant_id, member_id);

-- The minute is sealed with the collective's key.
create table meeting (
    tenant_id  uuid not null,
    id         uuid not null,
    group_id   uuid not null,
    met_on     date not null,
    attendance int not null check (attendance >= 1),
    minute     bytea check (length(minute) <= 50000),
    primary key (tenant_id, id),
    foreign key (tenant_id, group_id) references "group" (tenant_id, id)
);
select isolate_by_tenant('meeting');
create index meeting_by_day on meeting (tenant_id, group_id, met_on desc, id desc);

create table attendance (
    tenant_id  uuid not null,
    meeting_id uuid not null,
    member_id  uuid not null,
    primary key (tenant_id, meeting_id, member_id),
    foreign key (tenant_id, meeting_id) references meeting (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('attendance');
create index attendance_by_member on attendance (tenant_id, member_id);
