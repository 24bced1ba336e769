-- A collective's decision on a month. No row: the month is open and nobody has touched it.
create table month (
    tenant_id       uuid not null,
    id              uuid not null,
    first_day       date not null check (extract(day from first_day) = 1),
    state           text not null,
    submitted_by    uuid,
    approved_by     uuid,
    approved_digest text,
    released_by     uuid,
    released_at     timestamptz,
    revision        int not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, first_day),
    check (approved_by <> submitted_by)
);
select isolate_by_tenant('month');

-- The shelf: what a collective released, as canonical JSON, word for word what was hashed.
create sequence released_month_position;

-- Positions become visible in their order: whoever takes one holds a lock until it has committed, so a reader that continues after the
-- highest position it saw cannot miss a lower one. Releases are rare, so waiting in line costs nothing; reading snapshots would.
create function next_release_position() returns bigint language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('released_month_position'));
    return nextval('released_month_position');
end $$;

create table released_month (
    tenant_id       uuid not null,
    id              uuid not null,
    first_day       date not null,
    content         text not null,
    previous_digest text not null check (previous_digest ~ '^([0-9a-f]{64})?$'),
    digest          text not null check (digest ~ '^[0-9a-f]{64}$'),
    position        bigint not null default next_release_position(),
    primary key (tenant_id, id),
    unique (tenant_id, first_day),
    unique (tenant_id, previous_digest)            -- a chain does not fork
);
select isolate_by_tenant('released_month');
create index released_month_by_position on released_month (position);

-- The network reads the shelf of all collectives and nothing else. Only Releases.ListReleases says this word, for its own transaction.
create policy network on released_month for select using (current_setting('app.plane', true) = 'network');

do $$
declare service text := current_database() || '_service';
begin
    execute format('revoke update, delete on released_month from %I', service);   -- what was released stays as it was
    execute format('grant usage on sequence released_month_position to %I', service);
end $$;
