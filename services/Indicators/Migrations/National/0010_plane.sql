-- Every word that a column can hold is one of a list, a code or the name of a collective: none is free text.
alter table release add check (reason in ('Unspecified', 'LateRecords', 'Correction', 'Consent', 'Import'));

-- From where releases are pulled, and how that goes.
alter table pull
    add attempted_at    timestamptz,
    add next_attempt_at timestamptz,
    add running_since   timestamptz,
    add error           text not null default '' check (error in ('', 'away', 'slow', 'not-allowed', 'refused', 'broken')),
    add failures        int not null default 0 check (failures >= 0),
    add releases_read   bigint not null default 0 check (releases_read >= 0),
    add check (source ~ '^https?://[A-Za-z0-9.:\[\]-]{1,190}/?$'),
    add check (cursor ~ '^[A-Za-z0-9_=-]*$');

-- A collective is spoken for by the source that first brought it, and by no other. Its state and type are the directory's; once known they stay,
-- since what was added up by them was published. It is added up with others from then on.
alter table collective
    add type         text not null default 'Unspecified' check (type in ('Unspecified', 'SexWorkerLed', 'SurvivorLed')),
    add source       text references pull,
    add counted_from bigint check ((counted_from is null) = (state_code = '' or type = 'Unspecified'));

create sequence arrival;
alter table release
    add arrival    bigint not null default nextval('arrival') unique,   -- the order in which releases came, over all sources
    add arrived_at timestamptz not null default now();
create index on release (month, collective);

-- Figures that a revision replaced are kept: what was published of them must be known when something new is.
alter table figure
    add age_band text not null default 'Unspecified' check (age_band in ('Unspecified', 'Under25', '_25To34', '_35Plus')),
    add gender   text not null default 'Unspecified' check (gender in ('Unspecified', 'Woman', 'Man', 'Transgender', 'Other', 'NotSaid')),
    add since    bigint,                           -- the arrival of its release
    add until    bigint check (until > since),     -- of the one that replaced it; null for none
    add check (type in ('Stock', 'Flow', 'Unique', 'Ratio', 'Survey')),
    add check (period_type in ('Month', 'Quarter', 'FinancialYear', 'Year')),
    drop constraint figure_pkey;
update figure f set since = r.arrival from release r where r.id = f.release_id;
alter table figure
    alter since set not null,
    alter age_band drop default,
    alter gender drop default,
    add primary key (period_type, period_first, collective, indicator, part, age_band, gender, since);
create index on figure (collective, indicator, part, period_type, period_first) where until is null and age_band = 'Unspecified' and gender = 'Unspecified';

-- What has come for a period, and up to where that was looked at for publication.
create table national_period (
    period_type  text not null check (period_type in ('Month', 'Quarter', 'FinancialYear', 'Year')),
    period_first date not null check (extract(day from period_first) = 1),
    latest       bigint not null,
    arrived_at   timestamptz not null,
    judged       bigint not null default 0,
    primary key (period_type, period_first)
);
insert into national_period (period_type, period_first, latest, arrived_at)
select period_type, period_first, max(since), now() from figure group by 1, 2;

-- The published national tables: every version that somebody may have seen, since what comes later is judged against all of them.
create table national_cell (
    audience     text not null check (audience in ('Network', 'Public')),
    period_type  text not null check (period_type in ('Month', 'Quarter', 'FinancialYear', 'Year')),
    period_first date not null check (extract(day from period_first) = 1),
    indicator    text not null check (indicator ~ '^[A-Z][0-9]{1,2}$'),
    part         text not null check (part ~ '^[a-z0-9-]{0,20}$'),
    state_code   text not null check (state_code ~ '^(IN-[A-Z]{2})?$'),                  -- empty for the nation
    breakdown    text not null check (breakdown in ('Unspecified', 'CollectiveType', 'AgeBand', 'Gender')),
    category     text not null check (category in ('', 'Rest', 'SexWorkerLed', 'SurvivorLed', 'Under25', '_25To34', '_35Plus', 'Woman', 'Man', 'Transgender', 'Other', 'NotSaid')),
    basis        bigint not null,                  -- the arrival up to which releases are in it
    replaced     bigint check (replaced > basis),  -- the basis of the version that took its place; null for none
    type         text not null check (type in ('Stock', 'Flow', 'Unique', 'Ratio', 'Survey')),
    value        bigint not null check (value >= 0),
    denominator  bigint check (denominator >= 0),
    suppressed   boolean not null,
    entered      boolean not null,
    contributors int not null check (contributors >= 0),
    published_at timestamptz not null,
    primary key (period_type, period_first, audience, indicator, part, state_code, breakdown, category, basis),
    check (not suppressed or value = 0 and coalesce(denominator, 0) = 0 and contributors = 0)
);
create index on national_cell (indicator, part, audience, state_code, breakdown, category, period_type, period_first) where replaced is null;

do $$ begin
    execute format('grant select, insert, update on national_period, national_cell to %I', current_database() || '_service');
    execute format('grant usage, select on sequence arrival to %I', current_database() || '_service');
end $$;
