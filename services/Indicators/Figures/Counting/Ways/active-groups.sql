-- Active groups: those that met in the period with a minute, of all groups of these kinds that there are on its last day.
-- The day on which a group is closed is still a day of it.
select a.period, a.rule, null::text as age_band, null::text as gender, false as entered,
       count(*) filter (where m.met) as value, count(*) as denominator
from asked a
     join fact g on g.kind = 'group' and g.category = any (a.categories) and g.day <= a.last
     cross join lateral (
         select exists (
             select from fact f
             where f.kind = 'group-meeting' and f.group_id = g.source_id and f.qualifier = 'minuted'
                   and f.day between a.first and a.last and not f.withdrawn
         ) as met
     ) m
where a.counts = 'active-groups'
      and not exists (select from fact c where c.kind = 'group-closed' and c.source_id = g.source_id and c.day < a.last)
group by a.period, a.rule
