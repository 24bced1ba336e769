-- Counts of outsiders; nobody's name has a place here. A token is a keyed hash that changes with the financial year.
create table orientation (
    tenant_id uuid not null,
    id        uuid not null,
    audience  text not null check (audience <> 'Unspecified'),
    mode      text not null check (mode <> 'Unspecified'),
    held_on   date not null,
    count     int not null check (count between 1 and 100000),
    tokens    text[] not null check (cardinality(tokens) <= count),
    primary key (tenant_id, id)
);
select isolate_by_tenant('orientation');
create index orientation_by_day on orientation (tenant_id, held_on, id);
