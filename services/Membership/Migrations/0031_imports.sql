-- A sheet that was read, and how far it has been entered. The counts are of its rows.
create table import (
    tenant_id         uuid not null,
    id                uuid not null,
    state             text not null check (state in ('Checked', 'Running', 'Done', 'Cancelled', 'TakingBack', 'TakenBack')),
    created_at        timestamptz not null,
    started_by        text not null default '' check (length(started_by) <= 100),   -- the account, for the audit log
    notice_version    text not null check (length(notice_version) between 1 and 20),
    notice_language   text not null check (length(notice_language) between 2 and 30),
    ignored_columns   text[] not null default '{}',
    rows              int not null check (rows between 1 and 5000),
    ready             int not null check (ready >= 0),
    likely_known      int not null check (likely_known >= 0),
    faulty            int not null check (faulty >= 0),
    with_likely_known boolean not null default false,
    position          int not null default 0,      -- the row that was handled last; a batch moves it in its own transaction
    handled           int not null default 0,
    to_handle         int not null default 0 check (handled between 0 and to_handle),
    entered           int not null default 0,
    taken_back        int not null default 0,
    kept              int not null default 0,
    ended_at          timestamptz,
    due_at            timestamptz,                 -- when somebody has to look after it; null: never again
    primary key (tenant_id, id)
);
select isolate_by_tenant('import');
create index import_by_age on import (tenant_id, created_at desc, id desc);
create index import_due on import (due_at) where due_at is not null;

-- The rows are in the sheet's words, sealed with the collective's key, until the import has ended; then only who was entered is left.
create table import_row (
    tenant_id  uuid not null,
    import_id  uuid not null,
    number     int not null check (number >= 2),
    state      text not null check (state in ('Ready', 'LikelyKnown', 'Faulty', 'Entered', 'TakenBack', 'Kept')),
    sealed     bytea check (length(sealed) <= 20000),
    problems   jsonb not null default '[]',        -- columns and codes; nothing of what was written
    likenesses jsonb not null default '[]',
    member_id  uuid,
    primary key (tenant_id, import_id, number),
    foreign key (tenant_id, import_id) references import (tenant_id, id) on delete cascade
);
select isolate_by_tenant('import_row');
create index import_row_by_state on import_row (tenant_id, import_id, state, number);

-- Whoever looks after imports finds what is due in any collective by these three columns; everything else happens within the collective.
do $$
declare relay text := current_database() || '_relay';
begin
    execute format('create policy relay on import to %I using (true)', relay);
    execute format('grant select (tenant_id, id, due_at), update (due_at) on import to %I', relay);
end $$;

-- A member who is taken back was never on the register, and neither is her line of the ledger. Nobody may delete a line by itself.
alter table consent drop constraint consent_tenant_id_member_id_fkey;
alter table consent add foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade;

-- Who read the notice to her, sealed for her: whoever keeps the register must be able to show that it was read (DPDP Act 2023, s. 6(10)).
alter table consent add column read_by bytea check (length(read_by) <= 500);
