-- What was decided, who follows it up and until when. The text is sealed with the collective's key.
create table resolution (
    tenant_id       uuid not null,
    id              uuid not null,
    text            bytea not null check (length(text) <= 5000),
    adopted_on      date not null,
    stage           text not null check (stage in ('Open', 'Done', 'Withdrawn', 'NotAdopted')),
    owner_member_id uuid,
    owner_office_id uuid check (num_nonnulls(owner_member_id, owner_office_id) <= 1),
    due_on          date,
    done_on         date check ((done_on is not null) = (stage = 'Done')),
    proposal_id     uuid,
    meeting_id      uuid check (num_nonnulls(proposal_id, meeting_id) <= 1),
    line            int not null default 0 check ((line > 0) = (meeting_id is not null)),   -- on the meeting's sheet
    revision        int not null default 1 check (revision >= 1),
    primary key (tenant_id, id),
    foreign key (tenant_id, owner_member_id) references member (tenant_id, id),
    foreign key (tenant_id, owner_office_id) references office (tenant_id, id),
    foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
    foreign key (tenant_id, meeting_id) references meeting (tenant_id, id)
);
select isolate_by_tenant('resolution');
create index resolution_open on resolution (tenant_id, due_on, id) where stage = 'Open';
create index resolution_by_owner on resolution (tenant_id, owner_member_id) where owner_member_id is not null;
create index resolution_by_meeting on resolution (tenant_id, meeting_id) where meeting_id is not null;
create unique index resolution_of_proposal on resolution (tenant_id, proposal_id) where proposal_id is not null;
alter table bylaw add foreign key (tenant_id, resolution_id) references resolution (tenant_id, id);

-- How it went. Notes are added, never changed.
create table resolution_note (
    tenant_id     uuid not null,
    id            uuid not null,
    resolution_id uuid not null,
    kind          text not null check (kind in ('Progress', 'Done', 'Reopened', 'Withdrawn')),
    text          bytea check (length(text) <= 10000),
    at            timestamptz not null,
    by            text not null check (length(by) <= 100),     -- the account
    by_member_id  uuid,                                        -- whose account it is; null for staff
    primary key (tenant_id, id),
    foreign key (tenant_id, resolution_id) references resolution (tenant_id, id)
);
select isolate_by_tenant('resolution_note');
create index resolution_note_by_resolution on resolution_note (tenant_id, resolution_id, id desc);
do $$ begin
    execute format('revoke update, delete on resolution_note from %I', current_database() || '_service');
end $$;
