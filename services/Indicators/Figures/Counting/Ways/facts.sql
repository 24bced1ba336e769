-- Facts: how many there are of the qualifier, of all that there are whatever their qualifier.
select period, rule, age_band, gender, false as entered, count(*) filter (where qualifies) as value, count(*) as denominator
from matching_fact
where counts = 'facts'
group by period, rule, age_band, gender
