-- An election to an office, through its life.
create table election (
    tenant_id         uuid not null,
    id                uuid not null,
    office_id         uuid not null,
    name              text not null check (length(name) between 1 and 100),
    method            text not null check (method in ('Approval', 'Plurality', 'SingleTransferableVote')),
    seats             int not null check (seats between 1 and 100),
    reserved_seats    int not null default 0 check (reserved_seats between 0 and seats),
    reserved_for      text not null default '' check (reserved_for ~ '^([a-z0-9][a-z0-9-]{0,63})?$' and (reserved_for = '') = (reserved_seats = 0)),
    quorum_percent    int not null default 0 check (quorum_percent between 0 and 100),
    nominations_until date not null,
    roll_cut_off      date not null check (roll_cut_off <= voting_from),
    voting_from       date not null check (voting_from >= nominations_until),
    voting_until      date not null check (voting_until >= voting_from),
    takes_office_on   date not null check (takes_office_on >= voting_until),
    stage             text not null check (stage in ('Draft', 'Nominations', 'RollFrozen', 'Voting', 'Closed', 'QuorumMissed', 'Certified', 'Cancelled')),
    cancelled_because text not null default '' check (length(cancelled_because) <= 500 and (cancelled_because <> '') = (stage = 'Cancelled')),
    papers_explained  text not null default '' check (length(papers_explained) <= 500),
    roll_size         int not null default 0 check (roll_size >= 0),
    certified_on      date check ((certified_on is not null) = (stage = 'Certified')),
    revision          int not null default 1 check (revision >= 1),
    primary key (tenant_id, id),
    foreign key (tenant_id, office_id) references office (tenant_id, id)
);
select isolate_by_tenant('election');
create index election_by_day on election (tenant_id, voting_from desc, id desc);
create index election_by_office on election (tenant_id, office_id);
create index election_under_way on election (tenant_id, stage) where stage not in ('Certified', 'Cancelled', 'QuorumMissed');
alter table term add foreign key (tenant_id, election_id) references election (tenant_id, id);

-- A nomination. Whether she belongs to the sub-group that seats are reserved for is kept as it stood then.
create table candidate (
    tenant_id    uuid not null,
    id           uuid not null,
    election_id  uuid not null,
    member_id    uuid not null,
    proposer_id  uuid check (proposer_id <> member_id),    -- null: she put herself forward, with her own account
    symbol       text not null check (symbol ~ '^[a-z0-9-]{1,40}$'),
    of_sub_group boolean not null,
    nominated_on date not null,
    withdrawn_on date check (withdrawn_on >= nominated_on),
    position     smallint not null default 0 check (position between 0 and 99),   -- on the ballot, drawn when the roll is frozen
    primary key (tenant_id, id),
    foreign key (tenant_id, election_id) references election (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id),
    foreign key (tenant_id, proposer_id) references member (tenant_id, id)
);
select isolate_by_tenant('candidate');
create unique index candidate_once on candidate (tenant_id, election_id, member_id) where withdrawn_on is null;
create unique index candidate_symbol on candidate (tenant_id, election_id, symbol) where withdrawn_on is null;
create unique index candidate_position on candidate (tenant_id, election_id, position) where position > 0;
create index candidate_by_member on candidate (tenant_id, member_id);

