-- Releases are signed, and a month can be released again as its next revision. What was kept before is unsigned.
alter table release
    add revision  int not null default 1 check (revision between 1 and 999),
    add reason    text not null default 'Unspecified',
    add key_id    text not null default '' check (key_id ~ '^([0-9a-f]{16})?$'),
    add signature bytea not null default '' check (length(signature) <= 80),
    drop constraint release_collective_month_key,
    add unique (collective, month, revision);
alter table release
    alter revision drop default,
    alter reason drop default,
    alter key_id drop default,
    alter signature drop default;

-- The collectives' public keys, pinned when they were first seen; a later one has been vouched for by the one before it.
create table signing_key (
    collective text not null references collective,
    key_id     text not null check (key_id ~ '^[0-9a-f]{16}$'),
    number     int not null check (number >= 1),
    public_key bytea not null check (length(public_key) between 1 and 200),
    pinned_at  timestamptz not null,
    primary key (collective, key_id),
    unique (collective, number)
);

-- What was not kept, and why, as codes.
create table refused_release (
    collective text not null check (collective ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),   -- as it called itself; perhaps none that is known
    month      date check (extract(day from month) = 1),
    revision   int not null,
    flaw       text not null check (flaw ~ '^[a-z-]{1,40}$'),
    first_at   timestamptz not null,
    at         timestamptz not null,
    unique nulls not distinct (collective, month, revision, flaw)
);

do $$ begin
    execute format('grant delete on figure to %I', current_database() || '_service');                   -- a revision takes its place
    execute format('grant select, insert on signing_key to %I', current_database() || '_service');   -- what is pinned is not changed
    execute format('grant select, insert, update on refused_release to %I', current_database() || '_service');
end $$;
