-- Two approvals, a time to take a release back, then a lock; what changes afterwards is a revision, a decision of its own on the same month.
alter table month rename revision to version;
alter table month rename approved_by to first_approved_by;
alter table month
    add submitted_at       timestamptz,
    add first_approved_at  timestamptz,
    add second_approved_by uuid,
    add second_approved_at timestamptz,
    add locks_at           timestamptz,
    add revision           int not null default 1 check (revision between 1 and 999),
    add reason             text not null default 'Unspecified',
    drop constraint month_tenant_id_first_day_key,
    add unique (tenant_id, first_day, revision),
    add check (second_approved_by not in (first_approved_by, submitted_by)),
    add check ((revision > 1) = (reason <> 'Unspecified'));
alter table month no force row level security;   -- for the owner, who sees no tenant's rows otherwise
update month set locks_at = released_at where state = 'Released';
alter table month force row level security;

-- A decision stays as it was once it is locked.
create function keep_locked_month() returns trigger language plpgsql as $$
begin
    if old.state = 'Released' and old.locks_at <= now() then raise exception 'A locked month is not changed.' using errcode = 'restrict_violation'; end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger locked before update or delete on month for each row execute function keep_locked_month();

-- The figures that a release was made of, nothing withheld, inside the house: a later change is measured against them.
create table counted_month (
    tenant_id uuid not null,
    month_id  uuid not null,
    figures   text not null,
    primary key (tenant_id, month_id),
    foreign key (tenant_id, month_id) references month
);
select isolate_by_tenant('counted_month');

-- What was released before has no signature; whatever comes now has.
alter table released_month
    add revision  int not null default 1 check (revision between 1 and 999),
    add locks_at  timestamptz not null default now(),
    add key_id    text not null default '' check (key_id ~ '^([0-9a-f]{16})?$'),
    add signature bytea not null default '',
    drop constraint released_month_tenant_id_first_day_key,
    add unique (tenant_id, first_day, revision);
alter table released_month
    alter revision drop default,
    alter locks_at drop default,
    alter key_id drop default,
    alter signature drop default,
    add constraint signed check (key_id <> '' and length(signature) between 8 and 80) not valid;

-- The one door out of the shelf: the collective's latest release, and only until it is locked. The table itself lets nobody delete.
create function take_back_release(release uuid) returns boolean language sql security definer set search_path = public as $$
    with taken as (
        delete from released_month r where r.tenant_id = current_tenant() and r.id = release and r.locks_at > now()
            and not exists (select from released_month n where n.tenant_id = r.tenant_id and n.previous_digest = r.digest)
        returning 1)
    select exists (select from taken)
$$;

-- A collective's public keys for its signatures; the network reads them too. The private ones lie apart, sealed with the tenant's key.
create table signing_key (
    tenant_id   uuid not null,
    key_id      text not null check (key_id ~ '^[0-9a-f]{16}$'),
    number      int not null check (number >= 1),
    collective  text not null,
    public_key  bytea not null,                    -- SubjectPublicKeyInfo in DER
    endorsement bytea not null,                    -- by the key before it; empty for the first
    made_at     timestamptz not null,
    primary key (tenant_id, key_id),
    unique (tenant_id, number)
);
select isolate_by_tenant('signing_key');
create index signing_key_by_collective on signing_key (collective);
create policy network on signing_key for select using (current_setting('app.plane', true) = 'network');

create table sealed_signing_key (
    tenant_id uuid not null,
    key_id    text not null,
    sealed    bytea not null,
    primary key (tenant_id, key_id),
    foreign key (tenant_id, key_id) references signing_key
);
select isolate_by_tenant('sealed_signing_key');

do $$
declare service text := current_database() || '_service';
begin
    execute format('revoke update, delete on signing_key, sealed_signing_key from %I', service);
    execute format('revoke execute on function take_back_release from public');
    execute format('grant execute on function take_back_release to %I', service);
end $$;
