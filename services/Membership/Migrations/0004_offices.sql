-- Offices of the collective: seats of its governing body, signatories of its bank accounts, paid posts, seats of its committees.
create table office (
    tenant_id      uuid not null,
    id             uuid not null,
    name           text collate "und-x-icu" not null check (length(name) between 1 and 100),
    kind           text not null check (kind in ('Governing', 'Signatory', 'PaidPost', 'Committee')),
    seats          int not null check (seats between 1 and 100),
    has_vote       boolean not null,               -- its holders vote in the body's decisions
    term_months    int check (term_months between 1 and 120),      -- null: without a term
    term_limit     int check (term_limit between 1 and 20),        -- terms in a row; null: without a limit
    reserved_seats int not null default 0 check (reserved_seats between 0 and seats),
    reserved_for   text not null default '' check (reserved_for ~ '^([a-z0-9][a-z0-9-]{0,63})?$' and (reserved_for = '') = (reserved_seats = 0)),   -- a sub-group
    set_up_on      date not null,
    ended_on       date check (ended_on >= set_up_on),
    revision       int not null default 1 check (revision >= 1),
    primary key (tenant_id, id)
);
select isolate_by_tenant('office');
create unique index office_name on office (tenant_id, name) where ended_on is null;

-- Who holds or held a seat, both days included: a member, or a person of the staff by what she is and not by name.
create table term (
    tenant_id   uuid not null,
    id          uuid not null,
    office_id   uuid not null,
    member_id   uuid,
    held_by     text not null default '' check (length(held_by) <= 100 and (member_id is null) = (held_by <> '')),
    election_id uuid,                              -- the certified election that filled it; null: appointed
    reserved    boolean not null default false,    -- it is a reserved seat
    in_a_row    int not null check (in_a_row >= 1),    -- her first, second … term in this office without a break
    started_on  date not null,
    ends_on     date check (ends_on >= started_on),    -- the last day of the term; null: without a term
    ended_on    date check (ended_on >= started_on),   -- her last day, once it is over
    primary key (tenant_id, id),
    foreign key (tenant_id, office_id) references office (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('term');
create index term_by_office on term (tenant_id, office_id, started_on desc);
create index term_by_member on term (tenant_id, member_id) where member_id is not null;
