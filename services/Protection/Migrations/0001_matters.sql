-- Legal matters. Whoever is not in matter_account does not see the matter; summary and notes are sealed with the member's key.
create table matter (
    tenant_id uuid not null,
    id        uuid not null,
    member_id uuid not null,
    kind      text not null check (kind <> 'Unspecified'),
    opened_on date not null,
    closed_on date check (closed_on >= opened_on),
    summary   bytea,
    revision  int not null,
    primary key (tenant_id, id)
);
select isolate_by_tenant('matter');
create index matter_by_day on matter (tenant_id, opened_on, id);

create table matter_account (
    tenant_id  uuid not null,
    matter_id  uuid not null,
    account_id uuid not null,
    primary key (tenant_id, matter_id, account_id),
    foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
select isolate_by_tenant('matter_account');
create index matter_account_by_account on matter_account (tenant_id, account_id, matter_id);

create table help (
    tenant_id uuid not null,
    id        uuid not null,
    matter_id uuid not null,
    kind      text not null check (kind <> 'Unspecified'),
    given_on  date not null,
    note      bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
select isolate_by_tenant('help');
create index help_by_matter on help (tenant_id, matter_id, given_on, id);
