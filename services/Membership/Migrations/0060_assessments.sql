-- How the collective assessed itself on a day, in points; the maximum of a dimension is kept with its score, for it may be another later.
create table assessment (
    tenant_id   uuid not null,
    id          uuid not null,
    assessed_on date not null,
    score       int not null check (score between 0 and maximum),
    maximum     int not null check (maximum >= 1),
    primary key (tenant_id, id),
    unique (tenant_id, assessed_on)
);
select isolate_by_tenant('assessment');

create table assessment_score (
    tenant_id     uuid not null,
    assessment_id uuid not null,
    dimension     text not null check (dimension ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    score         int not null check (score between 0 and maximum),
    maximum       int not null check (maximum >= 1),
    primary key (tenant_id, assessment_id, dimension),
    foreign key (tenant_id, assessment_id) references assessment (tenant_id, id)
);
select isolate_by_tenant('assessment_score');
