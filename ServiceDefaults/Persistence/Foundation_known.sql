-- When a member belonged, as a service other than membership knows it from events: a row for each of her times as a member, both days
-- included. Joining and leaving may be told in any order, so that either day can be missing for a while.
create table known_stint (
    tenant_id uuid not null,
    member_id uuid not null,
    stint     int not null check (stint >= 1),
    joined_on date,
    left_on   date,
    primary key (tenant_id, member_id, stint)
);
alter table known_member no force row level security;   -- so that its owner can carry over what is known of all tenants
insert into known_stint select tenant_id, member_id, 1, joined_on, left_on from known_member;
alter table known_member force row level security;
alter table known_member drop column joined_on, drop column left_on;
select isolate_by_tenant('known_stint');

-- What she said about each purpose, e.g. legal-aid. Sharing is agreed to for each partner apart; every other purpose has the nil partner.
create table known_consent (
    tenant_id  uuid not null,
    member_id  uuid not null,
    purpose    text not null check (purpose ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    partner_id uuid not null default '00000000-0000-0000-0000-000000000000',
    given      boolean not null,
    revision   int not null,
    primary key (tenant_id, member_id, purpose, partner_id)
);
select isolate_by_tenant('known_consent');

-- As what the account acted, by the codes of its roles: a member who asks who looked at her record is told this and not the account's
-- name. It joins the chain; an entry without roles keeps the digest that it has.
alter table audit add column roles text not null default '' check (length(roles) <= 300);
create index audit_by_subject on audit (tenant_id, subject, id desc);
create or replace function audit_digest(entry audit) returns bytea language sql immutable
    return sha256(convert_to(concat_ws('|', entry.tenant_id, entry.id, extract(epoch from entry.at at time zone 'utc')::numeric(20, 6), entry.actor, entry.action, entry.subject, encode(entry.previous, 'hex'), nullif(entry.roles, '')), 'utf8'));
