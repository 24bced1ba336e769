create table application (
    tenant_id        uuid not null,
    id               uuid not null,
    member_id        uuid not null,
    state_code       text not null,
    entitlement_code text not null,
    stage            text not null,
    prepared_on      date not null,
    filed_on         date check (filed_on >= prepared_on),
    due_on           date check (due_on > filed_on),
    decided_on       date check (decided_on >= coalesce(filed_on, prepared_on)),
    outcome          text not null,
    last_four        text not null check (last_four = '' or (last_four ~ '^[0-9]{4}$' and entitlement_code = 'aadhaar')),
    place            int not null,
    revision         int not null,
    primary key (tenant_id, id),
    foreign key (state_code, entitlement_code) references entitlement (state_code, code),
    check (case stage
        when 'Prepared' then filed_on is null and decided_on is null and outcome = 'Unspecified'
        when 'Filed' then filed_on is not null and decided_on is null and outcome = 'Unspecified'
        when 'Decided' then decided_on is not null and (outcome = 'Declined' or (outcome in ('Received', 'Refused') and filed_on is not null))
        else false end)
);
select isolate_by_tenant('application');
create index application_by_place on application (tenant_id, place, id);
create index application_by_stage on application (tenant_id, stage, place, id);
create index application_by_member on application (tenant_id, member_id, place, id);
