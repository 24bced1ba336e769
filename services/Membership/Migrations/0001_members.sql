create table member (
    tenant_id           uuid not null,
    id                  uuid not null,
    number              text not null check (number ~ '^[A-Z]{3}-[0-9]{4}-[0-9]$'),
    known_as            text not null check (length(known_as) between 1 and 100),
    age_band            text not null,
    gender              text not null,
    gender_in_her_words text not null default '' check (length(gender_in_her_words) <= 60),
    block               text not null default '',
    languages           text[] not null default '{}',
    joined_on           date not null,
    left_on             date check (left_on >= joined_on),
    legal_name          bytea,
    phone               bytea,
    revision            int not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, number)
);
select isolate_by_tenant('member');
create index member_by_name on member (tenant_id, known_as, id);

-- The consent ledger: rows are added, never changed; the latest for a purpose holds.
create table consent (
    tenant_id      uuid not null,
    id             uuid not null,
    member_id      uuid not null,
    purpose        text not null,
    given          boolean not null,
    notice_version text not null,
    language       text not null,
    at             timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('consent');
create index consent_by_member on consent (tenant_id, member_id, purpose, at desc);
