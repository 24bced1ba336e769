-- A member has one account at a time.
create unique index account_of_member on account (tenant_id, member_id) where member_id is not null and disabled_at is null;
