-- Persons: the different members the facts are about. Who came twice in the period is counted once.
select period, rule, age_band, gender, false as entered,
       count(distinct member_id) filter (where qualifies) as value, null::bigint as denominator
from matching_fact
where counts = 'persons'
group by period, rule, age_band, gender
