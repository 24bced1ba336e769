-- The national database holds what collectives released and the list of collectives. Nothing here belongs to a tenant, so there is no
-- row-level security; nothing here can hold a person: a test compares every column with a reviewed list.
do $$ begin
    execute format('revoke all on schema public from public');
    execute format('grant usage on schema public to %I', current_database() || '_service');
end $$;

create table collective (
    code        text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    name        text not null check (length(name) between 1 and 100),
    state_code  text not null default '' check (state_code ~ '^(IN-[A-Z]{2})?$'),
    head_digest text not null default '' check (head_digest ~ '^([0-9a-f]{64})?$')   -- of its latest release
);

create table release (
    id                 uuid primary key,
    collective         text not null references collective,
    month              date not null check (extract(day from month) = 1),
    dictionary_version text not null check (dictionary_version ~ '^[0-9]{4}-[0-9]{1,3}$'),
    released_at        timestamptz not null,
    previous_digest    text not null check (previous_digest ~ '^([0-9a-f]{64})?$'),
    digest             text not null check (digest ~ '^[0-9a-f]{64}$'),
    unique (collective, month)
);

create table figure (
    period_type  text not null,
    period_first date not null,
    collective   text not null references collective,
    indicator    text not null check (indicator ~ '^[A-Z][0-9]{1,2}$'),
    part         text not null check (part ~ '^[a-z-]{0,20}$'),
    release_id   uuid not null references release,
    type         text not null,
    value        bigint not null check (value >= 0),
    denominator  bigint check (denominator >= 0),
    suppressed   boolean not null,
    entered      boolean not null,
    primary key (period_type, period_first, collective, indicator, part),
    check (not suppressed or value = 0 and coalesce(denominator, 0) = 0)
);

-- How far each source was read.
create table pull (
    source    text primary key check (length(source) <= 200),
    cursor    text not null default '' check (length(cursor) <= 100),
    pulled_at timestamptz                          -- when it was last read to its end
);

do $$ begin
    execute format('grant select, insert, update on collective, release, figure, pull to %I', current_database() || '_service');
end $$;
