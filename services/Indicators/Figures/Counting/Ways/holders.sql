-- Holders: those of the qualifier, of all who hold a seat on the last day. A vacant seat is nobody's.
select period, rule, null::text as age_band, null::text as gender, false as entered,
       sum(qualifying) as value, sum(held) as denominator
from office_seats
where counts = 'holders'
group by period, rule
