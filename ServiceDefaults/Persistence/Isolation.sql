-- How a database keeps collectives apart. Roles are named for the database: <database>_owner runs migrations, <database>_service serves
-- requests under row-level security, <database>_relay handles the outbox of all tenants and nothing else.

create function current_tenant() returns uuid language sql stable parallel safe
    return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- Enables and forces row-level security on a table, with the one policy, and lets the service use it.
create function isolate_by_tenant(name regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy tenant on %s using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', name);
    execute format('grant select, insert, update, delete on %s to %I', name, current_database() || '_service');
end $$;

do $$ begin
    execute format('revoke all on schema public from public');
    execute format('grant usage on schema public to %I, %I', current_database() || '_service', current_database() || '_relay');
end $$;
