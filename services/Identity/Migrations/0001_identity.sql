-- The directory of collectives. It is no tenant's table: a host name or a sign-in form names a collective before anybody is signed in,
-- and the network lists them all. Anyone may read it; a row can be added only on behalf of the collective that it names, and none changed.
create table tenant (
    id         uuid not null primary key,
    code       text not null constraint tenant_code unique check (code ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'),
    name       text not null check (length(name) between 1 and 100),
    state_code text not null check (state_code ~ '^IN-[A-Z]{2}$'),
    district   text not null default '' check (length(district) <= 100),
    type       text not null,
    languages  text[] not null check (cardinality(languages) between 1 and 10)
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy directory on tenant for select using (true);
create policy own on tenant for insert with check (id = current_tenant());
do $$ begin execute format('grant select, insert on tenant to %I', current_database() || '_service'); end $$;

-- Keys that sign access tokens, of the whole installation; the private half is wrapped with the installation's key. No tenant's table.
-- A key is published from when it is made and signs from signs_from until the next one does.
create table signing_key (
    id         text not null primary key,
    wrapped    bytea not null,
    signs_from timestamptz not null
);
do $$ begin execute format('grant select, insert, delete on signing_key to %I', current_database() || '_service'); end $$;

-- Accounts of the network stand under the nil UUID, which is no collective's id.
create table account (
    tenant_id            uuid not null,
    id                   uuid not null,
    user_name            text not null check (length(user_name) between 1 and 60),
    normalized_user_name text not null,
    password_hash        text not null,
    roles                text[] not null check (cardinality(roles) > 0),
    member_id            uuid,
    created_at           timestamptz not null,
    failed_attempts      int not null default 0,
    locked_until         timestamptz,
    disabled_at          timestamptz,
    revision             int not null default 1,
    primary key (tenant_id, id),
    constraint account_user_name unique (tenant_id, normalized_user_name)
);
select isolate_by_tenant('account');

-- Open sessions. Ending one deletes its row; one that ran out goes when its account signs in again.
create table session (
    tenant_id    uuid not null,
    id           uuid not null,
    account_id   uuid not null,
    token_hash   bytea not null,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references account (tenant_id, id)
);
select isolate_by_tenant('session');
create index session_by_account on session (tenant_id, account_id);

create table invitation (
    tenant_id   uuid not null,
    id          uuid not null,
    code_hash   bytea not null,
    roles       text[] not null check (cardinality(roles) > 0),
    member_id   uuid,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    accepted_by uuid,
    revoked_at  timestamptz,
    revision    int not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, code_hash),
    foreign key (tenant_id, accepted_by) references account (tenant_id, id)
);
select isolate_by_tenant('invitation');
create index invitation_by_age on invitation (tenant_id, created_at desc, id desc);
