-- An erased member's row stays for what points at it (the ledger of consents, meetings, books) and says nothing: her id stands in for her number.
alter table member
    add column erased_on date,
    drop constraint member_number_check,
    drop constraint member_known_as_check,
    drop constraint member_age_band_check,
    add constraint member_number_form check (number ~ '^[A-Z]{3}-[0-9]{4}-[0-9]$' or (erased_on is not null and number = id::text)),
    add constraint member_known_as_form check (case when erased_on is null then length(known_as) between 1 and 100 else known_as = '' end),
    add constraint member_age_band_known check (age_band in ('Under25', '_25To34', '_35Plus') or (erased_on is not null and age_band = 'Unspecified'));

-- No query finds it, however it is written. Only the functions below say this word, while they run.
create policy erased on member as restrictive for select using (erased_on is null or current_setting('app.erasing', true) = 'on');

-- What an erased member's record said, sealed with her key: for taking the erasure back in time, and for the law's retention. The row goes with her key.
create table erasure (
    tenant_id     uuid not null,
    member_id     uuid not null,
    erased_on     date not null,
    undo_until    date not null check (undo_until >= erased_on),
    number_digest text not null check (number_digest ~ '^[0-9a-f]{32}$'),   -- of her number, which she says to take it back
    record        bytea not null check (length(record) <= 1000000),
    primary key (tenant_id, member_id),
    unique (tenant_id, number_digest),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('erasure');

-- What is hers alone: the tables that go with a member's row (on delete cascade), unless nobody may delete their lines. What points at her
-- otherwise is the collective's own. Tables and columns of later migrations belong to it as they come.
create function of_member_alone() returns table (name regclass, key name) language sql stable as $$
    select k.conrelid::regclass, a.attname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
    where k.confrelid = 'member'::regclass and k.contype = 'f' and k.confdeltype = 'c' and has_table_privilege(k.conrelid, 'delete')
$$;

-- Takes away all that her row and what is hers alone say, but for the days of her membership, and answers with it.
create function erase_member(who uuid, day date) returns jsonb language plpgsql as $$
declare said jsonb; part jsonb; blank text; own record;
begin
    select jsonb_build_object('member', to_jsonb(m)) into said from member m where m.id = who;
    for own in select * from of_member_alone() loop
        execute format('select coalesce(jsonb_agg(to_jsonb(t)), ''[]'') from %s t where t.%I = $1', own.name, own.key) into part using who;
        said := said || jsonb_build_object(own.name::text, part);
        execute format('delete from %s where %I = $1', own.name, own.key) using who;
    end loop;

    select string_agg(format(', %I = default', attname), '') into blank from pg_attribute
    where attrelid = 'member'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname <> all ('{tenant_id,id,number,known_as,age_band,gender,joined_on,left_on,erased_on,revision}');
    perform set_config('app.erasing', 'on', true);
    execute format('update member set erased_on = $2, number = id::text, known_as = '''', age_band = ''Unspecified'', gender = ''NotSaid'', revision = revision + 1 %s where id = $1', blank) using who, day;
    perform set_config('app.erasing', 'off', true);
    return said;
end $$;

-- Puts it back as it was.
create function restore_member(who uuid, said jsonb) returns void language plpgsql as $$
declare columns text; own record;
begin
    select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
    where attrelid = 'member'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all ('{tenant_id,id,revision}');
    perform set_config('app.erasing', 'on', true);
    execute format('update member set (revision, %1$s) = (select member.revision + 1, %1$s from jsonb_populate_record(null::member, $2)) where id = $1', columns) using who, said -> 'member';
    perform set_config('app.erasing', 'off', true);

    for own in select * from of_member_alone() where said ? name::text loop
        execute format('insert into %1$s select * from jsonb_populate_recordset(null::%1$s, $1)', own.name) using said -> own.name::text;
    end loop;
end $$;
