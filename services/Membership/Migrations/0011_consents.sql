-- Those with whom something about a member may be shared, once she agrees to it for this one.
create table partner (
    tenant_id uuid not null,
    id        uuid not null,
    name      text collate "und-x-icu" not null check (length(name) between 1 and 100),
    primary key (tenant_id, id)
);
select isolate_by_tenant('partner');
create unique index partner_name on partner (tenant_id, lower(name));

-- Each line also says by which channel she answered and, for sharing, about whom she was asked, as it was read to her.
alter table consent
    add column channel text not null default 'ReadAloud' check (channel in ('ReadAloud', 'Paper', 'OwnAccount', 'Phone')),
    add column partner_id uuid,
    add column partner text not null default '' check (length(partner) <= 100 and (partner = '') = (partner_id is null)),
    add foreign key (tenant_id, partner_id) references partner (tenant_id, id),
    drop constraint consent_purpose_check,
    add constraint consent_purpose check (purpose in ('MembershipRecord', 'Statistics', 'HealthReferral', 'LegalAid', 'Sharing', 'Media')),
    add constraint consent_with_whom check ((purpose = 'Sharing') = (partner_id is not null));
-- Who still holds an older notice.
create index consent_by_notice on consent (tenant_id, purpose, notice_version, member_id) where given;
