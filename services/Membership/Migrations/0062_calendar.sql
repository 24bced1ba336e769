-- What the collective plans and what came of it. Where it takes place is sealed with the collective's key.
create table calendar_event (
    tenant_id  uuid not null,
    id         uuid not null,
    kind       text not null check (kind in ('PublicMeeting', 'Dialogue', 'SpecialDay', 'Meeting', 'Training', 'Other')),
    title      text not null check (length(title) between 1 and 100),
    place      bytea check (length(place) <= 2000),
    planned_on date not null,
    starts_at  time,                              -- India's clock; null: some time that day
    stage      text not null check (stage in ('Planned', 'Held', 'Cancelled')),
    held_on    date check ((held_on is null) = (stage <> 'Held')),
    attendance int check (attendance between 0 and 1000000 and (attendance is null) = (stage <> 'Held')),
    revision   int not null default 1 check (revision >= 1),
    primary key (tenant_id, id)
);
select isolate_by_tenant('calendar_event');
create index calendar_event_by_day on calendar_event (tenant_id, planned_on, id);

-- An account's own feed. Of its secret only a hash is kept; the key makes the ids in the feed, so that they say nothing to anybody else.
create table calendar_feed (
    tenant_id   uuid not null,
    account_id  uuid not null,
    member_id   uuid,                             -- whose account it is; null for staff
    secret_hash bytea not null check (length(secret_hash) = 32),
    id_key      bytea not null check (length(id_key) = 32),
    language    text not null check (length(language) between 2 and 30),
    created_at  timestamptz not null,
    expires_on  date not null,
    primary key (tenant_id, account_id),
    unique (tenant_id, secret_hash),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade   -- hers alone: it goes when she is erased
);
select isolate_by_tenant('calendar_feed');
