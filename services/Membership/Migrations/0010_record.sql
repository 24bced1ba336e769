-- Times as a member that ended before she came back. The latest one stands in her record itself.
create table earlier_stint (
    tenant_id uuid not null,
    member_id uuid not null,
    joined_on date not null,
    left_on   date not null check (left_on >= joined_on),
    primary key (tenant_id, member_id, joined_on),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
);
select isolate_by_tenant('earlier_stint');
alter table member add column stint int not null default 1 check (stint >= 1);   -- her first, second … time

-- Moves from block to block; where she lives now stands in her record itself.
create table block_move (
    tenant_id  uuid not null,
    member_id  uuid not null,
    moved_on   date not null,                      -- her first day in the new block
    from_block text not null check (from_block ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),
    to_block   text not null check (to_block ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),
    primary key (tenant_id, member_id, moved_on),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
);
select isolate_by_tenant('block_move');
