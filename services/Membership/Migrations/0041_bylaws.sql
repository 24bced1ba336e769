-- The collective's bylaws in versions: a draft until a decision adopts it. The text is sealed with the collective's key.
create table bylaw (
    tenant_id     uuid not null,
    id            uuid not null,
    number        int check (number >= 1),        -- in the order of adoption; null for a draft
    text          bytea not null check (length(text) <= 500000),
    drafted_on    date not null,
    dropped_on    date,
    adopted_on    date,
    in_force_from date check (in_force_from >= adopted_on),
    proposal_id   uuid,                           -- the decision that adopted it: one of the two
    resolution_id uuid,
    revision      int not null default 1 check (revision >= 1),
    primary key (tenant_id, id),
    unique (tenant_id, number),
    check ((number is null) = (adopted_on is null) and (adopted_on is null) = (in_force_from is null)),
    check ((adopted_on is not null)::int = num_nonnulls(proposal_id, resolution_id) and num_nonnulls(dropped_on, adopted_on) <= 1)
);
select isolate_by_tenant('bylaw');
create unique index bylaw_one_draft on bylaw (tenant_id) where number is null and dropped_on is null;
