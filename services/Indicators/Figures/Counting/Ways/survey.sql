-- Surveys: answers that improved, of those given both before and after, in rounds that were closed; and totals that were brought in.
-- Those of months that were entered are left out.
select a.period, a.rule, null::text as age_band, null::text as gender, bool_or(s.entered) as entered,
       sum(s.value) as value, sum(s.denominator) as denominator
from asked a
     join survey_result s on s.indicator = a.indicator and s.part = a.part and s.day between a.first and a.last
where a.counts = 'survey'
      and (a.span <> 'sum' or (a.rule, date_trunc('month', s.day)::date) not in (select rule, first_day from entered_month))
group by a.period, a.rule
