-- What was entered by hand. Nothing is overwritten: a value that is put right is the next revision, one that is taken back is a revision
-- without a value, and the highest holds. A cell is of one age band and gender; 'Unspecified' is all of them.
create table entered_value (
    tenant_id   uuid not null,
    id          uuid not null,
    indicator   text not null check (indicator ~ '^[A-Z][0-9]{1,2}$'),
    part        text not null check (length(part) <= 64),
    period_type text not null check (period_type in ('Month', 'Quarter', 'FinancialYear', 'Year')),
    first_day   date not null check (extract(day from first_day) = 1),
    age_band    text not null,
    gender      text not null,
    revision    int not null check (revision >= 1),
    value       bigint check (value >= 0),         -- of a ratio, its numerator; null when it is taken back
    denominator bigint check (denominator >= 0),
    entered_by  uuid not null,
    entered_at  timestamptz not null,
    note        text not null check (length(note) <= 300),   -- the collective's own; it never leaves the house
    primary key (tenant_id, id),
    unique (tenant_id, indicator, part, period_type, first_day, age_band, gender, revision)
);
select isolate_by_tenant('entered_value');
create index entered_value_by_day on entered_value (tenant_id, first_day);

-- What stands of it.
create view standing_value with (security_invoker = true) as
select * from (
    select distinct on (tenant_id, indicator, part, period_type, first_day, age_band, gender) *
    from entered_value order by tenant_id, indicator, part, period_type, first_day, age_band, gender, revision desc) as latest
where value is not null;

-- From which month the collective keeps its records here. No row: from the month of its first fact.
create table records_since (
    tenant_id uuid not null primary key,
    first_day date not null check (extract(day from first_day) = 1)
);
select isolate_by_tenant('records_since');

do $$
declare service text := current_database() || '_service';
begin
    execute format('revoke update, delete on entered_value from %I', service);
    execute format('grant select on standing_value to %I', service);
end $$;
