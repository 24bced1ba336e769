-- What members propose and how it was decided. Title and text are sealed with the collective's key.
create table proposal (
    tenant_id      uuid not null,
    id             uuid not null,
    title          bytea not null check (length(title) <= 1000),
    text           bytea check (length(text) <= 50000),
    kind           text not null check (kind in ('Ordinary', 'Bylaws', 'Office', 'Money')),
    rule           text not null check (rule in ('SimpleMajority', 'TwoThirds')),
    quorum_percent int not null check (quorum_percent between 0 and 100),
    bylaw_id       uuid check ((bylaw_id is not null) = (kind = 'Bylaws')),
    proposed_by    uuid not null,
    proposed_on    date not null,
    stage          text not null check (stage in ('Proposed', 'Open', 'Carried', 'Lost', 'Lapsed', 'Withdrawn')),
    opens_on       date,                           -- of a vote over days, both included
    closes_on      date check (closes_on >= opens_on),
    decided_on     date,
    counted_on     date,                           -- when the count was entered or made
    meeting_id     uuid,                           -- of a group, in which it was decided
    in_favour      int check (in_favour >= 0),
    against        int check (against >= 0),
    abstained      int check (abstained >= 0),
    present        int check (in_favour + against + abstained <= present),
    roll           int check (present <= roll),
    revision       int not null default 1 check (revision >= 1),
    primary key (tenant_id, id),
    foreign key (tenant_id, bylaw_id) references bylaw (tenant_id, id),
    foreign key (tenant_id, proposed_by) references member (tenant_id, id),
    foreign key (tenant_id, meeting_id) references meeting (tenant_id, id),
    check (num_nonnulls(in_favour, against, abstained, present, roll, decided_on, counted_on) = case when stage in ('Carried', 'Lost', 'Lapsed') then 7 else 0 end),
    check ((stage <> 'Open' or opens_on is not null) and num_nonnulls(opens_on, closes_on) <> 1)
);
select isolate_by_tenant('proposal');
create index proposal_by_day on proposal (tenant_id, id desc);
create index proposal_by_meeting on proposal (tenant_id, meeting_id) where meeting_id is not null;
alter table bylaw add foreign key (tenant_id, proposal_id) references proposal (tenant_id, id);

-- Who took part in a vote over days. What she chose is here only until the vote closes, so that she can change it; there is no time.
create table proposal_vote (
    tenant_id   uuid not null,
    proposal_id uuid not null,
    member_id   uuid not null,
    choice      text check (choice in ('For', 'Against', 'Abstain')),
    primary key (tenant_id, proposal_id, member_id),
    foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('proposal_vote');
create index proposal_vote_by_member on proposal_vote (tenant_id, member_id);
