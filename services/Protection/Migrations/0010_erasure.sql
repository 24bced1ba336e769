-- What is sealed for a member is found by her when her retention ends.
create index matter_by_member on matter (tenant_id, member_id);
create index counselling_session_by_member on counselling_session (tenant_id, member_id);
