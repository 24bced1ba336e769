-- Members: those one of whose times as a member holds the last day of the period. The day she leaves on is still hers.
select a.period, a.rule, p.age_band, p.gender, false as entered,
       count(distinct p.member_id) as value, null::bigint as denominator
from asked a
     join known_stint s on s.joined_on <= a.last and (s.left_on is null or s.left_on >= a.last)
     join person p on p.member_id = s.member_id
where a.counts = 'members'
group by a.period, a.rule, p.age_band, p.gender
