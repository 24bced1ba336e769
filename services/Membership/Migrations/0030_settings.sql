-- What the collective decides for itself; lists of {code, name}, in the order they are shown in.
create table collective_settings (
    tenant_id   uuid not null primary key,
    blocks      jsonb not null default '[]' check (jsonb_typeof(blocks) = 'array'),
    sub_groups  jsonb not null default '[]' check (jsonb_typeof(sub_groups) = 'array'),
    roles       jsonb not null default '[]' check (jsonb_typeof(roles) = 'array'),
    group_kinds jsonb not null default '[]' check (jsonb_typeof(group_kinds) = 'array'),
    modules     text[] not null default '{}',
    revision    int not null default 1 check (revision >= 1)
);
select isolate_by_tenant('collective_settings');
