-- A member's account is found by her when she is erased.
create index account_by_member on account (tenant_id, member_id) where member_id is not null;
create index invitation_by_member on invitation (tenant_id, member_id) where member_id is not null;
