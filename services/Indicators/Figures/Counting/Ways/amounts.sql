-- Amounts: what the facts of the qualifier come to (visits, attendances, ballots), out of what all are a part of (the roll, the points).
select period, rule, age_band, gender, false as entered, sum(amount) filter (where qualifies) as value, sum(out_of) as denominator
from matching_fact
where counts = 'amounts'
group by period, rule, age_band, gender
