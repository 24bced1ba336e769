-- What events told, one row a thing that is counted. A row is found again by what happened and whom it is about, so telling it twice
-- changes nothing; of a thing that can be corrected the highest revision holds, in whatever order they come. Whether a member is counted is decided when figures are made, by her consent as it stands then.
create table fact (
    tenant_id uuid not null,
    kind      text not null,
    source_id uuid not null,                       -- what happened: the session, the application, the group …
    day       date not null,
    member_id uuid,                                -- whom it is about, when it is about a member
    group_id  uuid,
    token     text,                                -- a digest that tells an outsider who came again from a new one
    category  text not null default '',            -- audience, topic, kind of group, row of the dictionary
    qualifier text not null default '',            -- mode, outcome, authorised, minuted, on time
    amount    int not null default 1,
    out_of    int not null default 0,              -- of a ratio's fact, what the amount is a part of: the roll, the most points
    revision  int not null default 1,
    withdrawn boolean not null default false,      -- kept so that an earlier word of it that comes late does not count
    unique nulls not distinct (tenant_id, kind, source_id, member_id, token)
);
select isolate_by_tenant('fact');
create index fact_by_day on fact (tenant_id, kind, day);
create index fact_by_group on fact (tenant_id, group_id, day) where group_id is not null;
