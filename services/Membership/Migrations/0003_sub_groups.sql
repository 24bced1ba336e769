-- The sub-groups a member counts herself to, by the collective's own codes; each is hers to say and hers to take back.
create table member_sub_group (
    tenant_id uuid not null,
    sub_group text not null check (sub_group ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    member_id uuid not null,
    primary key (tenant_id, sub_group, member_id),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
);
select isolate_by_tenant('member_sub_group');
create index member_sub_group_by_member on member_sub_group (tenant_id, member_id);

-- A digest that only this collective can compute, to find a member by her phone without keeping the phone readable.
alter table member add column phone_digest text check (phone_digest ~ '^[0-9a-f]{32}$');
create index member_by_phone on member (tenant_id, phone_digest) where phone_digest is not null;
