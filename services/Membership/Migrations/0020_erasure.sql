-- An erased member's row stays for what points at it (the ledger of consents, meetings, books) and says nothing: her id stands in for her number.
alter table member
    add column erased_on date,
    drop constraint member_number_check,
    drop constraint member_known_as_check,
    drop constraint member_age_band_check,
    add constraint member_number_form check (number ~ '^[A-Z]{3}-[0-9]{4}-[0-9]$' or (erased_on is not null and number = id::text)),
    add constraint member_known_as_form check (case when erased_on is null then length(known_as) between 1 and 100 else known_as = '' end),
    add constraint member_age_band_known check (age_band in ('Under25', '_25To34', '_35Plus') or (erased_on is not null and age_band = 'Unspecified'));

-- What an erased member's record said, sealed with her key: for taking the erasure back in time, and for the law's retention. The row goes with her key.
create table erasure (
    tenant_id     uuid not null,
    member_id     uuid not null,
    erased_on     date not null,
    undo_until    date not null check (undo_until >= erased_on),
    number_digest text not null check (number_digest ~ '^[0-9a-f]{32}$'),   -- of her number, which she says to take it back
    record        bytea not null check (length(record) <= 100000),
    primary key (tenant_id, member_id),
    unique (tenant_id, number_digest),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('erasure');

-- All that a member's own row says, and the words of her name and her sub-groups. Whatever columns later migrations add are in it.
create function member_record(who uuid) returns jsonb language sql stable
    return (select to_jsonb(m) || jsonb_build_object(
            'words', coalesce((select jsonb_agg(w.word) from name_word w where w.member_id = who), '[]'),
            'sub_groups', coalesce((select jsonb_agg(s.sub_group) from member_sub_group s where s.member_id = who), '[]'))
        from member m where m.id = who);

-- Takes all of that away but the days of her membership: every other column becomes null or what it is by default.
create function blank_member(who uuid, day date) returns void language plpgsql as $$
declare blank text;
begin
    select string_agg(format(', %I = default', attname), '') into blank from pg_attribute
    where attrelid = 'member'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname <> all ('{tenant_id,id,number,known_as,age_band,gender,joined_on,left_on,erased_on,revision}');
    execute format('update member set erased_on = $2, number = id::text, known_as = '''', age_band = ''Unspecified'', gender = ''NotSaid'', revision = revision + 1 %s where id = $1', blank) using who, day;
    delete from name_word where member_id = who;
    delete from member_sub_group where member_id = who;
end $$;

-- Puts it back as it was.
create function restore_member(who uuid, said jsonb) returns void language plpgsql as $$
declare columns text;
begin
    select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
    where attrelid = 'member'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all ('{tenant_id,id,revision}');
    execute format('update member set (revision, %1$s) = (select member.revision + 1, %1$s from jsonb_populate_record(null::member, $2)) where id = $1', columns) using who, said;
    insert into name_word (tenant_id, member_id, word) select current_tenant(), who, w from jsonb_array_elements_text(said -> 'words') w;
    insert into member_sub_group (tenant_id, member_id, sub_group) select current_tenant(), who, s from jsonb_array_elements_text(said -> 'sub_groups') s;
end $$;
