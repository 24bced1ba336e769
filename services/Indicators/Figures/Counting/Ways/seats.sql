-- Seats: those held on the last day by whom the qualifier means, of all seats that there are on it. A vacant one is still a seat.
select period, rule, null::text as age_band, null::text as gender, false as entered,
       sum(qualifying) as value, sum(seats) as denominator
from office_seats
where counts = 'seats'
group by period, rule
