-- A cohort: of the applications filed in the period, those that were decided with the qualifier's outcome by its last day.
-- A decision after the period changes nothing, so what was released stays true.
select a.period, a.rule, p.age_band, p.gender, false as entered, count(d.day) as value, count(*) as denominator
from asked a
     cross join lateral unnest(a.categories) as c (category)
     join fact f on f.kind = 'application-filed' and f.category = c.category
                    and f.day between a.first and a.last and not f.withdrawn
     join person p on p.member_id = f.member_id
     left join fact d on d.kind = 'application-decided' and d.source_id = f.source_id and d.member_id = f.member_id
                         and d.qualifier = a.qualifier and d.day <= a.last and not d.withdrawn
where a.counts = 'of-filed'
group by a.period, a.rule, p.age_band, p.gender
