create table member (
    tenant_id           uuid not null,
    id                  uuid not null,
    number              text not null check (number ~ '^[A-Z]{3}-[0-9]{4}-[0-9]$'),
    known_as            text collate "und-x-icu" not null check (length(known_as) between 1 and 100),   -- alphabetical in every script
    age_band            text not null check (age_band in ('Under25', '_25To34', '_35Plus')),
    gender              text not null check (gender in ('Woman', 'Man', 'Transgender', 'Other', 'NotSaid')),
    gender_in_her_words text not null default '' check (length(gender_in_her_words) <= 60),
    block               text not null default '' check (block ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),
    languages           text[] not null default '{}' check (cardinality(languages) <= 10),
    joined_on           date not null,
    left_on             date check (left_on >= joined_on),
    legal_name          bytea check (length(legal_name) <= 500),
    phone               bytea check (length(phone) <= 100),
    revision            int not null default 1 check (revision >= 1),
    primary key (tenant_id, id),
    constraint member_number unique (tenant_id, number)
);
select isolate_by_tenant('member');
create index member_by_name on member (tenant_id, known_as, id);
create index member_by_block on member (tenant_id, block, known_as, id);

-- The words of the chosen names, in small letters, for the search by their beginnings. Under row-level security an index serves only
-- operators that cannot leak a row they reject: comparison can, while like and full-text search would read the whole register.
create table name_word (
    tenant_id uuid not null,
    member_id uuid not null,
    word      text collate "C" not null check (length(word) between 1 and 100),
    primary key (tenant_id, word, member_id),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
);
select isolate_by_tenant('name_word');
create index name_word_by_member on name_word (tenant_id, member_id, word);

-- How many members a collective has today, kept as they come and go: counting them would take longer with each.
create table register (
    tenant_id uuid not null primary key,
    members   int not null check (members >= 0)
);
select isolate_by_tenant('register');

create function register_counts() returns trigger language plpgsql as $$
declare change int := 0;
begin
    if tg_op <> 'INSERT' and old.left_on is null then change := change - 1; end if;
    if tg_op <> 'DELETE' and new.left_on is null then change := change + 1; end if;
    if change <> 0 then
        insert into register as r values (coalesce(new.tenant_id, old.tenant_id), 0) on conflict do nothing;
        update register r set members = r.members + change where r.tenant_id = coalesce(new.tenant_id, old.tenant_id);
    end if;
    return null;
end $$;
create trigger counts after insert or delete or update of left_on on member for each row execute function register_counts();

-- The consent ledger: rows are added, never changed; the latest for a purpose holds.
create table consent (
    tenant_id      uuid not null,
    id             uuid not null,
    member_id      uuid not null,
    purpose        text not null check (purpose in ('MembershipRecord', 'Statistics')),
    given          boolean not null,
    notice_version text not null check (length(notice_version) between (case when given then 1 else 0 end) and 20),
    language       text not null check (length(language) between (case when given then 2 else 0 end) and 30),
    at             timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('consent');
create index consent_by_member on consent (tenant_id, member_id, purpose, at desc);
do $$ begin
    execute format('revoke update, delete on consent from %I', current_database() || '_service');
end $$;