-- Who could vote, and who did and how. Nothing here leads to a ballot; see docs/adr/0012-secret-ballot.md.
create table roll_entry (
    tenant_id   uuid not null,
    election_id uuid not null,
    member_id   uuid not null,
    line        int not null check (line >= 1),
    voted       text check (voted in ('Digital', 'Paper')),
    primary key (tenant_id, election_id, member_id),
    foreign key (tenant_id, election_id) references election (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('roll_entry');
create index roll_entry_by_line on roll_entry (tenant_id, election_id, line);
create index roll_entry_by_member on roll_entry (tenant_id, member_id);

-- The key of an election's sealed ballots, wrapped by the collective's own key. It is there while voting goes on.
create table ballot_key (
    tenant_id   uuid not null,
    election_id uuid not null,
    wrapped     bytea not null,
    primary key (tenant_id, election_id),
    foreign key (tenant_id, election_id) references election (tenant_id, id)
);
select isolate_by_tenant('ballot_key');

-- A digital ballot while voting goes on, under the election's own key, all of one length. Closing opens them all at once, in an order drawn at
-- random, and destroys them and the key. The tag lets the same ballot that was sent twice be known again.
create table sealed_ballot (
    tenant_id   uuid not null,
    id          uuid not null,
    election_id uuid not null,
    tag         text not null check (tag ~ '^[0-9a-f]{32}$'),
    sealed      bytea not null check (length(sealed) <= 1000),
    primary key (tenant_id, id),
    unique (tenant_id, election_id, tag),
    foreign key (tenant_id, election_id) references election (tenant_id, id)
);
select isolate_by_tenant('sealed_ballot');

-- What was voted: positions on the ballot, ranked where the method ranks; none on a spoiled one. No voter, no number, no time.
create table ballot (
    tenant_id   uuid not null,
    id          uuid not null check (substr(id::text, 15, 1) = '4'),
    election_id uuid not null,
    marks       smallint[] not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, election_id) references election (tenant_id, id)
);
select isolate_by_tenant('ballot');
create index ballot_by_election on ballot (tenant_id, election_id);

-- The receipts that were inside the ballots that were opened. Nothing leads from one to a ballot or a voter.
create table ballot_receipt (
    tenant_id   uuid not null,
    election_id uuid not null,
    code        text not null check (code ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
    primary key (tenant_id, election_id, code),
    foreign key (tenant_id, election_id) references election (tenant_id, id)
);
select isolate_by_tenant('ballot_receipt');

-- The paper ballots of a box. When the election is certified its piles become ballots among all others.
create table paper_batch (
    tenant_id   uuid not null,
    id          uuid not null,
    election_id uuid not null,
    box         text not null check (length(box) between 1 and 60),
    papers      int not null check (papers >= 1),
    spoiled     int not null check (spoiled between 0 and papers),
    primary key (tenant_id, id),
    unique (tenant_id, election_id, box),
    foreign key (tenant_id, election_id) references election (tenant_id, id)
);
select isolate_by_tenant('paper_batch');

create table paper_pile (
    tenant_id uuid not null,
    id        uuid not null,
    batch_id  uuid not null,
    marks     smallint[] not null check (cardinality(marks) >= 1),
    papers    int not null check (papers >= 1),
    primary key (tenant_id, id),
    unique (tenant_id, batch_id, marks),
    foreign key (tenant_id, batch_id) references paper_batch (tenant_id, id) on delete cascade
);
select isolate_by_tenant('paper_pile');

-- A lot that the committee drew for a tie, in the order drawn.
create table lot (
    tenant_id   uuid not null,
    id          uuid not null,
    election_id uuid not null,
    drawn       smallint[] not null check (cardinality(drawn) >= 2),
    witnesses   uuid[] not null check (cardinality(witnesses) between 2 and 10),
    drawn_on    date not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, election_id) references election (tenant_id, id)
);
select isolate_by_tenant('lot');
create index lot_by_election on lot (tenant_id, election_id);

-- The committee's signatures under a count, by two of its members at least.
create table certification (
    tenant_id   uuid not null,
    election_id uuid not null,
    member_id   uuid not null,
    signed_on   date not null,
    primary key (tenant_id, election_id, member_id),
    foreign key (tenant_id, election_id) references election (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('certification');

-- What is certified stays as it is.
create function election_is_settled() returns trigger language plpgsql as $$
declare of uuid := case tg_op when 'INSERT' then new.election_id else old.election_id end;
begin
    if exists (select from election e where e.id = of and e.stage = 'Certified') then
        raise exception 'This election is certified.' using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
do $$
declare name text;
begin
    foreach name in array array['candidate', 'roll_entry', 'ballot_key', 'sealed_ballot', 'ballot', 'ballot_receipt', 'paper_batch', 'lot', 'certification'] loop
        execute format('create trigger settled before insert or update or delete on %I for each row when (current_user = %L) execute function election_is_settled()', name, current_database() || '_service');
    end loop;
end $$;

create function election_stays_settled() returns trigger language plpgsql as $$
begin
    raise exception 'This election is settled.' using errcode = 'restrict_violation';
end $$;
do $$ begin
    execute format('create trigger settled before update or delete on election for each row when (old.stage in (''Certified'', ''Cancelled'') and current_user = %L) execute function election_stays_settled()', current_database() || '_service');
end $$;
