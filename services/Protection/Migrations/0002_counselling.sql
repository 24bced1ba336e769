-- The note is sealed with the member's key; only the counsellor's own account reads it.
create table counselling_session (
    tenant_id     uuid not null,
    id            uuid not null,
    member_id     uuid not null,
    counsellor_id uuid not null,
    held_on       date not null,
    note          bytea,
    follow_up     boolean not null,
    recorded_at   timestamptz not null,
    primary key (tenant_id, id)
);
select isolate_by_tenant('counselling_session');
create index counselling_session_by_counsellor on counselling_session (tenant_id, counsellor_id, held_on, id);
