-- What was counted, with its margins; by age band and gender only where all of it is about persons.
counted_cell as (
    select c.period, c.rule, coalesce(c.age_band, 'Unspecified') as age_band, coalesce(c.gender, 'Unspecified') as gender,
           bool_or(c.entered) as entered, sum(c.value) as value, sum(c.denominator) as denominator
    from counted c
         join rule r on r.rule = c.rule
    where r.span = 'sum' or (c.period, c.rule) not in (select period, rule from taken)
    group by c.period, c.rule, grouping sets ((), (c.age_band), (c.gender), (c.age_band, c.gender))
    having grouping(c.age_band, c.gender) = 3 or @cells and bool_and(r.breakdown and c.age_band is not null)
),
cell as (
    select period, rule, age_band, gender,
           age_band = 'Unspecified' and gender = 'Unspecified' as is_whole,
           bool_or(entered) as entered, sum(value) as value, sum(denominator) as denominator
    from (select * from counted_cell union all select * from entered) as c
    group by period, rule, age_band, gender
),
taking as (
    select period, rule, bool_or(hides_cells) as hides_cells from taken group by period, rule
)
select a.period::int as "Period",
       a.rule as "Rule",
       coalesce(c.age_band, 'Unspecified') as "AgeBand",
       coalesce(c.gender, 'Unspecified') as "Gender",
       coalesce(c.value, 0)::bigint as "Value",
       case when a.has_denominator then coalesce(c.denominator, 0)::bigint end as "Denominator",
       t.period is not null or coalesce(c.entered, false) as "Entered"
from asked a
     left join cell c on c.period = a.period and c.rule = a.rule
     left join taking t on t.period = a.period and t.rule = a.rule
-- What nobody counted or entered is missing, not 0; a cell of 0 is left out.
where (a.is_counted or c.rule is not null)
      and (c.is_whole is not false or @cells and t.hides_cells is not true and c.value + coalesce(c.denominator, 0) > 0)
      -- What can only be counted anew is missing where a part of the period was entered, unless it was entered itself.
      and (a.span <> 'anew'
           or t.period is not null
           or not exists (
               select from entered_whole w
               where w.rule = a.rule and w.first_day between a.first and a.last and w.months < a.months
           ))
