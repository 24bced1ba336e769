-- What every service's database begins with, once it keeps collectives apart (Isolation.sql).

-- Events waiting to be delivered. A row goes once every subscriber has it.
create table outbox (
    tenant_id   uuid not null,
    id          uuid not null,
    type        text not null,
    data        jsonb not null,
    occurred_at timestamptz not null,
    due_at      timestamptz not null default now(),
    attempts    int not null default 0,
    delivered   text[] not null default '{}',
    primary key (tenant_id, id)
);
select isolate_by_tenant('outbox');
create index outbox_due on outbox (due_at);

-- Events that were consumed, so that a second delivery changes nothing.
create table inbox (
    tenant_id   uuid not null,
    event_id    uuid not null,
    consumed_at timestamptz not null default now(),
    primary key (tenant_id, event_id)
);
select isolate_by_tenant('inbox');
create index inbox_age on inbox (consumed_at);

do $$
declare relay text := current_database() || '_relay';
begin
    execute format('create policy relay on outbox to %I using (true)', relay);
    execute format('grant select, update, delete on outbox to %I', relay);
    execute format('create policy relay on inbox to %I using (true)', relay);
    execute format('grant select, delete on inbox to %I', relay);
end $$;

-- The answers of requests that carried a request_id, encrypted, so that a retry gets the same answer and changes nothing.
create table request (
    tenant_id  uuid not null,
    request_id uuid not null,
    answer     bytea not null,
    at         timestamptz not null,
    primary key (tenant_id, request_id)
);
select isolate_by_tenant('request');
create index request_age on request (at);

-- An answer may name a member, so it goes when nobody repeats the request any more. The relay removes it, and can read none.
do $$
declare relay text := current_database() || '_relay';
begin
    execute format('create policy relay on request to %I using (true)', relay);
    execute format('grant select (at), delete on request to %I', relay);
end $$;

-- Who did what to which record. Each entry carries the digest of the one before it; nobody may change or remove one.
create table audit (
    tenant_id uuid not null,
    id        bigint not null default 0,
    at        timestamptz not null,
    actor     text not null check (length(actor) <= 100),
    action    text not null check (length(action) <= 100),
    subject   uuid not null,
    previous  bytea not null default '',
    digest    bytea not null default '',
    primary key (tenant_id, id)
);
select isolate_by_tenant('audit');

create table audit_head (
    tenant_id uuid not null primary key,
    id        bigint not null,
    digest    bytea not null
);
select isolate_by_tenant('audit_head');

create function audit_digest(entry audit) returns bytea language sql immutable
    return sha256(convert_to(concat_ws('|', entry.tenant_id, entry.id, extract(epoch from entry.at at time zone 'utc')::numeric(20, 6), entry.actor, entry.action, entry.subject, encode(entry.previous, 'hex')), 'utf8'));

create function audit_chain() returns trigger language plpgsql as $$
declare head audit_head;
begin
    insert into audit_head values (new.tenant_id, 0, '') on conflict do nothing;
    select * into head from audit_head h where h.tenant_id = new.tenant_id for update;
    new.id := head.id + 1;
    new.previous := head.digest;
    new.digest := audit_digest(new);
    update audit_head h set id = new.id, digest = new.digest where h.tenant_id = new.tenant_id;
    return new;
end $$;
create trigger chain before insert on audit for each row execute function audit_chain();

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is append-only.';
end $$;
create trigger append_only before update or delete on audit for each row execute function audit_is_append_only();
create trigger append_only_whole before truncate on audit execute function audit_is_append_only();

do $$ begin
    execute format('revoke update, delete on audit from %I', current_database() || '_service');
end $$;

-- What a service other than membership knows of a member, from events: when she belonged, and whether she agreed to be counted.
create table known_member (
    tenant_id        uuid not null,
    member_id        uuid not null,
    joined_on        date,
    left_on          date,
    age_band         text not null default 'Unspecified',
    gender           text not null default 'Unspecified',
    details_revision int not null default 0,
    statistics       boolean not null default false,
    consent_revision int not null default 0,
    primary key (tenant_id, member_id)
);
select isolate_by_tenant('known_member');

-- Whether a member was erased, from membership's events and from the keys database; the highest revision holds. Rows about her are hidden
-- by it and stay for the figures; without an entry, or when it was taken back, she is not erased.
create table known_erasure (
    tenant_id uuid not null,
    member_id uuid not null,
    revision  int not null,
    erased_on date,
    primary key (tenant_id, member_id)
);
select isolate_by_tenant('known_erasure');
