-- The median of the days from filing to decision, over the applications decided in the period that were filed, and how many these are.
-- Of an even number it is the lower of the two in the middle. A decision dated before the filing took 0 days.
select a.period, a.rule, null::text as age_band, null::text as gender, false as entered,
       percentile_disc(0.5) within group (order by greatest(d.day - f.day, 0)) as value, count(*) as denominator
from asked a
     join fact d on d.kind = 'application-decided' and (a.categories is null or d.category = any (a.categories))
                    and d.day between a.first and a.last and not d.withdrawn
     join fact f on f.kind = 'application-filed' and f.source_id = d.source_id and f.member_id = d.member_id and not f.withdrawn
     join person p on p.member_id = d.member_id
where a.counts = 'median-days'
group by a.period, a.rule
