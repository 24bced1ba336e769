-- The keys database: apart from the records that the keys open, with backups of its own, so that a key that was destroyed does not come
-- back with an old backup of the records (docs/adr/0010). Keys are kept wrapped: a person's by the tenant's, the tenant's by the
-- installation's, which is in no database.
create table tenant_key (
    tenant_id uuid not null primary key,
    wrapped   bytea not null
);
select isolate_by_tenant('tenant_key');

-- One key a person, for every service. Removing it ends whatever is sealed for her, wherever it lies.
create table person_key (
    tenant_id uuid not null,
    person_id uuid not null,
    wrapped   bytea not null,
    primary key (tenant_id, person_id)
);
select isolate_by_tenant('person_key');

-- Who was erased: the decision that every service follows, also when its own database comes from an older backup.
create table erasure (
    tenant_id    uuid not null,
    person_id    uuid not null,
    revision     int not null default 1,           -- goes up with every change of mind
    erased_on    date,                             -- null: it was taken back
    changed_at   timestamptz not null default clock_timestamp(),
    destroyed_at timestamptz check (destroyed_at is null or erased_on is not null),   -- her key is gone since; that is final
    primary key (tenant_id, person_id)
);
select isolate_by_tenant('erasure');
create index erasure_by_change on erasure (changed_at);

-- Services look at every start who was erased in any tenant; only KeyStore says this word, for its own transaction. No key is in this table.
create policy erasures on erasure for select using (current_setting('app.plane', true) = 'erasures');

do $$
declare service text := current_database() || '_service';
begin
    execute format('revoke update, delete on tenant_key from %I', service);
    execute format('revoke update on person_key from %I', service);
    execute format('revoke delete on erasure from %I', service);
end $$;
