create table training_session (
    tenant_id uuid not null,
    id        uuid not null,
    topic     text not null check (topic <> 'Unspecified'),
    level     text not null check (level <> 'Unspecified'),
    held_on   date not null,
    block     text not null check (length(block) <= 64),
    attended  int not null check (attended between 0 and 500),
    primary key (tenant_id, id)
);
select isolate_by_tenant('training_session');
create index training_session_by_day on training_session (tenant_id, held_on, id);

create table attendance (
    tenant_id  uuid not null,
    session_id uuid not null,
    member_id  uuid not null,
    status     text not null check (status <> 'Unspecified'),
    primary key (tenant_id, session_id, member_id),
    foreign key (tenant_id, session_id) references training_session (tenant_id, id)
);
select isolate_by_tenant('attendance');
