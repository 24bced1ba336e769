-- Questions that are asked before and after, in the collective's languages. A set that is asked differently is its next version; what was
-- asked in a round stays as it was.
create table question_set (
    tenant_id uuid not null,
    id        uuid not null,
    set_id    uuid not null,                       -- the same in all its versions
    version   int not null check (version >= 1),
    name      text not null check (length(name) between 1 and 100),
    questions jsonb not null,
    primary key (tenant_id, id),
    unique (tenant_id, set_id, version)
);
select isolate_by_tenant('question_set');

create table survey_round (
    tenant_id       uuid not null,
    id              uuid not null,
    question_set_id uuid not null,
    day             date not null,                 -- on which it counts
    closed_on       date,                          -- it counts once it is closed
    primary key (tenant_id, id),
    foreign key (tenant_id, question_set_id) references question_set (tenant_id, id)
);
select isolate_by_tenant('survey_round');

-- What one person answered before or after. Nothing here says who it was or when: the token is a digest of the sign that she wrote on both her
-- sheets, and when the round is closed a random one takes its place, the same on both.
create table survey_answer (
    tenant_id uuid not null,
    round_id  uuid not null,
    token     text not null check (token ~ '^[0-9a-f]{32}$'),
    after     boolean not null,
    answers   int[] not null,                      -- one a question, in their order, from 1
    points    int not null,                        -- as the questions weigh them: more is better
    primary key (tenant_id, round_id, token, after),
    foreign key (tenant_id, round_id) references survey_round (tenant_id, id)
);
select isolate_by_tenant('survey_answer');

-- Totals that were brought in from a survey held elsewhere.
create table survey_total (
    tenant_id   uuid not null,
    id          uuid not null,
    indicator   text not null check (indicator ~ '^[A-Z][0-9]{1,2}$'),
    part        text not null check (length(part) <= 64),
    day         date not null,
    instrument  text not null check (length(instrument) between 1 and 100),   -- the collective's own words; they never leave the house
    numerator   bigint not null check (numerator >= 0),
    denominator bigint not null check (denominator >= numerator),
    withdrawn   boolean not null default false,
    revision    int not null default 1,
    primary key (tenant_id, id)
);
select isolate_by_tenant('survey_total');
create index survey_total_by_day on survey_total (tenant_id, day);

-- What surveys say, a row for each that counts. Attitude change is T6: answers that improved, of those given both before and after.
create view survey_result with (security_invoker = true) as
select r.tenant_id, 'T6' as indicator, '' as part, r.day, count(*) filter (where a.points > b.points) as value, count(*) as denominator, false as entered
from survey_round r
     join survey_answer b on b.tenant_id = r.tenant_id and b.round_id = r.id and not b.after
     join survey_answer a on a.tenant_id = r.tenant_id and a.round_id = r.id and a.after and a.token = b.token
where r.closed_on is not null
group by r.tenant_id, r.id, r.day
union all
select tenant_id, indicator, part, day, numerator, denominator, true from survey_total where not withdrawn;

do $$ begin execute format('grant select on survey_result to %I', current_database() || '_service'); end $$;
