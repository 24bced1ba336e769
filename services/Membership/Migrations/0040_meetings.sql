-- Committees, closing a group, its quorum.
alter table "group" drop constraint group_kind_check;
alter table "group"
    add constraint group_kind_check check (kind in ('PeerGroup', 'Shg', 'Committee')),
    add column committee_kind text not null default 'Unspecified' check (committee_kind in ('Unspecified', 'Safety', 'Executive', 'Election', 'Other') and (committee_kind <> 'Unspecified') = (kind = 'Committee')),
    add column closed_on date check (closed_on >= formed_on),
    add column quorum_percent int check (quorum_percent between 1 and 100),
    add column quorum_members int check (quorum_members between 1 and 500 and num_nonnulls(quorum_percent, quorum_members) = 1 or quorum_members is null),
    add column revision int not null default 1 check (revision >= 1);

-- Who bears an office in a group, both days included. It belongs to her time in the group, and ends with it at the latest.
create table office_bearer (
    tenant_id uuid not null,
    id        uuid not null,
    group_id  uuid not null,
    member_id uuid not null,
    joined_on date not null,
    title     text not null check (length(title) between 1 and 60),
    "from"    date not null check ("from" >= joined_on),
    "to"      date check ("to" >= "from"),
    primary key (tenant_id, id),
    foreign key (tenant_id, group_id, member_id, joined_on) references group_member (tenant_id, group_id, member_id, joined_on)
);
select isolate_by_tenant('office_bearer');
create index office_bearer_by_group on office_bearer (tenant_id, group_id, member_id);

alter table meeting
    add column guests int not null default 0 check (guests between 0 and 10000),
    add column members_on_day int not null default 0 check (members_on_day >= 0),
    add column quorum_percent int check (quorum_percent between 1 and 100),          -- the rule under which it was held
    add column quorum_members int check (quorum_members between 1 and 500 and num_nonnulls(quorum_percent, quorum_members) = 1 or quorum_members is null),
    add column quorum_needed int not null default 0 check (quorum_needed >= 0),
    add column next_meeting_on date check (next_meeting_on > met_on),
    add column minute_version int not null default 0 check (minute_version >= 0),    -- the latest; 0: it owes its minute
    add column withdrawn_on date,
    add column revision int not null default 1 check (revision >= 1);

-- Minutes in versions; text and reason are sealed with the collective's key.
create table minute (
    tenant_id            uuid not null,
    meeting_id           uuid not null,
    version              int not null check (version >= 1),
    text                 bytea not null check (length(text) <= 50000),
    reason               bytea check (length(reason) <= 2500 and (reason is null) = (version = 1)),
    written_at           timestamptz not null,
    written_by           text not null check (length(written_by) <= 100),            -- the account
    written_by_member_id uuid,                                                       -- whose account it is; null for staff
    primary key (tenant_id, meeting_id, version),
    foreign key (tenant_id, meeting_id) references meeting (tenant_id, id)
);
select isolate_by_tenant('minute');
do $$ begin
    execute format('revoke update, delete on minute from %I', current_database() || '_service');
end $$;

-- What was recorded before there were versions. The policies hold for the owner too, so they rest for a moment.
alter table meeting no force row level security;
alter table minute no force row level security;
alter table group_member no force row level security;
insert into minute (tenant_id, meeting_id, version, text, written_at, written_by)
    select tenant_id, id, 1, minute, met_on at time zone 'Asia/Kolkata', '' from meeting where minute is not null;
update meeting m set
    minute_version = case when m.minute is null then 0 else 1 end,
    members_on_day = (select count(*) from group_member g where (g.tenant_id, g.group_id) = (m.tenant_id, m.group_id) and g.joined_on <= m.met_on and (g.left_on is null or g.left_on >= m.met_on));
alter table group_member force row level security;
alter table minute force row level security;
alter table meeting force row level security;
alter table meeting drop column minute;
