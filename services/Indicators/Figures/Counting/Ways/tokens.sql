-- Tokens: the different marks that outsiders chose. Who came twice in the period is counted once.
select period, rule, age_band, gender, false as entered,
       count(distinct token) filter (where qualifies) as value, null::bigint as denominator
from matching_fact
where counts = 'tokens'
group by period, rule, age_band, gender
