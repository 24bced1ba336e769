using System.Text.Json;
using System.Text.Json.Serialization;
using Indicators.Dictionary;
using Microsoft.EntityFrameworkCore;
using Sangam.Common.V1;

namespace Indicators.Figures;

public static class CountedFigures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly string Rules = JsonSerializer.Serialize(
        IndicatorDictionary.Current.Parts.Select(
            (p, n) =>
                new
                {
                    n,
                    Indicator = p.Indicator.Code,
                    p.Part.Part,
                    p.Part.Counts,
                    p.Part.Fact,
                    p.Part.Categories,
                    p.Part.Qualifier,
                    p.Part.Span,
                    Counted = p.Part.IsCounted,
                    p.Part.Breakdown,
                    Whole = p.Part.Type is V1.IndicatorType.Ratio or V1.IndicatorType.Survey,
                    Quarterly = p.Indicator.Period != V1.PeriodType.Month,
                }
        ),
        Json
    );

    /// <summary>
    /// The collective's figures of these periods by the current dictionary, in its order, from the facts as they stand and from
    /// what was entered by hand: nothing is suppressed. A unique figure is counted over its whole period and never added up
    /// from shorter ones; a ratio keeps its two parts and is never averaged. There is no figure of what was neither counted nor
    /// entered: it is missing, not 0.
    /// </summary>
    /// <remarks>
    /// An entered value takes the place of what was counted in its period. A sum adds it to what was counted in the other
    /// months; how things stood on the last day is what was entered of the last month; what can only be counted anew is missing
    /// in a longer period of which a part was entered, unless it was entered itself.
    /// </remarks>
    /// <param name="cells">Also by age band and gender, see <see cref="Figure"/>, right after the figure that they are cells of.</param>
    public static async Task<IReadOnlyList<Figure>> CountAsync(
        this IndicatorsDb db,
        IReadOnlyList<Period> periods,
        CancellationToken cancellationToken,
        bool cells = false
    )
    {
        var types = periods.Select(p => $"{p.Type}").ToArray();
        var firsts = periods.Select(p => p.First).ToArray();
        var lasts = periods.Select(p => p.Last).ToArray();
        var rows = await db
            .Database.SqlQuery<Row>(
                $"""
                with period as (select * from unnest({types}, {firsts}, {lasts}) with ordinality as p (type, first, last, n)),
                     rule as (select * from jsonb_to_recordset({Rules}::jsonb) as r (n int, indicator text, part text, counts text, fact text, categories text[], qualifier text, span text, counted bool, breakdown bool, whole bool, quarterly bool)),
                     asked as (select p.n as period, p.type, p.first, p.last, r.* from period p cross join rule r where p.type <> 'Month' or not r.quarterly),
                     person as (select member_id, age_band as age, case gender when 'Unspecified' then 'NotSaid' else gender end as gender   -- she counts once membership has told of her
                                from known_member where statistics and age_band <> 'Unspecified'),
                     given as (
                    select r.n as rule, s.period_type, s.first_day, case s.period_type when 'Month' then 1 when 'Quarter' then 3 else 12 end as months, s.age_band as age, s.gender, s.value, s.denominator
                    from standing_value s join rule r on r.indicator = s.indicator and r.part = s.part
                    where s.first_day between {firsts.Min()} and {lasts.Max()}
                     ),
                     entered as (   -- with the margins and the whole that follow from the cells; a whole that was entered itself holds
                    select distinct on (rule, period_type, first_day, age, gender) * from (
                        select *, 0 as behind from given
                        union all
                        select rule, period_type, first_day, months, coalesce(age, 'Unspecified'), coalesce(gender, 'Unspecified'), sum(value), sum(denominator), 1
                        from given where age <> 'Unspecified' group by rule, period_type, first_day, months, grouping sets ((), (age), (gender))
                         ) as e order by rule, period_type, first_day, age, gender, behind
                     ),
                     said as (select * from entered where age = 'Unspecified' and gender = 'Unspecified'),
                     taken as (   -- what was entered that goes into a figure
                    select a.period, a.n as rule, s.period_type, s.first_day,
                           s.value + coalesce(s.denominator, 0) > 0 and not exists (select from entered e where (e.rule, e.period_type, e.first_day) = (s.rule, s.period_type, s.first_day) and e.age <> 'Unspecified') as blind
                    from asked a join said s on s.rule = a.n
                    where case a.span
                        when 'sum' then s.period_type = 'Month' and s.first_day between a.first and a.last
                        when 'last' then s.period_type = 'Month' and s.first_day = case when a.counted then date_trunc('month', a.last)::date
                            else (select max(l.first_day) from said l where l.rule = a.n and l.period_type = 'Month' and l.first_day between a.first and a.last) end
                        else s.period_type = a.type and s.first_day = a.first end
                     ),
                     counted as (
                    select a.period, a.n as rule, p.age, p.gender, false as entered,
                           case a.counts when 'facts' then count(*) filter (where hit) when 'amounts' then sum(f.amount) filter (where hit)
                               when 'persons' then count(distinct f.member_id) filter (where hit) when 'tokens' then count(distinct f.token) filter (where hit) end as value,
                           case a.counts when 'facts' then count(*) else sum(f.out_of) end as denominator
                    from fact f
                         left join person p on p.member_id = f.member_id
                         join asked a on a.fact = f.kind and f.day between a.first and a.last and (a.categories is null or f.category = any (a.categories))
                         cross join lateral (select a.qualifier is null or f.qualifier = a.qualifier) as q (hit)
                    where f.day between {firsts.Min()} and {lasts.Max()} and not f.withdrawn and (f.member_id is null or p.member_id is not null)
                          and (a.span <> 'sum' or (a.n, date_trunc('month', f.day)::date) not in (select rule, first_day from said where period_type = 'Month'))
                    group by a.period, a.n, a.counts, p.age, p.gender
                    union all
                    select a.period, a.n, p.age, p.gender, false, count(distinct p.member_id), null
                    from asked a
                         join known_stint s on s.joined_on <= a.last and (s.left_on is null or s.left_on >= a.last)   -- one of her times as a member holds the day
                         join person p on p.member_id = s.member_id
                    where a.counts = 'members'
                    group by a.period, a.n, p.age, p.gender
                    union all
                    select a.period, a.n, null, null, false, count(*) filter (where met), count(*)
                    from asked a
                         join fact g on g.kind = 'group' and g.category = any (a.categories) and g.day <= a.last
                              and not exists (select from fact c where c.kind = 'group-closed' and c.source_id = g.source_id and c.day < a.last)
                         cross join lateral (select exists (select from fact f where f.kind = 'group-meeting' and f.group_id = g.source_id and f.qualifier = 'minuted' and not f.withdrawn and f.day between a.first and a.last)) as m (met)
                    where a.counts = 'active-groups'
                    group by a.period, a.n
                    union all
                    select a.period, a.n, null, null, false, sum(o.hits), sum(case a.counts when 'seats' then o.seats else o.held end)
                    from asked a cross join lateral (
                        select count(*) filter (where t.hit) as hits, count(t.id) as held, greatest(o.seats, count(t.id)) as seats   -- an office may have had more seats before
                        from office o
                             left join lateral (
                            select t.id, case a.qualifier when 'elected' then t.elected when 'member' then t.by_member when 'sub-group' then t.sub_group
                                                          when 'rotating' then t.within_limit and (t.ends_on is null or t.ends_on >= a.last) end as hit
                            from term t where t.office_id = o.id and t.started_on <= a.last and (t.ended_on is null or t.ended_on >= a.last)
                             ) t on true
                        where o.kind = any (a.categories) and o.set_up_on <= a.last and (o.ended_on is null or o.ended_on >= a.last)
                        group by o.id, o.seats
                         ) o
                    where a.counts in ('seats', 'holders')
                    group by a.period, a.n
                    union all
                    select a.period, a.n, p.age, p.gender, false, count(d.day), count(*)
                    from asked a
                         cross join lateral unnest(a.categories) as c (category)
                         join fact f on f.kind = 'application-filed' and f.category = c.category and f.day between a.first and a.last and not f.withdrawn
                         join person p on p.member_id = f.member_id
                         left join fact d on d.kind = 'application-decided' and d.source_id = f.source_id and d.member_id = f.member_id and d.qualifier = a.qualifier and d.day <= a.last and not d.withdrawn
                    where a.counts = 'of-filed'
                    group by a.period, a.n, p.age, p.gender
                    union all
                    select a.period, a.n, null, null, false, percentile_disc(0.5) within group (order by greatest(d.day - f.day, 0)), count(*)
                    from asked a
                         join fact d on d.kind = 'application-decided' and d.day between a.first and a.last and not d.withdrawn and (a.categories is null or d.category = any (a.categories))
                         join fact f on f.kind = 'application-filed' and f.source_id = d.source_id and f.member_id = d.member_id and not f.withdrawn
                         join person p on p.member_id = d.member_id
                    where a.counts = 'median-days'
                    group by a.period, a.n
                    union all
                    select a.period, a.n, null, null, bool_or(s.entered), sum(s.value), sum(s.denominator)
                    from asked a join survey_result s on s.indicator = a.indicator and s.part = a.part and s.day between a.first and a.last
                    where a.counts = 'survey' and (a.span <> 'sum' or (a.n, date_trunc('month', s.day)::date) not in (select rule, first_day from said where period_type = 'Month'))
                    group by a.period, a.n
                     ),
                     made as (
                    select c.period, c.rule, coalesce(c.age, 'Unspecified') as age, coalesce(c.gender, 'Unspecified') as gender, bool_or(c.entered) as entered, sum(c.value) as value, sum(c.denominator) as denominator
                    from counted c join rule r on r.n = c.rule
                    where r.span = 'sum' or (c.period, c.rule) not in (select period, rule from taken)
                    group by c.period, c.rule, grouping sets ((), (c.age), (c.gender), (c.age, c.gender))
                    having grouping(c.age, c.gender) = 3 or {cells} and bool_and(r.breakdown and c.age is not null)
                    union all
                    select t.period, t.rule, e.age, e.gender, true, e.value, e.denominator
                    from taken t join entered e on (e.rule, e.period_type, e.first_day) = (t.rule, t.period_type, t.first_day)
                     ),
                     figure as (
                    select m.period, m.rule, m.age, m.gender, m.age = 'Unspecified' and m.gender = 'Unspecified' as everybody, sum(m.value) as value, sum(m.denominator) as denominator, bool_or(m.entered) as entered
                    from made m group by m.period, m.rule, m.age, m.gender
                     )
                select a.period::int as "Period", a.n as "Part", coalesce(f.age, 'Unspecified') as "AgeBand", coalesce(f.gender, 'Unspecified') as "Gender", coalesce(f.value, 0)::bigint as "Value",
                       case when a.whole then coalesce(f.denominator, 0)::bigint end as "Denominator", t.period is not null or coalesce(f.entered, false) as "Entered"
                from asked a
                     left join figure f on f.period = a.period and f.rule = a.n
                     left join (select period, rule, bool_or(blind) as blind from taken group by period, rule) t on t.period = a.period and t.rule = a.n
                where (a.counted or f.rule is not null)
                      and (f.everybody is not false or {cells} and t.blind is not true and f.value + coalesce(f.denominator, 0) > 0)
                      and (a.span <> 'anew' or t.period is not null
                           or not exists (select from said s where s.rule = a.n and s.first_day between a.first and a.last and s.months < case a.type when 'Month' then 1 when 'Quarter' then 3 else 12 end))
                """
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => (At: (r.Period, r.Part, Age: Enum.Parse<AgeBand>(r.AgeBand), Gender: Enum.Parse<Gender>(r.Gender)), Row: r))
                .OrderBy(r => r.At)
                .Select(r =>
                {
                    var (indicator, part) = IndicatorDictionary.Current.Parts[r.At.Part];
                    return new Figure(indicator.Code, part.Part, part.Type, periods[r.At.Period - 1], r.Row.Value, r.Row.Denominator)
                    {
                        Span = part.Span,
                        AgeBand = r.At.Age,
                        Gender = r.At.Gender,
                        Entered = r.Row.Entered,
                    };
                }),
        ];
    }

    private sealed record Row(int Period, int Part, string AgeBand, string Gender, long Value, long? Denominator, bool Entered);
}
