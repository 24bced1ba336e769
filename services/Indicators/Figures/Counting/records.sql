-- Facts that rules ask for by kind, category and day, but for those of months that were entered. Of a member, only while she agrees.
matching_fact as (
    select a.period, a.rule, a.counts, p.age_band, p.gender, f.member_id, f.token, f.amount, f.out_of,
           a.qualifier is null or f.qualifier = a.qualifier as qualifies
    from fact f
         left join person p on p.member_id = f.member_id
         join asked a on a.fact = f.kind
                         and f.day between a.first and a.last
                         and (a.categories is null or f.category = any (a.categories))
    where f.day between @earliest and @latest
          and not f.withdrawn
          and (f.member_id is null or p.member_id is not null)
          and (a.span <> 'sum' or (a.rule, date_trunc('month', f.day)::date) not in (select rule, first_day from entered_month))
),
-- Each office of these kinds on the last day: its seats, who holds one, and which of these the qualifier means.
office_seats as (
    select a.period, a.rule, a.counts,
           count(*) filter (where t.qualifies) as qualifying,
           count(t.id) as held,
           greatest(o.seats, count(t.id)) as seats   -- an office may have had more seats before
    from asked a
         join office o on o.kind = any (a.categories)
                          and o.set_up_on <= a.last
                          and (o.ended_on is null or o.ended_on >= a.last)
         left join lateral (
             select t.id,
                    case a.qualifier
                        when 'elected' then t.elected
                        when 'member' then t.by_member
                        when 'sub-group' then t.sub_group
                        when 'rotating' then t.within_limit and (t.ends_on is null or t.ends_on >= a.last)
                    end as qualifies
             from term t
             where t.office_id = o.id and t.started_on <= a.last and (t.ended_on is null or t.ended_on >= a.last)
         ) t on true
    where a.counts in ('seats', 'holders')
    group by a.period, a.rule, a.counts, o.id, o.seats
)
