create table media_story (
    tenant_id    uuid not null,
    id           uuid not null,
    outlet       text not null check (length(outlet) between 1 and 100),
    headline     text not null check (length(headline) between 1 and 200),
    published_on date not null,
    identifying  boolean not null,
    authorised   boolean not null,
    primary key (tenant_id, id),
    check (authorised or not identifying)
);
select isolate_by_tenant('media_story');
create index media_story_by_day on media_story (tenant_id, published_on, id);
